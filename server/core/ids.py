"""Names of things: the ids, and the closed words that the core and the wire share.

Ids mean nothing to a reader but identity: no personal data ever stands in one.

A game's id is written `r2m1b4`: round 2, match 1, board 4 (a replayed game gets a suffix, `r2m1b4x2`).
"""

from enum import StrEnum
from typing import NewType

EventId = NewType("EventId", str)
GameId = NewType("GameId", str)
MatchId = NewType("MatchId", str)
TeamId = NewType("TeamId", str)
PersonId = NewType("PersonId", str)
CommandId = NewType("CommandId", str)
"""Chosen by the sender, once per command; sending it again asks for the first answer again."""

Millis = NewType("Millis", int)
"""Milliseconds: a length of time, or an instant of the server's clock (since 1970-01-01 UTC)."""

Seq = NewType("Seq", int)
"""Position of an event in the journal, from 1 on; also the version of the news that tells of it."""


def match_id(round_number: int, match: int) -> MatchId:
    """The id of match `match` (from 1) of a round."""
    return MatchId(f"r{round_number}m{match}")


def game_id(match: MatchId, board: int) -> GameId:
    """The id of the game on board `board` (from 1) of a match."""
    return GameId(f"{match}b{board}")


class Side(StrEnum):
    """White or Black: of a player on a board, of a team on board 1."""

    WHITE = "white"
    BLACK = "black"

    @property
    def other(self) -> "Side":
        """The opponent's side."""
        return Side.BLACK if self is Side.WHITE else Side.WHITE


class Phase(StrEnum):
    """Where a game stands in its life."""

    PUBLISHED = "published"
    RUNNING = "running"
    SUSPENDED = "suspended"
    ENDED = "ended"


class EndReason(StrEnum):
    """Why a game ended (FIDE Online Chess Regulations, articles 4 and 5)."""

    CHECKMATE = "checkmate"
    STALEMATE = "stalemate"
    THIRD_REPETITION = "third_repetition"
    FIFTY_MOVES = "fifty_moves"
    DEAD_POSITION = "dead_position"
    FLAG_FALL = "flag_fall"
    FLAG_FALL_CANNOT_MATE = "flag_fall_cannot_mate"
    RESIGNATION = "resignation"
    RESIGNATION_CANNOT_MATE = "resignation_cannot_mate"
    AGREEMENT = "agreement"


class Role(StrEnum):
    """What a person may do; somebody without a person is a spectator."""

    ARBITER = "arbiter"
    CAPTAIN = "captain"
    PLAYER = "player"


class Refusal(StrEnum):
    """Why a command was refused; nothing has changed, and the same id may be sent again."""

    UNKNOWN_GAME = "unknown_game"
    NOT_YOUR_GAME = "not_your_game"
    NOT_ALLOWED = "not_allowed"
    NOT_STARTED = "not_started"
    ALREADY_STARTED = "already_started"
    SUSPENDED = "suspended"
    NOT_SUSPENDED = "not_suspended"
    GAME_OVER = "game_over"
    NOT_YOUR_TURN = "not_your_turn"
    OTHER_PLY = "other_ply"
    ILLEGAL_MOVE = "illegal_move"
    FLAG_FALLEN = "flag_fallen"
    FLAG_STANDS = "flag_stands"
    OFFER_STANDS = "offer_stands"
    NO_OFFER = "no_offer"
    ROUND_OPEN = "round_open"
    ROUND_PUBLISHED = "round_published"
    NO_SUCH_ROUND = "no_such_round"
    NO_MORE_ROUNDS = "no_more_rounds"
    UNFINISHED_GAMES = "unfinished_games"
    NOT_STORED = "not_stored"
    RESTARTING = "restarting"

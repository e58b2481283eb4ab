"""Names of things. Ids mean nothing to a reader but identity: no personal data ever stands in one.

A game's id is written `r2m1b4`: round 2, match 1, board 4 (a replayed game gets a suffix, `r2m1b4x2`).
"""

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

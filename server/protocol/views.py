"""What an audience is told of what has happened: core values to messages, one function a subject.

A game's news is the same for its players and for the public; only the room and the moment differ.
"""

from collections.abc import Sequence
from typing import assert_never

from server.core.events import (
    ClocksResumed,
    ClocksSuspended,
    DrawOffered,
    FlagFell,
    GameCreated,
    GameEnded,
    GameEvent,
    GameStarted,
    MovePlayed,
    RoundClosed,
    RoundPublished,
    TournamentEvent,
    Trilingual,
)
from server.core.game import Game
from server.core.ids import GameId, Millis, Phase, Seq, Side
from server.core.standings import Standing
from server.core.tournament import Team
from server.protocol import messages as wire


def play_room(game: GameId) -> str:
    """The room of a game's two players."""
    return f"play:{game}"


def game_room(game: GameId) -> str:
    """The room of a game's spectators."""
    return f"game:{game}"


def names(name: Trilingual) -> wire.Names:
    """A name in three languages."""
    return wire.Names(ru=name.ru, zh=name.zh, en=name.en)


def team(entered: Team) -> wire.TeamView:
    """A team as everybody sees it."""
    return wire.TeamView(id=entered.id, number=entered.number, names=names(entered.names), zone=entered.zone)


def clocks(game: Game, at: Millis) -> wire.Clocks:
    """The clocks as they stand at `at`, when the news goes out."""
    return wire.Clocks(
        white=game.clocks.left(Side.WHITE),
        black=game.clocks.left(Side.BLACK),
        running=game.turn if game.phase is Phase.RUNNING else None,
        at=at,
    )


def game_news(room: str, game: Game, event: GameEvent, v: Seq, at: Millis) -> wire.GameNews | None:
    """The news of an event just applied to the game; that a board was created is told by its round."""
    shown = clocks(game, at)
    match event:
        case GameCreated():
            return None
        case GameStarted():
            return wire.GameStarted(room=room, v=v, game=game.id, clocks=shown)
        case MovePlayed():
            played = game.moves[-1]
            return wire.Move(
                room=room,
                v=v,
                game=game.id,
                ply=len(game.moves),
                uci=played.uci,
                san=played.san,
                spent=played.spent,
                clocks=shown,
            )
        case DrawOffered(by):
            return wire.DrawOffered(room=room, v=v, game=game.id, by=by)
        case ClocksSuspended() | FlagFell():
            return wire.ClocksSuspended(room=room, v=v, game=game.id, clocks=shown)
        case ClocksResumed():
            return wire.ClocksResumed(room=room, v=v, game=game.id, clocks=shown)
        case GameEnded():
            return game_ended(room, game.id, event, v, shown)
        case _ as unreachable:
            assert_never(unreachable)


def game_ended(room: str, game: GameId, event: GameEnded, v: Seq, shown: wire.Clocks) -> wire.GameEnded:
    """The end of a game."""
    result = wire.Result(white=event.white, black=event.black)
    return wire.GameEnded(room=room, v=v, game=game, result=result, reason=event.reason, clocks=shown)


def snapshot(room: str, game: Game, v: Seq, at: Millis) -> wire.GameSnapshot:
    """The whole game for its players; `at` is when the side to move was told of the last act."""
    ending = game.ending
    return wire.GameSnapshot(
        room=room,
        v=v,
        game=game.id,
        white=game.players[Side.WHITE],
        black=game.players[Side.BLACK],
        phase=game.phase,
        moves=[
            wire.MoveView(uci=move.uci, san=move.san, spent=move.spent, left=move.left) for move in game.moves
        ],
        clocks=clocks(game, at),
        offer=game.offer,
        result=wire.Result(white=ending.white, black=ending.black) if ending else None,
        reason=ending.reason if ending else None,
    )


def round_news(published: RoundPublished, v: Seq) -> wire.RoundPublished:
    """A round's matches and boards."""
    return wire.RoundPublished(
        room="event",
        v=v,
        round=published.round,
        free=published.free,
        matches=[
            wire.MatchView(
                id=match.match,
                white=match.white,
                black=match.black,
                boards=[
                    wire.BoardView(game=board.game, board=board.board, white=board.white, black=board.black)
                    for board in match.boards
                ],
            )
            for match in published.matches
        ],
    )


def tournament_news(event: TournamentEvent, v: Seq) -> wire.RoundPublished | wire.RoundClosed | None:
    """The news of a round act; the roster tells of the rest."""
    match event:
        case RoundPublished():
            return round_news(event, v)
        case RoundClosed():
            return wire.RoundClosed(room="event", v=v, round=event.round)
        case _:
            return None


def table(codes: tuple[str, ...], rows: Sequence[Standing], as_of: Seq) -> wire.Standings:
    """The standings as they are after the journal's position `as_of`."""
    return wire.Standings(
        room="event",
        as_of=as_of,
        codes=list(codes),
        rows=[
            wire.StandingRow(
                rank=row.rank,
                team=row.team,
                played=row.played,
                wins=row.wins,
                draws=row.draws,
                losses=row.losses,
                match_points=row.match_points,
                game_points=row.game_points,
                tiebreaks=list(row.tiebreaks),
            )
            for row in rows
        ],
    )

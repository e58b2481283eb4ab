"""Games and events as the tests of the core need them, in a line each."""

from collections.abc import Sequence

import chess

from server.core.clock import Clocks
from server.core.endings import Ending
from server.core.events import (
    ClocksSuspended,
    EventOpened,
    GameCreated,
    GameEnded,
    GameEvent,
    GameStarted,
    MovePlayed,
    PlayerEntered,
    RoundPublished,
    TeamEntered,
    Trilingual,
)
from server.core.game import Decision, Game, PlayedMove
from server.core.ids import EndReason, GameId, Millis, PersonId, Phase, Refusal, Side, TeamId
from server.core.regulations import Regulations, TimeControl
from server.core.tournament import Tournament

CONTROL = TimeControl(Millis(180_000), Millis(2_000))
WHITE, BLACK = PersonId("p1"), PersonId("p2")
GAME = GameId("r1m1b1")
TOLD = Millis(1_000_000)
"""When the side to move was told of the last act, if a test says nothing else."""


def created(control: TimeControl = CONTROL) -> GameCreated:
    """The creation of a game."""
    return GameCreated(GAME, WHITE, BLACK, control)


def game(fen: str = chess.STARTING_FEN, phase: Phase = Phase.RUNNING, control: TimeControl = CONTROL) -> Game:
    """A game in a phase, whose board stands as the FEN says."""
    built = Game(created(control))
    built.board = chess.Board(fen)
    reached: dict[Phase, list[GameEvent]] = {
        Phase.PUBLISHED: [],
        Phase.RUNNING: [GameStarted()],
        Phase.SUSPENDED: [GameStarted(), ClocksSuspended(Millis(0))],
        Phase.ENDED: [GameStarted(), GameEnded(1, 1, EndReason.AGREEMENT, Millis(0))],
    }
    for event in reached[phase]:
        built.apply(event)
    return built


def play(built: Game, line: str, spent: int = 1_000) -> Game:
    """The same game after these moves in UCI, each of which took `spent` ms."""
    for uci in line.split():
        built.apply(MovePlayed(uci, Millis(spent)))
    return built


def at(spent: int) -> Millis:
    """The instant at which the side to move has thought for `spent` ms."""
    return Millis(TOLD + spent)


def happened(decision: Decision) -> Sequence[GameEvent]:
    """The events of a command that was not refused."""
    assert not isinstance(decision, Refusal), decision
    return decision


State = tuple[
    Phase,
    str,
    tuple[chess.Move, ...],
    Clocks,
    tuple[PlayedMove, ...],
    Side | None,
    Ending | None,
    Side | None,
    dict[Side, int],
]


def state(built: Game) -> State:
    """Everything a game knows, to be compared."""
    return (
        built.phase,
        built.board.fen(),
        tuple(built.board.move_stack),
        built.clocks,
        tuple(built.moves),
        built.offer,
        built.ending,
        built.fallen,
        dict(built._offered_at),
    )


# Events --------------------------------------------------------------------------------------------------

TITLE = Trilingual("Дружба", "友谊", "Friendship")


def player(team: int, place: int) -> PersonId:
    """The id of a team's player."""
    return PersonId(f"p{team:02}{place:02}")


def tournament(teams: int = 4, regulations: Regulations | None = None, *, reserves: int = 0) -> Tournament:
    """An event with this many teams, all boards filled; two boards if no regulations are given."""
    under = regulations or Regulations(rounds=3, boards=2, time_control=CONTROL)
    built = Tournament(EventOpened(TITLE, under))
    for number in range(1, teams + 1):
        team = TeamId(f"t{number}")
        built.apply(TeamEntered(team, number, Trilingual(f"к{number}", f"城{number}", f"c{number}"), "UTC"))
        for place in range(1, under.boards + reserves + 1):
            built.apply(PlayerEntered(player(number, place), team, place))
    return built


def published(built: Tournament) -> RoundPublished:
    """The newest round's publication, as it was decided."""
    newest = built.rounds[-1]
    return RoundPublished(newest.number, newest.matches, newest.free)


def finish(built: Tournament, *points: tuple[int, int]) -> None:
    """End the newest round's games with these half-points (White's, Black's), match after match."""
    for board, (white, black) in zip(built.rounds[-1].boards(), points, strict=True):
        built.apply_end(board.game, GameEnded(white, black, EndReason.AGREEMENT, Millis(0)))

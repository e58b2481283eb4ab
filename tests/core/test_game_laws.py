"""Laws that hold for every game, whoever sends what and when: chance tries to break them."""

from dataclasses import dataclass

import chess
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.commands import (
    AcceptDraw,
    GameCommand,
    JudgePosition,
    OfferDraw,
    PlayMove,
    Resign,
    ResumeClocks,
    StartGame,
    SuspendClocks,
    TimeIsUp,
)
from server.core.events import DrawOffered, FlagFell, GameEvent, MovePlayed
from server.core.game import Game
from server.core.ids import Millis, Phase, Refusal, Side
from server.core.regulations import TimeControl
from tests.core.builders import created, state

CONTROL = TimeControl(Millis(20_000), Millis(700))
POSITIONS = (
    chess.STARTING_FEN,
    "r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 1",
    "8/8/8/3k4/8/8/8/R3K3 w - - 96 90",
    "8/P6k/8/8/8/8/p6K/8 w - - 0 1",
    "8/8/4k2q/8/8/3K4/7N/8 w - - 0 1",
    "4k3/8/8/p1p1p1p1/P1P1P1P1/8/8/4K3 w - - 0 1",
)


@dataclass(frozen=True)
class Step:
    """Something sent `delay` ms after the step before: a command, or a legal move by its number."""

    delay: int
    command: GameCommand | None
    legal: int


sides = st.sampled_from(Side)
squares = st.sampled_from(chess.SQUARE_NAMES)
uci = st.builds("{}{}{}".format, squares, squares, st.sampled_from(["", "q", "n"]))
commands: st.SearchStrategy[GameCommand] = st.one_of(
    st.builds(PlayMove, sides, st.integers(0, 9), uci),
    st.builds(OfferDraw, sides),
    st.builds(AcceptDraw, sides),
    st.builds(Resign, sides),
    st.builds(SuspendClocks, st.none() | st.integers(0, 30_000).map(Millis)),
    st.builds(JudgePosition, st.booleans()),
    st.just(StartGame()),
    st.just(ResumeClocks()),
    st.just(TimeIsUp()),
)
steps = st.builds(
    Step,
    delay=st.integers(-50, 3_000) | st.integers(0, 30_000),
    command=st.none() | st.none() | commands,  # two in three are legal moves: games get somewhere
    legal=st.integers(0, 200),
)


def command_of(step: Step, game: Game) -> GameCommand:
    """What the step sends now."""
    if step.command is not None:
        return step.command
    legal = sorted(move.uci() for move in game.board.legal_moves) or ["a1a2"]
    return PlayMove(game.turn, len(game.moves), legal[step.legal % len(legal)])


def apply(game: Game, event: GameEvent) -> None:
    """Apply it; no clock gains but by the increment of a completed move, the one that stands is untouched."""
    side, before = game.turn, game.clocks
    game.apply(event)
    gain = CONTROL.increment if isinstance(event, MovePlayed) else 0
    spent = before.left(side) if isinstance(event, FlagFell) else getattr(event, "spent", 0)
    assert game.clocks.left(side) == max(0, before.left(side) - spent) + gain
    assert game.clocks.left(side.other) == before.left(side.other)


def rebuilt(fen: str, events: list[GameEvent]) -> Game:
    """A game from its events alone."""
    game = Game(created(CONTROL))
    game.board = chess.Board(fen)
    for event in events:
        game.apply(event)
    return game


@given(fen=st.sampled_from(POSITIONS), tried=st.lists(steps, max_size=60))
@settings(deadline=None, max_examples=150)
def test_no_order_of_commands_breaks_a_game(fen: str, tried: list[Step]) -> None:
    game = rebuilt(fen, [])
    events: list[GameEvent] = []
    now = told = Millis(1_000_000)
    for step in [Step(0, StartGame(), 0), *tried]:
        now = Millis(max(told, now + step.delay))
        before = state(game)
        decision = game.decide(command_of(step, game), now, told)
        assert state(game) == before, "deciding reads only, a refusal changes nothing"
        if isinstance(decision, Refusal):
            continue
        for event in decision:
            apply(game, event)
            events.append(event)
        if not all(isinstance(event, DrawOffered) for event in decision):
            told = now
    assert state(rebuilt(fen, events)) == state(game), "replaying gives the same game"
    assert (game.phase is Phase.ENDED) == (game.ending is not None)
    assert game.ending is None or game.ending.white + game.ending.black == 2


@given(spent=st.lists(st.integers(0, 4_000), max_size=40))
@settings(deadline=None, max_examples=50)
def test_what_the_moves_cost_and_what_is_left_add_up(spent: list[int]) -> None:
    game = rebuilt(chess.STARTING_FEN, [])
    shuffle = ("g1f3", "g8f6", "f3g1", "f6g8")
    for ply, cost in enumerate(spent):
        game.apply(MovePlayed(shuffle[ply % 4], Millis(cost)))
    for side, first in ((Side.WHITE, 0), (Side.BLACK, 1)):
        own = spent[first::2]
        assert game.clocks.left(side) == 20_000 - sum(own) + 700 * len(own) or sum(own) > 20_000

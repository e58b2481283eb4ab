"""Dead positions behind walls of pawns: the cheap test, and the proof."""

import chess
import pytest

from server.core.commands import JudgePosition, PlayMove, Resign, ResumeClocks, TimeIsUp
from server.core.deadness import Verdict, may_be_dead, prove
from server.core.events import FlagFell, GameEnded
from server.core.ids import EndReason, Millis, Phase, Refusal, Side
from tests.core.builders import TOLD, game

KINGS_AND_WALL = "4k3/8/8/p1p1p1p1/P1P1P1P1/8/8/4K3 w - - 0 1"
SHORT_WALL_WITH_BISHOPS = "8/6b1/1p3k2/1Pp1p1p1/2P1PpPp/3K1P1P/8/8 w - - 0 1"
WALLS = [
    KINGS_AND_WALL,
    SHORT_WALL_WITH_BISHOPS,
    "4k3/8/8/p1p1p1p1/P1P1P1P1/8/8/4KB2 w - - 0 1",  # a bishop of the colour on which no pawn stands
    "8/8/1k6/p1p1p1p1/P1P1P1P1/6K1/8/8 b - - 0 1",
]
OPEN = {
    "a pawn can move": "4k3/8/8/p1p1p1p1/P1P1P1P1/8/6P1/4K3 w - - 0 1",
    "a pawn can take": "4k3/8/8/p1p1p1pp/P1P1P1P1/4K3/8/8 w - - 0 1",
    "a king has a way to a pawn": "7k/8/p7/P7/8/8/8/7K w - - 0 1",
    "a bishop has a way to a pawn": "4k1b1/8/8/p1p1p1p1/P1P1P1P1/8/8/4K3 w - - 0 1",
    "a rook is left to the arbiter": "4k3/8/8/p1p1p1p1/P1P1P1P1/8/8/4K2R w - - 0 1",
    "no pawn at all": "4k3/8/8/8/8/8/8/4KB2 w - - 0 1",
    "only a piece stops the pawn": "8/8/8/3k4/3P4/3K4/8/8 w - - 0 1",
}


@pytest.mark.parametrize("fen", WALLS)
def test_a_wall_that_holds_is_dead(fen: str) -> None:
    board = chess.Board(fen)
    assert not board.is_insufficient_material()
    assert may_be_dead(board)
    assert prove(board, limit=100_000) is Verdict.DEAD


@pytest.mark.parametrize("fen", OPEN.values(), ids=OPEN.keys())
def test_no_proof_is_begun_where_something_can_still_happen(fen: str) -> None:
    assert not may_be_dead(chess.Board(fen))


def test_the_cheap_test_is_the_same_for_both_colours() -> None:
    for fen in (*WALLS, *OPEN.values()):
        board = chess.Board(fen)
        assert may_be_dead(board) == may_be_dead(board.mirror())


def test_a_mate_that_can_arise_is_found() -> None:
    assert prove(chess.Board("k7/8/1K6/8/8/8/8/7R w - - 0 1")) is Verdict.ALIVE


def test_a_proof_stops_at_its_limit() -> None:
    assert prove(chess.Board(SHORT_WALL_WITH_BISHOPS), limit=100) is Verdict.UNPROVEN


def test_a_dead_position_ends_the_game_even_after_further_moves() -> None:
    walled = game(KINGS_AND_WALL)
    moved = walled.decide(PlayMove(Side.WHITE, 0, "e1e2"), TOLD, TOLD)
    assert not isinstance(moved, Refusal)
    walled.apply(moved[0])
    assert walled.decide(JudgePosition(dead=True), TOLD, TOLD) == [
        GameEnded(1, 1, EndReason.DEAD_POSITION, Millis(0))
    ]


def test_a_position_not_proven_dead_changes_nothing() -> None:
    assert game(KINGS_AND_WALL).decide(JudgePosition(dead=False), TOLD, TOLD) is Refusal.FLAG_STANDS


@pytest.mark.parametrize(
    ("phase", "refusal"), [(Phase.PUBLISHED, Refusal.NOT_STARTED), (Phase.ENDED, Refusal.GAME_OVER)]
)
def test_a_game_that_is_not_under_way_is_not_judged(phase: Phase, refusal: Refusal) -> None:
    assert game(KINGS_AND_WALL, phase).decide(JudgePosition(dead=True), TOLD, TOLD) is refusal


@pytest.mark.parametrize(
    ("dead", "ended"),
    [
        (True, GameEnded(1, 1, EndReason.DEAD_POSITION, Millis(0))),
        (False, GameEnded(0, 2, EndReason.FLAG_FALL, Millis(0))),
    ],
)
def test_a_flag_that_falls_before_the_proof_ends_waits_for_it(dead: bool, ended: GameEnded) -> None:  # noqa: FBT001 — a case of the table
    walled = game(KINGS_AND_WALL)
    late = Millis(TOLD + walled.clocks.white)
    fallen = walled.decide(TimeIsUp(), late, TOLD)
    assert fallen == [FlagFell()]
    walled.apply(FlagFell())
    assert (walled.phase, walled.clocks.white) == (Phase.SUSPENDED, 0)
    for command in (PlayMove(Side.WHITE, 0, "e1e2"), Resign(Side.BLACK), TimeIsUp()):
        assert walled.decide(command, late, late) is Refusal.SUSPENDED
    assert walled.decide(ResumeClocks(), late, late) is Refusal.FLAG_FALLEN
    assert walled.decide(JudgePosition(dead=dead), late, TOLD) == [ended]

"""The clocks by Laws 6: base time, increment after a completed move, never below nought."""

import pytest

from server.core.clock import Clocks
from server.core.ids import Millis, Side
from tests.core.builders import CONTROL

START = Clocks.start(CONTROL)


def test_both_clocks_start_with_the_base_time_and_no_increment_yet() -> None:
    assert (START.white, START.black, START.increment) == (180_000, 180_000, 2_000)


@pytest.mark.parametrize("side", Side)
def test_each_side_reads_its_own_clock(side: Side) -> None:
    clocks = Clocks(Millis(7), Millis(9), Millis(0))
    assert clocks.left(side) == {Side.WHITE: 7, Side.BLACK: 9}[side]


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize(
    ("spent", "moved", "thought"),
    [
        (0, 182_000, 180_000),
        (1, 181_999, 179_999),
        (5_000, 177_000, 175_000),
        (179_999, 2_001, 1),
        (180_000, 2_000, 0),
        (999_999, 2_000, 0),
    ],
)
def test_only_a_completed_move_earns_the_increment(side: Side, spent: int, moved: int, thought: int) -> None:
    after_move = START.after_move(side, Millis(spent))
    after_thinking = START.after_thinking(side, Millis(spent))
    assert after_move.left(side) == moved
    assert after_thinking.left(side) == thought
    assert after_move.left(side.other) == after_thinking.left(side.other) == 180_000


def test_without_an_increment_a_move_only_costs() -> None:
    clocks = Clocks(Millis(10), Millis(10), Millis(0))
    assert clocks.after_move(Side.BLACK, Millis(3)) == Clocks(Millis(10), Millis(7), Millis(0))

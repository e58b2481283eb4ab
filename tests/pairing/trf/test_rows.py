"""Players' records: the player, the rounds, and every column that can be out of step."""

import doctest

import pytest

from pairing.model import Player
from pairing.trf import rows
from pairing.trf.fields import Unreadable
from pairing.trf.rows import NOTHING, Entry, column, read_row
from tests.pairing.trf.texts import player, record

FULL = (
    "001   12 wWGM Hou, Yifan                        2650 CHN     8602980 1994/02/27  1.5    3    "
    " 7 w 1  0000 - H     9 b 0"
)


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(rows).failed == 0


def test_every_field_of_a_player() -> None:
    row = read_row(record(FULL))
    assert row.player == Player(
        12, "Hou, Yifan", "", 2650, "WGM", "w", "CHN", fide_id="8602980", birth="1994/02/27"
    )
    assert row.entries == (Entry(7, "w", "1"), Entry(0, "", "H"), Entry(9, "b", "0"))
    assert row.entry(3) == Entry(9, "b", "0")
    assert row.entry(4) == NOTHING
    assert column(1) == 92
    assert column(3) == 112


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("   7 w 1", Entry(7, "w", "1")),
        ("0007 B =", Entry(7, "b", "=")),
        ("   7 w d", Entry(7, "w", "D")),
        ("   7 - +", Entry(7, "", "+")),
        ("   7 b -", Entry(7, "b", "-")),
        ("   7 w z", Entry(7, "w", "-")),
        ("   7 w", Entry(7, "w", "*")),
        ("0000 - u", Entry(0, "", "U")),
        ("     - Z", Entry(0, "", "Z")),
        ("0000 w +", Entry(0, "w", "+")),
        ("0000 -", NOTHING),
        ("", NOTHING),
    ],
)
def test_entries(text: str, entry: Entry) -> None:
    assert read_row(record(player(1, text, "   9 w 1"))).entries == (entry, Entry(9, "w", "1"))
    assert read_row(record(player(1, text))).entries == ((entry,) if entry != NOTHING else ())


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("   x w 1", 92, "an opponent's starting rank or 0000"),
        ("  7 w 1", 96, "a blank between two fields"),
        ("   7w1", 96, "a blank between two fields"),
        ("   7 wx1", 98, "a blank between two fields"),
        ("   7 w 10", 100, "a blank between two fields"),
        ("   7 w 1 0", 101, "a blank between two fields"),
        ("   7 x 1", 97, "a colour: w, b or -"),
        ("   7 w 2", 99, "a result: 1 = 0 W D L + - H F U Z"),
        ("   7 w ½", 99, "a result: 1 = 0 W D L + - H F U Z"),
        ("   7 - 1", 97, "the colour of a game: w or b"),
        ("   7   ", 97, "the colour of a game: w or b"),
        ("   7 w H", 99, "a result against an opponent: 1 = 0 W D L + -"),
        ("0000 w 1", 99, "a result without an opponent: + - H F U Z"),
    ],
)
def test_an_entry_that_is_not_what_it_must_be(text: str, at: int, expected: str) -> None:
    with pytest.raises(Unreadable, match=f"^line 1, column {at}: expected ") as refused:
        read_row(record(player(1, text)))
    assert refused.value.broken.expected == expected


def test_the_second_round_is_ten_columns_further() -> None:
    with pytest.raises(Unreadable, match="column 109: expected a result:"):
        read_row(record(player(1, "   2 w 1", "   3 w ?")))


@pytest.mark.parametrize("column", [4, 9, 14, 48, 53, 57, 69, 80, 85, 90, 91])
def test_a_line_out_of_step(column: int) -> None:
    text = FULL[: column - 1] + "x" + FULL[column:]
    with pytest.raises(Unreadable, match=f"column {column}: expected a blank between two fields"):
        read_row(record(text))


@pytest.mark.parametrize(
    ("column", "expected"),
    [(5, "a starting rank from 1 to 9999"), (49, "a rating"), (81, "points in halves"), (86, "a rank")],
)
def test_a_number_that_is_none(column: int, expected: str) -> None:
    text = FULL[: column - 1] + "x" + FULL[column:]
    with pytest.raises(Unreadable, match=f"column {column}: expected {expected}"):
        read_row(record(text))


def test_an_entry_is_read_once_and_remembered() -> None:
    seen: dict[str, Entry] = {}
    first = read_row(record(player(1, "   7 w 1", "   8 b 0")), seen)
    second = read_row(record(player(2, "   7 w 1", "   8 b 0")), seen)
    assert first.entries[0] is second.entries[0]

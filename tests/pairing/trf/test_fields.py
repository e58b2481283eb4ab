"""Fields of fixed columns: numbers, points in halves, lists."""

import doctest
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing.trf import fields
from pairing.trf.fields import Unreadable, fitted, half_points, spell
from tests.pairing.trf.texts import record


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(fields).failed == 0


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("1.5", 3),
        ("1", 2),
        (".5", 1),
        ("2.", 4),
        ("-0.5", -1),
        ("-2.0", -4),
        ("12.50", 25),
        ("1.25", None),
        ("1,5", None),
        (".", None),
        ("", None),
        ("-", None),
        ("+1", None),
        ("½", None),
        ("١", None),
        ("1.5.", None),
    ],
)
def test_points_are_halves(text: str, points: int | None) -> None:
    assert half_points(text) == points


@given(st.integers(-999, 999))
def test_points_are_spelled_with_one_decimal(points: int) -> None:
    assert half_points(spell(points)) == points
    assert spell(points)[-2:] in (".0", ".5")


def test_blank_fields_are_nothing() -> None:
    line = record("300    ")
    assert (line.number(5, 8), line.points(5, 8), line.words(5, 8), line.number(60, 63)) == (0, 0, "", 0)
    assert line.round(5, 7, 3, optional=True) == 0


@pytest.mark.parametrize(
    ("text", "call", "message"),
    [
        ("12a4", "number", "column 1: expected a number"),
        ("-124", "number", "column 1: expected a number"),
        ("  ²4", "number", "column 1: expected a number"),
        ("    ", "required", "column 1: expected a rank"),
        ("0000", "required", "column 1: expected a rank"),
        (" 1.3", "points", "column 1: expected points in halves, such as 1.5"),
        ("   9", "one", "column 1: expected the number of a team of this file"),
        ("    ", "one", "column 1: expected the number of a team"),
        ("   4", "round", "column 1: expected a round from 1 to 3"),
        ("    ", "round", "column 1: expected a round from 1 to 3"),
        ("    ", "any_round", "column 1: expected a round"),
        ("1  9", "known", "column 4: expected the number of a team of this file"),
        ("1  2 9", "known", "column 6: expected a blank between two fields"),
        ("1  x", "known", "column 4: expected the number of a team"),
        ("   4", "blank", "column 4: expected a blank between two fields"),
    ],
)
def test_a_field_that_is_not_what_it_must_be(text: str, call: str, message: str) -> None:
    line = record(text, 7)
    calls: dict[str, Callable[[], object]] = {
        "number": lambda: line.number(1, 4),
        "required": lambda: line.required(1, 4, "a rank"),
        "points": lambda: line.points(1, 4),
        "one": lambda: line.one(1, 4, {1, 2}, "team"),
        "round": lambda: line.round(1, 4, 3),
        "any_round": lambda: line.round(1, 4, 0),
        "known": lambda: line.known(1, 2, {1, 2}, "team"),
        "blank": lambda: line.blank(2, 4, 9),
    }
    with pytest.raises(Unreadable) as refused:
        calls[call]()
    assert str(refused.value) == f"line 7, {message}"
    assert refused.value.broken.line == 7


def test_what_is_there() -> None:
    line = record("  12  1.5 1 2 0   2")
    assert (line.number(1, 4), line.required(1, 4, "x"), line.points(6, 9)) == (12, 12, 3)
    assert line.known(11, 1, {1, 2}, "team") == (1, 2, 2)
    assert list(line.numbers(11, 1, "x")) == [(11, 1), (13, 2), (15, 0), (19, 2)]
    assert (line.one(11, 11, {1}, "team"), line.round(11, 11, 3), line.round(3, 4, 0)) == (1, 1, 12)
    line.blank(1, 2, 5, 99)


@pytest.mark.parametrize(
    ("points", "text"),
    [(3, " 1.5"), (199, "99.5"), (200, " 100"), (201, "    "), (19998, "9999"), (-2, "-1.0"), (-40, " -20")],
)
def test_points_in_four_columns(points: int, text: str) -> None:
    assert fitted(points, 4) == text

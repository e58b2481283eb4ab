"""The records of teams and rounds, one by one."""

import doctest
from collections.abc import Callable

import pytest

from pairing.model import (
    Absence,
    Acceleration,
    Adjustment,
    ByeKind,
    ByePoints,
    Forfeit,
    Prohibition,
    Team,
)
from pairing.trf import team_records
from pairing.trf.fields import Record, Unreadable
from pairing.trf.team_records import (
    Known,
    read_acceleration,
    read_adjustment,
    read_byes,
    read_forfeited,
    read_old_team,
    read_pairing_byes,
    read_prohibition,
    read_seats,
    read_team,
)
from tests.pairing.trf.texts import record

KNOWN = Known(frozenset({1, 2, 3, 4}), frozenset({11, 12, 21, 22, 101}), 5, "team")


def test_the_module_has_no_wrong_example() -> None:
    assert doctest.testmod(team_records).failed == 0


def test_a_team() -> None:
    text = "310   2 Qiqihar                          QQH     2450   10.0   17.5   1    11   12  101"
    assert read_team(record(text), KNOWN.players) == Team(2, "Qiqihar", "QQH", 2450, (11, 12, 101))
    assert read_team(record("310 2"), KNOWN.players) == Team(2)


def test_an_old_team() -> None:
    text = "013 Guangzhou                         11   12"
    assert read_old_team(record(text), 3, KNOWN.players) == Team(3, "Guangzhou", members=(11, 12))


def test_byes() -> None:
    assert read_byes(record("240 H   2    1    3"), KNOWN) == [
        Absence(2, 1, ByeKind.HALF),
        Absence(2, 3, ByeKind.HALF),
    ]
    assert read_byes(record("240 f 005 0004"), KNOWN) == [Absence(5, 4, ByeKind.FULL)]


def test_acceleration() -> None:
    assert read_acceleration(record("250  2.0  0.0   1   3    1    2"), KNOWN) == Acceleration(1, 3, 1, 2, 4)
    assert read_acceleration(record("250       1.0   1        1"), KNOWN) == Acceleration(1, 1, 1, 1, 0, 2)


def test_prohibited_pairs() -> None:
    assert read_prohibition(record("260   1   9    1    2    4"), KNOWN) == Prohibition(1, 9, (1, 2, 4))
    assert read_prohibition(record("260   2        1    2"), KNOWN) == Prohibition(2, 2, (1, 2))


@pytest.mark.parametrize(
    ("text", "adjustment"),
    [
        ("299    -1.0  -2.0    4    3", Adjustment((3,), -2, -4, 4)),
        ("299     0.0  -4.0  999    1    2", Adjustment((1, 2), 0, -8)),
        ("299     0.0  -4.0  000    1", Adjustment((1,), 0, -8)),
        ("299 W   2.0   2.5    2    4", Adjustment((4,), 4, 5, 2, "W")),
        ("299 +   2.0   2.5", Adjustment((), 4, 5, None, "+")),
    ],
)
def test_points_by_decision(text: str, adjustment: Adjustment) -> None:
    assert read_adjustment(record(text), KNOWN) == adjustment


def test_seats() -> None:
    seats = read_seats(record("300   1   1   2   12 0000  101"), KNOWN)
    assert seats[1:] == (1, 1, 2, (12, 0, 101))


def test_pairing_allocated_byes() -> None:
    byes = read_pairing_byes(record("320  1.0  2.0   3 000   1"), KNOWN)
    assert byes[1:] == (ByePoints(2, 4), {1: 3, 3: 1})
    assert read_pairing_byes(record("320             3"), KNOWN)[1:] == (None, {1: 3})
    assert read_pairing_byes(record("320       2.0"), KNOWN)[1:] == (ByePoints(0, 4), {})
    anything = KNOWN._replace(rounds=0)
    assert read_pairing_byes(record(f"320  1.0  2.0 {'':36}  3"), anything).teams == {10: 3}


@pytest.mark.parametrize("forfeit", list(Forfeit))
def test_forfeited_matches(forfeit: Forfeit) -> None:
    assert read_forfeited(record(f"330 {forfeit.value} 003   2   4"), KNOWN)[1:] == (3, 2, 4, forfeit)


def team(text: Record, known: Known) -> Team:
    return read_team(text, known.players)


@pytest.mark.parametrize(
    ("read", "text", "column", "expected"),
    [
        (team, "310     Name", 5, "a team's number from 1 to 999"),
        (team, f"310   1 {'Long name':32}x", 41, "a blank between two fields"),
        (team, f"310   1 {'Name':32} {'':5} {'x':6}", 48, "a strength factor"),
        (team, f"310   1 {'Name':32} {'':5} {'':6} {'x':6}", 55, "points in halves, such as 1.5"),
        (team, f"310   1 {'Name':32} {'':5} {'':6} {'':6} {'x':6}", 62, "points in halves, such as 1.5"),
        (team, f"310   1 {'Name':32} {'':5} {'':6} {'':6} {'':6}   x", 69, "a rank"),
        (team, f"310   1 {'Name':32}{'':28}  1  0099", 74, "the number of a player of this file"),
        (read_byes, "240 P   1    1", 5, "a kind of bye: H, F or Z"),
        (read_byes, "240 H   6    1", 7, "a round from 1 to 5"),
        (read_byes, "240 H   1    9", 11, "the number of a team of this file"),
        (read_acceleration, "250  2.0  0.0       3    1", 15, "a round"),
        (read_acceleration, "250  2.0  0.0   1   3    7", 23, "the number of a team of this file"),
        (read_acceleration, "250  2.0  0.0   1   3    1    7", 28, "the number of a team of this file"),
        (read_acceleration, "250  0.3  0.0   1   3    1", 5, "points in halves, such as 1.5"),
        (read_prohibition, "260   x   3    1    2", 5, "a round"),
        (read_prohibition, "260   1   3    1    9", 18, "the number of a team of this file"),
        (read_adjustment, "299 P   1.0", 5, "a kind of points: W D L F H Z + - or a blank"),
        (read_adjustment, "299     1.0   1.0    1    9", 24, "the number of a team of this file"),
        (read_seats, "300   6   1   2   11", 5, "a round from 1 to 5"),
        (read_seats, "300   1   1   2   11   99", 22, "the number of a player of this file"),
        (read_seats, "300   1   1   9   11", 13, "the number of a team of this file"),
        (read_pairing_byes, "320  1.0  2.0   9", 15, "the number of a team of this file"),
        (read_pairing_byes, f"320  1.0  2.0 {'':20}  3", 35, "no more than 5 rounds"),
        (read_forfeited, "330 ++   1   1   2", 5, "a kind of forfeit: +-, -+ or --"),
        (read_forfeited, "330 +-   1   1   1", 16, "another team"),
        (read_forfeited, "330 +-   1   9   1", 12, "the number of a team of this file"),
        (read_forfeited, "330 +-   9   1   2", 8, "a round from 1 to 5"),
    ],
)  # fmt: skip
def test_what_a_record_cannot_say(
    read: Callable[[Record, Known], object], text: str, column: int, expected: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read(record(text), KNOWN)
    assert str(refused.value) == f"line 1, column {column}: expected {expected}"

"""The published values of M. Held's exercises, under the rules of 2026 and of 2024."""

import pytest

from pairing.scoring import Edition
from pairing.standings import Standings, decimal, standings
from tests.pairing.tiebreaks.held import event

EVENT = event()


def values(code: str, edition: Edition = Edition.MARCH_2026) -> dict[int, str]:
    table = standings(EVENT, ("TPN", code), edition=edition)
    assert isinstance(table, Standings)
    return {row.number: decimal(row.values[1].number) for row in table.rows}


def groups(*codes: str) -> list[list[int]]:
    """The teams by rank, those that share one together."""
    table = standings(EVENT, codes)
    assert isinstance(table, Standings)
    ranks = sorted({row.rank for row in table.rows})
    return [[row.number for row in table.rows if row.rank == rank] for rank in ranks]


@pytest.mark.parametrize(
    ("code", "published"),
    [
        ("MPTS", "10 10 10 10 10 7 6 7 6 5 4 2 6 4"),
        ("GPTS", "17.5 17 16 17 18 12.5 11.5 15 14.5 13 11.5 7.5 11.5 11.5"),
        ("MPVGP", "17.5 17 16 17 18 12.5 11.5 15 14.5 13 11.5 7.5 11.5 11.5"),
    ],
)
def test_scores(code: str, published: str) -> None:
    assert list(values(code).values()) == published.split()


@pytest.mark.parametrize(
    ("code", "first", "second"),
    [
        ("BH:MP", "61", "57"),
        ("BH:MP/C1", "54", "52"),
        ("BH:GP", "110.5", "107.5"),
        ("EMMSB/C1", "68", "64"),
        ("EMGSB", "146.5", "131"),
        ("EGMSB", "151", "144"),
        ("EGGSB", "269", "249.75"),
        ("SSSC", "37.83", "36"),
    ],
)
def test_values_of_the_first_two_by_the_rules_of_2026(code: str, first: str, second: str) -> None:
    found = values(code)
    assert (found[1], found[2]) == (first, second)


@pytest.mark.parametrize(
    ("code", "published"),
    [
        ("BH:MP", "64 57 58 56 55 46 44 41 50 44 41 41 52 36"),
        ("BH:MP/C1", "57 52 53 52 53 39 38 39 48 42 39 39 48 32"),
    ],
)
def test_buchholz_before_a_dummy_had_a_highest_score(code: str, published: str) -> None:
    assert list(values(code, Edition.AUGUST_2024).values()) == published.split()


def test_extended_direct_encounter_of_the_five_at_the_top() -> None:
    assert groups("PTS", "EDE") == [[4], [2], [1], [3], [5], [6], [8], [7, 9, 13], [10], [11, 14], [12]]


@pytest.mark.parametrize("code", ["EDEBT", "EDET", "EDEB", "EDEBB"])
def test_the_boards_of_their_match_part_11_and_14(code: str) -> None:
    found = groups("PTS", code)
    assert found[:5] == [[4], [2], [1], [3], [5]]
    assert found.index([11]) + 1 == found.index([14])
    assert [7, 9, 13] in found

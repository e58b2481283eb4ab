"""Opponents' scores times one's own results: SB and the extended kinds (C.07 9.1 and 13.2)."""

import doctest

import pytest

from pairing.model import Primary
from pairing.tiebreaks import sonneborn_berger
from pairing.tiebreaks.values import Cut
from tests.pairing.tiebreaks.builders import counted, event, numbers

# match points 5, 4, 3, 0; game points 4.5, 4, 2.5, 1
ROUNDS = ("1-2 11, 3-4 1=", "3-1 ==, 4-2 00", "1-4 1=, 2-3 11")
PLAYED = event(*ROUNDS)


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(sonneborn_berger).failed == 0


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("EMMSB", [11, 6, 5, 0]),
        ("EMGSB", [11, 6, 5, 4]),
        ("EGMSB", [12.5, 7, 6.5, 0]),
        ("EGGSB", [12, 7, 6, 3.5]),
        ("SB", [11, 6, 5, 0]),
        ("SB:GP", [12, 7, 6, 3.5]),
        ("ESB", [11, 6, 5, 4]),
        ("ESB:GP", [12.5, 7, 6.5, 0]),
        ("EMMSB/C1", [11, 6, 5, 0]),
        ("EMGSB/C1", [11, 6, 5, 2.5]),
        ("EMGSB/M1", [3, 6, 0, 0]),
    ],
)
def test_values(code: str, expected: list[float]) -> None:
    assert numbers(PLAYED, code) == expected


def test_with_game_points_first_the_bare_codes_turn_round() -> None:
    made = event(*ROUNDS, primary=Primary.GAME_POINTS)
    assert numbers(made, "SB") == numbers(PLAYED, "EGGSB")
    assert numbers(made, "ESB") == numbers(PLAYED, "EGMSB")


def test_of_opponents_with_the_same_score_the_lowest_product_is_cut() -> None:
    made = event("1-2 ==, 3-4 ==", "1-3 11, 2-4 11", "1-4 00, 2-3 00")
    terms = counted(made, "EMGSB/C1")[1].terms
    assert [(term.opponent, term.value, term.cut) for term in terms] == [
        (2, 12, None),
        (3, 24, None),
        (4, 0, Cut.LOW),
    ]

"""Score strength combination (C.07 13.4)."""

import doctest
from fractions import Fraction

import pytest

from pairing.tiebreaks import strength
from pairing.tiebreaks.values import Reason
from tests.pairing.tiebreaks.builders import counted, event, numbers

# match points 5, 4, 3, 0; game points 4.5, 4, 2.5, 1; Buchholz 7, 8, 9, 12
PLAYED = event("1-2 11, 3-4 1=", "3-1 ==, 4-2 00", "1-4 1=, 2-3 11")


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(strength).failed == 0


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        # 3 rounds of 2 match points to 2 game points of a match: K is 3
        ("SSSC", ["6.83", "6.67", "5.50", "5.00"]),
        ("SSSC/K4", ["6.25", "6.00", "4.75", "4.00"]),
        ("SSSC/F", ["7.17", "7.00", "5.17", "4.67"]),
        ("SSSC:GP", ["7.50", "6.67", "6.17", "3.67"]),
    ],
)
def test_values(code: str, expected: list[str]) -> None:
    assert numbers(PLAYED, code) == [Fraction(number) for number in expected]


def test_the_divisor_is_never_less_than_one() -> None:
    made = event("1-2 1111", size=4, count=2)
    assert numbers(made, "SSSC") == [4, 2]


def test_the_score_is_a_term_beside_those_of_buchholz() -> None:
    value = counted(PLAYED, "SSSC")[1]
    assert [(term.round, term.opponent, term.reason) for term in value.terms] == [
        (0, 0, Reason.SCORE),
        (1, 2, Reason.OPPONENT),
        (2, 3, Reason.OPPONENT),
        (3, 4, Reason.OPPONENT),
    ]
    assert Fraction(value.terms[0].value, value.per) == Fraction(9, 2)

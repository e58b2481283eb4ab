"""Numbers: sums, rounding half up, exact decimals."""

import doctest
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing.model import Primary
from pairing.tiebreaks import values
from pairing.tiebreaks.values import Cut, Reason, Term, Value, decimal, rounded, scored, total
from tests.pairing.tiebreaks.builders import book, code, event


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(values).failed == 0


def test_terms_that_are_cut_do_not_count() -> None:
    terms = (Term(1, 2, 5), Term(2, 3, 7, Reason.OPPONENT, Cut.LOW), Term(3, 4, 6))
    assert total(terms, per=2).number == Fraction(11, 2)
    assert total(terms, per=3, places=2).number == Fraction(367, 100)


def test_a_sum_without_a_divisor_is_one_of_whole_points() -> None:
    assert total([Term(1, 2, 5), Term(2, 3, 7)]) == Value(Fraction(12), (Term(1, 2, 5), Term(2, 3, 7)), per=1)


def test_a_part_is_of_no_board_unless_it_says_so() -> None:
    assert Term(1, 2, 3) == Term(1, 2, 3, Reason.OPPONENT, None, 0)


@pytest.mark.parametrize(
    ("number", "places", "result"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.12"),
        (Fraction(1, 3), 3, "0.333"),
        (Fraction(2, 3), 3, "0.667"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(7), 2, "7"),
        (Fraction(0), 2, "0"),
    ],
)
def test_rounding_is_half_up(number: Fraction, places: int, result: str) -> None:
    assert decimal(rounded(number, places)) == result


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_decimal_is_exact(digits: int, places: int) -> None:
    number = Fraction(digits, 10**places)
    assert Fraction(decimal(number)) == number
    assert not decimal(number).endswith(".0")


def test_a_decimal_has_twelve_places_at_most() -> None:
    assert decimal(Fraction(1, 10**12)) == "0.000000000001"
    with pytest.raises(ValueError, match="is not a decimal"):
        decimal(Fraction(1, 10**13))


def test_what_is_not_a_decimal_is_refused() -> None:
    with pytest.raises(ValueError, match="1/3 is not a decimal"):
        decimal(Fraction(1, 3))


def test_a_code_without_a_score_works_on_the_primary_one() -> None:
    game_points_first = book(event(primary=Primary.GAME_POINTS))
    assert scored(game_points_first, code("BH")) is Primary.GAME_POINTS
    assert scored(game_points_first, code("BH:MP")) is Primary.MATCH_POINTS

"""Scores as codes: PTS, MPTS, GPTS, MPvGP, TPN."""

import doctest
from dataclasses import replace
from fractions import Fraction

from pairing.model import Adjustment, Primary
from pairing.tiebreaks import scores
from pairing.tiebreaks.values import Reason, Term, Value
from tests.pairing.tiebreaks.builders import counted, event, numbers

MADE = event("1-2 11, 3-4 1=", "3-1 ==, 2 U, 4 H")


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(scores).failed == 0


def test_match_points_and_game_points() -> None:
    assert numbers(MADE, "MPTS") == [3, 1, 3, 1]
    assert numbers(MADE, "GPTS") == [3, 1, 2.5, 1.5]


def test_points_are_those_of_the_primary_score_or_of_the_one_named() -> None:
    assert numbers(MADE, "PTS") == numbers(MADE, "MPTS") == numbers(MADE, "PTS:MP")
    other = event("1-2 11, 3-4 1=", "3-1 ==, 2 U, 4 H", primary=Primary.GAME_POINTS)
    assert numbers(other, "PTS") == numbers(other, "GPTS") == numbers(other, "PTS:GP")


def test_match_points_or_game_points_is_the_other_score() -> None:
    assert numbers(MADE, "MPVGP") == numbers(MADE, "GPTS")
    other = event("1-2 11, 3-4 1=", primary=Primary.GAME_POINTS)
    assert numbers(other, "MPVGP") == numbers(other, "MPTS")


def test_every_round_is_a_term_and_so_is_a_penalty() -> None:
    made = replace(MADE, adjustments=(Adjustment((1,), -2, -1),))
    assert counted(made, "MPTS")[1].terms == (
        Term(1, 2, 4, Reason.ROUND),
        Term(2, 3, 2, Reason.ROUND),
        Term(0, 0, -2, Reason.ADJUSTMENT),
    )
    assert numbers(made, "MPTS")[0] == 2
    assert numbers(made, "GPTS")[0] == 2.5
    assert counted(made, "MPTS")[2].terms[1] == Term(2, 0, 2, Reason.ROUND)


def test_the_smaller_pairing_number_comes_first() -> None:
    assert numbers(MADE, "TPN") == numbers(MADE, "SNO") == [1, 2, 3, 4]
    assert counted(MADE, "TPN")[2] == Value(Fraction(2), (), per=1)

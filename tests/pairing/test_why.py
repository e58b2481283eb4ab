"""Reasons: the codes are the articles' own names."""

import doctest

from pairing import why
from pairing.why import ColorRule, Criterion


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(why).failed == 0


def test_criteria_and_colour_rules_are_named_and_ordered_as_in_the_articles() -> None:
    assert [one.value for one in Criterion] == [f"C{number}" for number in range(1, 11)]
    assert [one.value for one in ColorRule] == [f"4.3.{number}" for number in range(1, 10)]

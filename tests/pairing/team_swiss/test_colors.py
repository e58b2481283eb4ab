"""Colours: each rule of article 4.3 where it is the first to apply, and the first-team of 4.2."""

from dataclasses import replace

import pytest

from pairing.model import Color, Regulations, System
from pairing.team_swiss.colors import allocate
from pairing.team_swiss.field import Entrant, Field
from pairing.why import ColorRule
from tests.pairing.team_swiss.builders import entrant

RULES = Regulations(System.TEAM_SWISS, rounds=9)


def white(one: Entrant, other: Entrant, rules: Regulations = RULES) -> tuple[int, str]:
    """Give the TPN with White and the rule; it must not matter in which order the two are named."""
    field = Field(rules, 3, (one, other), (2, 1))
    first, second, rule = allocate(field, one, other)
    assert allocate(field, other, one) == (first, second, rule)
    assert {first, second} == {one, other}
    return first.tpn, rule.value


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (entrant(1), entrant(4), (1, "4.3.1")),
        (entrant(2), entrant(5), (5, "4.3.1")),
        (entrant(2, lot_number=1), entrant(5), (2, "4.3.1")),
        (entrant(1, "w", colors="b"), entrant(2, colors="wb"), (1, "4.3.2")),
        (entrant(1, colors="wb"), entrant(2, "w", colors="b"), (2, "4.3.2")),
        (entrant(1, "b", colors="w"), entrant(2), (2, "4.3.2")),
        (entrant(1, "b", colors="w"), entrant(2, "w", colors="b"), (2, "4.3.3")),
        (entrant(1, "W", colors="bb"), entrant(2, "b", colors="w"), (1, "4.3.3")),
        (entrant(1, "w", colors="b"), entrant(2, "W", colors="bb"), (2, "4.3.4")),
        (entrant(1, "B", colors="ww"), entrant(2, "b", colors="w"), (2, "4.3.4")),
        (entrant(1, "w", colors="b"), entrant(2, "w", colors="bbw"), (1, "4.3.6")),
        (entrant(1, "W", colors="bb"), entrant(2, "W", colors="bbb"), (2, "4.3.5")),
        (entrant(1, "B", colors="www"), entrant(2, "B", colors="ww"), (2, "4.3.5")),
        (entrant(1, "B", colors="wbww"), entrant(2, "B", colors="wbww"), (2, "4.3.7")),
        (entrant(1, colors="wb"), entrant(2, colors="bw"), (1, "4.3.6")),
        (entrant(1, colors="bwwb"), entrant(2, colors="wbwb"), (2, "4.3.6")),
        (entrant(1, colors="bwwb"), entrant(2, colors="wb"), (1, "4.3.8")),
        (entrant(1, "w", colors="wb"), entrant(2, "w", colors="wb"), (1, "4.3.7")),
        (entrant(1, "b", colors="bw"), entrant(2, "b", colors="bw"), (2, "4.3.7")),
        (entrant(1, colors="wb"), entrant(2, colors="wb"), (1, "4.3.8")),
        (entrant(1, colors="bw"), entrant(2), (2, "4.3.8")),
        (entrant(1), entrant(2, colors="bw"), (1, "4.3.9")),
        (entrant(1), entrant(2, colors="wb"), (2, "4.3.9")),
    ],
)
def test_the_first_rule_that_applies_gives_the_colours(
    one: Entrant, other: Entrant, expected: tuple[int, str]
) -> None:
    assert white(one, other) == expected


def test_the_initial_colour_is_drawn() -> None:
    black = replace(RULES, initial_color=Color.BLACK)
    assert white(entrant(1), entrant(4), black) == (4, "4.3.1")
    assert white(entrant(2), entrant(5), black) == (2, "4.3.1")


def test_the_first_team_has_the_higher_score_then_the_other_score_then_the_smaller_number() -> None:
    one, other = entrant(1, score=2, colors="wb"), entrant(2, score=4, colors="wb")
    assert white(one, other) == (2, "4.3.8")
    one, other = entrant(1, score=4, colors="wb", secondary=3), entrant(2, score=4, colors="wb", secondary=5)
    assert white(one, other) == (2, "4.3.8")
    assert white(one, other, replace(RULES, secondary_for_colors=False)) == (1, "4.3.8")


def test_virtual_points_do_not_make_a_first_team() -> None:
    one = replace(entrant(1, colors="wb", score=4), primary=0)
    assert white(one, entrant(2, colors="wb", score=2)) == (2, "4.3.8")


def test_every_rule_is_named() -> None:
    assert len(ColorRule) == 9

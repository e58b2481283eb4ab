"""The bye: lowest score, most matches, largest number, and what may stand against it."""

from dataclasses import replace

import pytest

from pairing.model import (
    Adjustment,
    Bye,
    ByeKind,
    Event,
    Forfeit,
    Match,
    Prohibition,
    Regulations,
    Round,
    System,
    Team,
    boards,
)
from pairing.team_swiss.bye import allocate
from pairing.team_swiss.field import survey
from pairing.team_swiss.legality import Legality
from pairing.why import ByeWhy, Criterion, PassedOver

TEAMS = tuple(Team(number) for number in range(1, 6))
RULES = Regulations(System.TEAM_SWISS, rounds=5, boards=1)


def bye_of(event: Event) -> ByeWhy | None:
    field = survey(event)
    return allocate(field, Legality(field.may_meet))


def test_in_the_first_round_the_largest_number_has_the_bye() -> None:
    assert bye_of(Event(RULES, TEAMS)) == ByeWhy(5, 0, 0)


def test_the_lowest_score_comes_first() -> None:
    played = Round(1, (Match(1, 3, boards("0")), Match(4, 2, boards("1"))), (Bye(5, ByeKind.HALF),))
    assert bye_of(Event(RULES, TEAMS, rounds=(played,))) == ByeWhy(2, 0, 1)


def test_then_the_most_matches_played() -> None:
    played = Round(1, (Match(1, 3, boards("0")),), (Bye(4, ByeKind.ZERO), Bye(2, ByeKind.HALF)))
    assert bye_of(Event(RULES, TEAMS, rounds=(played,))) == ByeWhy(1, 0, 1)


@pytest.mark.parametrize(
    "played",
    [
        Round(1, (Match(1, 3), Match(4, 2)), (Bye(5, ByeKind.PAIRING),)),
        Round(1, (Match(1, 3), Match(4, 2)), (Bye(5, ByeKind.FULL),)),
        Round(1, (Match(1, 3), Match(5, 2, forfeit=Forfeit.WHITE_WINS)), (Bye(4, ByeKind.HALF),)),
        Round(1, (Match(1, 3), Match(2, 5, boards("-"))), (Bye(4, ByeKind.HALF),)),
    ],
)
def test_who_gained_without_play_is_passed_over(played: Round) -> None:
    level = tuple(Adjustment((number,), 100 if number < 4 else 20 * number, 0) for number in range(1, 5))
    event = Event(RULES, TEAMS, rounds=(played,), adjustments=level)
    found = bye_of(event)
    assert found is not None
    assert found.competitor == 4
    assert found.passed_over == (PassedOver(5, Criterion.C2),)


@pytest.mark.parametrize(
    "played",
    [
        Round(1, (Match(1, 3), Match(4, 2)), (Bye(5, ByeKind.HALF),)),
        Round(1, (Match(1, 3), Match(4, 2)), (Bye(5, ByeKind.ZERO),)),
        Round(1, (Match(1, 3), Match(5, 2, forfeit=Forfeit.BOTH_LOSE)), (Bye(4, ByeKind.HALF),)),
        Round(1, (Match(1, 3), Match(5, 2, boards("x"))), (Bye(4, ByeKind.HALF),)),
    ],
)
def test_a_requested_bye_or_a_lost_forfeit_does_not_bar(played: Round) -> None:
    level = tuple(Adjustment((number,), 100, 0) for number in range(1, 5))
    found = bye_of(Event(RULES, TEAMS, rounds=(played,), adjustments=level))
    assert found is not None
    assert found.competitor == 5


def test_a_team_that_others_need_as_opponent_is_passed_over() -> None:
    apart = replace(
        RULES, prohibited=(Prohibition(1, 5, (1, 2)), Prohibition(1, 5, (1, 3)), Prohibition(1, 5, (1, 4)))
    )
    assert bye_of(Event(apart, TEAMS)) == ByeWhy(4, 0, 0, (PassedOver(5, Criterion.C3),))


def test_nobody_may_have_it_or_nobody_can_be_spared() -> None:
    byes = tuple(Bye(number, ByeKind.FULL) for number in range(1, 6))
    assert bye_of(Event(RULES, TEAMS, rounds=(Round(1, (), byes),))) is None
    apart = replace(RULES, prohibited=(Prohibition(1, 5, (1, 2, 3, 4, 5)),))
    assert bye_of(Event(apart, TEAMS)) is None

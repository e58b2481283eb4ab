"""A whole round: the worked example of six cities, its reasons, and rounds that cannot be."""

import doctest
import json
from dataclasses import replace
from pathlib import Path

from pairing import team_swiss
from pairing.model import (
    Absence,
    Adjustment,
    Bye,
    ByeKind,
    Event,
    Impossible,
    Match,
    NoLegalPairing,
    Prohibition,
    Readings,
    Regulations,
    Round,
    System,
    Team,
    boards,
)
from pairing.team_swiss import pair
from pairing.why import BracketWhy, ColorRule, Criterion, PairWhy
from tests.pairing.corpus import FOLDER, read_event

RULES = Regulations(System.TEAM_SWISS, rounds=5, boards=1)


def event_of(count: int, *rounds: Round, rules: Regulations = RULES) -> Event:
    return Event(rules, tuple(Team(number) for number in range(1, count + 1)), rounds=rounds)


def test_the_example_of_the_package_holds() -> None:
    assert doctest.testmod(team_swiss).failed == 0


def six_cities() -> Event:
    record = json.loads((Path(FOLDER) / "example6.json").read_text("utf-8"))
    for team in record["teams"]:
        team |= {"arrives_round": 1, "last_round": None}
    return read_event(record)


def test_six_cities_are_paired_as_in_the_worked_example() -> None:
    event = six_cities()
    paired = [pair(replace(event, rounds=event.rounds[:played])) for played in range(5)]
    found = [
        [(match.white, match.black) for match in one.matches] for one in paired if isinstance(one, Round)
    ]
    assert found == [
        [(1, 4), (5, 2), (3, 6)],
        [(6, 1), (2, 4), (3, 5)],
        [(5, 6), (1, 2), (4, 3)],
        [(6, 4), (5, 1), (2, 3)],
        [(4, 5), (2, 6), (3, 1)],
    ]


def test_each_pair_is_explained() -> None:
    event = six_cities()
    paired = pair(replace(event, rounds=event.rounds[:3]))
    assert isinstance(paired, Round)
    assert paired.why is not None
    assert paired.why.pairs == (
        PairWhy(6, 4, 0, ColorRule.ALTERNATE_HISTORY),
        PairWhy(5, 1, 1, ColorRule.FIRST_TEAM_ALTERNATES),
        PairWhy(2, 3, 2, ColorRule.LOWER_DIFFERENCE),
    )
    assert paired.why.brackets == (
        BracketWhy(10, (6,), (4,), upfloaters_by=Criterion.C1),
        BracketWhy(8, (1, 5)),
        BracketWhy(2, (2, 3)),
    )
    assert paired.why.bye is None


def test_byes_stand_beside_the_pairs() -> None:
    event = replace(event_of(6), absences=(Absence(1, 2, ByeKind.HALF),))
    paired = pair(event)
    assert paired == Round(1, (Match(1, 4), Match(3, 5)), (Bye(6, ByeKind.PAIRING), Bye(2, ByeKind.HALF)))
    assert isinstance(paired, Round)
    assert paired.why is not None
    assert paired.why.bye is not None
    assert paired.why.bye.competitor == 6


def test_boards_go_by_the_better_score_then_the_sum_then_the_smaller_number() -> None:
    first = Round(1, (Match(1, 4, boards("0")), Match(5, 2, boards("1")), Match(3, 6, boards("="))))
    paired = pair(event_of(6, first))
    assert isinstance(paired, Round)
    assert [{match.white, match.black} for match in paired.matches] == [{4, 5}, {3, 1}, {6, 2}]


def test_a_team_alone_has_the_bye() -> None:
    assert pair(event_of(1)) == Round(1, (), (Bye(1, ByeKind.PAIRING),))


def test_rounds_that_cannot_be_are_answers() -> None:
    met = Round(1, (Match(1, 2, boards("1")),))
    assert pair(event_of(2, met)) == NoLegalPairing(2, Impossible.NO_COMPLETE_PAIRING, (1, 2))
    bye = Round(1, (), (Bye(1, ByeKind.PAIRING),))
    assert pair(event_of(1, bye)) == NoLegalPairing(2, Impossible.NO_BYE_LEFT, (1,))
    assert pair(event_of(0)) == NoLegalPairing(1, Impossible.NOBODY_TO_PAIR)
    over = event_of(4, met, rules=replace(RULES, rounds=1))
    assert pair(over) == NoLegalPairing(2, Impossible.ROUNDS_ARE_OVER)


def test_the_following_group_may_be_the_next_with_somebody_to_pair() -> None:
    """Only team 3 may have the bye, so nobody of its score is left; the next two may not meet."""
    given = {1: 4, 2: 4, 3: 2, 4: -4, 5: -4, 6: -6, 7: -6}
    event = replace(
        event_of(7, Round(1, (), tuple(Bye(tpn, ByeKind.FULL) for tpn in (4, 5, 6, 7)))),
        regulations=replace(RULES, prohibited=(Prohibition(1, 5, (4, 5)),)),
        adjustments=tuple(Adjustment((tpn,), points, 0) for tpn, points in given.items()),
    )
    skipping = replace(event.regulations, readings=Readings(c6_skips_empty=True))
    found = []
    for one in (event, replace(event, regulations=skipping)):
        paired = pair(one)
        assert isinstance(paired, Round)
        assert paired.pab == 3
        assert paired.why is not None
        found.append(paired.why.brackets[0].c6_ok)
    assert found == [True, False]

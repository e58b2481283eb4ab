"""The checker: silent on what the library paired, exact on what was changed."""

import doctest
from dataclasses import replace

import pytest

from pairing import checker
from pairing.checker import Difference, Fault, FaultFound, as_it_stood, check, check_round, faults
from pairing.generator import Recipe, generate
from pairing.model import (
    Absence,
    Bye,
    ByeKind,
    Event,
    Impossible,
    Match,
    Player,
    Prohibition,
    Regulations,
    Round,
    System,
    Team,
    boards,
)
from tests.pairing.corpus import Recorded, recorded


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(checker).failed == 0


@pytest.mark.parametrize("corpus", list(recorded("events"))[::10], ids=lambda corpus: corpus.name)
def test_recorded_events_are_as_the_rules_say(corpus: Recorded) -> None:
    assert check(corpus.event) == ()


@pytest.mark.parametrize("system", [System.TEAM_SWISS, System.TEAM_ROUND_ROBIN, System.INDIVIDUAL_SWISS])
def test_generated_events_are_as_the_rules_say(system: System) -> None:
    event = generate(5, Recipe(system, teams=12, rounds=5))
    assert check(event) == ()


TEAMS = tuple(Team(number) for number in range(1, 6))
RULES = Regulations(System.TEAM_SWISS, rounds=3, boards=1)
FIRST = Round(1, (Match(1, 3, boards("1")), Match(4, 2, boards("0"))), (Bye(5, ByeKind.PAIRING),))


def test_exchanged_opponents_are_named() -> None:
    changed = replace(FIRST, matches=(Match(1, 2, boards("1")), Match(4, 3, boards("0"))))
    assert check(Event(RULES, TEAMS, rounds=(changed,))) == (
        Difference(1, ((1, 2), (4, 3)), ((1, 3), (4, 2)), (), 5, 5),
    )


def test_turned_colours_are_named() -> None:
    changed = replace(FIRST, matches=(Match(3, 1, boards("1")), Match(4, 2, boards("0"))))
    assert check_round(Event(RULES, TEAMS, rounds=(changed,)), 1) == Difference(1, (), (), ((3, 1),), 5, 5)


def test_a_wrong_bye_is_named() -> None:
    changed = Round(1, (Match(1, 3, boards("1")), Match(5, 2, boards("0"))), (Bye(4, ByeKind.PAIRING),))
    assert check_round(Event(RULES, TEAMS, rounds=(changed,)), 1) == Difference(
        1, ((5, 2),), ((4, 2),), (), 4, 5
    )


def test_a_round_that_should_not_exist_is_named() -> None:
    event = Event(
        RULES,
        TEAMS[:2],
        rounds=(Round(1, (Match(1, 2, boards("1")),)), Round(2, (Match(2, 1, boards("1")),))),
    )
    assert check(event) == (Difference(2, ((2, 1),), impossible=Impossible.NO_COMPLETE_PAIRING),)


def test_absences_are_read_from_the_round() -> None:
    round_ = Round(1, (Match(1, 2, boards("1")),), (Bye(3, ByeKind.HALF),))
    event = Event(RULES, TEAMS, rounds=(round_,), absences=(Absence(2, 1),))
    assert as_it_stood(event, 1) == Event(
        RULES, TEAMS, absences=(Absence(1, 3, ByeKind.HALF), Absence(1, 4), Absence(1, 5))
    )
    assert check(event) == ()


@pytest.mark.parametrize("system", [System.TEAM_SWISS, System.INDIVIDUAL_SWISS])
def test_rounds_of_the_library_have_no_faults(system: System) -> None:
    event = generate(8, Recipe(system, teams=15, rounds=5))
    for number in range(1, len(event.rounds) + 1):
        assert faults(as_it_stood(event, number), event.rounds[number - 1]) == ()


def test_each_fault_of_a_round_is_found() -> None:
    played = Round(
        1,
        (Match(1, 2, boards("1")), Match(3, 4, boards("+")), Match(6, 5, boards("-"))),
        (Bye(7, ByeKind.PAIRING), Bye(8, ByeKind.FULL)),
    )
    rules = replace(
        RULES, prohibited=(Prohibition(1, 1, (3, 4)), Prohibition(2, 3, (4, 5, 6)), Prohibition(2, 2, (4, 5)))
    )
    event = Event(
        rules, tuple(Team(number) for number in range(1, 10)), rounds=(played,), absences=(Absence(2, 9),)
    )

    def found(*pairs: tuple[int, int], bye: int) -> set[FaultFound]:
        made = Round(
            2, tuple(Match(*one) for one in pairs), (Bye(bye, ByeKind.PAIRING), Bye(9, ByeKind.ZERO))
        )
        return set(faults(event, made))

    assert found((2, 3), (1, 4), (5, 7), (6, 8), bye=2) == {FaultFound(Fault.TWICE, (2,))}
    assert found((1, 4), (5, 7), (6, 8), bye=2) == {FaultFound(Fault.LEFT_OUT, (3,))}
    assert found((1, 9), (2, 3), (5, 7), (6, 8), bye=4) == {FaultFound(Fault.NOT_THERE, (9,))}
    assert found((2, 1), (3, 4), (5, 6), (7, 8), bye=10) == {
        FaultFound(Fault.NOT_THERE, (10,)),
        FaultFound(Fault.MET_BEFORE, (2, 1)),
        FaultFound(Fault.PROHIBITED, (5, 6)),
    }
    for barred in (3, 5, 7, 8):
        rest = [one for one in range(1, 9) if one != barred]
        assert FaultFound(Fault.SECOND_BYE, (barred,)) in found((rest[0], rest[2]), bye=barred)
    assert FaultFound(Fault.SECOND_BYE, (6,)) not in found((1, 3), bye=6)


def test_players_of_one_city_may_not_meet_in_an_individual_swiss() -> None:
    players = tuple(Player(number, city=city) for number, city in enumerate(("Ufa", "Ufa", "", ""), start=1))
    made = Round(1, (Match(1, 2), Match(3, 4)))
    individual = Event(Regulations(System.INDIVIDUAL_SWISS, rounds=3), players=players)
    assert faults(individual, made) == (FaultFound(Fault.OWN_CITY, (1, 2)),)
    teams = Event(RULES, TEAMS[:4])
    assert faults(teams, made) == ()

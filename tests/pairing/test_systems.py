"""Every system through one door."""

import doctest

import pytest

from pairing import systems
from pairing.model import (
    Event,
    Impossible,
    Match,
    NoLegalPairing,
    Player,
    Regulations,
    Round,
    System,
    Team,
)
from pairing.systems import pair


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(systems).failed == 0


@pytest.mark.parametrize(
    ("system", "pairs"),
    [
        (System.TEAM_SWISS, [(1, 3), (4, 2)]),
        (System.TEAM_ROUND_ROBIN, [(1, 4), (2, 3)]),
        (System.TEAM_DOUBLE_ROUND_ROBIN, [(1, 4), (2, 3)]),
        (System.CITY_MATCH, [(1, 3), (2, 4)]),
        (System.INDIVIDUAL_SWISS, [(1, 3), (4, 2)]),
        (System.ROUND_ROBIN, [(1, 4), (2, 3)]),
        (System.DOUBLE_ROUND_ROBIN, [(1, 4), (2, 3)]),
        (System.SCHEVENINGEN, [(1, 3), (4, 2)]),
    ],
)
def test_each_system_pairs_its_own_way(system: System, pairs: list[tuple[int, int]]) -> None:
    teams = tuple(Team(number, group=f"U{10 + number % 2}") for number in range(1, 5))
    if system is System.SCHEVENINGEN:
        teams = (Team(1, members=(1, 2)), Team(2, members=(3, 4)))
    players = tuple(Player(number) for number in range(1, 5))
    event = Event(Regulations(system, rounds=3), teams, players)
    expected = Round(1, tuple(Match(white, black) for white, black in pairs))
    if system is System.SCHEVENINGEN:
        expected = Round(1, (Match(1, 3), Match(2, 4)))
    assert pair(event) == expected


@pytest.mark.parametrize("system", System)
def test_an_event_of_nobody_is_an_answer_too(system: System) -> None:
    unfit = system in (System.CITY_MATCH, System.SCHEVENINGEN)
    reason = Impossible.SIDES_UNFIT if unfit else Impossible.NOBODY_TO_PAIR
    assert pair(Event(Regulations(system, rounds=3))) == NoLegalPairing(1, reason)

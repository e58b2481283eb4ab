"""The warning before the start: what is called safe is, and what is called a dead end is one."""

import doctest

import pytest

from pairing import outlook as module
from pairing.generator import Recipe, generate
from pairing.model import Event, Player, Regulations, System, Team
from pairing.outlook import Outlook, outlook, warning


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("teams", range(2, 13))
def test_safe_rounds_are_always_paired(teams: int) -> None:
    assert outlook(teams, teams // 2) is None
    for seed in range(20):
        print("seed", seed)
        event = generate(seed, Recipe(teams=teams, rounds=teams // 2, boards=1, incidents=False))
        assert len(event.rounds) == teams // 2


def test_six_teams_and_four_rounds_do_come_to_a_dead_end() -> None:
    events = [generate(seed, Recipe(teams=6, rounds=4, boards=2, incidents=False)) for seed in range(40)]
    assert 3 < sum(len(event.rounds) < 4 for event in events) < 37


@pytest.mark.parametrize(("teams", "rounds"), [(4, 4), (5, 6), (6, 6), (7, 8)])
def test_a_certain_dead_end_is_one(teams: int, rounds: int) -> None:
    seen = outlook(teams, rounds)
    assert seen is not None
    assert seen.certain_dead_end
    event = generate(3, Recipe(teams=teams, rounds=rounds, boards=1, incidents=False))
    assert len(event.rounds) < rounds


def test_only_swiss_systems_are_warned_about() -> None:
    teams, players = tuple(map(Team, range(1, 7))), tuple(map(Player, range(1, 7)))
    assert warning(Event(Regulations(System.TEAM_SWISS, rounds=5), teams)) == Outlook(
        3, certain_dead_end=False, round_robin_rounds=5
    )
    assert warning(Event(Regulations(System.INDIVIDUAL_SWISS, rounds=3), players=players)) is None
    assert warning(Event(Regulations(System.TEAM_ROUND_ROBIN, rounds=5), teams)) is None

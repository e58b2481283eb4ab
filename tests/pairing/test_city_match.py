"""A match between two cities: colours reversed every game, age groups side by side."""

import doctest

import pytest

from pairing import city_match
from pairing.city_match import pair
from pairing.model import Event, Impossible, Match, NoLegalPairing, Regulations, Round, System, Team


def event(*groups: str, played: int = 0, rounds: int = 4) -> Event:
    teams = tuple(Team(number, group=group) for number, group in enumerate(groups, start=1))
    regulations = Regulations(System.CITY_MATCH, rounds=rounds, boards=8)
    return Event(regulations, teams, rounds=tuple(Round(number, ()) for number in range(1, played + 1)))


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(city_match).failed == 0


def test_colours_are_reversed_every_game() -> None:
    paired = [pair(event("", "", played=played)) for played in range(4)]
    assert [one.matches for one in paired if isinstance(one, Round)] == [
        (Match(1, 2),),
        (Match(2, 1),),
        (Match(1, 2),),
        (Match(2, 1),),
    ]


def test_age_groups_play_side_by_side() -> None:
    assert pair(event("U12", "U10", "U10", "U12")) == Round(1, (Match(1, 4), Match(2, 3)))


def test_the_match_ends_after_the_declared_games() -> None:
    assert pair(event("", "", played=2, rounds=2)) == NoLegalPairing(3, Impossible.ROUNDS_ARE_OVER)


@pytest.mark.parametrize(
    ("groups", "unfit"), [((), ()), (("",), (1,)), (("", "", ""), (1, 2, 3)), (("U10", "U12", "U12"), (1,))]
)
def test_a_group_without_two_teams_is_unfit(groups: tuple[str, ...], unfit: tuple[int, ...]) -> None:
    assert pair(event(*groups)) == NoLegalPairing(1, Impossible.SIDES_UNFIT, unfit)

"""Virtual points: who has them, how many and how long."""

import doctest

import pytest

from pairing.model import Acceleration, Event, Primary, Regulations, System, Team
from pairing.team_swiss import acceleration
from pairing.team_swiss.acceleration import virtual_points


def event_of(teams: int, **settings: object) -> Event:
    regulations = Regulations(System.TEAM_SWISS, **({"rounds": 9} | settings))  # type: ignore[arg-type]  # by name
    return Event(regulations, tuple(Team(number) for number in range(1, teams + 1)))


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(acceleration).failed == 0


@pytest.mark.parametrize(
    ("teams", "size"), [(4, 2), (5, 4), (8, 4), (9, 6), (10, 6), (12, 6), (200, 100), (202, 102)]
)
def test_the_accelerated_half_is_rounded_up_to_an_even_number(teams: int, size: int) -> None:
    assert list(virtual_points(event_of(teams, baku=True), 1)) == list(range(1, size + 1))


@pytest.mark.parametrize(
    ("rounds", "worth"), [(9, "444220000"), (7, "4422000"), (10, "4442200000"), (11, "44422200000"), (1, "4")]
)
def test_half_of_the_rounds_are_accelerated(rounds: int, worth: str) -> None:
    event = event_of(8, baku=True, rounds=rounds)
    assert "".join(str(virtual_points(event, number).get(1, 0)) for number in range(1, rounds + 1)) == worth


def test_game_points_are_not_accelerated() -> None:
    assert virtual_points(event_of(8, baku=True, primary=Primary.GAME_POINTS), 1) == {}


def test_an_event_may_have_its_own_table() -> None:
    table = (Acceleration(1, 2, 1, 3, 4, 6), Acceleration(2, 3, 3, 4, 2, 1))
    event = event_of(8, accelerations=table)
    assert virtual_points(event, 1) == {1: 4, 2: 4, 3: 4}
    assert virtual_points(event, 2) == {1: 4, 2: 4, 3: 6, 4: 2}
    assert virtual_points(event, 4) == {}
    by_game = event_of(8, accelerations=table, primary=Primary.GAME_POINTS)
    assert virtual_points(by_game, 3) == {3: 1, 4: 1}

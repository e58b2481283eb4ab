"""Cities: the best K players, all teams, shared ranks."""

import doctest

from pairing import cities
from pairing.cities import CityRow, city_standings
from pairing.model import Event, Match, Player, Regulations, Round, System, Team, boards


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(cities).failed == 0


def players(best: int) -> Event:
    return Event(
        Regulations(System.INDIVIDUAL_SWISS, rounds=1, best=best),
        players=(
            *(Player(number, city="Kazan") for number in (1, 3, 5)),
            *(Player(number, city="Ufa") for number in (2, 4)),
            Player(6),
        ),
        rounds=(Round(1, (Match(1, 2, boards("=")), Match(3, 4, boards("0")), Match(5, 6, boards("=")))),),
    )


def test_the_best_players_count() -> None:
    assert city_standings(players(1)) == (
        CityRow(1, "Ufa", 2, 2, (4,)),
        CityRow(2, "Kazan", 1, 1, (1,)),
    )


def test_a_city_with_fewer_players_makes_nothing_for_those_it_lacks() -> None:
    assert city_standings(players(3)) == (
        CityRow(1, "Ufa", 3, 3, (4, 2)),
        CityRow(2, "Kazan", 2, 2, (1, 5, 3)),
    )


def test_without_a_number_all_count() -> None:
    assert city_standings(players(0)) == city_standings(players(3))


def test_all_teams_of_a_city_count_and_equal_cities_share_the_rank() -> None:
    event = Event(
        Regulations(System.CITY_MATCH, rounds=1, boards=2, best=1),
        teams=(Team(1, city="A"), Team(2, city="B"), Team(3, city="A"), Team(4, city="B"), Team(5, city="C")),
        rounds=(Round(1, (Match(1, 2, boards("11")), Match(4, 3, boards("11")))),),
    )
    assert city_standings(event) == (
        CityRow(1, "A", 4, 4, (1, 3)),
        CityRow(1, "B", 4, 4, (4, 2)),
        CityRow(3, "C", 0, 0, (5,)),
    )
    assert [row.game_points for row in city_standings(event, 0)] == [0, 0, 0]


def test_who_left_the_standings_makes_nothing_for_a_city() -> None:
    event = Event(
        Regulations(System.ROUND_ROBIN, rounds=3),
        players=(Player(1, city="A", last_round=1), *(Player(number, city="B") for number in (2, 3, 4))),
        rounds=(Round(1, (Match(1, 4, boards("1")),)), Round(2, (Match(2, 3, boards("1")),))),
    )
    assert city_standings(event) == (CityRow(1, "B", 2, 2, (2, 3, 4)),)

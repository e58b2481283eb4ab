"""Round robin by Berger's table: the annex's own tables, and what must hold for every size."""

from itertools import pairwise

import pytest

from pairing.model import Event, Impossible, Match, NoLegalPairing, Player, Regulations, Round, System, Team
from pairing.round_robin import berger, cycle_length, pair, places

ANNEX = {
    4: "1-4 2-3 / 4-3 1-2 / 2-4 3-1",
    6: "1-6 2-5 3-4 / 6-4 5-3 1-2 / 2-6 3-1 4-5 / 6-5 1-4 2-3 / 3-6 4-2 5-1",
    8: (
        "1-8 2-7 3-6 4-5 / 8-5 6-4 7-3 1-2 / 2-8 3-1 4-7 5-6 / 8-6 7-5 1-4 2-3 / 3-8 4-2 5-1 6-7 / "
        "8-7 1-6 2-5 3-4 / 4-8 5-3 6-2 7-1"
    ),
    10: (
        "1-10 2-9 3-8 4-7 5-6 / 10-6 7-5 8-4 9-3 1-2 / 2-10 3-1 4-9 5-8 6-7 / 10-7 8-6 9-5 1-4 2-3 / "
        "3-10 4-2 5-1 6-9 7-8 / 10-8 9-7 1-6 2-5 3-4 / 4-10 5-3 6-2 7-1 8-9 / 10-9 1-8 2-7 3-6 4-5 / "
        "5-10 6-4 7-3 8-2 9-1"
    ),
}


def spelled(rounds: list[tuple[tuple[int, int], ...]]) -> str:
    return " / ".join(" ".join(f"{white}-{black}" for white, black in table) for table in rounds)


@pytest.mark.parametrize("size", ANNEX)
def test_the_formula_gives_the_tables_of_the_annex(size: int) -> None:
    assert spelled([berger(size, number) for number in range(1, size)]) == ANNEX[size]


@pytest.mark.parametrize("size", [2, 4, 6, 12, 30, 66])
def test_everybody_meets_everybody_once(size: int) -> None:
    met = [frozenset(pair) for number in range(1, size) for pair in berger(size, number)]
    assert len(met) == len(set(met)) == size * (size - 1) // 2


@pytest.mark.parametrize("size", [4, 6, 12, 30])
def test_colours_are_even_to_one_and_the_last_number_alternates(size: int) -> None:
    rounds = [berger(size, number) for number in range(1, size)]
    whites = [sum(place == white for table in rounds for white, _ in table) for place in range(1, size + 1)]
    assert set(whites) <= {size // 2, size // 2 - 1}
    last = [any(white == size for white, _ in table) for table in rounds]
    assert all(now != then for now, then in pairwise(last))


@pytest.mark.parametrize("competitors", [3, 5, 7, 11])
def test_an_odd_field_has_one_free_round_each_and_equal_colours(competitors: int) -> None:
    rounds = [places(competitors, number, double=False) for number in range(1, competitors + 1)]
    for place in range(1, competitors + 1):
        whites = sum(place == white for table in rounds for white, _ in table)
        blacks = sum(place == black for table in rounds for _, black in table)
        assert whites == blacks == (competitors - 1) // 2


@pytest.mark.parametrize("competitors", [2, 4, 5, 6, 9, 10])
def test_a_double_round_robin_meets_twice_with_colours_reversed(competitors: int) -> None:
    length = cycle_length(competitors)
    games = [pair for number in range(1, 2 * length + 1) for pair in places(competitors, number, double=True)]
    assert sorted(games) == sorted(
        (a, b) for a in range(1, competitors + 1) for b in range(1, competitors + 1) if a != b
    )


@pytest.mark.parametrize("competitors", [4, 6, 8, 10, 14])
def test_nobody_has_a_colour_three_times_running_around_the_turn(competitors: int) -> None:
    length = cycle_length(competitors)
    rounds = [places(competitors, number, double=True) for number in range(1, 2 * length + 1)]
    for place in range(1, competitors + 1):
        colors = "".join("w" if any(white == place for white, _ in table) else "b" for table in rounds)
        assert "www" not in colors
        assert "bbb" not in colors


def test_the_last_two_rounds_of_the_first_cycle_are_swapped() -> None:
    assert places(6, 4, double=True) == berger(6, 5)
    assert places(6, 5, double=True) == berger(6, 4)
    assert places(6, 3, double=True) == berger(6, 3)
    assert places(6, 10, double=True) == tuple((black, white) for white, black in berger(6, 5))


@pytest.mark.parametrize(("size", "number"), [(5, 1), (4, 0), (4, 4)])
def test_a_round_outside_the_table_is_refused(size: int, number: int) -> None:
    with pytest.raises(ValueError, match="Berger table"):
        berger(size, number)


@pytest.mark.parametrize("number", [0, 6])
def test_a_round_outside_the_event_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no round"):
        places(5, number, double=False)


def test_pairing_maps_places_to_the_numbers_at_hand() -> None:
    teams = tuple(Team(number) for number in (30, 10, 20))
    event = Event(Regulations(System.TEAM_ROUND_ROBIN, rounds=3), teams=teams)
    assert pair(event) == Round(1, (Match(20, 30),))


def test_pairing_ends_after_the_last_round() -> None:
    players = tuple(Player(number) for number in (1, 2))
    single = Event(
        Regulations(System.ROUND_ROBIN, rounds=1), players=players, rounds=(Round(1, (Match(1, 2),)),)
    )
    assert pair(single) == NoLegalPairing(2, Impossible.ROUNDS_ARE_OVER)
    double = Event(Regulations(System.DOUBLE_ROUND_ROBIN, rounds=2), players=players, rounds=single.rounds)
    assert pair(double) == Round(2, (Match(2, 1),))


def test_one_competitor_has_nobody_to_meet() -> None:
    event = Event(Regulations(System.ROUND_ROBIN, rounds=1), players=(Player(4),))
    assert pair(event) == NoLegalPairing(1, Impossible.NOBODY_TO_PAIR, (4,))

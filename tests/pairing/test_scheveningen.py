"""Scheveningen: the standard tables, what holds for every size, and teams of unequal size."""

import doctest

import pytest

from pairing import scheveningen
from pairing.model import Event, Impossible, Match, NoLegalPairing, Player, Regulations, Round, System, Team
from pairing.scheveningen import pair, table

STANDARD = {
    2: "A1-B1 A2-B2 / B2-A1 B1-A2",
    3: "A1-B1 A2-B2 B3-A3 / B2-A1 A2-B3 B1-A3 / A1-B3 B1-A2 A3-B2",
    4: (
        "A1-B1 A2-B2 B3-A3 B4-A4 / B2-A1 B1-A2 A3-B4 A4-B3 / "
        "A1-B3 A2-B4 B1-A3 B2-A4 / B4-A1 B3-A2 A3-B2 A4-B1"
    ),
    5: (
        "A1-B1 A2-B2 A3-B3 B4-A4 B5-A5 / B2-A1 B3-A2 A3-B4 A4-B5 B1-A5 / A1-B3 A2-B4 B5-A3 B1-A4 A5-B2 / "
        "B4-A1 A2-B5 A3-B1 B2-A4 B3-A5 / A1-B5 B1-A2 B2-A3 A4-B3 A5-B4"
    ),
    6: (
        "A1-B1 B2-A2 B3-A3 A4-B4 B5-A5 A6-B6 / B2-A1 A2-B3 A3-B5 B6-A4 A5-B4 B1-A6 / "
        "A1-B3 B5-A2 B1-A3 A4-B2 A5-B6 B4-A6 / B4-A1 B6-A2 A3-B2 A4-B1 B3-A5 A6-B5 / "
        "A1-B5 A2-B4 A3-B6 B3-A4 B1-A5 B2-A6 / B6-A1 A2-B1 B4-A3 B5-A4 A5-B2 A6-B3"
    ),
    8: (
        "A1-B1 A2-B2 A3-B3 A4-B4 B5-A5 B6-A6 B7-A7 B8-A8 / B2-A1 B3-A2 B4-A3 B1-A4 A5-B6 A6-B7 A7-B8 A8-B5 / "
        "A1-B3 A2-B4 A3-B1 A4-B2 B7-A5 B8-A6 B5-A7 B6-A8 / B4-A1 B1-A2 B2-A3 B3-A4 A5-B8 A6-B5 A7-B6 A8-B7 / "
        "A1-B5 A2-B6 A3-B7 A4-B8 B1-A5 B2-A6 B3-A7 B4-A8 / B6-A1 B7-A2 B8-A3 B5-A4 A5-B2 A6-B3 A7-B4 A8-B1 / "
        "A1-B7 A2-B8 A3-B5 A4-B6 B3-A5 B4-A6 B1-A7 B2-A8 / B8-A1 B5-A2 B6-A3 B7-A4 A5-B4 A6-B1 A7-B2 A8-B3"
    ),
}


def spelled(size: int) -> str:
    return " / ".join(
        " ".join(
            f"A{game.first}-B{game.second}" if game.first_white else f"B{game.second}-A{game.first}"
            for game in table(size, number)
        )
        for number in range(1, size + 1)
    )


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(scheveningen).failed == 0


@pytest.mark.parametrize("size", STANDARD)
def test_small_tables_are_the_standard_ones(size: int) -> None:
    assert spelled(size) == STANDARD[size]


@pytest.mark.parametrize("size", range(1, 21))
def test_each_meets_each_of_the_other_team_once(size: int) -> None:
    games = [game for number in range(1, size + 1) for game in table(size, number)]
    assert len({(game.first, game.second) for game in games}) == len(games) == size * size
    for number in range(1, size + 1):
        assert {game.second for game in table(size, number)} == set(range(1, size + 1))


@pytest.mark.parametrize("size", range(3, 21))
def test_each_team_has_half_the_whites_of_a_round(size: int) -> None:
    for number in range(1, size + 1):
        whites = sum(game.first_white for game in table(size, number))
        assert whites in {size // 2, (size + 1) // 2}


@pytest.mark.parametrize("size", range(1, 21))
def test_everybody_has_half_the_whites_of_the_match(size: int) -> None:
    games = [game for number in range(1, size + 1) for game in table(size, number)]
    spare = 1 if size % 4 == 2 and size > 10 else 0
    for place in range(1, size + 1):
        of_first = sum(game.first_white for game in games if game.first == place)
        of_second = sum(not game.first_white for game in games if game.second == place)
        assert of_first in {size // 2, (size + 1) // 2}
        assert size // 2 - spare <= of_second <= (size + 1) // 2 + spare


@pytest.mark.parametrize("number", [0, 5])
def test_a_round_outside_the_table_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="Scheveningen"):
        table(4, number)


def match_of(*sizes: int, played: int = 0) -> Event:
    teams, players, start = [], [], 1
    for number, size in enumerate(sizes, start=1):
        members = tuple(range(start, start + size))
        teams.append(Team(number, members=members))
        players += [Player(one) for one in members]
        start += size
    rounds = tuple(Round(number, ()) for number in range(1, played + 1))
    regulations = Regulations(System.SCHEVENINGEN, rounds=max(sizes, default=0))
    return Event(regulations, tuple(teams), tuple(players), rounds)


def test_the_players_of_both_teams_are_paired() -> None:
    assert pair(match_of(2, 2)) == Round(1, (Match(1, 3), Match(2, 4)))
    assert pair(match_of(2, 2, played=1)) == Round(2, (Match(4, 1), Match(3, 2)))


def test_a_smaller_team_leaves_free_rounds() -> None:
    met = set()
    for played in range(3):
        paired = pair(match_of(2, 3, played=played))
        assert isinstance(paired, Round)
        assert len(paired.matches) == 2
        met |= {frozenset((match.white, match.black)) for match in paired.matches}
    assert met == {frozenset((one, other)) for one in (1, 2) for other in (3, 4, 5)}
    larger_first = pair(match_of(3, 2))
    assert isinstance(larger_first, Round)
    assert len(larger_first.matches) == 2


def test_the_match_ends_when_all_have_met() -> None:
    assert pair(match_of(2, 2, played=2)) == NoLegalPairing(3, Impossible.ROUNDS_ARE_OVER)


@pytest.mark.parametrize("sizes", [(), (2,), (2, 2, 2), (2, 0)])
def test_anything_but_two_teams_with_players_is_unfit(sizes: tuple[int, ...]) -> None:
    paired = pair(match_of(*sizes))
    assert paired == NoLegalPairing(1, Impossible.SIDES_UNFIT, tuple(range(1, len(sizes) + 1)))

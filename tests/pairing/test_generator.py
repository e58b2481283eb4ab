"""The generator: the same seed makes the same event, every incident turns up, every system is served."""

import doctest

import pytest

from pairing import generator
from pairing.generator import Recipe, generate
from pairing.model import (
    ByeKind,
    Color,
    ColorModel,
    Event,
    Forfeit,
    Mark,
    Primary,
    System,
)

EVENTS = [generate(seed) for seed in range(120)]


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(generator).failed == 0


def test_every_setting_turns_up() -> None:
    rules = [event.regulations for event in EVENTS]
    assert {one.color_model for one in rules} == set(ColorModel)
    assert {one.primary for one in rules} == set(Primary)
    assert {one.initial_color for one in rules} == set(Color)
    assert {one.secondary_for_colors for one in rules} == {False, True}
    assert {one.match_points.win for one in rules} == {4, 6}
    assert {one.boards for one in rules} == {1, 2, 3, 4, 5, 6}
    assert any(one.prohibited for one in rules)


def test_every_incident_turns_up() -> None:
    rounds = [round_ for event in EVENTS for round_ in event.rounds]
    assert {bye.kind for round_ in rounds for bye in round_.byes} == set(ByeKind)
    matches = [match for round_ in rounds for match in round_.matches]
    assert {match.forfeit for match in matches} == {None, *Forfeit}
    marks = {(board.first, board.second) for match in matches for board in match.boards}
    assert (Mark.FORFEIT_LOSS, Mark.FORFEIT_LOSS) in marks
    assert (Mark.DRAW, Mark.DRAW) in marks
    teams = [team for event in EVENTS for team in event.teams]
    assert any(team.first_round > 1 for team in teams)
    assert any(team.last_round is not None for team in teams)
    assert any(len(event.rounds) < event.regulations.rounds for event in EVENTS)


def test_a_match_is_unplayed_only_if_it_is_forfeited() -> None:
    for event in EVENTS:
        for round_ in event.rounds:
            assert all(match.played is (match.forfeit is None) for match in round_.matches)


def test_boards_seat_the_players_of_both_teams() -> None:
    for event in EVENTS[:20]:
        members = {team.number: team.members for team in event.teams}
        for match in (match for round_ in event.rounds for match in round_.matches):
            assert tuple(board.first_player for board in match.boards) == members[match.white]
            assert tuple(board.second_player for board in match.boards) == members[match.black]


def test_a_recipe_is_followed() -> None:
    recipe = Recipe(
        teams=11,
        rounds=5,
        boards=3,
        color_model=ColorModel.B,
        primary=Primary.GAME_POINTS,
        played=2,
        incidents=False,
    )
    event = generate(4, recipe)
    rules = event.regulations
    assert (len(event.teams), len(event.rounds), rules.rounds, rules.boards) == (11, 2, 5, 3)
    assert (rules.color_model, rules.primary, rules.prohibited) == (ColorModel.B, Primary.GAME_POINTS, ())
    assert not [bye for round_ in event.rounds for bye in round_.byes if bye.kind is not ByeKind.PAIRING]
    assert (
        generate(4, Recipe(primary=Primary.GAME_POINTS, baku=True)).regulations.primary
        is Primary.MATCH_POINTS
    )


@pytest.mark.parametrize(
    ("system", "rounds"),
    [
        (System.TEAM_ROUND_ROBIN, 5),
        (System.TEAM_DOUBLE_ROUND_ROBIN, 10),
        (System.CITY_MATCH, 1),
        (System.INDIVIDUAL_SWISS, 3),
        (System.ROUND_ROBIN, 5),
        (System.DOUBLE_ROUND_ROBIN, 10),
        (System.SCHEVENINGEN, 3),
    ],
)
def test_every_system_is_played_to_its_end(system: System, rounds: int) -> None:
    declared = 3 if system is System.INDIVIDUAL_SWISS else None
    event: Event = generate(6, Recipe(system, teams=6, rounds=declared))
    assert len(event.rounds) == event.regulations.rounds == rounds

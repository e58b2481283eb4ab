"""The values of an event: what was played, who is out, and how a match is spelled."""

import doctest

import pytest

from pairing import model
from pairing.model import (
    Absence,
    Bye,
    ByeKind,
    Color,
    Event,
    Forfeit,
    Match,
    Player,
    Regulations,
    Round,
    System,
    Team,
    boards,
    not_paired,
)


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(model).failed == 0


def test_the_other_color() -> None:
    assert Color.WHITE.other is Color.BLACK
    assert Color.BLACK.other is Color.WHITE


@pytest.mark.parametrize(
    ("match", "played"),
    [
        (Match(1, 2), True),
        (Match(1, 2, boards("*")), True),
        (Match(1, 2, boards("1+-x")), True),
        (Match(1, 2, boards("++-x")), False),
        (Match(1, 2, boards("1111"), annulled=True), False),
        (Match(1, 2, forfeit=Forfeit.WHITE_WINS), False),
    ],
)
def test_a_match_is_played_if_one_board_is(match: Match, *, played: bool) -> None:
    assert match.played is played


def test_each_board_is_spelled_by_the_white_teams_mark() -> None:
    seconds = "".join(board.second.value for board in boards("1=0WDL+-*x"))
    assert seconds == "0=1LDW-+*-"


def test_an_unknown_letter_is_no_board() -> None:
    with pytest.raises(KeyError):
        boards("2")


def test_a_round_knows_its_bye() -> None:
    assert Round(1, (), (Bye(3, ByeKind.HALF), Bye(5, ByeKind.PAIRING))).pab == 5
    assert Round(1, (), (Bye(3, ByeKind.HALF),)).pab is None


def test_competitors_are_teams_or_players_by_the_system() -> None:
    teams, players = (Team(1),), (Player(1), Player(2))
    assert Event(Regulations(System.TEAM_SWISS, 3), teams, players).competitors == teams
    assert Event(Regulations(System.SCHEVENINGEN, 3), teams, players).competitors == players


def test_only_two_systems_are_swiss() -> None:
    assert {system for system in System if system.swiss} == {System.TEAM_SWISS, System.INDIVIDUAL_SWISS}


def test_late_withdrawn_and_absent_competitors_are_not_paired() -> None:
    teams = (Team(1), Team(2, first_round=3), Team(3, last_round=1), Team(4), Team(5, last_round=2))
    absences = (Absence(2, 4, ByeKind.HALF), Absence(3, 1))
    event = Event(Regulations(System.TEAM_SWISS, 5), teams, rounds=(Round(1, ()),), absences=absences)
    assert event.next_round == 2
    assert not_paired(event) == {2: ByeKind.ZERO, 3: ByeKind.ZERO, 4: ByeKind.HALF}

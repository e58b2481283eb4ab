"""What matches and byes are worth, board by board and on every scale."""

import doctest

import pytest

from pairing import results
from pairing.model import (
    Bye,
    ByeKind,
    ByePoints,
    Event,
    Forfeit,
    Mark,
    Match,
    Regulations,
    Round,
    Scale,
    System,
    Team,
    boards,
)
from pairing.results import MatchPoints, barred_from_bye, bye_points, mark_points, match_points

TEAMS = Regulations(System.TEAM_SWISS, rounds=5, boards=4)
ODD = Regulations(
    System.TEAM_SWISS, rounds=5, boards=2, match_points=Scale(6, 2, 1, 0), game_points=Scale(6, 2, 1, -1)
)
PLAYERS = Regulations(System.INDIVIDUAL_SWISS, rounds=5)


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(results).failed == 0


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        (Match(1, 2, boards("11==")), MatchPoints(4, 0, 6, 2)),
        (Match(1, 2, boards("0=+x")), MatchPoints(2, 2, 3, 3)),
        (Match(1, 2, boards("000=")), MatchPoints(0, 4, 1, 7)),
        (Match(1, 2, boards("WDL*")), MatchPoints(2, 2, 4, 4)),
        (Match(1, 2), MatchPoints(2, 2, 4, 4)),
        (Match(1, 2, boards("++++")), MatchPoints(4, 0, 8, 0)),
        (Match(1, 2, boards("xxxx")), MatchPoints(0, 0, 0, 0)),
        (Match(1, 2, boards("++--")), MatchPoints(2, 2, 4, 4)),
        (Match(1, 2, forfeit=Forfeit.WHITE_WINS), MatchPoints(4, 0, 8, 0)),
        (Match(1, 2, forfeit=Forfeit.BLACK_WINS), MatchPoints(0, 4, 0, 8)),
        (Match(1, 2, forfeit=Forfeit.BOTH_LOSE), MatchPoints(0, 0, 0, 0)),
        (Match(1, 2, boards("1111"), annulled=True), MatchPoints(0, 0, 0, 0)),
    ],
)
def test_a_match_is_counted_over_its_boards(match: Match, expected: MatchPoints) -> None:
    assert match_points(match, TEAMS) == expected


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        (Match(1, 2, boards("10")), MatchPoints(2, 2, 7, 7)),
        (Match(1, 2, boards("1-")), MatchPoints(2, 2, 5, 7)._replace(white_match=1, black_match=6)),
        (Match(1, 2, boards("++")), MatchPoints(6, 0, 12, -2)),
        (Match(1, 2, boards("--")), MatchPoints(0, 6, -2, 12)),
        (Match(1, 2, boards("xx")), MatchPoints(0, 0, -2, -2)),
        (Match(1, 2, forfeit=Forfeit.BOTH_LOSE), MatchPoints(0, 0, -2, -2)),
    ],
)
def test_an_events_own_scale_is_kept(match: Match, expected: MatchPoints) -> None:
    assert match_points(match, ODD) == expected


def test_a_game_counts_alike_as_match_and_as_game() -> None:
    assert match_points(Match(1, 2, boards("1")), PLAYERS) == MatchPoints(2, 0, 2, 0)
    assert match_points(Match(1, 2), PLAYERS) == MatchPoints(1, 1, 1, 1)


def test_every_mark_has_its_value() -> None:
    assert [mark_points(mark, Scale(6, 2, 1, 0)) for mark in Mark] == [6, 2, 1, 6, 2, 1, 6, 0, 2]


@pytest.mark.parametrize(
    ("kind", "team", "player"),
    [
        (ByeKind.PAIRING, ByePoints(2, 4), ByePoints(2, 2)),
        (ByeKind.FULL, ByePoints(4, 8), ByePoints(2, 2)),
        (ByeKind.HALF, ByePoints(2, 4), ByePoints(1, 1)),
        (ByeKind.ZERO, ByePoints(0, 0), ByePoints(0, 0)),
    ],
)
def test_byes_are_worth_what_the_rules_say(kind: ByeKind, team: ByePoints, player: ByePoints) -> None:
    assert bye_points(kind, TEAMS) == team
    assert bye_points(kind, PLAYERS) == player


def test_an_event_may_value_its_bye_otherwise() -> None:
    own = Regulations(System.TEAM_SWISS, rounds=5, boards=5, pab=ByePoints(4, 5))
    assert bye_points(ByeKind.PAIRING, own) == ByePoints(4, 5)
    assert bye_points(ByeKind.HALF, own) == ByePoints(2, 5)


def test_who_gained_without_play_is_barred_from_the_bye() -> None:
    rounds = (
        Round(1, (Match(1, 2, boards("1+--")), Match(3, 4, boards("++++")), Match(5, 6, boards("xxxx")))),
        Round(
            2, (Match(2, 1, forfeit=Forfeit.BLACK_WINS), Match(4, 3, boards("++--"))), (Bye(5, ByeKind.HALF),)
        ),
        Round(3, (), (Bye(6, ByeKind.PAIRING), Bye(7, ByeKind.FULL), Bye(8, ByeKind.ZERO))),
    )
    event = Event(TEAMS, tuple(Team(number) for number in range(1, 9)), rounds=rounds)
    assert barred_from_bye(event) == {1, 3, 6, 7}

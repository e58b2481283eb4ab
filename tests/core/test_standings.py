"""The event's table: finished matches count, ties are shared, numbers are half-points."""

from dataclasses import replace

import pytest

from server.core.commands import PublishRound
from server.core.ids import Refusal
from server.core.regulations import Regulations
from server.core.standings import Standing, standings
from server.core.tournament import Tournament
from tests.core.builders import CONTROL, finish, tournament


def publish(built: Tournament, number: int) -> None:
    decision = built.decide(PublishRound(number))
    assert not isinstance(decision, Refusal), decision
    for event in decision:
        built.apply(event)


def by_team(built: Tournament) -> dict[str, Standing]:
    return {row.team: row for row in standings(built)}


def test_before_the_first_game_everybody_is_first() -> None:
    table = standings(tournament(4))
    assert [(row.rank, row.team, row.played, row.match_points) for row in table] == [
        (1, f"t{number}", 0, 0) for number in (1, 2, 3, 4)
    ]


def test_a_won_a_drawn_and_a_lost_match_are_counted() -> None:
    built = tournament(4)
    publish(built, 1)  # t1-t4, t2-t3; on board 2 the second team has White
    finish(built, (2, 0), (0, 2), (1, 1), (1, 1))
    rows = by_team(built)
    assert (rows["t1"].wins, rows["t1"].match_points, rows["t1"].game_points) == (1, 4, 4)
    assert (rows["t4"].losses, rows["t4"].match_points, rows["t4"].game_points) == (1, 0, 0)
    assert (rows["t2"].draws, rows["t2"].match_points, rows["t2"].game_points) == (1, 2, 2)
    assert [row.played for row in rows.values()] == [1, 1, 1, 1]
    assert [(row.rank, row.team) for row in standings(built)] == [(1, "t1"), (2, "t2"), (2, "t3"), (4, "t4")]


def test_an_unfinished_match_gives_no_match_points_yet() -> None:
    built = tournament(2, Regulations(rounds=1, boards=2, time_control=CONTROL))
    publish(built, 1)
    finish(built, (2, 0), (1, 1))
    built.results.popitem()
    rows = by_team(built)
    assert [(row.played, row.wins, row.match_points) for row in rows.values()] == [(0, 0, 0), (0, 0, 0)]


def test_the_tie_breaks_of_the_regulations_decide_in_their_order() -> None:
    built = tournament(4)
    publish(built, 1)
    finish(built, (2, 0), (1, 1), (2, 0), (0, 2))
    assert [(row.rank, row.team) for row in standings(built)][:2] == [(1, "t2"), (2, "t1")]
    assert {row.team: row.tiebreaks[0] for row in standings(built)} == {
        "t1": "1.5",
        "t2": "2",
        "t3": "0",
        "t4": "0.5",
    }
    built.regulations = replace(built.regulations, tiebreaks=())
    assert [(row.rank, row.tiebreaks) for row in standings(built)] == [(1, ()), (1, ()), (3, ()), (3, ())]


def test_a_tie_break_that_does_not_exist_is_an_error_of_the_regulations() -> None:
    built = tournament(2)
    built.regulations = replace(built.regulations, tiebreaks=("NONSENSE",))
    with pytest.raises(ValueError, match="NONSENSE"):
        standings(built)

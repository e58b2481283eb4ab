"""Writing: every recorded event survives the way through a file, which says what its readers look for."""

import doctest
from dataclasses import replace

import pytest

from pairing.model import (
    Adjustment,
    Board,
    Event,
    Mark,
    Match,
    Player,
    Regulations,
    Round,
    System,
    Team,
    boards,
)
from pairing.trf import Report, read, write, writer
from tests.pairing.corpus import Recorded, recorded

EVENTS = list(recorded("events", "ties"))


def report(text: str) -> Report:
    answer = read(text)
    assert isinstance(answer, Report), answer
    return answer


def told(event: Event) -> list[object]:
    """What an event's rounds say, whatever the order of matches and byes and whoever sat on the boards."""
    return [
        (
            {
                (match.white, match.black, match.forfeit, *((one.first, one.second) for one in match.boards))
                for match in round_.matches
            },
            set(round_.byes),
        )
        for round_ in event.rounds
    ]


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(writer).failed == 0


@pytest.mark.parametrize("one", EVENTS, ids=lambda one: str(one.name))
def test_an_event_comes_back_from_its_file(one: Recorded) -> None:
    text = write(Report(one.event))
    again = report(text)
    assert told(again.event) == told(one.event)
    assert again.event.regulations == replace(one.event.regulations, pab=again.event.regulations.pab)
    assert report(write(again)) == again
    assert write(report(write(again))) == write(again)


def test_lines_end_with_cr_lf_and_fill_their_columns() -> None:
    team = Team(1, "Хабаровск", "KHV", 2450, (7, 8))
    text = write(
        Report(
            Event(
                Regulations(System.TEAM_SWISS, rounds=3, boards=2),
                (team, Team(2, "哈尔滨")),
                (Player(7, "Иванов, Иван", rating=2500, title="GM", sex="m", federation="RUS"), Player(8)),
                (Round(1, (Match(1, 2, boards("1=")),)),),
            )
        )
    )
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert "\n" not in text.replace("\r\n", "")
    player = next(line for line in lines if line.startswith("001    7"))
    assert player[9:47] == f"m GM {'Иванов, Иван':33}"
    assert player[48:56] == "2500 RUS"
    assert player[80:99] == " 1.0    1     9 w 1"
    line = next(line for line in lines if line.startswith("310   1"))
    assert line == f"310   1 {'Хабаровск':32} KHV     2450    2.0    1.5   1     7    8"


def test_players_share_the_rank_of_their_points() -> None:
    event = EVENTS[0].event
    ranked = [
        (line[80:84], line[85:89]) for line in write(Report(event)).split("\r\n") if line.startswith("001")
    ]
    best = max(float(points) for points, _ in ranked)
    assert {rank.strip() for points, rank in ranked if float(points) == best} == {"1"}


def test_a_city_is_a_record_013_of_an_individual_event() -> None:
    event = Event(
        Regulations(System.INDIVIDUAL_SWISS, rounds=1),
        players=(Player(1, "A", "Ufa"), Player(2, "B", "Kazan"), Player(3, "C", "Ufa"), Player(4, "D")),
        rounds=(Round(1, (Match(1, 2, boards("1")), Match(4, 3, boards("0")))),),
    )
    text = write(Report(event))
    assert f"013 {'Ufa':32}   1    3\r\n" in text
    assert told(report(text).event) == told(event)
    assert [player.city for player in report(text).event.players] == ["Ufa", "Kazan", "Ufa", ""]


def test_unknown_tiebreaks_leave_the_ranks_to_the_score() -> None:
    event = EVENTS[0].event
    event = replace(event, regulations=replace(event.regulations, tiebreaks=("PTS", "OTHER_DRAW")))
    text = write(Report(event))
    assert "212 PTS,OTHER_DRAW\r\n" in text
    assert report(text).event.regulations.tiebreaks == ("PTS", "OTHER_DRAW")


def test_a_team_that_left_a_round_robin_has_no_rank() -> None:
    rounds = (
        Round(1, (Match(1, 4, boards("1")), Match(2, 3, boards("1")))),
        Round(2, (Match(3, 1, boards("1")),)),
        Round(3, (Match(1, 2, boards("0")),)),
    )
    teams = (Team(1, "A"), Team(2, "B"), Team(3, "C"), Team(4, "D", last_round=1))
    text = write(Report(Event(Regulations(System.TEAM_ROUND_ROBIN, rounds=3), teams, rounds=rounds)))
    lines = [line for line in text.split("\r\n") if line.startswith("310")]
    assert [line[54:71] for line in lines] == [
        "   0.0    0.0   3",
        "   4.0    2.0   1",
        "   2.0    1.0   2",
        "   0.0    0.0   0",
    ]


def test_a_board_played_by_nobody_cannot_be_written() -> None:
    match = Match(1, 2, (Board(Mark.WIN, Mark.LOSS, 1, 0),))
    event = Event(Regulations(System.TEAM_SWISS, rounds=1), (Team(1), Team(2)), rounds=(Round(1, (match,)),))
    with pytest.raises(ValueError, match="round 1: a board was played by nobody"):
        write(Report(event))


def test_a_line_break_in_a_name_does_not_break_the_line() -> None:
    event = Event(Regulations(System.ROUND_ROBIN, rounds=1), players=(Player(1, "A\nB"), Player(2)))
    assert "A B" in write(Report(event))


def test_points_by_decision_come_back() -> None:
    event = replace(EVENTS[0].event, adjustments=(Adjustment((1, 2), -2, -1), Adjustment((3,), 4, 8, 2, "W")))
    assert report(write(Report(event))).event.adjustments == event.adjustments

"""Matches of teams: who met whom, on which boards, and who had White."""

import doctest

import pytest

from pairing.model import Forfeit, Match
from pairing.trf import matches
from tests.pairing.trf.texts import HEAD, PLAYED, at, broken, four, report

Told = tuple[int, int, list[tuple[str, str, int, int]]]


def told(text: str, round_: int = 1) -> list[Told]:
    """Both teams, and each board: marks and players."""
    return [spell(match) for match in report(text).event.rounds[round_ - 1].matches]


def spell(match: Match) -> Told:
    boards = [
        (one.first.value, one.second.value, one.first_player, one.second_player) for one in match.boards
    ]
    return match.white, match.black, boards


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(matches).failed == 0


def test_the_team_whose_first_player_has_white_has_white() -> None:
    assert told(four(entries=PLAYED)) == [
        (1, 2, [("1", "0", 11, 21), ("=", "=", 12, 22)]),
        (4, 3, [("1", "0", 41, 31), ("1", "0", 42, 32)]),
    ]


def test_the_colors_of_the_boards_say_who_has_white() -> None:
    head = HEAD.replace("352 WB", "352 BW")
    assert [match[:2] for match in told(four(entries=PLAYED, head=head))] == [(2, 1), (3, 4)]


def test_a_line_up_out_of_order() -> None:
    entries = {**PLAYED, 11: PLAYED[12], 12: PLAYED[11], 21: ("  12 b 0",), 22: ("  11 w =",)}
    text = four("300   1   1   2   12   11", entries=entries)
    assert told(text)[0] == (1, 2, [("1", "0", 12, 21), ("=", "=", 11, 22)])
    # without the record the order of the team with the smaller number holds
    assert told(four(entries=entries))[0] == (2, 1, [("=", "=", 22, 11), ("0", "1", 21, 12)])


def test_an_empty_board_of_either_team() -> None:
    entries = {**PLAYED, 11: ("0000 - Z",), 21: ("0000 - +",), 32: ("0000 - +",), 42: ("0000 - -",)}
    assert told(four(entries=entries)) == [
        (1, 2, [("-", "+", 0, 21), ("=", "=", 12, 22)]),
        (4, 3, [("1", "0", 41, 31), ("-", "+", 0, 32)]),
    ]


def test_an_empty_board_of_a_record_300() -> None:
    entries = {**PLAYED, 12: ("0000 - Z",), 22: ("0000 - Z",), 31: ("0000 - -",), 41: ("0000 - +",)}
    text = four("300   1   1   2   11 0000", "300   1   3   4   31   32", entries=entries)
    assert told(text) == [
        (1, 2, [("1", "0", 11, 21), ("-", "-", 0, 0)]),
        (4, 3, [("+", "-", 41, 31), ("1", "0", 42, 32)]),
    ]


def test_two_who_both_won_by_forfeit_did_not_face_each_other() -> None:
    head = HEAD.replace("352 WB", "352 WBW")
    entries = {11: ("  21 w 1",), 12: ("0000 - +",), 21: ("  11 b 0",), 22: ("0000 - +",)}
    assert told(four(entries=entries, head=head)) == [
        (1, 2, [("1", "0", 11, 21), ("+", "-", 12, 0), ("-", "+", 0, 22)])
    ]


def test_without_any_color_the_smaller_number_has_white() -> None:
    entries = {11: ("  21 - +",), 21: ("  11 - -",)}
    assert told(four(entries=entries))[0][:2] == (1, 2)


def test_a_color_of_the_other_team_is_enough() -> None:
    entries = {11: ("  21 - +",), 21: ("  11 - -",), 22: ("0000 b +",), 12: ("0000 - -",)}
    records = "300   1   1   2   11   12", "300   1   2   1   21   22"
    assert told(four(*records, entries=entries))[0][:2] == (2, 1)
    entries[22] = ("0000 w +",)
    assert told(four(*records, entries=entries))[0][:2] == (1, 2)


def test_a_match_forfeited_as_a_whole() -> None:
    text = four("330 -+   1   2   1", "330 --   1   3   4")
    assert report(text).event.rounds[0].matches == (
        Match(2, 1, (), Forfeit.BLACK_WINS),
        Match(3, 4, (), Forfeit.BOTH_LOSE),
    )


def test_a_forfeited_match_keeps_its_boards() -> None:
    entries = {11: ("  21 w -",), 12: ("  22 b -",), 21: ("  11 b +",), 22: ("  12 w +",)}
    text = four("330 +-   1   2   1", entries=entries)
    (match,) = report(text).event.rounds[0].matches
    assert match.forfeit is Forfeit.WHITE_WINS
    assert spell(match) == (2, 1, [("+", "-", 21, 11), ("+", "-", 22, 12)])
    (match,) = report(four("330 -+   1   1   2", entries=entries)).event.rounds[0].matches
    assert spell(match)[:2] == (1, 2)


def test_a_forfeited_match_to_which_nobody_came_has_no_boards() -> None:
    text = four("330 --   1   1   2", "300   1   1   2 0000 0000", "300   1   2   1 0000 0000")
    assert report(text).event.rounds[0].matches == (Match(1, 2, (), Forfeit.BOTH_LOSE),)


class TestContradictions:
    def test_a_played_board_of_a_forfeited_match(self) -> None:
        text = four("330 +-   1   1   2", entries=PLAYED)
        assert broken(text) == at(text, "330 +-", 5, "a match of which no board was played")

    def test_two_matches_of_one_team_by_records_330(self) -> None:
        text = four("330 +-   1   1   2", "330 +-   1   1   3")
        assert broken(text) == at(text, "330 +-   1   1   3", 12, "teams with one match in round 1")

    def test_a_record_300_against_somebody_else(self) -> None:
        text = four("330 +-   1   1   2", "300   1   1   3   11   12")
        assert broken(text) == at(text, "300   1", 13, "the one opponent of team 1 in round 1")

    @pytest.mark.parametrize("entries", [{11: "21", 12: "32"}, {11: "12"}])
    def test_players_who_meet_two_teams_or_their_own(self, entries: dict[int, str]) -> None:
        made = {}
        for number, opponent in entries.items():
            made[number] = (f"  {opponent} w 1",)
            made[int(opponent)] = (f"  {number} b 0",)
        text = four(entries=made)
        expected = "a player of the one team that this player's team meets"
        assert broken(text) in {at(text, f"001   {one}", 92, expected) for one in made}

    def test_a_player_without_a_team(self) -> None:
        text = four(entries={11: ("  21 w 1",), 21: ("  11 b 0",)}).replace("1    11   12", "1    12")
        expected = "a player of the one team that this player's team meets"
        assert broken(text) == at(text, "001   11", 92, expected)


def test_the_record_300_of_another_round_does_not_matter() -> None:
    text = four("300   2   1   3   11   12", entries=PLAYED)
    assert len(report(text).event.rounds) == 1


def test_a_record_300_seats_everybody_who_played_and_nobody_twice() -> None:
    text = four("300   1   1   2   11 0000", entries=PLAYED)
    assert broken(text) == at(text, "300   1", 17, "player 12 as well, who has an opponent")
    text = four("300   1   1   2   11   11", entries=PLAYED)
    assert broken(text) == at(text, "300   1", 17, "different players")

"""The event a file tells: rounds, byes, absences, guests."""

import pytest

from pairing.model import (
    Absence,
    Acceleration,
    Adjustment,
    Bye,
    ByeKind,
    ByePoints,
    Prohibition,
    System,
)
from tests.pairing.trf.texts import HEAD, PLAYED, at, broken, four, player, report, team


def test_rounds_with_byes_of_every_kind() -> None:
    text = four(
        "240 H   1    3",
        "240 F   1    4",
        "240 Z   3    1",
        "320  1.0  1.0 000 000   2",
        "240 Z   2    3",
        entries={number: entry for number, entry in PLAYED.items() if number < 30},
    )
    event = report(text).event
    assert [round_.byes for round_ in event.rounds] == [
        (Bye(3, ByeKind.HALF), Bye(4, ByeKind.FULL)),
        (Bye(3, ByeKind.ZERO),),
        (Bye(1, ByeKind.ZERO), Bye(2, ByeKind.PAIRING)),
    ]


def test_byes_of_rounds_to_come_are_absences() -> None:
    text = four("240 H   2    3    1", "240 Z   3    4", entries=PLAYED)
    event = report(text).event
    assert event.rounds[0].byes == ()
    assert event.absences == (
        Absence(2, 1, ByeKind.HALF),
        Absence(2, 3, ByeKind.HALF),
        Absence(3, 4, ByeKind.ZERO),
    )


def test_the_worth_of_the_bye_is_kept_if_it_is_not_the_usual_one() -> None:
    entries = {number: entry for number, entry in PLAYED.items() if number < 30}
    assert report(four("320  1.0  1.0   3", entries=entries)).event.regulations.pab is None
    assert report(four("320  2.0  1.5   3", entries=entries)).event.regulations.pab == ByePoints(4, 3)
    assert report(four("320  2.0  1.5   3", entries=entries)).event.rounds[0].pab == 3


def test_without_a_record_320_the_letter_of_the_players_tells_the_bye() -> None:
    entries = {**PLAYED, 31: ("0000 - U",), 32: ("0000 - U",), 41: ("0000 - Z",), 42: ("",)}
    assert report(four(entries=entries)).event.rounds[0].byes == (Bye(3, ByeKind.PAIRING),)
    entries[41] = ("0000 - U",)
    text = four(entries=entries)
    assert broken(text) == at(text, "001   41", 92, "one team with the pairing-allocated bye in round 1")


def test_who_sat_without_being_listed_belongs_to_the_team() -> None:
    text = four("300   1   1   2   11   99", entries={**PLAYED, 12: ("",), 22: ("  99 w =",)})
    text = text.replace(HEAD, HEAD + player(99, "  22 b =") + "\n")
    event = report(text).event
    assert [one.members for one in event.teams] == [(11, 12, 99), (21, 22), (31, 32), (41, 42)]
    assert event.rounds[0].matches[0].boards[1].first_player == 99


def test_rounds_boards_and_the_rest_of_the_regulations() -> None:
    text = four(
        "250  1.0  0.0   1   2    1    2",
        "260   1   3    1    2",
        "299    -1.0  -0.5    1    4",
        entries=PLAYED,
        head="092 Team Swiss\n",
    )
    event = report(text).event
    rules = event.regulations
    assert (rules.system, rules.rounds, rules.boards) == (System.TEAM_SWISS, 1, 2)
    assert rules.accelerations == (Acceleration(1, 2, 1, 2, 2),)
    assert rules.prohibited == (Prohibition(1, 3, (1, 2)),)
    assert event.adjustments == (Adjustment((4,), -2, -1, 1),)


@pytest.mark.parametrize(
    ("records", "boards"),
    [((), 2), (("300   2   1   2   11   12 0000",), 3)],
)
def test_as_many_boards_as_were_ever_filled(records: tuple[str, ...], boards: int) -> None:
    entries = {**PLAYED, 12: ("  22 b =", "0000 - +")}
    assert report(four(*records, entries=entries, head="")).event.regulations.boards == boards


def test_as_many_boards_as_members_or_one_before_the_start() -> None:
    text = "\n".join((player(1), player(2), player(3), team(1, 1, 2), team(2, 3)))
    assert report(text).event.regulations.boards == 2
    assert report("\n".join((player(1), team(1), team(2)))).event.regulations.boards == 1


def test_who_was_forfeited_made_a_round() -> None:
    event = report(four("330 +-   2   1   2", "240 Z   1    1    2    3    4")).event
    assert [len(round_.matches) for round_ in event.rounds] == [0, 1]


class TestPlayers:
    HEAD = "142 3\n192 FIDE_DUTCH_2026\n"

    def text(self, *more: str) -> str:
        players = (
            player(1, "   2 w 1", "0000 - H"),
            player(2, "   1 b 0"),
            player(3, "0000 - U"),
            player(4, "", "", "0000 - F"),
        )
        return self.HEAD + "\n".join((*players, *more)) + "\n"

    def test_their_own_records_tell_byes_and_absences(self) -> None:
        event = report(self.text()).event
        assert event.rounds[0].byes == (Bye(3, ByeKind.PAIRING),)
        assert event.absences == (Absence(2, 1, ByeKind.HALF), Absence(3, 4, ByeKind.FULL))

    def test_and_so_do_records_240_and_xxz(self) -> None:
        event = report(self.text("240 Z   1    4", "240 F   3    4", "XXZ 2 3")).event
        assert event.rounds[0].byes == (Bye(3, ByeKind.PAIRING), Bye(4, ByeKind.ZERO))
        assert event.absences == (
            Absence(2, 1, ByeKind.HALF),
            Absence(2, 2, ByeKind.ZERO),
            Absence(2, 3, ByeKind.ZERO),
            Absence(3, 4, ByeKind.FULL),
        )

    @pytest.mark.parametrize("record", ["XXZ 9", "XXZ 1 two", "XXZ ²"])
    def test_an_absent_player_must_be_known(self, record: str) -> None:
        text = self.text(record)
        assert broken(text) == at(text, record, 5, "starting ranks of players of this file")

    def test_a_bye_told_twice_must_be_the_same(self) -> None:
        assert report(self.text("240 F   2    1".replace("F", "H"))).event.absences[0].competitor == 1
        text = self.text("240 Z   1    3")
        assert broken(text) == at(text, "240 Z", 5, "one bye for competitor 3 in round 1")


class TestContradictions:
    def test_teams_are_needed_for_an_event_of_teams(self) -> None:
        assert broken(HEAD + player(1)) == "expected at least one team (record 310)"

    def test_more_rounds_than_stated(self) -> None:
        text = four(
            entries={**PLAYED, 11: ("  21 w 1", "  31 w 1"), 31: ("  41 b 0", "  11 b 0")}, head="142 1\n"
        )
        assert broken(text) == at(text, "001   11", 102, "no more than 1 rounds (record 142)")

    def test_a_bye_and_a_match(self) -> None:
        text = four("240 H   1    1", entries=PLAYED)
        assert broken(text) == at(text, "240 H", 11, "competitors without an opponent; 1 has one")
        text = four("320  1.0  1.0   2", entries=PLAYED)
        assert broken(text) == at(text, "320", 15, "competitors without an opponent; 2 has one")

    def test_two_byes(self) -> None:
        text = four("320  1.0  1.0   2", "240 Z   1    2")
        assert broken(text) == at(text, "240 Z", 5, "one bye for competitor 2 in round 1")

    def test_records_that_stand_twice(self) -> None:
        text = four("320  1.0  1.0   2", "320  1.0  1.0 000   2")
        assert broken(text) == at(text, "000   2", 1, "record 320 no more than once")
        text = four("300   1   1   2   11   12", "300   1   1   2   12   11", entries=PLAYED)
        assert broken(text) == at(text, "   12   11", 9, "one record 300 for team 1 in round 1")

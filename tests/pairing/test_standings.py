"""Standings: every value and rank of 120 events, shared ranks, and what leaves them."""

import doctest
from dataclasses import replace
from fractions import Fraction

import pytest

from pairing import standings as module
from pairing.model import Match, Regulations, Round, System, Team, boards
from pairing.scoring import Edition
from pairing.standings import Standings, cross_table, default_tiebreaks, standings
from pairing.tiebreaks.codes import Misread
from pairing.tiebreaks.values import Stage
from tests.pairing.corpus import recorded
from tests.pairing.tiebreaks.builders import event


def table(answer: object) -> Standings:
    assert isinstance(answer, Standings)
    return answer


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(module).failed == 0


def test_every_value_of_the_recorded_events() -> None:
    checked = 0
    for one in recorded("events"):
        required = one.record["standings"]
        codes = tuple(sorted({code for values in required["values"].values() for code in values}))
        for row in table(standings(one.event, codes, after=required["after_round"])).rows:
            for code, value in zip(codes, row.values, strict=True):
                number = required["values"][str(row.number)][code]
                if number is None:
                    # an average of nobody: the record has none, here it is zero
                    assert value.number == 0
                else:
                    assert value.number == Fraction(str(number)), (one.name, row.number, code)
                checked += 1
    assert checked == 52220


def test_every_rank_of_the_recorded_events() -> None:
    checked = 0
    for one in recorded("events", "ties"):
        required = one.record["standings"]
        for order in required["orders"]:
            rows = table(standings(one.event, order["tiebreaks"], after=required["after_round"])).rows
            ranks = {str(row.number): row.rank for row in rows}
            assert ranks == order["rank"], (one.name, order["tiebreaks"])
            checked += len(ranks)
    assert checked == 23478


def ranks(answer: object) -> list[tuple[int, int]]:
    return [(row.rank, row.number) for row in table(answer).rows]


PLAYED = event("1-2 11, 3-4 ==", "1-3 F+-, 2-4 00")


@pytest.mark.parametrize(
    ("system", "codes"),
    [
        (System.TEAM_SWISS, ("PTS", "MPVGP", "EDE", "EMGSB/C1", "BH:MP/C1", "TBR")),
        (System.TEAM_ROUND_ROBIN, ("PTS", "MPVGP", "EDEBT", "EMGSB")),
        (System.CITY_MATCH, ("PTS", "MPVGP", "EDEBT", "EMGSB")),
        (System.INDIVIDUAL_SWISS, ("PTS", "DE", "BH/C1", "BH", "SB", "WIN")),
        (System.SCHEVENINGEN, ("PTS", "DE", "SB", "WIN", "KS")),
    ],
)
def test_where_the_regulations_are_silent_a_list_fits_the_system(
    system: System, codes: tuple[str, ...]
) -> None:
    assert default_tiebreaks(Regulations(system, rounds=3)) == codes
    assert default_tiebreaks(Regulations(system, rounds=3, tiebreaks=("PTS", "TPN"))) == ("PTS", "TPN")
    made = replace(PLAYED, regulations=replace(PLAYED.regulations, system=system))
    assert tuple(code.text for code in table(standings(made)).codes) == codes


def test_each_tiebreak_orders_only_those_still_tied() -> None:
    assert ranks(standings(PLAYED, ("PTS",))) == [(1, 1), (2, 4), (3, 3), (4, 2)]
    assert ranks(standings(PLAYED, ("PTS", "TPN/R"))) == ranks(standings(PLAYED, ("PTS",)))
    drawn = event("1-2 ==, 3-4 ==")
    assert ranks(standings(drawn, ("PTS",))) == [(1, 1), (1, 2), (1, 3), (1, 4)]
    assert ranks(standings(drawn, ("PTS", "TPN/R"))) == [(1, 4), (2, 3), (3, 2), (4, 1)]


def test_what_is_not_a_tiebreak_is_the_answer() -> None:
    assert standings(PLAYED, ("PTS", "BHX")) == Misread("BHX", "a tie-break of C.07 such as BH or EMGSB/C1")


def test_a_comparison_gives_the_place_among_the_tied_and_its_steps() -> None:
    made = event("1-2 01, 3-4 1=", "1-3 11, 2-4 11", count=5)
    rows = {row.number: row for row in table(standings(made, ("PTS", "EDET"))).rows}
    assert [(rows[one].rank, int(rows[one].values[1].number)) for one in (1, 2, 3, 4, 5)] == [
        (2, 2),
        (1, 1),
        (3, 0),
        (4, 0),
        (4, 0),
    ]
    assert [step.stage for step in rows[1].values[1].steps] == [
        Stage.MATCH_POINTS,
        Stage.GAME_POINTS,
        Stage.TOP_BOARD,
    ]
    assert [step.stage for step in rows[5].values[1].steps] == [Stage.MATCH_POINTS, Stage.GAME_POINTS]
    assert rows[3].values[1].steps == ()


def test_a_comparison_can_be_turned_round() -> None:
    made = event("1-2 01, 3-4 10")
    assert ranks(standings(made, ("PTS", "TBR"))) == [(1, 2), (1, 3), (3, 1), (3, 4)]
    assert ranks(standings(made, ("PTS", "TBR/R"))) == [(1, 1), (1, 4), (3, 2), (3, 3)]


def test_the_lower_board_count_is_the_better_but_only_between_equal_game_points() -> None:
    made = event("1-2 01, 3-4 10")
    assert ranks(standings(made, ("PTS", "BC"))) == [(1, 2), (1, 3), (3, 1), (3, 4)]
    made = event("1-2 11, 3-4 1=")
    assert ranks(standings(made, ("PTS", "BC"))) == [(1, 1), (1, 3), (3, 2), (3, 4)]


def test_only_rounds_up_to_the_one_asked_for_count() -> None:
    assert ranks(standings(PLAYED, ("PTS",), after=1)) == [(1, 1), (2, 3), (2, 4), (4, 2)]


def test_the_edition_of_the_event_counts_a_dummy() -> None:
    made = event("1 F, 2-3 11", "1-2 11, 3 U", count=3)
    for edition, number in ((Edition.AUGUST_2024, 6), (Edition.MARCH_2026, 4)):
        row = table(standings(made, ("PTS", "BH"), edition=edition)).rows[0]
        assert (row.number, int(row.values[1].number)) == (1, number)


def test_who_left_a_round_robin_early_is_not_ranked() -> None:
    made = event("1-4 11, 2-3 11", "3-1 11, 4-2 11", "1-2 11, 3-4 00", system=System.TEAM_DOUBLE_ROUND_ROBIN)
    left = (*made.teams[:3], Team(4, last_round=2))
    made = replace(made, teams=left, regulations=replace(made.regulations, rounds=6))
    answer = table(standings(made, ("PTS",), after=2))
    assert answer.withdrawn == (4,)
    assert [row.number for row in answer.rows] == [2, 3, 1]
    assert ranks(answer) == [(1, 2), (1, 3), (3, 1)]


def test_a_cross_table_has_every_match_of_two_in_the_order_of_the_ranks() -> None:
    rounds = (
        Round(1, (Match(1, 2, boards("11")),)),
        Round(2, (Match(2, 1, boards("1=")),)),
        Round(3, (Match(3, 2, boards("==")),)),
    )
    made = event("", count=3, system=System.TEAM_DOUBLE_ROUND_ROBIN)
    laid = cross_table(table(standings(replace(made, rounds=rounds), ("PTS", "GPTS"))))
    assert [row.number for row, _ in laid] == [2, 1, 3]
    cells = {
        (row.number, other.number): [line.game_points for line in lines]
        for row, columns in laid
        for (other, _), lines in zip(laid, columns, strict=True)
    }
    assert cells[1, 2] == [4, 1]
    assert cells[2, 1] == [0, 3]
    assert cells[3, 2] == [2]
    assert cells[1, 1] == cells[1, 3] == []


def test_nobody_is_ranked_in_an_empty_event() -> None:
    assert table(standings(event(count=0))).rows == ()

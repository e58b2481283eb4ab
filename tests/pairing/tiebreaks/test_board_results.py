"""Results on the boards: BC, TBR, BBE (C.07 article 12)."""

import doctest
from dataclasses import replace
from fractions import Fraction

from pairing.model import ByePoints, Match, Round, System, boards
from pairing.tiebreaks import board_results
from pairing.tiebreaks.board_results import board_count, board_points, board_totals
from pairing.tiebreaks.values import Reason, Stage, Step, Term
from tests.pairing.tiebreaks.builders import book, counted, event, numbers, parted


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(board_results).failed == 0


def test_a_board_count_is_lower_for_points_on_high_boards() -> None:
    made = event("1-2 1=0, 3-4 0=1", size=3)
    assert numbers(made, "BC") == [2, 4, 4, 2]
    assert [(term.board, term.value) for term in counted(made, "BC")[1].terms] == [(1, 2), (2, 2), (3, 0)]


def test_a_board_is_a_term_of_no_round_and_of_no_opponent() -> None:
    terms = counted(event("1-2 =0"), "BC")[1].terms
    assert terms == (Term(0, 0, 1, Reason.BOARD, board=1), Term(0, 0, 0, Reason.BOARD, board=2))


def test_a_board_count_multiplies_points_by_boards() -> None:
    assert board_count([2, 1, 0, 2]) == 2 + 2 + 0 + 8


def test_forfeited_boards_count_as_won_and_lost() -> None:
    assert numbers(event("1-2 +x"), "BC") == [1, 0, 0, 0]


def test_rounds_without_games_give_every_board_the_same() -> None:
    made = event("1 U, 2 H, 3 F, 4 Z", "1-2 F+-, 3-4 F--")
    kept = book(made)
    totals = {number: board_totals(kept, lines) for number, lines in kept.lines.items()}
    assert totals == {1: [4, 4], 2: [1, 1], 3: [2, 2], 4: [0, 0]}


def test_points_that_do_not_divide_go_to_the_first_boards() -> None:
    made = event("1 H, 2-3 111", size=3, count=3)
    odd = replace(made, regulations=replace(made.regulations, pab=ByePoints(2, 3)))
    kept = book(odd)
    assert board_points(kept, kept.lines[1][0]) == [1, 1, 1]
    assert board_points(kept, kept.lines[1][0]._replace(game_points=4)) == [2, 1, 1]


def test_a_match_with_fewer_boards_gives_nothing_on_the_others() -> None:
    made = event("", count=2)
    short = replace(made, rounds=(Round(1, (Match(1, 2, boards("1")),)),))
    assert board_totals(book(short), book(short).lines[1]) == [2, 0]


def test_top_boards_decide_one_after_the_other() -> None:
    made = event("1-2 1=0, 3-4 1=0, 5-6 10=", size=3, count=6)
    answer = parted(made, "TBR", (1, 3, 5, 6))
    assert answer.groups == ((1, 3), (5,), (6,))
    assert answer.steps[1] == (
        Step(Stage.TOP_BOARD, (1, 3, 5, 6), Fraction(1), Fraction(1), 1, 1),
        Step(Stage.TOP_BOARD, (1, 3, 5), Fraction(1, 2), Fraction(1, 2), 1, 2),
        Step(Stage.TOP_BOARD, (1, 3), Fraction(0), Fraction(0), 1, 3),
    )
    assert answer.steps[6] == (Step(Stage.TOP_BOARD, (1, 3, 5, 6), Fraction(0), Fraction(0), 4, 1),)
    assert answer.steps[5][1].place == 3


def test_a_group_parted_later_keeps_its_place_among_all_the_tied() -> None:
    answer = parted(event("1-2 11, 3-4 10, 5-6 01, 7-8 00", count=8), "TBR", (1, 3, 5, 7))
    assert answer.groups == ((1,), (3,), (5,), (7,))
    places = {number: [step.place for step in steps] for number, steps in answer.steps.items()}
    assert places == {1: [1, 1], 3: [1, 2], 5: [3, 3], 7: [3, 4]}


def test_bottom_boards_are_left_out_one_after_the_other() -> None:
    made = event("1-2 1=0, 3-4 =10, 5-6 0=1", size=3, count=6)
    answer = parted(made, "BBE", (1, 3, 5))
    assert answer.groups == ((1,), (3,), (5,))
    assert [(step.board, step.points) for step in answer.steps[3]] == [
        (3, Fraction(3, 2)),
        (2, Fraction(1, 2)),
    ]
    assert parted(event("1-2 ==", system=System.CITY_MATCH), "BBE", (1, 2)).groups == ((1, 2),)

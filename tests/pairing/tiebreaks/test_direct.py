"""Direct encounters: DE and the extended ones of teams (C.07 article 6 and 13.3)."""

import doctest
from fractions import Fraction

import pytest

from pairing.model import System
from pairing.tiebreaks import direct
from pairing.tiebreaks.values import Stage, Step
from tests.pairing.tiebreaks.builders import event, parted

ROBIN = System.TEAM_ROUND_ROBIN


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(direct).failed == 0


class TestAllHaveMet:
    def test_the_sum_of_their_matches_decides(self) -> None:
        made = event("1-2 11, 3 U", "2-3 11, 1 U", "3-1 1=, 2 U", count=3)
        assert parted(made, "DE", (1, 2, 3)).groups == ((1, 2, 3),)
        assert parted(made, "DE:GP", (1, 2, 3)).groups == ((1,), (2,), (3,))

    def test_others_do_not_count(self) -> None:
        made = event("1-2 01, 3-4 11", "1-3 00, 2-4 00")
        assert parted(made, "DE", (1, 2)).groups == ((1, 2),)
        assert parted(made, "DE", (3, 4)).groups == ((3,), (4,))

    def test_who_is_still_tied_is_looked_at_again(self) -> None:
        # 1 beats everybody; 2, 3, 4 beat each other in turn but 2 draws with 4
        made = event("1-2 11, 3-4 11", "1-3 11, 4-2 ==", "1-4 11, 2-3 11")
        answer = parted(made, "DE", (1, 2, 3, 4))
        assert answer.groups == ((1,), (2,), (3,), (4,))
        assert answer.steps[2] == (Step(Stage.MATCH_POINTS, (1, 2, 3, 4), Fraction(3), Fraction(3), 2),)

    def test_a_smaller_group_starts_from_scratch(self) -> None:
        made = event("1-2 11, 3-4 11", "1-3 00, 4-2 00", "1-4 11, 2-3 11")
        answer = parted(made, "DE", (1, 2, 3, 4))
        assert answer.groups == ((1, 2, 3), (4,))
        assert [step.tied for step in answer.steps[1]] == [(1, 2, 3, 4), (1, 2, 3)]

    def test_two_encounters_count_on_average(self) -> None:
        made = event("1-2 11", "2-1 01", "1-2 ==", count=2)
        answer = parted(made, "DE", (1, 2))
        assert answer.groups == ((1,), (2,))
        assert [step.points for step in answer.steps[1]] == [Fraction(4, 3)]


class TestNotAllHaveMet:
    def test_who_is_first_whatever_the_missing_matches_give_takes_the_place(self) -> None:
        made = event("1-2 11, 3 U", "1-3 11, 2 U", count=3)
        answer = parted(made, "DE", (1, 2, 3))
        assert answer.groups == ((1,), (2, 3))
        assert answer.steps[2] == (
            Step(Stage.MATCH_POINTS, (1, 2, 3), Fraction(0), Fraction(2), 2),
            Step(Stage.MATCH_POINTS, (2, 3), Fraction(0), Fraction(2), 2),
        )

    def test_nobody_is_certain(self) -> None:
        made = event("1-2 11, 3-4 ==")
        assert parted(made, "DE", (1, 2, 3)).groups == ((1, 2, 3),)

    def test_who_can_still_be_caught_up_with_is_not_certain(self) -> None:
        # a draw and a win make 3; team 2 has the draw and would have 3 by winning its missing match
        made = event("1-2 ==, 3 U", "1-3 11, 2 U", count=3)
        assert parted(made, "DE", (1, 2, 3)).groups == ((1, 2, 3),)

    def test_places_may_be_certain_one_after_the_other_down_to_the_last(self) -> None:
        # only 1 and 4 have not met: game points 4, 3.5, 2.5, 0 and at most 2 more
        made = event("1-2 11, 3-4 11", "1-3 11, 2-4 11", "2-3 1=")
        answer = parted(made, "DE:GP", (1, 2, 3, 4))
        assert answer.groups == ((1,), (2,), (3,), (4,))
        steps = {number: [(step.most, step.place) for step in made] for number, made in answer.steps.items()}
        assert steps == {1: [(6, 1)], 2: [(3.5, 2)], 3: [(2.5, 3)], 4: [(2, 4)]}

    def test_a_missing_match_can_be_won_on_every_board(self) -> None:
        made = event("1-2 1=, 3 U", "1-3 1=, 2 U", count=3)
        assert parted(made, "DE", (1, 2, 3)).groups == ((1,), (2, 3))
        assert parted(made, "DE:GP", (1, 2, 3)).groups == ((1,), (2, 3))
        made = event("1-2 1=, 3 U", "1-3 ==, 2 U", count=3)
        assert parted(made, "DE:GP", (1, 2, 3)).groups == ((1, 2, 3),)

    def test_a_forfeit_is_no_meeting_unless_the_code_or_the_table_says_so(self) -> None:
        assert parted(event("1-2 F+-"), "DE", (1, 2)).groups == ((1, 2),)
        assert parted(event("1-2 F+-"), "DE/P", (1, 2)).groups == ((1,), (2,))
        assert parted(event("1-2 F+-", system=ROBIN), "DE", (1, 2)).groups == ((1,), (2,))
        assert parted(event("1-2 A11", system=ROBIN), "DE", (1, 2)).groups == ((1, 2),)

    def test_in_a_round_robin_a_missing_match_gives_nothing(self) -> None:
        assert parted(event("1-2 11, 3 Z", count=3, system=ROBIN), "DE", (1, 2, 3)).groups == ((1,), (2, 3))


class TestExtended:
    def test_the_other_score_comes_next(self) -> None:
        made = event("1-2 11, 3 U", "2-3 1=, 1 U", "3-1 1=, 2 U", count=3)
        answer = parted(made, "EDE", (1, 2, 3))
        assert answer.groups == ((1,), (3,), (2,))
        assert [step.stage for step in answer.steps[1]] == [Stage.MATCH_POINTS, Stage.GAME_POINTS]

    def test_a_drawn_match_leaves_two_tied(self) -> None:
        assert parted(event("1-2 ==", count=2), "EDE", (1, 2)).groups == ((1, 2),)

    @pytest.mark.parametrize(
        ("code", "stage", "board", "points"),
        [
            ("EDET", Stage.TOP_BOARD, 1, [1, 0]),
            ("EDEB", Stage.BOTTOM_BOARD, 2, [1, 0]),
            ("EDEBT", Stage.BOARD_COUNT, 0, [1, 2]),
            ("EDEBB", Stage.BOARD_COUNT, 0, [1, 2]),
        ],
    )
    def test_two_still_tied_are_parted_by_the_boards_of_their_match(
        self, code: str, stage: Stage, board: int, points: list[int]
    ) -> None:
        answer = parted(event("1-2 10"), code, (1, 2))
        assert answer.groups == ((1,), (2,))
        assert (answer.steps[1][-1].stage, answer.steps[1][-1].board) == (stage, board)
        assert [answer.steps[number][-1].points for number in (1, 2)] == points

    @pytest.mark.parametrize(("code", "looked_at"), [("EDET", [1, 2, 3]), ("EDEB", [3, 2])])
    def test_every_board_is_looked_at_before_two_stay_tied(self, code: str, looked_at: list[int]) -> None:
        answer = parted(event("1-2 ===", size=3, count=2), code, (1, 2))
        assert answer.groups == ((1, 2),)
        assert [step.board for step in answer.steps[1] if step.board] == looked_at

    @pytest.mark.parametrize(("code", "first"), [("EDEBT", 1), ("EDEBB", 2), ("EDET", 1), ("EDEB", 2)])
    def test_equal_board_counts_leave_it_to_the_boards(self, code: str, first: int) -> None:
        # team 1 makes 1, 0, 0, 1 and team 2 makes 0, 1, 1, 0: both count 5
        answer = parted(event("1-2 1001", size=4), code, (1, 2))
        assert answer.groups[0] == (first,)

    def test_boards_part_two_only_and_only_if_they_have_met(self) -> None:
        assert parted(event("1-2 10, 3 U", "2-3 10, 1 U", "3-1 10, 2 U"), "EDET", (1, 2, 3)).groups == (
            (1, 2, 3),
        )
        assert parted(event("1-3 10, 2-4 01"), "EDET", (1, 2)).groups == ((1, 2),)

    def test_game_points_first_if_the_code_says_so(self) -> None:
        made = event("1-2 11, 3 U", "2-3 1=, 1 U", "3-1 1=, 2 U", count=3)
        assert parted(made, "EDE:GP", (1, 2, 3)).steps[1][0].stage is Stage.GAME_POINTS

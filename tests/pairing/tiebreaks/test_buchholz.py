"""Opponents' scores: BH, FB, AOB with unplayed rounds and cuts (C.07 articles 8, 14 and 16)."""

import doctest
from dataclasses import replace
from fractions import Fraction

import pytest

from pairing.model import Adjustment, Event, Primary, System
from pairing.scoring import Edition, Kind, Line
from pairing.tiebreaks import buchholz
from pairing.tiebreaks.buchholz import Contribution, adjusted_scores, cut
from pairing.tiebreaks.values import Cut, Reason
from tests.pairing.tiebreaks.builders import book, code, counted, event, numbers

PLAYED = event("1-2 11, 3-4 1=", "3-1 ==, 4-2 00", "1-4 1=, 2-3 11")
MP = Primary.MATCH_POINTS


def terms(made: Event, text: str, number: int) -> list[tuple[int, int, Reason, Cut | None]]:
    """Opponent, value in half-points, reason and cut of each term."""
    return [(term.opponent, term.value, term.reason, term.cut) for term in counted(made, text)[number].terms]


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(buchholz).failed == 0


def test_buchholz_is_the_sum_of_the_opponents_scores() -> None:
    # match points 5, 4, 3, 0; game points 4.5, 4, 2.5, 1
    assert numbers(PLAYED, "BH") == [7, 8, 9, 12]
    assert numbers(PLAYED, "BH:GP") == [7.5, 8, 9.5, 11]


def test_cuts_drop_the_lowest_and_medians_the_highest_too() -> None:
    assert numbers(PLAYED, "BH/C1") == [7, 8, 9, 9]
    assert numbers(PLAYED, "BH/C2") == [4, 5, 5, 5]
    assert numbers(PLAYED, "BH/M1") == [3, 3, 4, 4]
    assert terms(PLAYED, "BH/M1", 4) == [
        (3, 6, Reason.OPPONENT, Cut.LOW),
        (2, 8, Reason.OPPONENT, None),
        (1, 10, Reason.OPPONENT, Cut.HIGH),
    ]


def test_before_the_first_round_it_is_nothing() -> None:
    assert numbers(event(count=2), "BH") == [0, 0]


def test_a_median_of_two_leaves_the_middle_of_five() -> None:
    made = [
        Contribution(Line(number, Kind.PLAYED, number), score, score, Reason.OPPONENT, voluntary=False)
        for number, score in enumerate((5, 1, 4, 2, 3), start=1)
    ]
    cuts = [cut_by for _, cut_by in cut(made, code("BH/M2"))]
    assert cuts == [Cut.HIGH, Cut.LOW, Cut.HIGH, Cut.LOW, None]


def test_cuts_end_with_the_rounds() -> None:
    assert numbers(PLAYED, "BH/C3") == numbers(PLAYED, "BH/C9") == numbers(PLAYED, "BH/M2") == [0, 0, 0, 0]


class TestUnplayedRounds:
    @pytest.mark.parametrize(
        ("rounds", "scores"),
        [
            # a requested bye before a played round stays what it was (16.2.3)
            (("1 Z, 2-3 11", "1-2 ==, 3 U"), (1, 3, 1)),
            # the last requested byes count as draws (16.2.5)
            (("1-2 ==, 3 U", "1 Z, 2-3 11"), (2, 3, 1)),
            (("1 H, 2-3 11", "1 Z, 2-3 11"), (2, 4, 0)),
            # a lost forfeit stays lost (16.2.4), and byes before it are not followed by play
            (("1 Z, 2-3 11", "1-2 F-+, 3 U"), (1, 4, 1)),
            # a bye from the pairing or a won forfeit is no wish
            (("1 Z, 2-3 11", "1 U, 2-3 11"), (1, 4, 0)),
            (("1 Z, 2-3 11", "1-2 F+-, 3 U"), (2, 2, 1)),
            (("1 Z, 2-3 11", "1 F, 2-3 11"), (2, 4, 0)),
        ],
    )
    def test_the_score_others_use(self, rounds: tuple[str, ...], scores: tuple[int, ...]) -> None:
        adjusted, _ = adjusted_scores(book(event(*rounds, count=3)), MP)
        assert tuple(Fraction(points, 2) for points in adjusted.values()) == scores

    def test_ones_own_unplayed_round_is_against_a_dummy_of_ones_own_score(self) -> None:
        made = event("1 Z, 2-3 11", "1-2 00, 3 U", count=3)
        assert terms(made, "BH", 1) == [
            (0, 0, Reason.OWN_SCORE, None),
            (2, 8, Reason.OPPONENT, None),
        ]

    def test_a_dummy_is_no_better_than_a_draw_in_every_round(self) -> None:
        made = event("1 F, 2-3 11", "1-2 11, 3 U", count=3)
        assert terms(made, "BH", 1)[0] == (0, 4, Reason.CAPPED, None)
        assert terms(made, "BH", 3)[1] == (0, 2, Reason.OWN_SCORE, None)

    def test_the_dummy_of_a_forfeit_is_no_better_than_the_opponent(self) -> None:
        made = event("1-2 F+-, 3-4 ==", "1-3 11, 2-4 00")
        assert terms(made, "BH", 1)[0] == (2, 0, Reason.CAPPED, None)
        assert terms(made, "BH", 2)[0] == (1, 0, Reason.OWN_SCORE, None)

    def test_before_2026_a_dummy_had_no_highest_score(self) -> None:
        made = event("1 F, 2-3 11", "1-2 11, 3 U", count=3)
        before = counted(book(made, Edition.AUGUST_2024), "BH")[1]
        assert (before.terms[0].value, before.terms[0].reason) == (8, Reason.OWN_SCORE)

    def test_an_annulled_match_is_no_match(self) -> None:
        made = event("1-2 A11, 3-4 ==", "1-3 11, 2-4 ==")
        assert terms(made, "BH", 1)[0] == (2, 2, Reason.CAPPED, None)
        assert terms(made, "BH/P", 1)[0] == (2, 2, Reason.CAPPED, None)

    def test_a_penalty_is_felt_by_nobody_else(self) -> None:
        made = replace(event("1-2 ==, 3 H", count=3), adjustments=(Adjustment((1, 3), -1, 0),))
        assert numbers(made, "BH") == [1, 1, 0.5]

    def test_in_a_round_robin_forfeits_count_and_free_rounds_do_not(self) -> None:
        made = event("1-2 F+-, 3 Z", "2-3 ==", "3-1 11", count=3, system=System.TEAM_ROUND_ROBIN)
        assert numbers(made, "BH") == [4, 5, 3]
        assert [term[0] for term in terms(made, "BH", 3)] == [2, 1]

    def test_in_a_round_robin_free_rounds_at_the_end_give_nothing(self) -> None:
        made = event("1-2 11", "1-3 11", "2-3 ==, 1 Z", count=3, system=System.TEAM_ROUND_ROBIN)
        adjusted, _ = adjusted_scores(book(made), MP)
        assert adjusted == {1: 8, 2: 2, 3: 2}

    def test_forfeits_count_as_played_if_the_code_says_so(self) -> None:
        made = event("1-2 F+-, 3-4 ==", "1-3 11, 2-4 00")
        assert terms(made, "BH/P", 1)[0] == (2, 0, Reason.OPPONENT, None)
        assert terms(made, "BH/P", 2)[0] == (1, 8, Reason.OPPONENT, None)


class TestCutsAndVoluntaryUnplayedRounds:
    def test_a_voluntary_round_goes_first_if_it_is_not_worth_less(self) -> None:
        # team 1: 0 from the dummy for the bye of round 3 is not less than the 0 of team 4
        made = event("1-4 ==, 2-3 11", "1-2 11, 3-4 11", "1 Z, 2-4 11")
        assert terms(made, "BH/C1", 1) == [
            (4, 2, Reason.OPPONENT, None),
            (2, 8, Reason.OPPONENT, None),
            (0, 6, Reason.OWN_SCORE, Cut.VOLUNTARY),
        ]

    def test_a_voluntary_round_worth_less_than_the_lowest_stays(self) -> None:
        made = event("1 Z, 2-3 ==, 4-5 ==", "1-2 F-+, 3-4 ==, 5 U", "1-3 00, 2-4 ==, 5 U", count=5)
        assert terms(made, "BH/C1", 1) == [
            (0, 0, Reason.OWN_SCORE, Cut.LOW),
            (2, 0, Reason.OWN_SCORE, None),
            (3, 8, Reason.OPPONENT, None),
        ]

    def test_of_several_voluntary_rounds_each_goes_before_any_opponent_the_lowest_first(self) -> None:
        made = event("1-2 11, 3-4 00", "1-4 11, 2-3 11", "1-3 F-+, 2-4 00", "1 Z, 3 U, 4-2 11")
        cuts = {code: [term[3] for term in terms(made, code, 1)] for code in ("BH/C1", "BH/C2", "BH/C3")}
        assert [term[:3] for term in terms(made, "BH", 1)] == [
            (2, 4, Reason.OPPONENT),
            (4, 12, Reason.OPPONENT),
            (3, 6, Reason.CAPPED),
            (0, 8, Reason.OWN_SCORE),
        ]
        assert cuts == {
            "BH/C1": [None, None, Cut.VOLUNTARY, None],
            "BH/C2": [None, None, Cut.VOLUNTARY, Cut.VOLUNTARY],
            "BH/C3": [Cut.LOW, None, Cut.VOLUNTARY, Cut.VOLUNTARY],
        }

    def test_a_voluntary_round_worth_as_much_as_the_lowest_opponent_goes_first(self) -> None:
        made = event("1-2 ==, 3 U", "1 Z, 2-3 00", count=3)
        assert terms(made, "BH/C1", 1) == [
            (2, 2, Reason.OPPONENT, None),
            (0, 2, Reason.OWN_SCORE, Cut.VOLUNTARY),
        ]

    def test_a_voluntary_round_that_is_itself_the_lowest_is_cut_as_such(self) -> None:
        made = event("1 Z, 2-3 11", "1-2 00, 3 U", count=3)
        assert terms(made, "BH/C1", 1)[0] == (0, 0, Reason.OWN_SCORE, Cut.LOW)


class TestForeBuchholz:
    def test_the_last_round_counts_as_drawn(self) -> None:
        # as drawn: match points 4, 3, 4, 1; game points 4, 3, 3.5, 1.5
        assert numbers(PLAYED, "FB") == [8, 9, 8, 11]
        assert numbers(PLAYED, "FB:GP") == [8, 9, 8.5, 10.5]

    def test_a_forfeit_of_the_last_round_was_paired_and_a_bye_was_not(self) -> None:
        made = event("1-2 11, 3 U", "1-3 F-+, 2 Z", count=3)
        # as drawn: team 1 has 3, team 3 has 2; team 2's bye of the last round is a draw for the others
        assert terms(made, "FB", 1) == [(2, 2, Reason.OPPONENT, None), (3, 4, Reason.OPPONENT, None)]
        assert terms(made, "FB", 2)[0] == (1, 6, Reason.OPPONENT, None)

    def test_a_bye_of_the_last_round_keeps_its_worth(self) -> None:
        made = event("1-2 ==, 3 U", "1 F, 2-3 ==", count=3)
        assert terms(made, "FB", 2)[0] == (1, 6, Reason.OPPONENT, None)

    @pytest.mark.parametrize("last", ["00", "11"])
    def test_a_dummy_has_ones_own_score_with_the_last_round_drawn(self, last: str) -> None:
        made = event("1 Z, 2-3 ==", f"1-2 {last}, 3 U", count=3)
        assert terms(made, "FB", 1)[0] == (0, 2, Reason.OWN_SCORE, None)


class TestAverageOfTheOpponentsBuchholz:
    def test_the_average_is_rounded_half_up(self) -> None:
        assert numbers(PLAYED, "AOB") == [Fraction(967, 100), Fraction(933, 100), 9, 8]

    def test_only_opponents_met_over_the_board_count(self) -> None:
        made = event("1-2 F+-, 3-4 ==", "1-3 11, 2-4 ==")
        bh = numbers(made, "BH")
        assert numbers(made, "AOB") == [bh[2], bh[3], (bh[3] + bh[0]) / 2, (bh[2] + bh[1]) / 2]

    def test_who_met_nobody_has_nothing(self) -> None:
        assert numbers(event("1 U", count=1), "AOB") == [0]

    def test_fore_buchholz_if_the_code_says_so(self) -> None:
        thirds = [Fraction(933, 100), Fraction(900, 100), Fraction(933, 100), Fraction(833, 100)]
        assert numbers(PLAYED, "AOB/F") == thirds

    @pytest.mark.parametrize(("rounds", "places"), [(8, 2), (9, 3), (26, 3), (27, 4), (72, 4), (73, 5)])
    def test_more_rounds_ask_for_more_places(self, rounds: int, places: int) -> None:
        made = event(*(["1-2 11"] * rounds), count=2)
        assert counted(made, "AOB")[1].places == places


def test_a_code_may_name_its_score() -> None:
    made = event("1-2 11, 3-4 1=", primary=Primary.GAME_POINTS)
    assert numbers(made, "BH") == numbers(made, "BH:GP") == [0, 2, 0.5, 1.5]
    assert code("BH:MP").score is MP

"""One's own results: WIN, WON, BPG, BWG, PS, REP, STD, KS (C.07 article 7 and 9.2)."""

import doctest
from dataclasses import replace

import pytest

from pairing.model import ByePoints, System
from pairing.tiebreaks import own
from pairing.tiebreaks.values import Cut
from tests.pairing.tiebreaks.builders import counted, event, numbers

# team 1: won 2-0; won by forfeit; lost ½-1½         team 2: lost 0-2; PAB; full-point bye
# team 3: drew 1-1 by +0; lost by forfeit; zero      team 4: drew; half-point bye; won 1½-½
MADE = event("1-2 11, 3-4 +0", "3-1 F-+, 2 U, 4 H", "4-1 1=, 2 F")


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(own).failed == 0


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("WIN", [2, 1, 0, 1]),
        ("WIN:GP", [4, 2, 1, 2]),
        ("WON", [1, 0, 0, 1]),
        ("WON:GP", [2, 0, 0, 2]),
        ("BPG", [1, 1, 0, 1]),
        ("BPG:GP", [2, 1, 1, 1]),
        ("BWG", [0, 0, 0, 0]),
        ("BWG:GP", [1, 0, 0, 0]),
        ("REP", [3, 3, 1, 2]),
        ("PS", [10, 4, 3, 7]),
        ("PS:GP", [10.5, 4, 3, 6.5]),
        ("PS/C1", [8, 4, 2, 6]),
        ("PS/C3", [0, 0, 0, 0]),
        ("STD", [2, 1.5, 0.5, 2]),
        ("STD:GP", [4.5, 3, 1, 3.5]),
    ],
)
def test_values(code: str, expected: list[float]) -> None:
    assert numbers(MADE, code) == expected


def test_a_pairing_allocated_bye_is_a_win_only_if_it_is_worth_one() -> None:
    rules = replace(MADE.regulations, pab=ByePoints(4, 4))
    made = replace(MADE, regulations=rules)
    assert numbers(made, "WIN")[1] == 2
    assert numbers(made, "WIN:GP")[1] == 4
    assert numbers(made, "STD:GP")[1] == 4


def test_black_wins_count_over_the_board_alone() -> None:
    made = event("1-2 0=, 3-4 -+", "1-2 F-+")
    assert numbers(made, "BWG") == [0, 1, 0, 0]
    assert numbers(made, "BWG:GP") == [0, 1, 0, 0]
    assert numbers(made, "BPG:GP") == [1, 1, 0, 0]


def test_the_colors_of_the_boards_are_those_of_the_event() -> None:
    made = event("1-2 10")
    other = replace(made, regulations=replace(made.regulations, board_colors="BW"))
    assert numbers(made, "BWG:GP") == [0, 0, 0, 0]
    assert numbers(other, "BWG:GP") == [1, 1, 0, 0]


def test_a_cut_of_the_progressive_score_drops_the_first_rounds() -> None:
    terms = counted(MADE, "PS/C2")[1].terms
    assert [(term.value, term.cut) for term in terms] == [(4, Cut.EARLY), (8, Cut.EARLY), (8, None)]


def test_an_annulled_match_gives_no_game_with_black() -> None:
    made = event("1-2 A01, 3-4 11")
    assert numbers(made, "BPG:GP") == [0, 0, 1, 1]
    assert numbers(made, "BWG:GP") == [0, 0, 1, 0]


class TestKoya:
    MADE = event("1-4 11, 2-3 1=", "4-3 F-+, 1-2 ==", "2-4 11, 3-1 00", system=System.TEAM_ROUND_ROBIN)

    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            ("KS", [1, 1, 0, 0]),
            ("KS/L34", [1, 1, 0, 0]),
            ("KS/L33", [3, 3, 0, 0]),
            ("KS/L+4", [1, 1, 0, 0]),
            ("KS/L+5", [0, 0, 0, 0]),
            ("KS/L-2", [3, 3, 0, 0]),
            ("KS/L0", [5, 5, 2, 0]),
            ("KS:GP", [1, 1, 0.5, 0]),
        ],
    )
    def test_points_against_those_with_half_of_the_maximum(self, code: str, expected: list[float]) -> None:
        assert numbers(self.MADE, code) == expected

    def test_who_is_under_the_limit_is_cut(self) -> None:
        terms = counted(self.MADE, "KS")[1].terms
        assert [(term.opponent, term.value, term.cut) for term in terms] == [
            (4, 4, Cut.LIMIT),
            (2, 2, None),
            (3, 4, Cut.LIMIT),
        ]

    def test_free_rounds_are_no_matches(self) -> None:
        made = event("1-2 11, 3 Z", "2-3 11", "3-1 00", count=3, system=System.TEAM_ROUND_ROBIN)
        assert numbers(made, "KS") == [2, 0, 0]

    def test_the_maximum_is_that_of_the_most_matches_anybody_had(self) -> None:
        made = event("1-2 ==, 3 Z", "1-3 ==, 2 Z", count=3, system=System.TEAM_ROUND_ROBIN)
        assert numbers(made, "KS") == [0, 1, 1]

    def test_without_rounds_there_is_nothing(self) -> None:
        assert numbers(event(count=0), "KS") == []

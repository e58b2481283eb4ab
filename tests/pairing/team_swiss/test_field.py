"""The field of a round: what each article makes of a team's history."""

import doctest
from dataclasses import replace

import pytest

from pairing.model import (
    Absence,
    Adjustment,
    Bye,
    ByeKind,
    Color,
    ColorModel,
    Event,
    Forfeit,
    Match,
    Primary,
    Prohibition,
    Readings,
    Regulations,
    Round,
    Scale,
    System,
    Team,
    boards,
)
from pairing.scoring import ledger
from pairing.team_swiss import field as module
from pairing.team_swiss.field import Entrant, members, preference, survey, team_set

W, B = Color.WHITE, Color.BLACK
RULES = Regulations(System.TEAM_SWISS, rounds=5, boards=2)


def event_of(count: int, *rounds: Round, rules: Regulations = RULES) -> Event:
    return Event(rules, tuple(Team(number) for number in range(1, count + 1)), rounds=rounds)


def entrants(event: Event) -> dict[int, Entrant]:
    return {entrant.tpn: entrant for entrant in survey(event).entrants}


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(module).failed == 0


def test_sets_are_bits() -> None:
    assert team_set([0, 3, 4]) == 0b11001
    assert members(0b11001) == [0, 3, 4]
    assert members(0) == []


@pytest.mark.parametrize(
    ("colors", "type_a", "type_b", "type_b_last"),
    [
        ("", (None, False), (None, False), (None, False)),
        ("w", (None, False), (B, False), (B, False)),
        ("b", (None, False), (W, False), (W, False)),
        ("wb", (None, False), (W, False), (None, False)),
        ("bw", (None, False), (B, False), (None, False)),
        ("ww", (B, False), (B, True), (B, True)),
        ("bb", (W, False), (W, True), (W, True)),
        ("wbw", (None, False), (B, False), (B, False)),
        ("bwb", (None, False), (W, False), (W, False)),
        ("bww", (B, False), (B, True), (B, True)),
        ("wbb", (W, False), (W, True), (W, True)),
        ("wwb", (None, False), (B, False), (B, False)),
        ("bbw", (None, False), (W, False), (W, False)),
        ("bbww", (B, False), (B, True), (B, True)),
        ("wwbb", (W, False), (W, True), (W, True)),
        ("wwwb", (B, False), (B, True), (B, True)),
        ("bbbw", (W, False), (W, True), (W, True)),
        ("wwwbb", (None, False), (B, False), (B, False)),
        ("bbbww", (None, False), (W, False), (W, False)),
    ],
)
def test_preferences_follow_the_table(
    colors: str,
    type_a: tuple[Color | None, bool],
    type_b: tuple[Color | None, bool],
    type_b_last: tuple[Color | None, bool],
) -> None:
    for last_round in (False, True):
        assert preference(colors, ColorModel.NONE, last_round=last_round) == (None, False)
        assert preference(colors, ColorModel.A, last_round=last_round) == type_a
    assert preference(colors, ColorModel.B, last_round=False) == type_b
    assert preference(colors, ColorModel.B, last_round=True) == type_b_last


def test_a_strong_preference_of_equal_colours_may_end_in_the_last_round() -> None:
    assert preference("bbww", ColorModel.B, last_round=True, strong_when_equal=False) == (None, False)
    assert preference("bww", ColorModel.B, last_round=True, strong_when_equal=False) == (B, True)
    assert preference("bbww", ColorModel.B, last_round=False, strong_when_equal=False) == (B, True)
    assert preference("bbww", ColorModel.A, last_round=True, strong_when_equal=False) == (B, False)


def test_the_reading_of_the_last_round_is_the_events() -> None:
    rounds = tuple(
        Round(number, (Match(*((1, 2 + number) if number > 2 else (2 + number, 1)), boards("==")),))
        for number in range(1, 5)
    )
    rules = replace(RULES, color_model=ColorModel.B)
    event = event_of(7, *rounds, rules=rules)
    assert (entrants(event)[1].colors, entrants(event)[1].preference) == ("bbww", B)
    other = replace(rules, readings=Readings(last_round_strong=False))
    assert entrants(event_of(7, *rounds, rules=other))[1].preference is None


def test_scores_count_matches_byes_and_boards() -> None:
    played = Round(1, (Match(1, 2, boards("1=")), Match(3, 4, boards("=="))), (Bye(5, ByeKind.PAIRING),))
    scores = {tpn: (one.primary, one.secondary) for tpn, one in entrants(event_of(6, played)).items()}
    assert scores == {1: (4, 3), 2: (0, 1), 3: (2, 2), 4: (2, 2), 5: (2, 2), 6: (0, 0)}
    by_game = replace(RULES, primary=Primary.GAME_POINTS)
    assert entrants(event_of(6, played, rules=by_game))[1].score == 3


def test_only_played_matches_give_colour_and_meeting() -> None:
    played = Round(
        1,
        (
            Match(1, 2, boards("1+")),
            Match(3, 4, boards("++"), Forfeit.WHITE_WINS),
            Match(5, 6, boards("xx")),
            Match(7, 8, boards("11"), annulled=True),
        ),
    )
    field = survey(event_of(8, played))
    assert [one.colors for one in field.entrants] == ["w", "b", "", "", "", "", "", ""]
    assert [one.barred for one in field.entrants] == [False, False, True, False, False, False, False, False]
    assert field.may_meet[0] == 0b11111100
    assert field.may_meet[2] == 0b11111011
    assert field.everybody == 0b11111111


def test_difference_is_whites_less_blacks() -> None:
    rounds = [Round(number, (Match(1, 1 + number, boards("==")),)) for number in (1, 2)]
    seen = entrants(event_of(3, *rounds))
    assert (seen[1].difference, seen[2].difference) == (2, -1)


def test_floaters_are_those_of_the_round_before() -> None:
    first = Round(1, (Match(1, 2, boards("11")), Match(3, 4, boards("11"))))
    second = Round(2, (Match(1, 4, boards("11")), Match(2, 5, boards("1+")), Match(3, 6, boards("--"))))
    floated = {tpn for tpn, one in entrants(event_of(6, first, second)).items() if one.floated}
    assert floated == {1, 4}
    third = Round(3, (Match(2, 4, boards("11")), Match(5, 3, boards("11"))))
    floated = {tpn for tpn, one in entrants(event_of(6, first, second, third)).items() if one.floated}
    assert floated == {2, 4, 3, 5}


def test_virtual_points_make_floaters_and_scores_but_not_standings() -> None:
    rules = replace(RULES, baku=True)
    event = event_of(8, Round(1, (Match(1, 5, boards("11")), Match(2, 3, boards("==")))), rules=rules)
    seen = entrants(event)
    assert {tpn for tpn, one in seen.items() if one.floated} == {1, 5}
    assert (seen[1].score, seen[1].primary) == (8, 4)
    assert (seen[5].score, seen[5].primary) == (0, 0)


def test_points_and_virtual_points_together_make_a_floater() -> None:
    rules = replace(RULES, baku=True)
    first = Round(1, (Match(2, 1, boards("11")), Match(5, 6, boards("11"))))
    second = Round(2, (Match(1, 5, boards("11")), Match(6, 2, boards("11"))))
    seen = entrants(event_of(8, first, second, rules=rules))
    assert {tpn for tpn, one in seen.items() if one.floated} == {2, 6}


def test_penalties_are_taken_off() -> None:
    played = Round(1, (Match(1, 2, boards("11")),))
    event = replace(
        event_of(3, played),
        adjustments=(
            Adjustment((1,), -2, -1, round=1),
            Adjustment((2, 3), 2, 0),
            Adjustment((1,), -9, -9, round=2),
        ),
    )
    scores = {tpn: (one.primary, one.secondary) for tpn, one in entrants(event).items()}
    assert scores == {1: (2, 3), 2: (2, 0), 3: (2, 0)}


@pytest.mark.parametrize(
    ("adjustment", "expected"),
    [
        (
            Adjustment((1, 3), 1, 1, round=1, kind="W"),
            {1: (1, 1), 2: (0, 0), 3: (1, 1), 5: (4, 4), 6: (0, 0)},
        ),
        (Adjustment((), 3, 3, kind="W"), {1: (3, 3), 2: (0, 0), 5: (4, 4), 6: (0, 0)}),
        (Adjustment((), 1, 0, kind="L"), {1: (4, 4), 2: (1, 0), 5: (4, 4), 6: (0, 0)}),
        (Adjustment((), 3, 3, kind="+"), {1: (4, 4), 2: (0, 0), 5: (3, 3), 6: (0, 0), 9: (0, 0), 10: (0, 0)}),
        (
            Adjustment((), -1, 0, kind="-"),
            {1: (4, 4), 2: (0, 0), 5: (4, 4), 6: (-1, 0), 9: (-1, 0), 10: (-1, 0)},
        ),
        (Adjustment((), 1, 1, kind="D"), {3: (1, 1), 4: (1, 1)}),
        (Adjustment((), 1, 1, kind="H"), {7: (1, 1)}),
        (Adjustment((), -1, 0, kind="Z"), {8: (-1, 0)}),
    ],
)
def test_an_outcome_may_be_worth_something_else(
    adjustment: Adjustment, expected: dict[int, tuple[int, int]]
) -> None:
    played = Round(
        1,
        (
            Match(1, 2, boards("11")),
            Match(3, 4, boards("==")),
            Match(6, 5, boards("--")),
            Match(9, 10, boards("xx")),
        ),
        (Bye(7, ByeKind.HALF), Bye(8, ByeKind.ZERO)),
    )
    event = replace(event_of(10, played), adjustments=(adjustment,))
    scores = {tpn: (one.primary, one.secondary) for tpn, one in entrants(event).items()}
    assert {tpn: scores[tpn] for tpn in expected} == expected


def test_the_smallest_margin_makes_a_win() -> None:
    rules = replace(RULES, boards=1, game_points=Scale(1, 0, 0))
    matches = (Match(1, 2, boards("1")), Match(3, 4, boards("0")), Match(5, 6, boards("+")))
    event = event_of(8, Round(1, (*matches, Match(7, 8, boards("-")))), rules=rules)
    worth = (Adjustment((), 9, 9, kind="W"), Adjustment((), 7, 7, kind="+"))
    scores = {tpn: one.primary for tpn, one in entrants(replace(event, adjustments=worth)).items()}
    assert scores == {1: 9, 2: 0, 3: 0, 4: 9, 5: 7, 6: 0, 7: 0, 8: 7}


@pytest.mark.parametrize(
    ("adjustment", "expected"),
    [
        (Adjustment((2,), 1, 1, round=2, kind="W"), {1: (8, 8), 2: (1, 1), 3: (4, 4), 4: (0, 0)}),
        (Adjustment((1,), 1, 1, kind="W"), {1: (2, 2), 2: (4, 4), 3: (4, 4), 4: (0, 0)}),
    ],
)
def test_an_outcome_decided_for_some_is_worth_the_same_as_ever_to_others_and_in_other_rounds(
    adjustment: Adjustment, expected: dict[int, tuple[int, int]]
) -> None:
    first = Round(1, (Match(1, 2, boards("11")), Match(3, 4, boards("11"))))
    second = Round(2, (Match(1, 3, boards("11")), Match(2, 4, boards("11"))))
    event = replace(event_of(4, first, second), adjustments=(adjustment,))
    assert {tpn: (one.primary, one.secondary) for tpn, one in entrants(event).items()} == expected
    counted = ledger(event)
    assert {tpn: (counted.match_points(tpn), counted.game_points(tpn)) for tpn in expected} == expected


def test_a_match_forfeited_by_black_bars_white() -> None:
    played = Round(1, (Match(1, 2, boards("--")), Match(3, 4, forfeit=Forfeit.BOTH_LOSE)))
    assert {tpn for tpn, one in entrants(event_of(4, played)).items() if one.barred} == {2}


def test_prohibitions_hold_in_their_rounds_and_for_who_is_there() -> None:
    rules = replace(RULES, prohibited=(Prohibition(1, 1, (1, 2, 4)), Prohibition(2, 3, (1, 3))))
    event = replace(event_of(4, rules=rules), absences=(Absence(1, 4),))
    assert survey(event).may_meet == (0b100, 0b100, 0b011)
    second = event_of(4, Round(1, ()), rules=rules)
    assert survey(second).may_meet == (0b1010, 0b1101, 0b1010, 0b0111)


def test_numbers_for_the_lot_may_be_those_of_the_arrived() -> None:
    rules = replace(RULES, readings=Readings(arrived_numbers=True))
    absent = (Absence(1, 2), Absence(1, 4))
    seen = entrants(replace(event_of(5, rules=rules), absences=absent))
    assert {tpn: one.lot_number for tpn, one in seen.items()} == {1: 1, 3: 2, 5: 3}
    played = Round(1, (Match(1, 3, boards("==")),), (Bye(5, ByeKind.HALF), Bye(4, ByeKind.ZERO)))
    later = replace(event_of(5, played, rules=rules), absences=tuple(Absence(2, one) for one in (2, 3, 5)))
    assert {tpn: one.lot_number for tpn, one in entrants(later).items()} == {1: 1, 4: 3}
    assert {one.lot_number for one in entrants(replace(later, regulations=RULES)).values()} == {1, 4}


def test_the_last_two_rounds_are_told() -> None:
    rules = replace(RULES, rounds=3)
    rounds = [Round(number, ()) for number in (1, 2)]
    stages = [event_of(2, *rounds[:played], rules=rules) for played in range(3)]
    assert [survey(stage).last_two_rounds for stage in stages] == [False, True, True]

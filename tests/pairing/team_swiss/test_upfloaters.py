"""The choice of upfloaters: who is first, and which criterion sets the first aside."""

from itertools import combinations

import pytest

from pairing.model import Points, Readings
from pairing.team_swiss import upfloaters
from pairing.team_swiss.field import Entrant, Field, team_set
from pairing.team_swiss.legality import Legality
from pairing.team_swiss.upfloater_sets import Bracket
from pairing.team_swiss.upfloaters import Choice, choose
from pairing.why import Criterion
from tests.pairing.team_swiss.builders import entrant, field_of


def bracket_of(field: Field) -> Bracket:
    """Take the highest scoregroup as residents and the next one as the following."""
    scores = sorted({one.score for one in field.entrants}, reverse=True)
    groups = [
        team_set(place for place, one in enumerate(field.entrants) if one.score == score) for score in scores
    ]
    return Bracket(groups[0], tuple(groups[1:]), groups[1] if len(groups) > 1 else 0)


def chosen(field: Field) -> tuple[tuple[int, ...], Choice]:
    choice = choose(field, Legality(field.may_meet), bracket_of(field))
    return tuple(field.entrants[place].tpn for place in choice.upfloaters), choice


def scores(*points: Points, floated: tuple[int, ...] = ()) -> list[Entrant]:
    return [entrant(tpn, score=score, floated=tpn in floated) for tpn, score in enumerate(points, start=1)]


def test_an_even_group_needs_nobody() -> None:
    assert chosen(field_of(*scores(4, 4, 2, 2))) == ((), Choice((), c6_ok=True, c7=0, decided_by=None))


def test_an_odd_group_takes_the_first_of_the_next() -> None:
    assert chosen(field_of(*scores(4, 2, 2, 2))) == ((2,), Choice((1,), c6_ok=True, c7=0, decided_by=None))


def test_a_team_all_residents_have_met_is_passed_over() -> None:
    numbers, choice = chosen(field_of(*scores(4, 2, 2, 2), apart=((1, 2),)))
    assert (numbers, choice.decided_by) == ((3,), Criterion.C1)


def test_a_team_the_rest_needs_is_passed_over() -> None:
    numbers, choice = chosen(field_of(*scores(4, 2, 2, 2), apart=((3, 4),)))
    assert (numbers, choice.decided_by) == ((3,), Criterion.C3)


def test_the_next_group_should_be_left_pairable() -> None:
    field = field_of(*scores(4, 2, 2, 2, 0, 0), apart=((3, 4),))
    numbers, choice = chosen(field)
    assert (numbers, choice.c6_ok, choice.decided_by) == ((3,), True, Criterion.C6)


def test_if_no_set_leaves_the_next_group_pairable_the_order_decides() -> None:
    field = field_of(*scores(4, 2, 2, 2, 0, 0), apart=((2, 3), (3, 4), (2, 4)))
    numbers, choice = chosen(field)
    assert (numbers, choice.c6_ok, choice.decided_by) == ((2,), False, None)


def test_a_floater_of_the_round_before_is_spared() -> None:
    teams = scores(4, 2, 2, 2, floated=(2, 3))
    numbers, choice = chosen(field_of(*teams))
    assert (numbers, choice.c7, choice.decided_by) == ((4,), 0, Criterion.C7)
    late, choice = chosen(field_of(*teams, rounds=4))
    assert (late, choice.c7, choice.decided_by) == ((2,), 0, None)


def test_if_all_were_floaters_the_first_floats_again() -> None:
    numbers, choice = chosen(field_of(*scores(4, 2, 2, 2, floated=(2, 3, 4))))
    assert (numbers, choice.c7, choice.decided_by) == ((2,), 1, None)


def test_two_that_have_met_take_two() -> None:
    field = field_of(*scores(4, 4, 2, 2, 2, 2), apart=((1, 2),))
    numbers, choice = chosen(field)
    assert (numbers, choice.decided_by) == ((3, 4), Criterion.C1)


def test_the_next_group_is_passed_over_if_nobody_of_it_may_be_met() -> None:
    field = field_of(*scores(4, 2, 2, 0, 0, 0), apart=((1, 2), (1, 3)))
    numbers, choice = chosen(field)
    assert (numbers, choice.decided_by) == ((4,), Criterion.C1)


def test_the_next_group_is_looked_after_before_two_floaters_are_spared() -> None:
    """Of the four below only 3 and 4 may meet, so 5 and 6 float up, though they did in the round before."""
    apart = ((1, 2), *(pair for pair in combinations(range(3, 7), 2) if pair != (3, 4)))
    numbers, choice = chosen(field_of(*scores(4, 4, 2, 2, 2, 2, 0, 0, floated=(5, 6)), apart=apart))
    assert numbers == (5, 6)
    assert (choice.c6_ok, choice.c7) == (True, 2)


def test_three_float_up_if_no_one_alone_can() -> None:
    field = field_of(*scores(4, 4, 4, 2, 2, 2), apart=tuple(combinations((1, 2, 3), 2)))
    numbers, choice = chosen(field)
    assert (numbers, choice.decided_by) == ((4, 5, 6), Criterion.C1)


def test_an_odd_following_group_may_float_one_itself() -> None:
    field = field_of(*scores(4, 4, 2, 2, 2, 0), apart=((5, 6),))
    assert chosen(field)[1].c6_ok
    alone = field_of(*scores(4, 4, 2, 0), apart=((3, 4),))
    assert Legality(alone.may_meet).can_pair(0b1111)
    assert chosen(alone)[0] == (3, 4)


def test_by_degrees_the_least_harm_to_the_next_group_is_done() -> None:
    """Of five below only two may meet: whoever floats up, others follow later, but not equally many."""
    apart = tuple(pair for pair in combinations(range(2, 7), 2) if pair != (2, 3))
    teams = scores(4, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0)
    assert chosen(field_of(*teams, apart=apart))[0] == (2,)
    numbers, choice = chosen(field_of(*teams, apart=apart, readings=Readings(graded_c6=True)))
    assert (numbers, choice.c6_ok, choice.decided_by) == ((4,), False, Criterion.C6)


@pytest.mark.parametrize("below", [5, 15, 17, 19, 31])
def test_the_one_that_completes_the_next_group_may_come_late(below: int) -> None:
    last = 3 + below
    teams = scores(4, 4, 2, *([0] * below))
    nearly_alone = tuple((3, other) for other in range(4, last))
    assert chosen(field_of(*teams, apart=nearly_alone))[1].c6_ok
    three = scores(4, 4, 2, 2, 2, *([0] * below))
    assert not chosen(field_of(*three, apart=tuple(combinations((3, 4, 5), 2))))[1].c6_ok


@pytest.mark.parametrize("patience", [-1, 0, 100])
def test_impatience_changes_nothing(patience: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two cliques the one that can spare a team comes late, and each try takes a matching."""
    teams = scores(*([4] + [2] * 39))
    clique = tuple(combinations(range(2, 22), 2))
    monkeypatch.setattr(upfloaters, "PATIENCE", patience)
    field = field_of(*teams, apart=clique)
    assert chosen(field)[0] == (2,)
    tight = field_of(
        *teams, apart=tuple((one, other) for one in range(21, 41) for other in range(21, 41) if one < other)
    )
    assert chosen(tight)[0] == (21,)

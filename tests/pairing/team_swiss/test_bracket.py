"""The pairing of a bracket: the least cost first, then the smallest identifier."""

import random
from itertools import combinations

import pytest

from pairing import matching
from pairing.team_swiss import bracket
from pairing.team_swiss.bracket import Paired, pair_bracket
from pairing.team_swiss.field import Field
from pairing.team_swiss.legality import Legality
from pairing.why import Criterion
from tests.pairing.team_swiss.builders import entrant, field_of


def numbered(field: Field, paired: Paired) -> list[tuple[int, int]]:
    return [(field.entrants[top].tpn, field.entrants[bottom].tpn) for top, bottom in paired.pairs]


def test_upper_half_meets_lower_half_in_order() -> None:
    field = field_of(*(entrant(tpn) for tpn in range(1, 7)))
    paired = pair_bracket(field, field.everybody, 0)
    assert numbered(field, paired) == [(1, 4), (2, 5), (3, 6)]
    assert paired == Paired(paired.pairs, 0, 0, 0, None)


def test_scores_do_not_seat_a_team() -> None:
    field = field_of(*(entrant(tpn, score=10 * tpn) for tpn in range(1, 5)))
    assert numbered(field, pair_bracket(field, 0b1111, 0b0011)) == [(1, 3), (2, 4)]


def test_a_forbidden_pair_gives_way_to_the_next_identifier() -> None:
    field = field_of(*(entrant(tpn) for tpn in range(1, 7)), apart=((1, 4),))
    paired = pair_bracket(field, field.everybody, 0)
    assert numbered(field, paired) == [(1, 5), (2, 4), (3, 6)]
    assert paired.decided_by is Criterion.C1


def test_tops_are_compared_before_any_bottom() -> None:
    field = field_of(*(entrant(tpn) for tpn in range(1, 5)), apart=((1, 3),))
    assert numbered(field, pair_bracket(field, 0b1111, 0)) == [(1, 4), (2, 3)]


def test_equal_wishes_are_kept_apart() -> None:
    field = field_of(entrant(1, "w"), entrant(2, "b"), entrant(3, "w"), entrant(4, "b"))
    paired = pair_bracket(field, 0b1111, 0)
    assert numbered(field, paired) == [(1, 4), (2, 3)]
    assert (paired.c8, paired.c9, paired.c10, paired.decided_by) == (0, 0, 0, Criterion.C8)


def test_a_strong_wish_goes_before_a_mild_one() -> None:
    field = field_of(entrant(1, "W"), entrant(2, "w"), entrant(3, "W"), entrant(4, "w"))
    paired = pair_bracket(field, 0b1111, 0)
    assert numbered(field, paired) == [(1, 4), (2, 3)]
    assert (paired.c8, paired.c9, paired.decided_by) == (2, 0, Criterion.C9)


def test_unavoidable_misses_are_counted() -> None:
    field = field_of(*(entrant(tpn, "B") for tpn in range(1, 5)))
    paired = pair_bracket(field, 0b1111, 0)
    assert numbered(field, paired) == [(1, 3), (2, 4)]
    assert (paired.c8, paired.c9, paired.c10, paired.decided_by) == (2, 2, 0, None)


def test_a_floater_should_not_meet_an_upfloater_again() -> None:
    teams = (entrant(1), entrant(2), entrant(3, floated=True), entrant(4))
    paired = pair_bracket(field_of(*teams), 0b1111, 0b0001)
    assert paired.pairs == ((0, 3), (1, 2))
    assert (paired.c10, paired.decided_by) == (0, Criterion.C10)
    late = pair_bracket(field_of(*teams, rounds=4), 0b1111, 0b0001)
    assert late.pairs == ((0, 2), (1, 3))
    assert (late.c10, late.decided_by) == (0, None)


def test_two_upfloaters_that_floated_count_twice() -> None:
    teams = (entrant(1, floated=True), entrant(2, floated=True))
    assert pair_bracket(field_of(*teams), 0b11, 0b11).c10 == 2


def every_pairing(field: Field, left: tuple[int, ...]) -> list[tuple[tuple[int, int], ...]]:
    if not left:
        return [()]
    first = left[0]
    return [
        ((first, other), *rest)
        for other in left[1:]
        if field.may_meet[first] >> other & 1
        for rest in every_pairing(field, tuple(one for one in left[1:] if one != other))
    ]


def worth(field: Field, upfloaters: int, pairs: tuple[tuple[int, int], ...]) -> tuple[object, ...]:
    c8 = c9 = c10 = 0
    for one, other in pairs:
        a, b = field.entrants[one], field.entrants[other]
        same = a.preference is not None and a.preference is b.preference
        c8 += same
        c9 += same and a.strong and b.strong
        c10 += (a.floated and upfloaters >> other & 1) + (b.floated and upfloaters >> one & 1)
    return c8, c9, c10, tuple(one for one, _ in pairs), tuple(other for _, other in pairs)


def drawn(seed: int, size: int, share: float = 0.3) -> Field:
    chance = random.Random(seed)
    teams = [
        entrant(tpn, chance.choice(".wbWB"), floated=chance.random() < 0.3) for tpn in range(1, size + 1)
    ]
    apart = tuple(pair for pair in combinations(range(1, size + 1), 2) if chance.random() < share)
    return field_of(*teams, apart=apart)


def limit(monkeypatch: pytest.MonkeyPatch, bits: int) -> None:
    """Allow costs of so many bits; a larger one is an OverflowError."""
    monkeypatch.setattr(bracket, "COST_BITS", bits)
    monkeypatch.setattr(matching, "COST_BITS", bits)


@pytest.mark.parametrize("bits", [112, 20])
def test_no_pairing_is_better_and_comes_earlier(bits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, bits)  # few bits settle the order in many small steps
    for seed in range(200):
        print("seed", seed)
        field = drawn(seed, 8)
        upfloaters = seed % 256 & 0b00110101
        pairings = every_pairing(field, tuple(range(8)))
        if pairings:
            best = min(pairings, key=lambda pairs: worth(field, upfloaters, tuple(sorted(pairs))))
            found = pair_bracket(field, field.everybody, upfloaters)
            assert found.pairs == tuple(sorted(best))
            assert (found.c8, found.c9, found.c10) == worth(field, upfloaters, found.pairs)[:3]


def test_small_steps_and_large_ones_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    fields = [drawn(seed, 60, 0.1) for seed in range(4)]
    assert all(Legality(field.may_meet).can_pair(field.everybody) for field in fields)
    at_once = [pair_bracket(field, field.everybody, 0b111) for field in fields]
    limit(monkeypatch, 40)
    assert [pair_bracket(field, field.everybody, 0b111) for field in fields] == at_once

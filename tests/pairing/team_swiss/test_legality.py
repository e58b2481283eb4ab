"""Which sets of teams can be paired: by Dirac, by a search, by a matching, always the same answer."""

import doctest
import random
from itertools import combinations

import pytest

from pairing.matching import is_perfect
from pairing.team_swiss import legality
from pairing.team_swiss.field import members, team_set
from pairing.team_swiss.legality import Legality


def meetings(size: int, allowed: list[tuple[int, int]]) -> tuple[int, ...]:
    sets = [0] * size
    for one, other in allowed:
        sets[one] |= 1 << other
        sets[other] |= 1 << one
    return tuple(sets)


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(legality).failed == 0


@pytest.mark.parametrize(
    ("size", "share"), [(6, 0.4), (10, 0.3), (14, 0.2), (30, 0.1), (40, 0.08), (60, 0.3)]
)
def test_the_answer_is_that_of_a_maximum_matching(size: int, share: float) -> None:
    for seed in range(40):
        print("seed", seed)
        chance = random.Random(seed)
        allowed = [pair for pair in combinations(range(size), 2) if chance.random() < share]
        asked = Legality(meetings(size, allowed))
        teams = team_set(chance.sample(range(size), 2 * chance.randint(1, size // 2)))
        inside = {position: place for place, position in enumerate(members(teams))}
        edges = [(inside[one], inside[other]) for one, other in allowed if one in inside and other in inside]
        assert asked.can_pair(teams) is is_perfect(len(inside), edges)
        assert asked.can_pair(teams) is is_perfect(len(inside), edges)


def test_an_odd_set_cannot_be_paired_and_an_empty_one_can() -> None:
    asked = Legality(meetings(3, [(0, 1), (1, 2), (0, 2)]))
    assert asked.can_pair(0b111) is False
    assert asked.can_pair(0)
    assert Legality(()).can_pair(0)


@pytest.mark.parametrize("size", [30, 40])
def test_neighbours_in_a_chain_can_be_paired(size: int) -> None:
    chain = Legality(meetings(size, [(one, one + 1) for one in range(size - 1)]))
    assert chain.can_pair((1 << size) - 1)
    assert not chain.can_pair((1 << size) - 1 & ~(1 << 3 | 1 << 7))


def test_a_crowd_is_settled_without_a_matching() -> None:
    crowd = Legality(meetings(100, list(combinations(range(100), 2))))
    assert crowd.can_pair((1 << 100) - 1)
    assert crowd.matchings == 0


def test_the_search_gives_up_in_time() -> None:
    """Two odd groups that never meet: no team is short of opponents, and every try fails late."""
    groups = [range(15), range(15, 30)]
    allowed = [pair for group in groups for pair in combinations(group, 2)]
    asked = Legality(meetings(30, allowed))
    assert not asked.can_pair((1 << 30) - 1)
    assert asked.matchings == 1

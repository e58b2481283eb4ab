"""Matchings of least cost, against all matchings there are."""

import doctest
import random
from collections.abc import Iterator
from itertools import combinations

import pytest

from pairing import matching
from pairing.matching import COST_BITS, Edge, cheapest, is_perfect


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(matching).failed == 0


def every_matching(left: tuple[int, ...], costs: dict[tuple[int, int], int]) -> Iterator[int]:
    if not left:
        yield 0
        return
    for other in left[1:]:
        if (left[0], other) in costs:
            rest = tuple(one for one in left[1:] if one != other)
            for cost in every_matching(rest, costs):
                yield cost + costs[left[0], other]


@pytest.mark.parametrize("bits", [1, 8, 60, COST_BITS])
def test_no_matching_is_cheaper(bits: int) -> None:
    for seed in range(150):
        print("seed", seed)
        chance = random.Random(seed)
        size = chance.choice((2, 4, 6, 8))
        edges: list[Edge] = [
            (one, other, chance.getrandbits(bits))
            for one, other in combinations(range(size), 2)
            if chance.random() < 0.7
        ]
        costs = {(one, other): cost for one, other, cost in edges}
        least = min(every_matching(tuple(range(size)), costs), default=None)
        found = cheapest(size, edges)
        assert is_perfect(size, list(costs)) is (least is not None)
        if least is None:
            assert found is None
        else:
            assert found is not None
            assert sorted(one for pair in found for one in pair) == list(range(size))
            assert sum(costs[pair] for pair in found) == least


def test_nobody_is_matched_for_nothing() -> None:
    assert cheapest(0, []) == []
    assert cheapest(2, []) is None
    assert is_perfect(0, [])
    assert not is_perfect(3, [(0, 1), (1, 2)])


def test_a_cost_too_large_is_refused() -> None:
    assert cheapest(2, [(0, 1, (1 << COST_BITS) - 1)]) == [(0, 1)]
    with pytest.raises(OverflowError, match="113 bits"):
        cheapest(2, [(0, 1, 1 << COST_BITS)])

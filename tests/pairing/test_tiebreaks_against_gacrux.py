"""Tie-breaks on random events, value by value and rank by rank, beside gacrux."""

import pytest

from tests.pairing.compare_tiebreaks import compare, random_event


@pytest.mark.parametrize("seed", range(1, 10))
def test_values_and_ranks(seed: int) -> None:
    values, ranks, differences = compare(random_event(seed))
    assert (differences, values > 100, ranks > 50) == ([], True, True)

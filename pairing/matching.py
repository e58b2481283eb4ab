"""Perfect matchings of least cost: the one place that knows the graph library.

Vertices are numbered from 0. Costs are non-negative integers of any meaning; the library computes in 128
bits, so whoever packs several criteria into one cost keeps it under `COST_BITS` bits. No rule of chess lives
here.

>>> cheapest(4, [(0, 1, 5), (2, 3, 5), (0, 2, 1), (1, 3, 1), (0, 3, 0)])
[(0, 2), (1, 3)]
"""

from collections.abc import Sequence
from typing import TypeAlias

from rustworkx import PyGraph, max_weight_matching

COST_BITS = 112
"""The library doubles weights and adds a few of them up, which takes the rest of its 128 bits."""

Edge: TypeAlias = tuple[int, int, int]
"""Two vertices and the cost of joining them."""


def cheapest(size: int, edges: Sequence[Edge]) -> list[tuple[int, int]] | None:
    """Find a perfect matching of least total cost, as sorted pairs; None when there is no perfect matching.

    Raises:
        OverflowError: a cost has more than `COST_BITS` bits.
    """
    if not size:
        return []
    highest = max((cost for _, _, cost in edges), default=0)
    if highest.bit_length() > COST_BITS:
        message = f"a cost of {highest.bit_length()} bits"
        raise OverflowError(message)
    graph: PyGraph[None, int] = PyGraph(multigraph=False)
    graph.add_nodes_from([None] * size)
    graph.add_edges_from([(one, other, highest - cost) for one, other, cost in edges])
    found = max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    if 2 * len(found) < size:
        return None
    return sorted((min(pair), max(pair)) for pair in found)


def is_perfect(size: int, edges: Sequence[tuple[int, int]]) -> bool:
    """Tell whether all vertices can be matched along the edges."""
    graph: PyGraph[None, None] = PyGraph(multigraph=False)
    graph.add_nodes_from([None] * size)
    graph.add_edges_from_no_data(list(edges))
    return 2 * len(max_weight_matching(graph, max_cardinality=True)) == size

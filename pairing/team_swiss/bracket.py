"""The pairing of one bracket (C.04.6 3.6): all its teams among themselves, at the least [C8], [C9] and [C10].

Ties go to the smallest identifier: the top members (the smaller TPN of each pair) ascending, then their
opponents in the same order. The upper half against the lower is therefore the first candidate. If it costs
anything, the least cost comes from a matching, with the order of the top members as a bit each below the
criteria; then each top member in order gets its smallest possible opponent, again read from matchings of
least cost.
"""

from dataclasses import dataclass
from typing import TypeAlias

from pairing.matching import COST_BITS, Edge, cheapest
from pairing.team_swiss.field import Field, members
from pairing.why import Criterion

Pairs: TypeAlias = list[tuple[int, int]]
"""Positions of the top and the bottom member, in the order of the top members."""


@dataclass(frozen=True, slots=True)
class Paired:
    """The pairs of a bracket, what they cost, and the criterion that ruled out upper against lower half."""

    pairs: tuple[tuple[int, int], ...]
    c8: int
    c9: int
    c10: int
    decided_by: Criterion | None


def pair_bracket(field: Field, teams: int, upfloaters: int) -> Paired:
    """Pair all these teams, of which `upfloaters` came from below; a legal pairing of them exists."""
    bracket = _Bracket(field, teams, upfloaters)
    half = len(bracket.positions) // 2
    natural = list(zip(bracket.positions[:half], bracket.positions[half:], strict=True))
    chosen = natural
    if not bracket.legal(natural) or bracket.cost(natural) != (0, 0, 0):
        chosen = bracket.opponents(bracket.tops())
    cost = bracket.cost(chosen)
    decided_by = None
    if chosen != natural:
        decided_by = bracket.against(natural, cost)
    return Paired(tuple(chosen), *cost, decided_by)


class _Bracket:
    """The teams of one bracket and what their pairs cost."""

    def __init__(self, field: Field, teams: int, upfloaters: int) -> None:
        self.field = field
        self.teams = teams
        self.upfloaters = upfloaters
        self.positions = members(teams)
        self.shift = len(self.positions).bit_length()

    def legal(self, pairs: Pairs) -> bool:
        """Tell whether no pair is forbidden."""
        return all(self.field.may_meet[top] >> bottom & 1 for top, bottom in pairs)

    def cost(self, pairs: Pairs) -> tuple[int, int, int]:
        """Count [C8], [C9] and [C10] over the pairs."""
        total = sum(self._price(top, bottom) for top, bottom in pairs)
        mask = (1 << self.shift) - 1
        return total >> 2 * self.shift, total >> self.shift & mask, total & mask

    def against(self, pairs: Pairs, best: tuple[int, int, int]) -> Criterion:
        """Name the first criterion by which these pairs are worse than the best."""
        if not self.legal(pairs):
            return Criterion.C1
        worse = [mine > least for mine, least in zip(self.cost(pairs), best, strict=True)]
        return (Criterion.C8, Criterion.C9, Criterion.C10)[worse.index(True)]

    def tops(self) -> list[int]:
        """Find the top members: the smallest, compared in order, of all pairings of the least cost."""
        half = len(self.positions) // 2
        tops = bottoms = 0
        left = self.positions
        while tops.bit_count() < half:
            room = COST_BITS - 3 * self.shift - half.bit_length() - 1
            window, left = left[:room], left[room:]
            found = self._match_tops(window, tops, bottoms)
            for position in window:
                if found >> position & 1:
                    tops |= 1 << position
                else:
                    bottoms |= 1 << position
        return members(tops)

    def opponents(self, tops: list[int]) -> Pairs:
        """Give each top member in order the smallest opponent with which the least cost can be kept."""
        bottoms = [position for position in self.positions if position not in set(tops)]
        pairs: Pairs = []
        while tops:
            width = len(bottoms).bit_length()
            room = (COST_BITS - 3 * self.shift) // width - 1
            found = self._match_opponents(tops, bottoms, tops[:room], width)
            pairs += [(top, found[top]) for top in tops[:room]]
            taken = {found[top] for top in tops[:room]}
            tops = tops[room:]
            bottoms = [bottom for bottom in bottoms if bottom not in taken]
        return pairs

    def _match_tops(self, window: list[int], tops: int, bottoms: int) -> int:
        """Match everybody at the least cost with as many early teams of the window on top; give the top
        members.
        """
        place = {position: index for index, position in enumerate(self.positions)}
        high = len(window)
        bonus = {position: 1 << (high - 1 - index) for index, position in enumerate(window)}
        shift = high + (len(self.positions) // 2).bit_length()
        edges: list[Edge] = []
        for top in self.positions:
            if bottoms >> top & 1:
                continue
            base = (1 << high) - bonus.get(top, 0)
            below = self.field.may_meet[top] & self.teams & ~tops & -(2 << top)
            edges += [
                (place[top], place[bottom], (self._price(top, bottom) << shift) + base)
                for bottom in members(below)
            ]
        found = 0
        for one, _ in cheapest(len(self.positions), edges) or ():
            found |= 1 << self.positions[one]
        return found

    def _match_opponents(
        self, tops: list[int], bottoms: list[int], window: list[int], width: int
    ) -> dict[int, int]:
        """Match at the least cost, the first tops of the window with the smallest bottoms they can have."""
        rank = {bottom: index for index, bottom in enumerate(bottoms)}
        shift = width * (len(window) + 1)
        weight = {top: shift - width * (index + 2) for index, top in enumerate(window)}
        edges: list[Edge] = []
        for index, top in enumerate(tops):
            for bottom in bottoms:
                if bottom > top and self.field.may_meet[top] >> bottom & 1:
                    price = self._price(top, bottom) << shift
                    if top in weight:
                        price += rank[bottom] << weight[top]
                    edges.append((index, len(tops) + rank[bottom], price))
        return {tops[one]: bottoms[other - len(tops)] for one, other in cheapest(2 * len(tops), edges) or ()}

    def _price(self, one: int, other: int) -> int:
        """Pack [C8], [C9] and [C10] of one pair into a number, `shift` bits each."""
        first, second = self.field.entrants[one], self.field.entrants[other]
        price = 0
        if first.preference is not None and first.preference is second.preference:
            price = 1 << 2 * self.shift
            if first.strong and second.strong:
                price += 1 << self.shift
        if not self.field.last_two_rounds:
            price += first.floated and self.upfloaters >> other & 1
            price += second.floated and self.upfloaters >> one & 1
        return price

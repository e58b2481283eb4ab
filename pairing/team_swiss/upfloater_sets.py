"""The best legal set of upfloaters of any size (C.04.6 3.5), read from perfect matchings of all unpaired
teams.

In a legal set of the fewest upfloaters each of them meets a resident: two that met each other could be left
below. So the sets are the ways to pair everybody with the fewest pairs between residents and lower teams,
every criterion is a price on such a pair, and [C6] is a price on pairs that leave the following scoregroup.
The cheapest matching then has the best set. Prices are packed into one number, the most important criterion
on top; the order of 3.5.4 takes a bit for each team and is settled some teams at a time. The number of
matchings is bounded by the number of teams: no set is ever enumerated.
"""

from dataclasses import dataclass

from pairing.matching import COST_BITS, Edge, cheapest
from pairing.team_swiss.field import Field, members, team_set


@dataclass(frozen=True, slots=True)
class Bracket:
    """What is being completed, as sets of unpaired teams. `groups` are the lower scoregroups from the top.

    `following` is the scoregroup that [C6] looks after; it may be empty.
    """

    residents: int
    groups: tuple[int, ...]
    following: int

    @property
    def lower(self) -> int:
        """All unpaired teams below the residents."""
        return sum(self.groups)


def best_set(field: Field, bracket: Bracket) -> tuple[int, ...]:
    """Choose the upfloaters by [C4] to [C7] and the order of 3.5.4; all unpaired teams together can be
    paired.

    Raises:
        OverflowError: some fifty scoregroups each give up some of their teams and keep others.
    """
    sets = _Sets(field, bracket)
    sets.settle_profile()
    sets.settle_members()
    return tuple(position for group in bracket.groups for position in members(group & sets.chosen))


def fewest_upfloaters(may_meet: tuple[int, ...], residents: int, lower: int) -> int:
    """Count the fewest upfloaters with which these residents, and then all the rest, can be paired."""
    price = dict.fromkeys(members(lower), 1)
    return _match(may_meet, Bracket(residents, (lower,), 0), price, 0, 0)[0].bit_count()


def _match(
    may_meet: tuple[int, ...], bracket: Bracket, rise: dict[int, int], chosen: int, leave: int
) -> tuple[int, int]:
    """Pair everybody at the least price; give the set of upfloaters and how many leave the following
    scoregroup.

    `rise` prices the lower teams that may float up, `chosen` are those that must, and `leave` prices a pair
    of a team of the following scoregroup with one below it.
    """
    positions = members(bracket.residents | bracket.lower)
    place = {position: index for index, position in enumerate(positions)}
    residents, staying = bracket.residents, bracket.lower & ~chosen
    following = bracket.following
    edges: list[Edge] = []
    for one in positions:
        above = -(2 << one)
        if residents >> one & 1:
            edges += [(place[one], place[other], 0) for other in members(may_meet[one] & residents & above)]
            risers = may_meet[one] & bracket.lower
            edges += [(place[one], place[other], rise[other]) for other in members(risers) if other in rise]
        elif staying >> one & 1:
            leaving = ~following if following >> one & 1 else following
            edges += [
                (place[one], place[other], leave if leaving >> other & 1 else 0)
                for other in members(may_meet[one] & staying & above)
            ]
    upfloaters = left = 0
    for pair in cheapest(len(positions), edges) or ():
        one, other = (positions[index] for index in pair)
        if (residents >> one ^ residents >> other) & 1:
            upfloaters |= 1 << (other if residents >> one & 1 else one)
        else:
            left += (following >> one ^ following >> other) & 1
    return upfloaters, left


class _Sets:
    """The sets still in the running: which teams may float up, which must, how their scores are priced."""

    def __init__(self, field: Field, bracket: Bracket) -> None:
        self.field = field
        self.bracket = bracket
        self.open = bracket.lower
        self.chosen = 0
        self.size = 0
        self.digits: list[int] = []
        self.width = (bracket.residents | bracket.lower).bit_count().bit_length()

    def settle_profile(self) -> None:
        """Find the fewest upfloaters ([C4]) and their best scores ([C5]), the lowest scoregroups first."""
        waiting = list(reversed(self.bracket.groups))
        while waiting:
            room = COST_BITS - self.width - self._digit_bits()
            batch = [waiting.pop(0)]
            while waiting and sum(map(self._bits, [*batch, waiting[0]])) <= room:
                batch.append(waiting.pop(0))
            self.digits += batch
            prices = self._profile_prices(0)
            upfloaters, _ = _match(self.field.may_meet, self.bracket, prices, self.chosen, 0)
            self.size = upfloaters.bit_count()
            for group in batch:
                if not group & upfloaters:
                    self.open &= ~group
                elif group & ~upfloaters:
                    continue
                self.chosen |= group & upfloaters
                self.digits.remove(group)

    def settle_members(self) -> None:
        """Find the set: [C6] if any set satisfies it, then [C7], then the first in the order of 3.5.4."""
        count = self.size.bit_length()
        graded = self.field.regulations.readings.graded_c6
        leave_bits = self.width
        while self.chosen.bit_count() < self.size:
            room = COST_BITS - self._digit_bits() - self.width - leave_bits - 2 * count
            window = self._undecided()[: max(room, 1)]
            leave = 1 << (len(window) + 2 * count) if leave_bits else 0
            prices = self._prices(window, len(window) + 2 * count + leave_bits)
            upfloaters, left = _match(self.field.may_meet, self.bracket, prices, self.chosen, leave)
            following = self.bracket.following & ~upfloaters
            if leave and not graded and left != following.bit_count() % 2:
                leave_bits = 0
                continue
            self.chosen |= upfloaters & team_set(window)
            self.open &= ~team_set(window) | self.chosen

    def _prices(self, window: list[int], shift: int) -> dict[int, int]:
        """Price each team that may float up: profile, then [C7], then its place in the order."""
        prices = self._profile_prices(shift)
        length, count = len(window), self.size.bit_length()
        for position in prices:
            prices[position] += 1 << length
            if not self.field.last_two_rounds and self.field.entrants[position].floated:
                prices[position] += 1 << (length + count)
        for index, position in enumerate(window):
            prices[position] -= 1 << (length - 1 - index)
        return prices

    def _profile_prices(self, shift: int) -> dict[int, int]:
        """Price each team that may float up by [C4] and [C5], from bit `shift` on."""
        highest = shift + self._digit_bits()
        prices = dict.fromkeys(members(self.open), 1 << highest)
        for group in self.digits:
            highest -= self._bits(group)
            for position in members(group & self.open):
                prices[position] += 1 << highest
        return prices

    def _bits(self, group: int) -> int:
        size = group.bit_count()
        return (min(size, self.size) if self.size else size).bit_length()

    def _digit_bits(self) -> int:
        return sum(self._bits(group) for group in self.digits)

    def _undecided(self) -> list[int]:
        """List the teams that may still float up or stay, in the order of 3.5.4."""
        left = self.open & ~self.chosen
        return [position for group in self.bracket.groups for position in members(group & left)]

"""Which sets of teams can be paired among themselves under [C1]: the question behind [C3] and every legal
pairing.

A set of teams is bits of an int, as in `field`. The answer is exact; it is reached by the cheapest proof at
hand: Dirac's theorem in a crowd, a short search in a small group, maximum matching in what is left.

>>> Legality((0b110, 0b001, 0b001)).can_pair(0b110)
False
"""

from pairing.matching import is_perfect
from pairing.team_swiss.field import members

STEPS = 100
"""Teams the short search may pair off before the matching takes over."""

SMALL = 32
"""The largest set the short search is tried on."""


class Legality:
    """The answers for one field, each worked out once; `matchings` counts those that took a maximum matching.

    `may_meet` has for each team the set it may meet.
    """

    def __init__(self, may_meet: tuple[int, ...]) -> None:
        self.may_meet = may_meet
        self.matchings = 0
        self._known: dict[int, bool] = {0: True}
        self._most_barred = max((len(may_meet) - may.bit_count() for may in may_meet), default=0)

    def can_pair(self, teams: int) -> bool:
        """Tell whether all these teams can be paired among themselves with no forbidden pair."""
        size = teams.bit_count()
        if size % 2:
            return False
        if size >= 2 * self._most_barred:  # Dirac: everybody may meet at least half of them
            return True
        known = self._known.get(teams)
        if known is None:
            known = self._known[teams] = self._work_out(teams, size)
        return known

    def _work_out(self, teams: int, size: int) -> bool:
        positions = members(teams)
        fewest = min((self.may_meet[position] & teams).bit_count() for position in positions)
        if not fewest or 2 * fewest >= size:
            return fewest > 0
        found = _Search(self.may_meet).pair(teams) if size <= SMALL else None
        if found is not None:
            return found
        self.matchings += 1
        place = {position: index for index, position in enumerate(positions)}
        edges = [
            (place[one], place[other])
            for one in positions
            for other in members(self.may_meet[one] & teams & -(2 << one))
        ]
        return is_perfect(size, edges)


class _Search:
    """A depth-first search that pairs the team with the fewest opponents first and gives up after `STEPS`."""

    def __init__(self, may_meet: tuple[int, ...]) -> None:
        self.may_meet = may_meet
        self.left = STEPS

    def pair(self, teams: int) -> bool | None:
        if not teams:
            return True
        self.left -= 1
        if self.left < 0:
            return None
        team, options = self._hardest(teams)
        for other in members(options):
            found = self.pair(teams & ~(1 << team | 1 << other))
            if found is not False:
                return found
        return False

    def _hardest(self, teams: int) -> tuple[int, int]:
        hardest, fewest, options = -1, teams.bit_count(), 0
        for team in members(teams):
            possible = self.may_meet[team] & teams
            count = possible.bit_count()
            if count < fewest:
                hardest, fewest, options = team, count, possible
            if count <= 1:
                break
        return hardest, options

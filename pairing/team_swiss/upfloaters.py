"""The upfloaters of a bracket (C.04.6 3.5): the teams from below that complete the highest scoregroup.

A set is legal if it can be paired together with the residents, no pair forbidden, and if all teams it leaves
can be paired as well. Among the legal sets the choice is by [C4], [C5], [C6], [C7] and the order of 3.5.4, so
it is unique. No upfloater or one is found by trying; whatever resists, and every larger set, is left to
`upfloater_sets`.
"""

from dataclasses import dataclass

from pairing.team_swiss.field import Field, members, team_set
from pairing.team_swiss.legality import Legality
from pairing.team_swiss.upfloater_sets import Bracket, best_set, fewest_upfloaters
from pairing.why import Criterion

PATIENCE = 4
"""Maximum matchings that trying one upfloater after another may take."""

TRIES = 16
"""Teams tried as the one upfloater of the following scoregroup before a matching decides."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The upfloaters in the order of 3.5.3, how they fare, and what ruled out the first candidate."""

    upfloaters: tuple[int, ...]
    c6_ok: bool
    c7: int
    decided_by: Criterion | None


def choose(field: Field, legality: Legality, bracket: Bracket) -> Choice:
    """Choose the upfloaters of the bracket; the unpaired teams must have a complete legal pairing ([C3])."""
    search = _Trial(field, legality, bracket)
    chosen = search.run()
    if chosen is None:
        chosen = best_set(field, bracket)
    teams = team_set(chosen)
    excess = search.excess(bracket.lower & ~teams)
    return Choice(chosen, not excess, search.floaters(teams), search.against_first(teams, excess))


class _Trial:
    """Tries no upfloater, or one after another."""

    def __init__(self, field: Field, legality: Legality, bracket: Bracket) -> None:
        self.field = field
        self.bracket = bracket
        self.legality = legality
        self.floated = 0
        if not field.last_two_rounds:
            self.floated = team_set(place for place, team in enumerate(field.entrants) if team.floated)

    def run(self) -> tuple[int, ...] | None:
        """Give the choice if it has one upfloater at most and trying finds it in time."""
        if self.bracket.residents.bit_count() % 2 == 0:
            return () if self._legal(0) else None
        patience = self.legality.matchings + PATIENCE
        for group in self.bracket.groups:
            ranked = []
            for position in members(group):
                if self._legal(1 << position):
                    ranked.append((self._rank(1 << position), position))
                if (ranked and ranked[-1][0] == (0, 0)) or self.legality.matchings > patience:
                    break
            if self.legality.matchings > patience:
                return None
            if ranked:
                return (min(ranked)[1],)
        return None

    def _rank(self, teams: int) -> tuple[int, int]:
        """Rank a legal set by [C6] and [C7]; (0, 0) cannot be bettered."""
        return self.excess(self.bracket.lower & ~teams), self.floaters(teams)

    def floaters(self, teams: int) -> int:
        """Count [C7]: the teams that were floaters in the round before."""
        return (teams & self.floated).bit_count()

    def excess(self, rest: int) -> int:
        """Count how many upfloaters more than parity asks for the following scoregroup will need ([C6]).

        Zero is as it should be. One stands for any number, unless the event reads [C6] by degrees.
        """
        following = self.bracket.following & rest
        below = rest & ~following
        if not following or self._completes(following, below):
            return 0
        if not self.field.regulations.readings.graded_c6:
            return 1
        return fewest_upfloaters(self.field.may_meet, following, below) - following.bit_count() % 2

    def against_first(self, teams: int, excess: int) -> Criterion | None:
        """Name the criterion that the first candidate failed: no upfloater, or the first team below."""
        first = 0
        if self.bracket.residents.bit_count() % 2:
            group = self.bracket.groups[0]
            first = group & -group
        if teams == first:
            return None
        if not self.legality.can_pair(self.bracket.residents | first):
            return Criterion.C1
        if not self.legality.can_pair(self.bracket.lower & ~first):
            return Criterion.C3
        return Criterion.C6 if self.excess(self.bracket.lower & ~first) > excess else Criterion.C7

    def _legal(self, teams: int) -> bool:
        can_pair = self.legality.can_pair
        return can_pair(self.bracket.residents | teams) and can_pair(self.bracket.lower & ~teams)

    def _completes(self, following: int, below: int) -> bool:
        """Tell whether these can be paired, with one from below if they are odd, and all the rest as well."""
        can_pair = self.legality.can_pair
        if following.bit_count() % 2 == 0:
            return can_pair(following) and can_pair(below)
        for tries, position in enumerate(members(below)):
            if can_pair(following | 1 << position) and can_pair(below & ~(1 << position)):
                return True
            if tries == TRIES:
                return fewest_upfloaters(self.field.may_meet, following, below) == 1
        return False

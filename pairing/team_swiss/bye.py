"""The pairing-allocated bye (C.04.6 3.4): given before anything is paired, to the first team that may have
it.
"""

from pairing.matching import cheapest
from pairing.team_swiss.field import Entrant, Field, members
from pairing.team_swiss.legality import Legality
from pairing.why import ByeWhy, Criterion, PassedOver


def allocate(field: Field, legality: Legality) -> ByeWhy | None:
    """Choose the team that has the bye in an odd field; None when none can have it.

    Of the teams that [C2] allows and whose absence leaves a legal pairing of all others, it is the one with
    the lowest score (3.4.2), then the most matches played (3.4.3), then the largest TPN (3.4.4).
    """
    order = sorted(range(len(field.entrants)), key=lambda position: _rank(field.entrants[position]))
    allowed = [position for position in order if not field.entrants[position].barred]
    if not allowed:
        return None
    chosen: int | None = allowed[0]
    if not legality.can_pair(field.everybody & ~(1 << allowed[0])):
        chosen = _first_possible(field, allowed)
    if chosen is None:
        return None
    passed_over = tuple(
        PassedOver(field.entrants[position].tpn, _against(field.entrants[position]))
        for position in order[: order.index(chosen)]
    )
    team = field.entrants[chosen]
    return ByeWhy(team.tpn, team.score, len(team.colors), passed_over)


def _rank(team: Entrant) -> tuple[int, int, int]:
    return team.score, -len(team.colors), -team.tpn


def _against(team: Entrant) -> Criterion:
    return Criterion.C2 if team.barred else Criterion.C3


def _first_possible(field: Field, allowed: list[int]) -> int | None:
    """Find the first of these whose absence leaves a legal pairing: it meets a dummy at the least cost."""
    dummy = len(field.entrants)
    edges = [
        (one, other, 0)
        for one, may_meet in enumerate(field.may_meet)
        for other in members(may_meet & -(2 << one))
    ]
    edges += [(position, dummy, rank) for rank, position in enumerate(allowed)]
    pairs = cheapest(dummy + 1, edges)
    return None if pairs is None else next(one for one, other in pairs if other == dummy)

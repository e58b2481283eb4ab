"""The FIDE Swiss Team Pairing System (C.04.6, in force from 1 February 2026).

A round is paired in the order of the rules: the bye (`bye`), then from the top scoregroup down the upfloaters
(`upfloaters`) and the bracket they complete (`bracket`), then all colours (`colors`). The answer is the only
one the rules allow; it carries its reasons. Where no legal round exists, that is the answer. No scoring, no
standings.

>>> from pairing.model import Event, Regulations, System, Team
>>> event = Event(Regulations(System.TEAM_SWISS, rounds=3), tuple(Team(tpn) for tpn in range(1, 7)))
>>> [(match.white, match.black) for match in pair(event).matches]
[(1, 4), (5, 2), (3, 6)]
"""

from dataclasses import dataclass
from operator import itemgetter

from pairing.model import Bye, ByeKind, Event, Impossible, Match, NoLegalPairing, Round, not_paired
from pairing.team_swiss import bye, colors
from pairing.team_swiss.bracket import pair_bracket
from pairing.team_swiss.field import Field, members, survey, team_set
from pairing.team_swiss.legality import Legality
from pairing.team_swiss.upfloater_sets import Bracket
from pairing.team_swiss.upfloaters import choose
from pairing.why import BracketWhy, PairWhy, Why


def pair(event: Event) -> Round | NoLegalPairing:
    """Pair the next round of a team Swiss, or say why no legal pairing exists (3.3.3)."""
    if event.next_round > event.regulations.rounds:
        return NoLegalPairing(event.next_round, Impossible.ROUNDS_ARE_OVER)
    field = survey(event)
    tpns = tuple(entrant.tpn for entrant in field.entrants)
    if not tpns:
        return NoLegalPairing(field.round, Impossible.NOBODY_TO_PAIR)
    legality = Legality(field.may_meet)
    pab, unpaired = None, field.everybody
    if len(tpns) % 2:
        pab = bye.allocate(field, legality)
        if pab is None:
            return NoLegalPairing(field.round, Impossible.NO_BYE_LEFT, tpns)
        unpaired &= ~(1 << tpns.index(pab.competitor))
    if not legality.can_pair(unpaired):
        return NoLegalPairing(field.round, Impossible.NO_COMPLETE_PAIRING, tpns)
    brackets = _brackets(field, legality, unpaired)
    pairs = _board_order(field, brackets)
    byes = [Bye(pab.competitor, ByeKind.PAIRING)] if pab else []
    byes += [Bye(number, kind) for number, kind in sorted(not_paired(event).items())]
    why = Why(tuple(pairs), tuple(bracket.why for bracket in brackets), pab)
    return Round(field.round, tuple(Match(pair.white, pair.black) for pair in pairs), tuple(byes), why)


@dataclass(frozen=True, slots=True)
class _Done:
    """A bracket that is paired: its teams, its pairs as positions, and its reasons."""

    teams: int
    pairs: tuple[tuple[int, int], ...]
    why: BracketWhy


def _brackets(field: Field, legality: Legality, unpaired: int) -> list[_Done]:
    """Complete and pair one bracket after the other from the top down (3.3.2)."""
    groups: dict[int, int] = {}
    for place, entrant in enumerate(field.entrants):
        groups[entrant.score] = groups.get(entrant.score, 0) | 1 << place
    scores = sorted(groups, reverse=True)
    done: list[_Done] = []
    for index, score in enumerate(scores):
        residents = groups[score] & unpaired
        if residents:
            lower = [groups[low] & unpaired for low in scores[index + 1 :]]
            waiting = tuple(group for group in lower if group)
            skip = field.regulations.readings.c6_skips_empty
            following = next(iter(waiting if skip else lower), 0)
            done.append(_complete(field, legality, Bracket(residents, waiting, following)))
            unpaired &= ~done[-1].teams
    return done


def _complete(field: Field, legality: Legality, bracket: Bracket) -> _Done:
    """Choose the upfloaters of one bracket and pair it."""
    choice = choose(field, legality, bracket)
    upfloaters = team_set(choice.upfloaters)
    teams = bracket.residents | upfloaters
    paired = pair_bracket(field, teams, upfloaters)
    residents = members(bracket.residents)
    why = BracketWhy(
        score=field.entrants[residents[0]].score,
        residents=tuple(field.entrants[place].tpn for place in residents),
        upfloaters=tuple(field.entrants[place].tpn for place in choice.upfloaters),
        c6_ok=choice.c6_ok,
        c7=choice.c7,
        c8=paired.c8,
        c9=paired.c9,
        c10=paired.c10,
        upfloaters_by=choice.decided_by,
        pairing_by=paired.decided_by,
    )
    return _Done(teams, paired.pairs, why)


def _board_order(field: Field, brackets: list[_Done]) -> list[PairWhy]:
    """Give all pairs their colours and put them in the order of the boards (C.04.2 3.6)."""
    ranked = []
    for index, bracket in enumerate(brackets):
        for top, bottom in bracket.pairs:
            one, other = field.entrants[top], field.entrants[bottom]
            white, black, rule = colors.allocate(field, one, other)
            rank = (-max(one.score, other.score), -(one.score + other.score), one.tpn)
            ranked.append((rank, PairWhy(white.tpn, black.tpn, index, rule)))
    return [why for _, why in sorted(ranked, key=itemgetter(0))]

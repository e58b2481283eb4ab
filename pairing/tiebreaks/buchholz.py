"""Tie-breaks of the opponents' scores: BH, FB, AOB (C.07 article 8), with unplayed rounds (16) and cuts (14,
16.5).

It also gives the opponents' terms that Sonneborn-Berger multiplies.

>>> from pairing.model import Event, Match, Regulations, Round, System, Team, boards
>>> from pairing.scoring import ledger
>>> from pairing.tiebreaks.codes import Code
>>> event = Event(
...     Regulations(System.TEAM_SWISS, rounds=1, boards=2),
...     teams=(Team(1), Team(2)),
...     rounds=(Round(1, (Match(1, 2, boards("1=")),)),),
... )
>>> {number: str(value.number) for number, value in bh(ledger(event), Code("BH", "BH")).items()}
{1: '0', 2: '2'}
"""

from typing import NamedTuple

from pairing.model import Points, Primary
from pairing.scoring import REQUESTED_BYES, VOLUNTARY, Edition, Kind, Ledger, Line
from pairing.tiebreaks.codes import Code
from pairing.tiebreaks.values import Cut, Reason, Term, Value, Values, scored, total


class Contribution(NamedTuple):
    """What a round adds: the opponent's score, or the dummy's, and its value (for Buchholz the same)."""

    line: Line
    score: Points
    value: int
    reason: Reason
    voluntary: bool


def bh(ledger: Ledger, code: Code) -> Values:
    """Buchholz: the sum of the opponents' scores (C.07 8.1)."""
    return _buchholz(ledger, code, fore=False)


def fb(ledger: Ledger, code: Code) -> Values:
    """Fore Buchholz: Buchholz as if all games paired for the last round had been drawn (C.07 8.3)."""
    return _buchholz(ledger, code, fore=True)


def aob(ledger: Ledger, code: Code) -> Values:
    """Average of the opponents' Buchholz, of those met over the board (C.07 8.2).

    Rounded half up to as many decimals as keep two different averages apart: 2 up to 8 rounds, then 3, 4, 5.
    """
    buchholz = _buchholz(ledger, code, fore=code.fore)
    places = next((places for rounds, places in ((9, 2), (27, 3), (73, 4)) if ledger.rounds < rounds), 5)
    values = {}
    for number, lines in ledger.lines.items():
        met = [line for line in lines if line.kind is Kind.PLAYED]
        terms = [
            Term(line.round, line.opponent, int(2 * buchholz[line.opponent].number), Reason.OPPONENT)
            for line in met
        ]
        values[number] = total(terms, 2 * max(len(met), 1), places)
    return values


def _buchholz(ledger: Ledger, code: Code, *, fore: bool) -> Values:
    score = scored(ledger, code)
    return {
        number: summed(cut(contributions, code), per=2)
        for number, contributions in opponents(ledger, code, score, fore=fore).items()
    }


def opponents(
    ledger: Ledger, code: Code, score: Primary, *, fore: bool = False
) -> dict[int, list[Contribution]]:
    """Every competitor's contributions: of each round the opponent's adjusted score, or the dummy's (C.07
    16.4).

    In a round robin every pairing counts as played and a round without an opponent adds nothing (15.2).
    """
    last = ledger.rounds if fore else 0
    adjusted, own = adjusted_scores(ledger, score, last)
    highest = ledger.draw(score) * ledger.rounds
    found = {}
    for number, lines in ledger.lines.items():
        contributions = []
        for line in lines:
            if _met(ledger, code, line, last):
                against = adjusted[line.opponent]
                contributions.append(Contribution(line, against, against, Reason.OPPONENT, voluntary=False))
            elif not ledger.predetermined:
                dummy, reason = _dummy(ledger, line, own[number], adjusted.get(line.opponent, highest))
                contributions.append(Contribution(line, dummy, dummy, reason, line.kind in VOLUNTARY))
        found[number] = contributions
    return found


def _met(ledger: Ledger, code: Code, line: Line, last: int) -> bool:
    if not line.opponent or line.kind is Kind.ANNULLED:
        return False
    return line.kind is Kind.PLAYED or ledger.predetermined or code.forfeits_played or line.round == last


def _dummy(ledger: Ledger, line: Line, own: Points, highest: Points) -> tuple[Points, Reason]:
    """The dummy's score: one's own, not above `highest` since 2026 (C.07 16.4)."""
    if ledger.edition is Edition.AUGUST_2024 or own <= highest:
        return own, Reason.OWN_SCORE
    return highest, Reason.CAPPED


def adjusted_scores(
    ledger: Ledger, score: Primary, last: int = 0
) -> tuple[dict[int, Points], dict[int, Points]]:
    """The scores others use (C.07 16.3) and those a dummy has (16.4), with round `last` drawn for Fore
    Buchholz.

    Requested byes after which nothing but voluntary unplayed rounds follows count as draws (16.2.5).
    Penalties and bonuses change one's own score, not what the opponents' tie-breaks get of it.
    """
    drawn = 0 if ledger.predetermined else ledger.draw(score)
    adjusted, own = {}, {}
    for number, lines in ledger.lines.items():
        points = [line.points(score) for line in lines]
        fore = bool(last) and lines[last - 1].opponent != 0
        own[number] = ledger.total(number, score)
        if fore:
            own[number] += ledger.draw(score) - points[last - 1]
            points[last - 1] = ledger.draw(score)
        else:
            for index in range(len(lines) - 1, -1, -1):
                if lines[index].kind not in VOLUNTARY:
                    break
                if lines[index].kind in REQUESTED_BYES:
                    points[index] = drawn
        adjusted[number] = sum(points)
    return adjusted, own


def cut(contributions: list[Contribution], code: Code) -> list[tuple[Contribution, Cut | None]]:
    """Cut the least significant values, then the most significant (C.07 14.1, 14.2).

    Least significant is the lowest opponent's score, and the lowest value among equals. A voluntary unplayed
    round goes first if its value is not below that one (16.5).
    """
    why: dict[int, Cut] = {}
    left = list(contributions)
    for _ in range(min(code.cut_low, len(contributions))):
        lowest = min(left, key=lambda one: (one.score, one.value))
        voluntary = min((one for one in left if one.voluntary), key=_value_first, default=None)
        if voluntary is not None and voluntary.value >= lowest.value:
            why[voluntary.line.round] = Cut.LOW if voluntary is lowest else Cut.VOLUNTARY
            left.remove(voluntary)
        else:
            why[lowest.line.round] = Cut.LOW
            left.remove(lowest)
    for _ in range(min(code.cut_high, len(left))):
        highest = max(left, key=lambda one: (one.score, one.value))
        why[highest.line.round] = Cut.HIGH
        left.remove(highest)
    return [(one, why.get(one.line.round)) for one in contributions]


def _value_first(one: Contribution) -> tuple[int, Points]:
    return one.value, one.score


def summed(contributions: list[tuple[Contribution, Cut | None]], per: int) -> Value:
    """Add up what is left after the cuts."""
    terms = [
        Term(one.line.round, one.line.opponent, one.value, one.reason, cut_by)
        for one, cut_by in contributions
    ]
    return total(terms, per)

"""The scores themselves as codes, and what orders by nothing but a number: PTS, MPTS, GPTS, MPvGP (13.1), TPN
(7.8).

>>> from pairing.model import Event, Regulations, System, Team
>>> from pairing.scoring import ledger
>>> event = Event(Regulations(System.TEAM_SWISS, rounds=1), teams=(Team(1), Team(2)))
>>> [str(value.number) for value in tpn(ledger(event), Code("TPN", "TPN")).values()]
['1', '2']
"""

from fractions import Fraction

from pairing.model import Primary
from pairing.scoring import OTHER_SCORE, Ledger
from pairing.tiebreaks.codes import Code
from pairing.tiebreaks.values import Reason, Term, Value, Values, scored, total


def pts(ledger: Ledger, code: Code) -> Values:
    """Points: the score, with what penalties and bonuses add (C.07 11.1)."""
    return _points(ledger, scored(ledger, code))


def mpts(ledger: Ledger, code: Code) -> Values:
    """Match points (C.07 11.1)."""
    return _points(ledger, Primary.MATCH_POINTS)


def gpts(ledger: Ledger, code: Code) -> Values:
    """Game points (C.07 11.1)."""
    return _points(ledger, Primary.GAME_POINTS)


def mpvgp(ledger: Ledger, code: Code) -> Values:
    """Match points or game points: the score that does not decide the event (C.07 13.1)."""
    return _points(ledger, OTHER_SCORE[ledger.regulations.primary])


def tpn(ledger: Ledger, code: Code) -> Values:
    """Team pairing number, the smaller first (C.07 7.8)."""
    return {number: Value(Fraction(number)) for number in ledger.lines}


def _points(ledger: Ledger, score: Primary) -> Values:
    values = {}
    for number, lines in ledger.lines.items():
        terms = [Term(line.round, line.opponent, line.points(score), Reason.ROUND) for line in lines]
        extra = ledger.adjusted.get(number, (0, 0))[0 if score is Primary.MATCH_POINTS else 1]
        if extra:
            terms.append(Term(0, 0, extra, Reason.ADJUSTMENT))
        values[number] = total(terms, per=2)
    return values

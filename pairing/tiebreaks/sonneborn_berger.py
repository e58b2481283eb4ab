"""Sonneborn-Berger for players and teams: SB (C.07 9.1) and the extended kinds for teams (13.2).

The first letter after E is the opponents' score, the second one's own result against them.

>>> from pairing.model import Event, Match, Regulations, Round, System, Team, boards
>>> from pairing.scoring import ledger
>>> from pairing.tiebreaks.codes import Code
>>> event = Event(
...     Regulations(System.TEAM_SWISS, rounds=1, boards=2),
...     teams=(Team(1), Team(2)),
...     rounds=(Round(1, (Match(1, 2, boards("1=")),)),),
... )
>>> {number: str(value.number) for number, value in emgsb(ledger(event), Code("EMGSB", "EMGSB")).items()}
{1: '0', 2: '1'}
"""

from pairing.model import Primary
from pairing.scoring import OTHER_SCORE, Ledger
from pairing.tiebreaks.buchholz import cut, opponents, summed
from pairing.tiebreaks.codes import Code
from pairing.tiebreaks.values import Values, scored

_MP, _GP = Primary.MATCH_POINTS, Primary.GAME_POINTS


def sb(ledger: Ledger, code: Code) -> Values:
    """Sonneborn-Berger: the opponents' scores, each times the points made against it (C.07 9.1)."""
    score = scored(ledger, code)
    return _products(ledger, code, score, score)


def esb(ledger: Ledger, code: Code) -> Values:
    """Extended Sonneborn-Berger of the primary score and the other one made against it (C.07 13.2)."""
    score = scored(ledger, code)
    return _products(ledger, code, score, OTHER_SCORE[score])


def emmsb(ledger: Ledger, code: Code) -> Values:
    """The opponents' match points times the match points made against them (C.07 13.2)."""
    return _products(ledger, code, _MP, _MP)


def emgsb(ledger: Ledger, code: Code) -> Values:
    """The opponents' match points times the game points made against them (C.07 13.2)."""
    return _products(ledger, code, _MP, _GP)


def egmsb(ledger: Ledger, code: Code) -> Values:
    """The opponents' game points times the match points made against them (C.07 13.2)."""
    return _products(ledger, code, _GP, _MP)


def eggsb(ledger: Ledger, code: Code) -> Values:
    """The opponents' game points times the game points made against them (C.07 13.2)."""
    return _products(ledger, code, _GP, _GP)


def _products(ledger: Ledger, code: Code, theirs: Primary, made: Primary) -> Values:
    values = {}
    for number, contributions in opponents(ledger, code, theirs).items():
        products = [one._replace(value=one.score * one.line.points(made)) for one in contributions]
        values[number] = summed(cut(products, code), per=4)
    return values

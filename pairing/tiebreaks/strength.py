"""Score strength combination (C.07 13.4): one score and the opponents' strength in a single number.

>>> from pairing.model import Event, Match, Regulations, Round, System, Team, boards
>>> from pairing.scoring import ledger
>>> from pairing.tiebreaks.codes import Code
>>> event = Event(
...     Regulations(System.TEAM_SWISS, rounds=1, boards=2),
...     teams=(Team(1), Team(2)),
...     rounds=(Round(1, (Match(1, 2, boards("1=")),)),),
... )
>>> {number: str(value.number) for number, value in sssc(ledger(event), Code("SSSC", "SSSC")).items()}
{1: '3/2', 2: '5/2'}
"""

from pairing.model import Primary
from pairing.scoring import OTHER_SCORE, Ledger
from pairing.tiebreaks.buchholz import bh, fb
from pairing.tiebreaks.codes import Code
from pairing.tiebreaks.values import Reason, Term, Values, scored, total


def sssc(ledger: Ledger, code: Code) -> Values:
    """The secondary score plus Buchholz of the primary one divided by K, rounded half up to 2 decimals (C.07
    13.4).

    K, unless the code says it, is the highest possible primary score divided by the highest secondary score
    of a match, rounded down, and never less than 1.
    """
    score = scored(ledger, code)
    other = OTHER_SCORE[score]
    divisor = code.divisor or _divisor(ledger, score)
    buchholz = (fb if code.fore else bh)(ledger, code)
    values = {}
    for number, value in buchholz.items():
        own = Term(0, 0, ledger.total(number, other) * divisor, Reason.SCORE)
        values[number] = total((own, *value.terms), per=2 * divisor, places=2)
    return values


def _divisor(ledger: Ledger, score: Primary) -> int:
    return max(1, ledger.win(score) * ledger.rounds // ledger.win(OTHER_SCORE[score]))

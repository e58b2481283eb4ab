"""Tie-breaks of one's own results (C.07 article 7), and Koya (9.2).

On match points they count matches, on game points the games of every board.

>>> from pairing.model import Event, Match, Regulations, Round, System, Team, boards
>>> from pairing.scoring import ledger
>>> from pairing.tiebreaks.codes import Code
>>> event = Event(
...     Regulations(System.TEAM_SWISS, rounds=1, boards=2),
...     teams=(Team(1), Team(2)),
...     rounds=(Round(1, (Match(1, 2, boards("1=")),)),),
... )
>>> {number: str(value.number) for number, value in win(ledger(event), Code("WIN", "WIN")).items()}
{1: '1', 2: '0'}
"""

from collections.abc import Callable
from fractions import Fraction

from pairing.model import Color, Mark, Primary
from pairing.scoring import VOLUNTARY, Kind, Ledger, Line
from pairing.tiebreaks.codes import Code
from pairing.tiebreaks.values import Cut, Reason, Term, Value, Values, scored, total

_OVER_THE_BOARD = frozenset({Mark.WIN, Mark.UNRATED_WIN})
_FORFEITED = frozenset({Mark.FORFEIT_WIN, Mark.FORFEIT_LOSS})
_WINS = _OVER_THE_BOARD | {Mark.FORFEIT_WIN}
_DRAWS = frozenset({Mark.DRAW, Mark.UNRATED_DRAW})


def win(ledger: Ledger, code: Code) -> Values:
    """Rounds with the points of a win, played or not (C.07 7.1)."""
    if scored(ledger, code) is Primary.GAME_POINTS:
        return _sum(ledger, lambda line: _marked(ledger, line, _WINS, ledger.boards))
    worth = ledger.win(Primary.MATCH_POINTS)
    return _sum(ledger, lambda line: int(line.match_points == worth))


def won(ledger: Ledger, code: Code) -> Values:
    """Matches or games won over the board (C.07 7.2)."""
    if scored(ledger, code) is Primary.GAME_POINTS:
        return _sum(ledger, lambda line: _marked(ledger, line, _OVER_THE_BOARD, 0))
    worth = ledger.win(Primary.MATCH_POINTS)
    return _sum(ledger, lambda line: int(line.kind is Kind.PLAYED and line.match_points == worth))


def bpg(ledger: Ledger, code: Code) -> Values:
    """Matches or games played with Black (C.07 7.3)."""
    if scored(ledger, code) is Primary.GAME_POINTS:
        return _sum(ledger, lambda line: sum(mark not in _FORFEITED for mark in _black_marks(ledger, line)))
    return _sum(ledger, lambda line: int(line.kind is Kind.PLAYED and line.color is Color.BLACK))


def bwg(ledger: Ledger, code: Code) -> Values:
    """Matches or games won with Black (C.07 7.4)."""
    if scored(ledger, code) is Primary.GAME_POINTS:
        return _sum(ledger, lambda line: sum(mark in _OVER_THE_BOARD for mark in _black_marks(ledger, line)))
    worth = ledger.win(Primary.MATCH_POINTS)
    return _sum(
        ledger,
        lambda line: int(
            line.kind is Kind.PLAYED and line.color is Color.BLACK and line.match_points == worth
        ),
    )


def ps(ledger: Ledger, code: Code) -> Values:
    """Progressive score: the sum of the scores after each round; a cut drops the first rounds (C.07 7.5)."""
    score = scored(ledger, code)
    values = {}
    for number, lines in ledger.lines.items():
        terms, running = [], 0
        for line in lines:
            running += line.points(score)
            cut = Cut.EARLY if line.round <= code.cut_low else None
            terms.append(Term(line.round, line.opponent, running, Reason.ROUND, cut))
        values[number] = total(terms, per=2)
    return values


def rep(ledger: Ledger, code: Code) -> Values:
    """Rounds one elected to play: all but half- and zero-point byes and lost forfeits (C.07 7.6)."""
    return _sum(ledger, lambda line: int(line.kind not in VOLUNTARY))


def std(ledger: Ledger, code: Code) -> Values:
    """Standard points: 1 for more than the opponent, or more than a draw without one, ½ for as much (C.07
    7.7).

    On game points each board counts so.
    """
    if scored(ledger, code) is Primary.GAME_POINTS:
        return _sum(ledger, lambda line: _standard_boards(ledger, line), per=2)
    drawn = ledger.draw(Primary.MATCH_POINTS)
    return _sum(ledger, lambda line: _standard(line.match_points, drawn), per=2)


def ks(ledger: Ledger, code: Code) -> Values:
    """Koya: points against those who made half of the most that could be made, or as the limit says (C.07
    9.2).
    """
    score = scored(ledger, code)
    rounds = max((_matches(lines) for lines in ledger.lines.values()), default=0)
    limit = code.percent * ledger.win(score) * rounds + code.half_points
    values = {}
    for number, lines in ledger.lines.items():
        terms = []
        for line in lines:
            if line.opponent:
                strong = ledger.total(line.opponent, score) >= limit
                cut = None if strong else Cut.LIMIT
                terms.append(Term(line.round, line.opponent, line.points(score), Reason.ROUND, cut))
        values[number] = total(terms, per=2)
    return values


def _sum(ledger: Ledger, worth: Callable[[Line], int], per: int = 1) -> Values:
    values = {}
    for number, lines in ledger.lines.items():
        terms = tuple(Term(line.round, line.opponent, worth(line), Reason.ROUND) for line in lines)
        values[number] = Value(Fraction(sum(term.value for term in terms), per), terms, per)
    return values


def _matches(lines: tuple[Line, ...]) -> int:
    return sum(line.opponent != 0 for line in lines)


def _marked(ledger: Ledger, line: Line, wanted: frozenset[Mark], whole: int) -> int:
    """Count marks; a round won as a whole without marks counts `whole` boards."""
    if line.marks:
        return sum(mark in wanted for mark in line.marks)
    return whole if line.game_points == ledger.win(Primary.GAME_POINTS) else 0


def _black_marks(ledger: Ledger, line: Line) -> list[Mark]:
    """The marks of the boards on which this competitor had Black in a match that was played."""
    if line.kind is not Kind.PLAYED:
        return []
    colors = ledger.regulations.board_colors or "WB" * len(line.marks)
    black = "B" if line.color is Color.WHITE else "W"
    return [mark for mark, color in zip(line.marks, colors, strict=False) if color == black]


def _standard(points: int, drawn: int) -> int:
    return 2 if points > drawn else int(points == drawn)


def _standard_boards(ledger: Ledger, line: Line) -> int:
    if line.marks:
        return sum(2 if mark in _WINS else int(mark in _DRAWS) for mark in line.marks)
    return ledger.boards * _standard(line.game_points, ledger.draw(Primary.GAME_POINTS))

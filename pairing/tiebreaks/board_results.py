"""Tie-breaks of the boards' results: BC, TBR, BBE (C.07 article 12).

A board won by forfeit is won, and a pairing-allocated bye is a win on every board.

>>> from pairing.model import Event, Match, Regulations, Round, System, Team, boards
>>> from pairing.scoring import ledger
>>> from pairing.tiebreaks.codes import Code
>>> event = Event(
...     Regulations(System.TEAM_SWISS, rounds=1, boards=2),
...     teams=(Team(1), Team(2)),
...     rounds=(Round(1, (Match(1, 2, boards("10")),)),),
... )
>>> {number: str(value.number) for number, value in bc(ledger(event), Code("BC", "BC")).items()}
{1: '1', 2: '2'}
>>> tbr(ledger(event), Code("TBR", "TBR"), (1, 2)).groups
((1,), (2,))
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from pairing.model import Points
from pairing.results import mark_points
from pairing.scoring import Kind, Ledger, Line
from pairing.tiebreaks.codes import Code
from pairing.tiebreaks.values import Parted, Reason, Stage, Step, Term, Values, total


def bc(ledger: Ledger, code: Code) -> Values:
    """Board count: board number times what was made on it, over all boards; the lower is the better (C.07
    12.1).
    """
    return {
        number: total(
            [
                Term(0, 0, board * points, Reason.BOARD, board=board)
                for board, points in enumerate(board_totals(ledger, lines), start=1)
            ],
            per=2,
        )
        for number, lines in ledger.lines.items()
    }


def tbr(ledger: Ledger, code: Code, tied: Sequence[int]) -> Parted:
    """Top board result: game points on board 1, then on board 2 (C.07 12.2)."""
    made = {number: board_totals(ledger, ledger.lines[number]) for number in tied}
    return _compare(tied, made, Stage.TOP_BOARD, range(1, ledger.boards + 1))


def bbe(ledger: Ledger, code: Code, tied: Sequence[int]) -> Parted:
    """Bottom board elimination: game points without the last board, then without the last two (C.07 12.3)."""
    made = {}
    for number in tied:
        boards = board_totals(ledger, ledger.lines[number])
        made[number] = [sum(boards[:kept]) for kept in range(ledger.boards - 1, 0, -1)]
    return _compare(tied, made, Stage.BOTTOM_BOARD, range(ledger.boards, 1, -1))


def board_points(ledger: Ledger, line: Line) -> list[Points]:
    """What a round gave on each board, in half-points; rounds without games give the same on all."""
    scale, boards = ledger.regulations.game_points, ledger.boards
    if line.marks:
        points = [mark_points(mark, scale) for mark in line.marks[:boards]]
        return points + [0] * (boards - len(points))
    if line.kind is Kind.PAB:
        return [scale.win] * boards
    whole, rest = divmod(line.game_points, boards)
    return [whole + (board < rest) for board in range(boards)]


def board_totals(ledger: Ledger, lines: Iterable[Line]) -> list[Points]:
    """Add up each board over these rounds."""
    totals = [0] * ledger.boards
    for line in lines:
        for board, points in enumerate(board_points(ledger, line)):
            totals[board] += points
    return totals


def board_count(boards: Iterable[Points]) -> Points:
    """Board number times points, over the boards (C.07 12.1)."""
    return sum(board * points for board, points in enumerate(boards, start=1))


def _compare(
    tied: Sequence[int], made: dict[int, list[Points]], stage: Stage, boards: Iterable[int]
) -> Parted:
    """Part the tied by the first of these numbers in which they differ, the higher first."""
    groups = [tuple(tied)]
    steps: dict[int, tuple[Step, ...]] = {number: () for number in tied}
    for index, board in enumerate(boards):
        parted: list[tuple[int, ...]] = []
        for group in groups:
            if len(group) == 1:
                parted.append(group)
                continue
            before = 1 + sum(len(other) for other in parted)
            place = before
            for points in sorted({made[number][index] for number in group}, reverse=True):
                level = tuple(number for number in group if made[number][index] == points)
                parted.append(level)
                for number in level:
                    worth = Fraction(points, 2)
                    steps[number] += (Step(stage, group, worth, worth, place, board),)
                place += len(level)
        groups = parted
    return Parted(tuple(groups), steps)

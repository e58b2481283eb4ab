"""Direct encounter (C.07 article 6) and its extensions for teams (13.3): DE, EDE, EDET, EDEB, EDEBT, EDEBB.

Only matches between the tied count. A group that is parted is looked at again from its first comparison.

>>> from pairing.model import Event, Match, Regulations, Round, System, Team, boards
>>> from pairing.scoring import ledger
>>> from pairing.tiebreaks.codes import Code
>>> event = Event(
...     Regulations(System.TEAM_SWISS, rounds=1, boards=2),
...     teams=(Team(1), Team(2)),
...     rounds=(Round(1, (Match(1, 2, boards("=0")),)),),
... )
>>> de(ledger(event), Code("DE", "DE"), (1, 2)).groups
((2,), (1,))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pairing.model import Primary
from pairing.scoring import OTHER_SCORE, Kind, Ledger, Line
from pairing.tiebreaks.board_results import board_count, board_totals
from pairing.tiebreaks.codes import Code
from pairing.tiebreaks.values import Parted, Stage, Step, scored

_STAGES = {Primary.MATCH_POINTS: Stage.MATCH_POINTS, Primary.GAME_POINTS: Stage.GAME_POINTS}
_SCORES = {stage: score for score, stage in _STAGES.items()}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison of a direct encounter: a score, or a board result between exactly two (13.3.2)."""

    stage: Stage
    board: int = 0


def de(ledger: Ledger, code: Code, tied: Sequence[int]) -> Parted:
    """Direct encounter: rank by the matches between the tied alone (C.07 6)."""
    return _encounter(ledger, code, tied, _scores(ledger, code)[:1])


def ede(ledger: Ledger, code: Code, tied: Sequence[int]) -> Parted:
    """Extended direct encounter: by the primary score, then by the other (C.07 13.3)."""
    return _encounter(ledger, code, tied, _scores(ledger, code))


def edet(ledger: Ledger, code: Code, tied: Sequence[int]) -> Parted:
    """Extended direct encounter, then the two's top board result (C.07 13.3, 12.2)."""
    return _encounter(ledger, code, tied, _scores(ledger, code) + _top(ledger))


def edeb(ledger: Ledger, code: Code, tied: Sequence[int]) -> Parted:
    """Extended direct encounter, then the two's bottom board elimination (C.07 13.3, 12.3)."""
    return _encounter(ledger, code, tied, _scores(ledger, code) + _bottom(ledger))


def edebt(ledger: Ledger, code: Code, tied: Sequence[int]) -> Parted:
    """Extended direct encounter, then the two's board count, then their top board result (C.07 13.3)."""
    count = [Comparison(Stage.BOARD_COUNT)]
    return _encounter(ledger, code, tied, _scores(ledger, code) + count + _top(ledger))


def edebb(ledger: Ledger, code: Code, tied: Sequence[int]) -> Parted:
    """Extended direct encounter, then the two's board count, then bottom board elimination (C.07 13.3)."""
    count = [Comparison(Stage.BOARD_COUNT)]
    return _encounter(ledger, code, tied, _scores(ledger, code) + count + _bottom(ledger))


def _scores(ledger: Ledger, code: Code) -> list[Comparison]:
    score = scored(ledger, code)
    return [Comparison(_STAGES[score]), Comparison(_STAGES[OTHER_SCORE[score]])]


def _top(ledger: Ledger) -> list[Comparison]:
    return [Comparison(Stage.TOP_BOARD, board) for board in range(1, ledger.boards + 1)]


def _bottom(ledger: Ledger) -> list[Comparison]:
    return [Comparison(Stage.BOTTOM_BOARD, board) for board in range(ledger.boards, 1, -1)]


def _encounter(ledger: Ledger, code: Code, tied: Sequence[int], comparisons: list[Comparison]) -> Parted:
    encounter = _Encounter(ledger, code, comparisons, {number: () for number in tied})
    return Parted(tuple(encounter.part(tuple(tied), 0, 1)), encounter.steps)


@dataclass(frozen=True, slots=True)
class _Encounter:
    """A direct encounter under way, with the steps made so far."""

    ledger: Ledger
    code: Code
    comparisons: list[Comparison]
    steps: dict[int, tuple[Step, ...]]

    def part(self, group: tuple[int, ...], again: int, place: int) -> list[tuple[int, ...]]:
        """Part a group whose best place is `place`, and each smaller group anew.

        What one comparison left tied goes through the same comparison again (6.2), then through all from the
        first one on (13.3).
        """
        if len(group) == 1:
            return [group]
        for index in [again, *(index for index in range(len(self.comparisons)) if index != again)]:
            levels = self._compare(group, self.comparisons[index], place)
            if len(levels) > 1:
                parted = []
                for level in levels:
                    parted += self.part(level, index, place)
                    place += len(level)
                return parted
        return [group]

    def _compare(self, group: tuple[int, ...], comparison: Comparison, place: int) -> list[tuple[int, ...]]:
        """Part the group once; no more than one level is the answer when this comparison parts nobody."""
        if comparison.stage in _SCORES:
            made, most = self._points(group, _SCORES[comparison.stage])
        elif len(group) == 2 and self._lines(group[0], group):
            made = most = self._board_results(group, comparison)
        else:
            return [group]
        levels = _levels(group, made, most)
        for level in levels:
            for number in level:
                step = Step(
                    comparison.stage, group, abs(made[number]), abs(most[number]), place, comparison.board
                )
                self.steps[number] += (step,)
            place += len(level)
        return levels

    def _points(
        self, group: tuple[int, ...], score: Primary
    ) -> tuple[dict[int, Fraction], dict[int, Fraction]]:
        """What each made against the others (6.1), and the most it can be with missing matches won (6.3)."""
        made, most = {}, {}
        for number in group:
            met: dict[int, list[int]] = {}
            for line in self._lines(number, group):
                met.setdefault(line.opponent, []).append(line.points(score))
            made[number] = sum(
                (Fraction(sum(points), 2 * len(points)) for points in met.values()), Fraction(0)
            )
            missing = 0 if self.ledger.predetermined else len(group) - 1 - len(met)
            most[number] = made[number] + Fraction(missing * self.ledger.win(score), 2)
        return made, most

    def _lines(self, number: int, group: tuple[int, ...]) -> list[Line]:
        """The matches that count: those played, and forfeits where the table was made beforehand (15.2)."""
        forfeits = self.ledger.predetermined or self.code.forfeits_played
        return [
            line
            for line in self.ledger.lines[number]
            if line.opponent in group
            and (line.kind is Kind.PLAYED or (forfeits and line.kind is not Kind.ANNULLED))
        ]

    def _board_results(self, group: tuple[int, ...], comparison: Comparison) -> dict[int, Fraction]:
        """The boards of the two's own matches; a board count is negative, because the lower is the better."""
        made = {}
        for number in group:
            boards = board_totals(self.ledger, self._lines(number, group))
            match comparison.stage:
                case Stage.BOARD_COUNT:
                    worth = -board_count(boards)
                case Stage.TOP_BOARD:
                    worth = boards[comparison.board - 1]
                case _:
                    worth = sum(boards[: comparison.board - 1])
            made[number] = Fraction(worth, 2)
        return made


def _levels(
    group: tuple[int, ...], made: dict[int, Fraction], most: dict[int, Fraction]
) -> list[tuple[int, ...]]:
    """Level the group by its points; where matches are missing, only from the top as far as it is certain
    (6.3).
    """
    if made == most:
        return [
            tuple(number for number in group if made[number] == points)
            for points in sorted(set(made.values()), reverse=True)
        ]
    levels = []
    left = sorted(group, key=lambda number: (-made[number], -most[number], number))
    while len(left) > 1 and made[left[0]] > max(most[number] for number in left[1:]):
        levels.append((left.pop(0),))
    return [*levels, tuple(left)]

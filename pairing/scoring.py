"""What every competitor made in every round: the ledger on which standings and tie-breaks are counted.

It counts for standings, where an unfinished game gives nothing yet; for pairing the same game is drawn (see
`pairing.results`). It neither ranks nor pairs.

>>> from pairing.model import Event, Match, Regulations, Round, System, Team, boards
>>> event = Event(
...     Regulations(System.TEAM_SWISS, rounds=1, boards=4),
...     teams=(Team(1), Team(2), Team(3)),
...     rounds=(Round(1, (Match(2, 1, boards("1==+")),)),),
... )
>>> book = ledger(event)
>>> book.match_points(2), book.game_points(2), book.lines[3][0].kind.value
(4, 6, 'zero-point-bye')
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from pairing.model import (
    Adjustment,
    ByeKind,
    Color,
    Event,
    Forfeit,
    Mark,
    Match,
    Points,
    Primary,
    Regulations,
    Round,
    System,
)
from pairing.results import bye_points, match_points


class Kind(Enum):
    """How a competitor spent a round (C.07 16.2); a free one is without an opponent in a round robin."""

    PLAYED = "played"
    FORFEIT_WIN = "forfeit-win"
    FORFEIT_DRAW = "forfeit-draw"
    FORFEIT_LOSS = "forfeit-loss"
    PAB = "pairing-allocated-bye"
    FULL_BYE = "full-point-bye"
    HALF_BYE = "half-point-bye"
    ZERO_BYE = "zero-point-bye"
    ANNULLED = "annulled"
    FREE = "free"


class Edition(Enum):
    """The edition of C.07, by the day it came into force; only since 2026 a dummy's score has a highest
    (16.4).
    """

    AUGUST_2024 = "2024-08-01"
    MARCH_2026 = "2026-03-01"


SWISS = frozenset({System.TEAM_SWISS, System.INDIVIDUAL_SWISS})
REQUESTED_BYES = frozenset({Kind.HALF_BYE, Kind.ZERO_BYE})
VOLUNTARY = REQUESTED_BYES | {Kind.FORFEIT_LOSS}
"""Voluntary unplayed rounds, the VUR of C.07 16.1: requested byes and lost forfeits."""

OTHER_SCORE = {
    Primary.MATCH_POINTS: Primary.GAME_POINTS,
    Primary.GAME_POINTS: Primary.MATCH_POINTS,
}

_BYES = {
    ByeKind.PAIRING: Kind.PAB,
    ByeKind.FULL: Kind.FULL_BYE,
    ByeKind.HALF: Kind.HALF_BYE,
    ByeKind.ZERO: Kind.ZERO_BYE,
}


class Line(NamedTuple):
    """One competitor's round. `opponent` 0 and `color` None: there was none.

    Points are half-points. `marks` are the competitor's own, in board order; a match forfeited as a whole has
    none. An unfinished match has the game points made so far and no match points.
    """

    round: int
    kind: Kind
    opponent: int = 0
    color: Color | None = None
    match_points: Points = 0
    game_points: Points = 0
    marks: tuple[Mark, ...] = ()
    finished: bool = True

    def points(self, score: Primary) -> Points:
        """The points of this round in the score asked for."""
        return self.match_points if score is Primary.MATCH_POINTS else self.game_points


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every competitor's lines, one for each of the `rounds` counted, and what penalties and bonuses add.

    `withdrawn` are those whose results do not count: in a round robin, who left with less than half of it
    played. They have no lines, and the rounds against them are free.
    """

    regulations: Regulations
    rounds: int
    lines: dict[int, tuple[Line, ...]]
    adjusted: dict[int, tuple[Points, Points]]
    withdrawn: tuple[int, ...] = ()
    edition: Edition = Edition.MARCH_2026

    @property
    def predetermined(self) -> bool:
        """Whether all meet by a table made beforehand, so that forfeits count as matches (C.07 15.2)."""
        return self.regulations.system not in SWISS

    @property
    def boards(self) -> int:
        """The games of one match: the boards of a team event, else one."""
        return self.regulations.boards if self.regulations.system.of_teams else 1

    def total(self, number: int, score: Primary) -> Points:
        """All points of a competitor, penalties and bonuses included, in half-points."""
        match_points, game_points = self.adjusted.get(number, (0, 0))
        extra = match_points if score is Primary.MATCH_POINTS else game_points
        return extra + sum(line.points(score) for line in self.lines[number])

    def match_points(self, number: int) -> Points:
        """Match points (C.07 11.1), in half-points; in an individual event, the points."""
        return self.total(number, Primary.MATCH_POINTS)

    def game_points(self, number: int) -> Points:
        """Game points (C.07 11.1), in half-points; in an individual event, the points."""
        return self.total(number, Primary.GAME_POINTS)

    def draw(self, score: Primary) -> Points:
        """What a drawn match is worth in this score: the draw's match points, or half of every board."""
        if score is Primary.MATCH_POINTS and self.regulations.system.of_teams:
            return self.regulations.match_points.draw
        return self.boards * self.regulations.game_points.draw

    def win(self, score: Primary) -> Points:
        """What a match won as highly as can be is worth in this score."""
        if score is Primary.MATCH_POINTS and self.regulations.system.of_teams:
            return self.regulations.match_points.win
        return self.boards * self.regulations.game_points.win


def ledger(event: Event, after: int | None = None, edition: Edition = Edition.MARCH_2026) -> Ledger:
    """Count the event up to round `after`, or all its rounds, for tie-breaks of this edition."""
    rounds = event.rounds if after is None else event.rounds[:after]
    withdrawn = _left_standings(event, rounds)
    numbers = [one.number for one in event.competitors if one.number not in withdrawn]
    idle = Kind.ZERO_BYE if event.regulations.system in SWISS else Kind.FREE
    columns = [_round_lines(round_, event.regulations, withdrawn) for round_ in rounds]
    lines = {
        number: tuple(
            column.get(number) or Line(at.number, idle) for column, at in zip(columns, rounds, strict=True)
        )
        for number in numbers
    }
    adjusted: dict[int, tuple[Points, Points]] = {}
    of_teams = event.regulations.system.of_teams
    for adjustment in event.adjustments:
        if adjustment.round is None or adjustment.round <= len(rounds):
            _adjust(lines, adjusted, _one_score(adjustment) if not of_teams else adjustment)
    return Ledger(event.regulations, len(rounds), lines, adjusted, withdrawn, edition)


def _left_standings(event: Event, rounds: Sequence[Round]) -> tuple[int, ...]:
    """Find who left a round robin with fewer than half of its matches played (C.05 annex 1)."""
    cycles = {
        System.TEAM_ROUND_ROBIN: 1,
        System.ROUND_ROBIN: 1,
        System.TEAM_DOUBLE_ROUND_ROBIN: 2,
        System.DOUBLE_ROUND_ROBIN: 2,
    }.get(event.regulations.system)
    if cycles is None:
        return ()
    scheduled = cycles * (len(event.competitors) - 1)
    out = []
    for one in event.competitors:
        last = one.last_round
        if last is None or last >= event.regulations.rounds or last > len(rounds):
            continue
        played = sum(
            match.played and one.number in (match.white, match.black)
            for round_ in rounds
            for match in round_.matches
        )
        if 2 * played < scheduled:
            out.append(one.number)
    return tuple(out)


def _round_lines(round_: Round, regulations: Regulations, withdrawn: tuple[int, ...]) -> dict[int, Line]:
    lines = {}
    for match in round_.matches:
        if withdrawn and (match.white in withdrawn or match.black in withdrawn):
            lines[match.white] = Line(round_.number, Kind.FREE)
            lines[match.black] = Line(round_.number, Kind.FREE)
        else:
            lines[match.white], lines[match.black] = _match_lines(round_.number, match, regulations)
    for bye in round_.byes:
        worth = bye_points(bye.kind, regulations)
        lines[bye.competitor] = Line(
            round_.number,
            _BYES[bye.kind],
            match_points=worth.match_points,
            game_points=worth.game_points,
        )
    return lines


def _match_lines(round_: int, match: Match, regulations: Regulations) -> tuple[Line, Line]:
    first = tuple(board.first for board in match.boards)
    second = tuple(board.second for board in match.boards)
    finished = bool(match.boards) and Mark.PENDING not in first and Mark.PENDING not in second
    finished = finished or match.forfeit is not None or match.annulled
    worth = match_points(match, regulations)
    white_match, black_match, white_game, black_game = worth
    if not finished:
        undecided = regulations.game_points.draw
        open_boards = regulations.boards if regulations.system.of_teams else 1
        white_game -= undecided * (first.count(Mark.PENDING) if match.boards else open_boards)
        black_game -= undecided * (second.count(Mark.PENDING) if match.boards else open_boards)
        white_match, black_match = (0, 0) if regulations.system.of_teams else (white_game, black_game)
    kinds = _kinds(match, white_match, black_match)
    return (
        Line(round_, kinds[0], match.black, Color.WHITE, white_match, white_game, first, finished),
        Line(round_, kinds[1], match.white, Color.BLACK, black_match, black_game, second, finished),
    )


def _kinds(match: Match, white: Points, black: Points) -> tuple[Kind, Kind]:
    if match.annulled:
        return Kind.ANNULLED, Kind.ANNULLED
    if match.played:
        return Kind.PLAYED, Kind.PLAYED
    if match.forfeit is Forfeit.WHITE_WINS or white > black:
        return Kind.FORFEIT_WIN, Kind.FORFEIT_LOSS
    if match.forfeit is Forfeit.BLACK_WINS or white < black:
        return Kind.FORFEIT_LOSS, Kind.FORFEIT_WIN
    if any(Mark.FORFEIT_WIN in (board.first, board.second) for board in match.boards):
        return Kind.FORFEIT_DRAW, Kind.FORFEIT_DRAW
    return Kind.FORFEIT_LOSS, Kind.FORFEIT_LOSS


_OUTCOMES = {
    "F": Kind.FULL_BYE,
    "H": Kind.HALF_BYE,
    "Z": Kind.ZERO_BYE,
    "+": Kind.FORFEIT_WIN,
    "-": Kind.FORFEIT_LOSS,
}


def _adjust(
    lines: dict[int, tuple[Line, ...]],
    adjusted: dict[int, tuple[Points, Points]],
    adjustment: Adjustment,
) -> None:
    """Apply a record 299: with a letter it says what an outcome is worth, without one it adds points."""
    numbers = adjustment.competitors or (tuple(lines) if adjustment.kind else ())
    worth = adjustment.match_points, adjustment.game_points
    if not adjustment.kind:
        for number in numbers:
            if number in lines:
                before = adjusted.get(number, (0, 0))
                adjusted[number] = (before[0] + worth[0], before[1] + worth[1])
        return
    changed = {
        number: tuple(
            line._replace(match_points=worth[0], game_points=worth[1])
            if _concerns(adjustment, line, lines)
            else line
            for line in lines[number]
        )
        for number in numbers
        if number in lines
    }
    lines.update(changed)


def _one_score(adjustment: Adjustment) -> Adjustment:
    """In an individual event match points and game points are the same."""
    return replace(adjustment, match_points=adjustment.game_points)


def _concerns(adjustment: Adjustment, line: Line, lines: dict[int, tuple[Line, ...]]) -> bool:
    if adjustment.round is not None and adjustment.competitors:
        return line.round == adjustment.round
    if adjustment.kind in _OUTCOMES:
        return line.kind is _OUTCOMES[adjustment.kind]
    if line.kind is not Kind.PLAYED:
        return False
    other = lines[line.opponent][line.round - 1]
    margin = line.game_points - other.game_points
    return adjustment.kind == ("W" if margin > 0 else "L" if margin < 0 else "D")

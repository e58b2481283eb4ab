"""Standings: everybody in order by the score and the tie-breaks, with the sum behind each number; and the
cross table.

It ranks and leaves shared what nothing parts (1, 2, 2, 4); it draws no lots.

>>> from pairing.model import Match, Round, Team, boards
>>> event = Event(
...     Regulations(System.TEAM_SWISS, rounds=3, boards=4),
...     teams=(Team(1), Team(2), Team(3), Team(4)),
...     rounds=(Round(1, (Match(3, 1, boards("1==0")), Match(2, 4, boards("11=0")))),),
... )
>>> table = standings(event, ("PTS", "MPVGP"))
>>> [(row.rank, row.number, [decimal(value.number) for value in row.values]) for row in table.rows]
[(1, 2, ['2', '2.5']), (2, 1, ['1', '2']), (2, 3, ['1', '2']), (4, 4, ['0', '1.5'])]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pairing.model import Event, Primary, Regulations, System
from pairing.scoring import Edition, Ledger, Line, ledger
from pairing.tiebreaks.codes import Code, Misread, parse_list
from pairing.tiebreaks.registry import ASCENDING, COMPARED, COUNTED
from pairing.tiebreaks.values import Value, Values, decimal

__all__ = ["Row", "Standings", "cross_table", "decimal", "default_tiebreaks", "ranked", "standings"]

SWISS_TEAMS = ("PTS", "MPVGP", "EDE", "EMGSB/C1", "BH:MP/C1", "TBR")
ROUND_ROBIN_TEAMS = ("PTS", "MPVGP", "EDEBT", "EMGSB")
SWISS_PLAYERS = ("PTS", "DE", "BH/C1", "BH", "SB", "WIN")
ROUND_ROBIN_PLAYERS = ("PTS", "DE", "SB", "WIN", "KS")


@dataclass(frozen=True, slots=True)
class Row:
    """One competitor's place, its values in the order of the codes, and its rounds."""

    rank: int
    number: int
    values: tuple[Value, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Standings:
    """Everybody who counts, best first; equal ranks are in the order of the numbers.

    `withdrawn` left a round robin with less than half of it played and are not ranked.
    """

    codes: tuple[Code, ...]
    rows: tuple[Row, ...]
    withdrawn: tuple[int, ...] = ()


def default_tiebreaks(regulations: Regulations) -> tuple[str, ...]:
    """The tie-breaks of the event, or a good list for its system where its regulations are silent."""
    if regulations.tiebreaks:
        return regulations.tiebreaks
    if regulations.system is System.TEAM_SWISS:
        return SWISS_TEAMS
    if regulations.system.of_teams:
        return ROUND_ROBIN_TEAMS
    return SWISS_PLAYERS if regulations.system is System.INDIVIDUAL_SWISS else ROUND_ROBIN_PLAYERS


def standings(
    event: Event,
    tiebreaks: Sequence[str] | None = None,
    *,
    after: int | None = None,
    edition: Edition = Edition.MARCH_2026,
) -> Standings | Misread:
    """Rank the competitors by each code in turn inside every group still tied (C.07 4.2).

    `tiebreaks` begins with the score (PTS); without it the event's own list is taken. `after` is the last
    round that counts. A code that cannot be read is the answer.
    """
    codes = parse_list(tuple(tiebreaks or default_tiebreaks(event.regulations)))
    return codes if isinstance(codes, Misread) else ranked(ledger(event, after, edition), codes)


def ranked(book: Ledger, codes: tuple[Code, ...]) -> Standings:
    """Rank what is in the ledger by these codes."""
    groups = [tuple(sorted(book.lines))] if book.lines else []
    columns = []
    for code in codes:
        if code.name in COMPARED:
            values, groups = _compared(book, code, groups)
        else:
            values = COUNTED[code.name](book, code)
            groups = _parted(book, code, groups, values)
        columns.append(values)
    rows: list[Row] = []
    for group in groups:
        rank = len(rows) + 1
        for number in sorted(group):
            row = Row(rank, number, tuple(column[number] for column in columns), book.lines[number])
            rows.append(row)
    return Standings(codes, tuple(rows), book.withdrawn)


def _parted(book: Ledger, code: Code, groups: list[tuple[int, ...]], values: Values) -> list[tuple[int, ...]]:
    """Part every group by a number of its own members."""
    descending = (code.name in ASCENDING) == code.reverse
    parted = []
    for group in groups:
        if code.name == "BC" and len({book.total(one, Primary.GAME_POINTS) for one in group}) > 1:
            parted.append(group)  # 12.1: only between equal game points
            continue
        levels: dict[Fraction, list[int]] = {}
        for number in group:
            levels.setdefault(values[number].number, []).append(number)
        parted += [tuple(levels[number]) for number in sorted(levels, reverse=descending)]
    return parted


def _compared(
    book: Ledger, code: Code, groups: list[tuple[int, ...]]
) -> tuple[Values, list[tuple[int, ...]]]:
    """Part every group by comparing its members; a value is the place there, 0 where nobody was parted."""
    values: Values = {}
    parted: list[tuple[int, ...]] = []
    for group in groups:
        answer = COMPARED[code.name](book, code, group) if len(group) > 1 else None
        if answer is None or len(answer.groups) == 1:
            steps = answer.steps if answer else {}
            values.update((number, Value(Fraction(0), steps=steps.get(number, ()))) for number in group)
            parted.append(group)
            continue
        levels = answer.groups[::-1] if code.reverse else answer.groups
        place = 1
        for level in levels:
            values.update((number, Value(Fraction(place), steps=answer.steps[number])) for number in level)
            place += len(level)
        parted += levels
    return values, parted


def cross_table(table: Standings) -> list[tuple[Row, list[tuple[Line, ...]]]]:
    """Lay out a round robin: for each row, what it made against every row in the order of the ranks."""
    return [
        (row, [tuple(line for line in row.lines if line.opponent == other.number) for other in table.rows])
        for row in table.rows
    ]

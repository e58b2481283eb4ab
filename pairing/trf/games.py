"""From the players' records to games: every game is told twice, and both must tell the same.

>>> from pairing.trf.fields import Record
>>> from pairing.trf.rows import read_row
>>> def row(line: int, text: str) -> Row:
...     return read_row(Record(line, f"001 {text[:4]}{'':72} 0.0    1  {text[4:]}"))
>>> check_games({1: row(1, "   1   2 w 1"), 2: row(2, "   2   1 b 1")})
Traceback (most recent call last):
    ...
pairing.trf.fields.Unreadable: line 2, column 99: expected a result that fits the 1 of player 1
"""

from pairing.model import Board, Bye, ByeKind, Mark, Match
from pairing.trf.rows import BYES, FORFEITS, PENDING, Entry, Row, column

Rows = dict[int, Row]

_WORTH = {"1": 2, "=": 1, "0": 0, "W": 2, "D": 1, "L": 0}
_RATED, _UNRATED = frozenset("1=0"), frozenset("WDL")
FITTING = frozenset(
    [
        *(
            (one, other)
            for letters in (_RATED, _UNRATED)
            for one in letters
            for other in letters
            if _WORTH[one] + _WORTH[other] <= 2
        ),
        *((one, other) for one in FORFEITS for other in FORFEITS if (one, other) != ("+", "+")),
        (PENDING, PENDING),
    ]
)
"""The pairs of results that one game can have; an arbiter may give ½-0 or 0-0."""


def check_games(rows: Rows) -> None:
    """Make sure that opponents name each other, with opposite colours and results that fit.

    Raises:
        Unreadable: two records contradict each other.
    """
    for number, row in rows.items():
        for round_, entry in enumerate(row.entries, start=1):
            if entry.opponent:
                _check_game(rows, number, round_, entry)


def _check_game(rows: Rows, number: int, round_: int, entry: Entry) -> None:
    record, at = rows[number].record, column(round_)
    other = rows.get(entry.opponent)
    if other is None:
        record.refuse(at, "a starting rank that has a record 001")
    theirs = other.entry(round_)
    if theirs.opponent != number or entry.opponent == number:
        record.refuse(at, f"an opponent who names player {number} as well")
    if number > entry.opponent:
        return  # the two have been compared
    if {entry.color, theirs.color} not in ({"w", "b"}, {""}):
        other.record.refuse(at + 5, f"the colour opposite to player {number}'s")
    if (entry.mark, theirs.mark) not in FITTING:
        other.record.refuse(at + 7, f"a result that fits the {_spell(entry.mark)} of player {number}")


def _spell(mark: str) -> str:
    return "blank" if mark == PENDING else mark


def rounds_played(rows: Rows) -> int:
    """The last round in which anybody had an opponent, a bye from the pairing, or a board by forfeit."""
    return max(
        (
            round_
            for row in rows.values()
            for round_, entry in enumerate(row.entries, start=1)
            if entry.opponent or entry.mark in ("U", "+")
        ),
        default=0,
    )


def board(entry: Entry, theirs: Entry, player: int, opponent: int) -> Board:
    """One board, from its two entries; where nobody sat the player is 0 and the mark is a forfeit loss."""
    return Board(_mark(entry), _mark(theirs), player, opponent)


def _mark(entry: Entry) -> Mark:
    return Mark(entry.mark) if entry.mark in _MARKS else Mark.FORFEIT_LOSS


_MARKS = frozenset(mark.value for mark in Mark)


def individual_round(rows: Rows, round_: int) -> tuple[tuple[Match, ...], tuple[Bye, ...]]:
    """The games and byes of a round of an individual event, in the order of the smaller starting ranks."""
    matches, byes = [], []
    for number, row in sorted(rows.items()):
        entry = row.entry(round_)
        if entry.opponent > number:
            white, black = number, entry.opponent
            if entry.color == "b":
                white, black = black, white
            first, second = rows[white].entry(round_), rows[black].entry(round_)
            matches.append(Match(white, black, (board(first, second, white, black),)))
        elif not entry.opponent and entry.mark:
            byes.append(Bye(number, bye_kind(entry)))
    return tuple(matches), tuple(byes)


def bye_kind(entry: Entry) -> ByeKind:
    """The bye of an entry without an opponent; a forfeit without one is a full- or a zero-point bye."""
    if entry.mark in BYES:
        return ByeKind(entry.mark)
    return ByeKind.FULL if entry.mark == "+" else ByeKind.ZERO

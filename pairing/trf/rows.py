"""Records 001: the players, and what each says about every round.

It reads lines one by one; whether two players tell the same story is for `pairing.trf.games`.

>>> row = read_row(Record(1, f"001    1 mGM  {'Ivanov, Ivan':33} 2500 RUS {'':23} 1.0    1     2 w 1"))
>>> row.player.title, row.player.rating, row.entries[0]
('GM', 2500, Entry(opponent=2, color='w', mark='1'))
"""

from dataclasses import dataclass
from typing import NamedTuple

from pairing.model import Player
from pairing.trf.fields import Record

FIRST_ROUND = 92
WIDTH = 10

PLAYED = "1=0WDL"
FORFEITS = "+-"
BYES = "HFUZ"
PENDING = "*"


class Entry(NamedTuple):
    """One round of one player. `mark` is the letter of the file in capitals, `*` a game without a result yet.

    Opponent 0 is none; then the mark is a bye, a board won or lost by forfeit, or nothing at all.
    """

    opponent: int = 0
    color: str = ""
    mark: str = ""


NOTHING = Entry()


@dataclass(frozen=True, slots=True)
class Row:
    """One record 001."""

    record: Record
    player: Player
    entries: tuple[Entry, ...]

    def entry(self, round_: int) -> Entry:
        """What the record says about a round."""
        return self.entries[round_ - 1] if round_ <= len(self.entries) else NOTHING


def column(round_: int) -> int:
    """The column where a round begins."""
    return FIRST_ROUND + WIDTH * (round_ - 1)


def read_row(record: Record, seen: dict[str, Entry] | None = None) -> Row:
    """Read one record 001; `seen` remembers entries from line to line.

    Raises:
        Unreadable: a field is not what it must be.
    """
    record.blank(4, 9, 14, 48, 53, 57, 69, 80, 85, 90, 91)
    number = record.required(5, 8, "a starting rank from 1 to 9999")
    record.points(81, 84)
    record.number(86, 89, "a rank")
    player = Player(
        number,
        name=record.words(15, 47),
        rating=record.number(49, 52, "a rating"),
        title=record.words(11, 13),
        sex=record.words(10, 10),
        federation=record.words(54, 56),
        fide_id=record.words(58, 68),
        birth=record.words(70, 79),
    )
    return Row(record, player, _entries(record, {} if seen is None else seen))


def _entries(record: Record, seen: dict[str, Entry]) -> tuple[Entry, ...]:
    text, entries = record.text, []
    for start in range(FIRST_ROUND - 1, len(text), WIDTH):
        chunk = text[start : start + WIDTH]
        entry = seen.get(chunk)
        if entry is None:
            entry = seen[chunk] = _entry(Record(record.line, chunk), Record(record.line, text), start)
        entries.append(entry)
    while entries and entries[-1] == NOTHING:
        entries.pop()
    return tuple(entries)


def _entry(chunk: Record, record: Record, start: int) -> Entry:
    for gap in (5, 7, 9, 10):
        if chunk.words(gap, gap):
            record.refuse(start + gap, "a blank between two fields")
    opponent = record.number(start + 1, start + 4, "an opponent's starting rank or 0000")
    color = chunk.words(6, 6).lower().replace("-", "")
    mark = chunk.words(8, 8).upper()
    if color not in ("", "w", "b"):
        record.refuse(start + 6, "a colour: w, b or -")
    if mark not in ("", *PLAYED, *FORFEITS, *BYES):
        record.refuse(start + 8, "a result: 1 = 0 W D L + - H F U Z")
    if opponent:
        return _game(opponent, color, mark, record, start)
    if mark in tuple(PLAYED):
        record.refuse(start + 8, "a result without an opponent: + - H F U Z")
    return Entry(0, color, mark)


def _game(opponent: int, color: str, mark: str, record: Record, start: int) -> Entry:
    if mark in ("H", "F", "U"):
        record.refuse(start + 8, "a result against an opponent: 1 = 0 W D L + -")
    if not color and mark not in ("+", "-", "Z"):
        record.refuse(start + 6, "the colour of a game: w or b")
    return Entry(opponent, color, {"": PENDING, "Z": "-"}.get(mark, mark))

"""Fields of a line of fixed columns, which are counted in characters from 1, both ends included.

Every reader of a field says what it expected there if the field is something else; `Unreadable` carries that
out to the one place that turns it into a value.

>>> record = Record(7, "320  1.0  2.0   5")
>>> record.points(5, 8), record.points(10, 13), record.number(15, 17)
(2, 4, 5)
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import NoReturn

from pairing.model import Points
from pairing.trf.report import Broken

_POINTS = re.compile(r"(-?)([0-9]*)(?:\.([05]?)0*)?\Z")

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""Characters that have no place inside a line."""


class Unreadable(Exception):  # noqa: N818 — it is caught where it is turned into a value
    """A field that is not what it must be."""

    def __init__(self, broken: Broken) -> None:
        super().__init__(str(broken))
        self.broken = broken


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the file."""

    line: int
    text: str

    def refuse(self, column: int, expected: str) -> NoReturn:
        """Give up reading, saying what was expected at this column.

        Raises:
            Unreadable: always.
        """
        raise Unreadable(Broken(self.line, column, expected))

    def words(self, first: int, last: int | None = None) -> str:
        """The text of these columns, without blanks around it."""
        return self.text[first - 1 : last].strip()

    def number(self, first: int, last: int, expected: str = "a number") -> int:
        """A whole number, 0 where the columns are blank.

        Raises:
            Unreadable: the columns hold something else.
        """
        text = self.text[first - 1 : last].strip()
        if not text:
            return 0
        if not (text.isascii() and text.isdigit()):
            self.refuse(first, expected)
        return int(text)

    def required(self, first: int, last: int, expected: str) -> int:
        """A whole number from 1 on.

        Raises:
            Unreadable: the columns are blank or hold something else.
        """
        number = self.number(first, last, expected)
        if not number:
            self.refuse(first, expected)
        return number

    def points(self, first: int, last: int) -> Points:
        """Points as half-points, 0 where the columns are blank.

        Raises:
            Unreadable: the columns hold something else, quarter points too.
        """
        points = half_points(self.text[first - 1 : last].strip() or "0")
        if points is None:
            self.refuse(first, "points in halves, such as 1.5")
        return points

    def numbers(self, first: int, width: int, expected: str) -> Iterator[tuple[int, int]]:
        """Every filled field of a list, with its column: so wide, one blank between them, to the end of the
        line.

        Raises:
            Unreadable: a field holds no number.
        """
        for column in range(first, len(self.text) + 1, width + 1):
            self.blank(column + width)
            if self.text[column - 1 : column - 1 + width].strip():
                yield column, self.number(column, column + width - 1, expected)

    def known(self, first: int, width: int, known: Container[int], what: str) -> tuple[int, ...]:
        """A list of numbers that must all be known; 0 means nobody and is left out.

        Raises:
            Unreadable: a field holds something else, or a number that `known` lacks.
        """
        found = []
        for column, number in self.numbers(first, width, f"the number of a {what}"):
            if number and number not in known:
                self.refuse(column, f"the number of a {what} of this file")
            if number:
                found.append(number)
        return tuple(found)

    def one(self, first: int, last: int, known: Container[int], what: str) -> int:
        """One number that must be known.

        Raises:
            Unreadable: the columns are blank, or hold something else.
        """
        number = self.required(first, last, f"the number of a {what}")
        if number not in known:
            self.refuse(first, f"the number of a {what} of this file")
        return number

    def round(self, first: int, last: int, rounds: int, *, optional: bool = False) -> int:
        """A round of the event, 0 where it is optional and blank; `rounds` 0 is any number of them.

        Raises:
            Unreadable: the columns are blank, or hold something else or a later round.
        """
        number = self.number(first, last, "a round")
        if (not number and not optional) or (rounds and number > rounds):
            self.refuse(first, f"a round from 1 to {rounds}" if rounds else "a round")
        return number

    def blank(self, *columns: int) -> None:
        """Make sure that nothing stands in these columns, which part two fields.

        Raises:
            Unreadable: something does, so the line is out of step.
        """
        for column in columns:
            if self.text[column - 1 : column] not in ("", " "):
                self.refuse(column, "a blank between two fields")


def half_points(text: str) -> Points | None:
    """Read points such as 1, 1.5, .5 or -2.0 as half-points; None if they are something else."""
    match = _POINTS.match(text)
    if match is None or not any(character.isdigit() for character in text) or not text.isascii():
        return None
    points = 2 * int(match[2] or 0) + (match[3] == "5")
    return -points if match[1] else points


def spell(points: Points) -> str:
    """Write half-points as points with one decimal."""
    return f"{'-' if points < 0 else ''}{abs(points) // 2}.{5 if points % 2 else 0}"


def fitted(points: Points, width: int) -> str:
    """Write half-points in so many columns, without the decimal if need be; blank if they do not fit."""
    text = spell(points)
    if len(text) > width:
        text = text.removesuffix(".0")
    return f"{text if len(text) <= width else '':>{width}}"

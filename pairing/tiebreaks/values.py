"""What a tie-break gives a competitor: an exact number, and the sum that makes it.

Numbers are fractions, their parts integers: nothing here is a float.

>>> value = Value(Fraction(7, 2), (Term(1, 4, 4), Term(2, 3, 3)), per=2)
>>> [str(Fraction(term.value, value.per)) for term in value.terms], decimal(value.number)
(['2', '3/2'], '3.5')
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from pairing.model import Primary
from pairing.scoring import Ledger
from pairing.tiebreaks.codes import Code


class Reason(Enum):
    """Where a term comes from, and why it was cut."""

    ROUND = "round"  # what the round itself gave
    OPPONENT = "opponent"  # an opponent's score
    OWN_SCORE = "own-score"  # a round without a game, against a dummy with one's own score (16.4)
    CAPPED = "capped"  # the same, at its highest (16.4)
    BOARD = "board"  # what one board made over the event
    SCORE = "score"  # a whole score, match points or game points
    ADJUSTMENT = "adjustment"  # a penalty or a bonus


class Cut(Enum):
    """Why a term does not count."""

    LOW = "low"  # the least significant value (14.1)
    VOLUNTARY = "voluntary"  # a voluntary unplayed round instead of it (16.5)
    HIGH = "high"  # the most significant value (14.2)
    EARLY = "early"  # an early round (7.5 with a cut)
    LIMIT = "limit"  # an opponent under the limit (9.2)


class Term(NamedTuple):
    """One part of the sum: `value / Value.per` points. Round, opponent or board are 0 where the part has
    none.
    """

    round: int
    opponent: int
    value: int
    reason: Reason = Reason.OPPONENT
    cut: Cut | None = None
    board: int = 0


class Stage(Enum):
    """Which comparison of the tied a step made."""

    MATCH_POINTS = "MP"
    GAME_POINTS = "GP"
    BOARD_COUNT = "BC"
    TOP_BOARD = "TBR"
    BOTTOM_BOARD = "BBE"


@dataclass(frozen=True, slots=True)
class Step:
    """One comparison inside a tied group: what this member had there, and its place after it.

    `points` may rise to `most` if matches between the tied are missing (6.3). `board` is the board looked at
    (TBR) or the first one left out (BBE).
    """

    stage: Stage
    tied: tuple[int, ...]
    points: Fraction
    most: Fraction
    place: int
    board: int = 0


@dataclass(frozen=True, slots=True)
class Value:
    """A tie-break's number. The terms that are not cut add up to it, divided by `per` and rounded to
    `places`.

    A tie-break that compares the tied with each other (DE, EDE, TBR, BBE) gives the place among them, 0 where
    it parts nobody, and the steps that led there.
    """

    number: Fraction
    terms: tuple[Term, ...] = ()
    per: int = 1
    places: int | None = None
    steps: tuple[Step, ...] = ()


Values: TypeAlias = dict[int, Value]
Counted: TypeAlias = Callable[[Ledger, Code], Values]
"""A tie-break that counts something for each competitor by itself."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A tied group put in order: its groups still tied, best first, and the steps of each member."""

    groups: tuple[tuple[int, ...], ...]
    steps: dict[int, tuple[Step, ...]]


Compared: TypeAlias = Callable[[Ledger, Code, Sequence[int]], Parted]
"""A tie-break that compares the members of one tied group."""


def scored(ledger: Ledger, code: Code) -> Primary:
    """The score a code works on: the one it names, else the primary score (C.07 11.1)."""
    return code.score or ledger.regulations.primary


def total(terms: Sequence[Term], per: int = 1, places: int | None = None) -> Value:
    """Add up the terms that are not cut."""
    number = Fraction(sum(term.value for term in terms if term.cut is None), per)
    if places is not None:
        number = rounded(number, places)
    return Value(number, tuple(terms), per, places)


def rounded(number: Fraction, places: int) -> Fraction:
    """Round half up to so many decimals."""
    scale = 10**places
    return Fraction((2 * number.numerator * scale + number.denominator) // (2 * number.denominator), scale)


def decimal(number: Fraction) -> str:
    """Write a number exactly as a decimal, without needless zeros; every tie-break's number is one.

    Raises:
        ValueError: the number has no exact decimal form.
    """
    sign, scaled, places = "-" if number < 0 else "", abs(number), 0
    while scaled.denominator != 1:
        if places == 12:
            raise ValueError(f"{number} is not a decimal")
        scaled *= 10
        places += 1
    digits = str(scaled.numerator).rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)

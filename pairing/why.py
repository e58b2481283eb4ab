"""Why a round was paired as it was: codes and values only, for a program to put into words in any language.

The codes are the articles' own names. A decision is explained by what set aside the natural choice: the
criterion that the first candidate in the order of the rules failed, or nothing when the first candidate was
taken.

>>> PairWhy(white=6, black=1, bracket=0, color_rule=ColorRule.LOWER_DIFFERENCE).color_rule.value
'4.3.5'
"""

from dataclasses import dataclass
from enum import Enum


class Criterion(Enum):
    """The criteria of C.04.6 article 2 by which a candidate can fail."""

    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    C4 = "C4"
    C5 = "C5"
    C6 = "C6"
    C7 = "C7"
    C8 = "C8"
    C9 = "C9"
    C10 = "C10"


class ColorRule(Enum):
    """The rules of C.04.6 article 4.3 that give a pair its colours, in their order."""

    INITIAL = "4.3.1"
    ONE_PREFERENCE = "4.3.2"
    OPPOSITE_PREFERENCES = "4.3.3"
    ONE_STRONG = "4.3.4"
    LOWER_DIFFERENCE = "4.3.5"
    ALTERNATE_HISTORY = "4.3.6"
    FIRST_TEAM_PREFERENCE = "4.3.7"
    FIRST_TEAM_ALTERNATES = "4.3.8"
    OTHER_TEAM_ALTERNATES = "4.3.9"


@dataclass(frozen=True, slots=True)
class BracketWhy:
    """One bracket: who was in it and what its upfloaters and its pairing cost under each criterion.

    `score` is that of the residents, in half-points. `upfloaters` are in the order of 3.5.3. `c7` to `c10`
    are the counts of the criteria. `upfloaters_by` and `pairing_by` name the criterion that the first
    candidate (3.5.4 and 3.6.3) failed; None means that the first candidate was taken.
    """

    score: int
    residents: tuple[int, ...]
    upfloaters: tuple[int, ...] = ()
    c6_ok: bool = True
    c7: int = 0
    c8: int = 0
    c9: int = 0
    c10: int = 0
    upfloaters_by: Criterion | None = None
    pairing_by: Criterion | None = None


@dataclass(frozen=True, slots=True)
class PairWhy:
    """One pair: the index of its bracket in `Why.brackets` and the rule that gave the colours."""

    white: int
    black: int
    bracket: int
    color_rule: ColorRule


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A competitor that came earlier in the order of 3.4 but could not have the bye, and the criterion
    against it.
    """

    competitor: int
    criterion: Criterion


@dataclass(frozen=True, slots=True)
class ByeWhy:
    """The bye: its competitor, the values that put it first (3.4.2 to 3.4.4), and those passed over before
    it.
    """

    competitor: int
    score: int
    matches_played: int
    passed_over: tuple[PassedOver, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """A whole round explained: its pairs in board order, its brackets from the top down, its bye."""

    pairs: tuple[PairWhy, ...] = ()
    brackets: tuple[BracketWhy, ...] = ()
    bye: ByeWhy | None = None

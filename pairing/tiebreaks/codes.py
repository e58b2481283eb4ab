"""The codes of tie-breaks as TRF26 records 202 and 212 write them:
`NAME[:MP|:GP][/Cn|/Mn|/Ln|/L+n|/Kn][/P][/F][/R]`.

It reads codes and says what is wrong with them; it does not know how anything is counted.

>>> code = parse("bh:gp/c1")
>>> code.name, code.score, code.cut_low, str(code)
('BH', <Primary.GAME_POINTS: 'gp'>, 1, 'BH:GP/C1')
>>> parse("EMGSB/X2")
Misread(text='EMGSB/X2', expected='/C or /M or /P')
"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from pairing.model import Primary

MODIFIERS = {
    "PTS": "",
    "MPTS": "",
    "GPTS": "",
    "MPVGP": "",
    "TPN": "",
    "SNO": "",
    "WIN": "",
    "WON": "",
    "BPG": "",
    "BWG": "",
    "REP": "",
    "STD": "",
    "PS": "C",
    "KS": "LP",
    "BH": "CMP",
    "FB": "CMP",
    "AOB": "FP",
    "SB": "CMP",
    "ESB": "CMP",
    "EMMSB": "CMP",
    "EMGSB": "CMP",
    "EGMSB": "CMP",
    "EGGSB": "CMP",
    "SSSC": "KFP",
    "BC": "",
    "TBR": "",
    "BBE": "",
    "DE": "P",
    "EDE": "P",
    "EDET": "P",
    "EDEB": "P",
    "EDEBT": "P",
    "EDEBB": "P",
}
"""Every code and the modifiers it takes; all take /R."""

SCORED = frozenset(MODIFIERS) - {
    *("MPTS", "GPTS", "MPVGP", "TPN", "SNO", "BC", "TBR", "BBE"),
    *("EMMSB", "EMGSB", "EGMSB", "EGGSB"),
}
"""The codes that may say :MP or :GP."""

_SCORES = {"MP": Primary.MATCH_POINTS, "GP": Primary.GAME_POINTS}
_NUMBERED = re.compile(r"(C|M|K)([1-9][0-9]?)\Z")
_LIMIT = re.compile(r"L(?:([0-9]{1,3})|([+-])([0-9]{1,3}))\Z")


@dataclass(frozen=True, slots=True)
class Code:
    """A tie-break with its modifiers (C.07 14); `score` None is the primary score of the event.

    `percent` and `half_points` are the Koya limit: so much of the maximum, moved by half-points. `divisor` is
    the K of SSSC. `forfeits_played` is /P, `fore` /F, `reverse` /R.
    """

    text: str
    name: str
    score: Primary | None = None
    cut_low: int = 0
    cut_high: int = 0
    percent: Fraction = Fraction(1, 2)
    half_points: int = 0
    divisor: int | None = None
    forfeits_played: bool = False
    fore: bool = False
    reverse: bool = False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Misread:
    """A code that cannot be read, and what was expected in its place."""

    text: str
    expected: str


def parse(text: str) -> Code | Misread:
    """Read one code, in capitals or not."""
    upper = text.strip().upper()
    head, *modifiers = upper.split("/")
    name, colon, score = head.partition(":")
    if name not in MODIFIERS:
        return Misread(text, "a tie-break of C.07 such as BH or EMGSB/C1")
    code = Code(upper, name)
    if colon:
        if name not in SCORED or score not in _SCORES:
            return Misread(text, "MP or GP after the colon" if name in SCORED else "no colon")
        code = replace(code, score=_SCORES[score])
    for modifier in modifiers:
        changed = _modified(code, modifier, MODIFIERS[name] + "R")
        if changed is None:
            return Misread(text, " or ".join(f"/{letter}" for letter in MODIFIERS[name] or "R"))
        code = changed
    return code


def _modified(code: Code, modifier: str, allowed: str) -> Code | None:
    if modifier[:1] not in tuple(allowed):
        return None
    match modifier:
        case "P":
            return replace(code, forfeits_played=True)
        case "F":
            return replace(code, fore=True)
        case "R":
            return replace(code, reverse=True)
        case _:
            return _numbered(code, modifier)


def _numbered(code: Code, modifier: str) -> Code | None:
    if numbered := _NUMBERED.match(modifier):
        count = int(numbered[2])
        if numbered[1] == "K":
            return replace(code, divisor=count)
        return replace(code, cut_low=count, cut_high=count if numbered[1] == "M" else 0)
    if limit := _LIMIT.match(modifier):
        if limit[1]:
            return replace(code, percent=Fraction(int(limit[1]), 100))
        return replace(code, half_points=int(limit[2] + limit[3]))
    return None


def parse_list(texts: tuple[str, ...]) -> tuple[Code, ...] | Misread:
    """Read a list of codes; the first that cannot be read is the answer."""
    codes = []
    for text in texts:
        code = parse(text)
        if isinstance(code, Misread):
            return code
        codes.append(code)
    return tuple(codes)

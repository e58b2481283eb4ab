"""Encoded types of event (record 192): what they say of the system, and how an event is encoded.

>>> kind = read_type("FIDE_TEAM_TYPEB_GP")
>>> kind.color_model.value, kind.primary.value, kind.secondary
('B', 'gp', False)
"""

import re
from dataclasses import dataclass

from pairing.model import ColorModel, Primary, Regulations, System

_TEAM_SWISS = re.compile(r"FIDE_TEAM(?:_(TYPE[AB]))?(?:_(MP|GP)(?:_(MP|GP))?)?(_BAKU)?\Z")
_CUSTOM_TEAM_SWISS = re.compile(r"CUSTOM_TEAM_SWISS(?:_(MP|GP))?\Z")
_INDIVIDUAL_SWISS = re.compile(
    r"(?:FIDE_(?:DUTCH(?:_20[0-9]{2})?|DUBOV|BURSTEIN|DOUBLESWISS|LIM)|CUSTOM_(?:DOUBLE)?SWISS)(_BAKU)?\Z"
)
_ROUND_ROBIN = re.compile(r"(?:BERGER|FIDE|CUSTOM)_(TEAM_)?(DOUBLE)?ROUNDROBIN\Z")
_SCHEVENINGEN = re.compile(r"(?:FIDE|CUSTOM)_(?:DOUBLE)?SCHEVENINGEN\Z")
_KNOCKOUT = re.compile(r"CUSTOM_(TEAM_)?KNOCKOUT\Z")


@dataclass(frozen=True, slots=True)
class Type:
    """What the type of an event says; `secondary` is whether the other score helps to allocate colours."""

    system: System
    color_model: ColorModel = ColorModel.A
    primary: Primary = Primary.MATCH_POINTS
    secondary: bool = True
    baku: bool = False


def read_type(code: str) -> Type | None:
    """Read an encoded type; None if it is none of TRF26."""
    if match := _TEAM_SWISS.match(code):
        return _team_swiss(match[1], match[2], match[3], baku=match[4] is not None)
    if match := _CUSTOM_TEAM_SWISS.match(code):
        return Type(System.TEAM_SWISS, primary=Primary((match[1] or "MP").lower()))
    if match := _INDIVIDUAL_SWISS.match(code):
        return Type(System.INDIVIDUAL_SWISS, baku=match[1] is not None)
    if match := _ROUND_ROBIN.match(code):
        return Type(round_robin(of_teams=match[1] is not None, double=match[2] is not None))
    if _SCHEVENINGEN.match(code):
        return Type(System.SCHEVENINGEN)
    if match := _KNOCKOUT.match(code):
        return Type(round_robin(of_teams=match[1] is not None, double=False))
    return None


def round_robin(*, of_teams: bool, double: bool) -> System:
    """The round robin of these competitors and cycles."""
    if of_teams:
        return System.TEAM_DOUBLE_ROUND_ROBIN if double else System.TEAM_ROUND_ROBIN
    return System.DOUBLE_ROUND_ROBIN if double else System.ROUND_ROBIN


def _team_swiss(letter: str | None, first: str | None, second: str | None, *, baku: bool) -> Type | None:
    """Without a colour model and a score it is type A with match points first (TRF26 code table)."""
    if first is not None and first == second:
        return None
    primary = Primary((first or "MP").lower())
    if first is None:
        model = {"TYPEB": ColorModel.B}.get(letter or "", ColorModel.A)
    else:
        model = {"TYPEA": ColorModel.A, "TYPEB": ColorModel.B}.get(letter or "", ColorModel.NONE)
    return Type(System.TEAM_SWISS, model, primary, first is None or second is not None, baku)


KINDS = {
    System.TEAM_SWISS: "Team Swiss",
    System.TEAM_ROUND_ROBIN: "Team Round robin",
    System.TEAM_DOUBLE_ROUND_ROBIN: "Team Double Round robin",
    System.CITY_MATCH: "Team Round robin (city match)",
    System.INDIVIDUAL_SWISS: "Individual Swiss",
    System.ROUND_ROBIN: "Individual Round robin",
    System.DOUBLE_ROUND_ROBIN: "Individual Double Round robin",
    System.SCHEVENINGEN: "Scheveningen",
}
"""The free text of record 092 where the heading has none."""

_SPELLED = {
    System.TEAM_ROUND_ROBIN: "BERGER_TEAM_ROUNDROBIN",
    System.TEAM_DOUBLE_ROUND_ROBIN: "BERGER_TEAM_DOUBLEROUNDROBIN",
    System.CITY_MATCH: "CUSTOM_TEAM_ROUNDROBIN",
    System.ROUND_ROBIN: "BERGER_ROUNDROBIN",
    System.DOUBLE_ROUND_ROBIN: "BERGER_DOUBLEROUNDROBIN",
    System.SCHEVENINGEN: "FIDE_SCHEVENINGEN",
}


def spell_type(regulations: Regulations) -> str:
    """Encode the type of an event."""
    if regulations.system is System.TEAM_SWISS:
        return _spell_team_swiss(regulations)
    if regulations.system is System.INDIVIDUAL_SWISS:
        return "FIDE_DUTCH_2026" + "_BAKU" * regulations.baku
    return _SPELLED[regulations.system]


def _spell_team_swiss(regulations: Regulations) -> str:
    model = {ColorModel.A: "_TYPEA", ColorModel.B: "_TYPEB", ColorModel.NONE: ""}[regulations.color_model]
    first, second = "MP", "GP"
    if regulations.primary is Primary.GAME_POINTS:
        first, second = second, first
    code = f"FIDE_TEAM{model}_{first}"
    if regulations.secondary_for_colors:
        code += f"_{second}"
    return code + "_BAKU" * regulations.baku

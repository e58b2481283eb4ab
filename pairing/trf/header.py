"""The records of the tournament section, ??2: the heading and the regulations of the event.

>>> from pairing.trf.fields import Record
>>> records = {"142": [Record(1, "142 7")], "362": [Record(2, "362 TW 3.0   TD 1.0   TL 0.0")]}
>>> regulations = read_regulations(records, teams=4)
>>> regulations.rounds, regulations.match_points.win
(7, 6)
"""

import re
from dataclasses import replace

from pairing.model import ByePoints, Color, Points, Regulations, Scale, System
from pairing.trf.event_types import KINDS, Type, read_type, round_robin, spell_type
from pairing.trf.fields import Record, half_points
from pairing.trf.report import Heading

Records = dict[str, list[Record]]

HEADER = frozenset(
    (
        *("012", "022", "032", "042", "052", "062", "072", "082", "092", "102", "112", "122", "132", "142"),
        *("152", "162", "182", "192", "202", "212", "222", "352", "362", "XXR", "XXC"),
    )
)
"""Every record read here; the numbers of players and teams are counted anew by the writer."""

_ROUND_ROBIN = re.compile(r"round[ -]?robin|berger|all[ -]play[ -]all", re.IGNORECASE)
_DOUBLE = re.compile(r"double", re.IGNORECASE)
_SCALE = re.compile(r"\s*([A-Z]+)\s*(-?[0-9.]+)")


def value(records: Records, code: str) -> str:
    """The text of a record that stands in a file once; blank if it does not.

    Raises:
        Unreadable: it stands there twice.
    """
    found = records.get(code, [])
    if len(found) > 1:
        found[1].refuse(1, f"record {code} no more than once")
    return found[0].words(5) if found else ""


def read_heading(records: Records, regulations: Regulations) -> Heading:
    """Read what is only kept; a type that the writer would state by itself is left blank.

    Raises:
        Unreadable: a record stands there twice, or the days of the rounds are out of step.
    """
    value(records, "132")
    kind, code = value(records, "092"), value(records, "192")
    days = records.get("132", [])
    return Heading(
        name=value(records, "012"),
        city=value(records, "022"),
        federation=value(records, "032"),
        start=value(records, "042"),
        end=value(records, "052"),
        kind="" if kind == KINDS[regulations.system] else kind,
        arbiter=value(records, "102"),
        deputies=tuple(filter(None, (record.words(5) for record in records.get("112", [])))),
        time_control=value(records, "122"),
        encoded_time_control=value(records, "222"),
        controller=value(records, "182"),
        dates=tuple(days[0].text[91:].split()) if days else (),
        code="" if code == spell_type(regulations) else code,
    )


def read_regulations(records: Records, *, teams: int) -> Regulations:
    """Read what the event fixed beforehand; `teams` is how many team records there are.

    Raises:
        Unreadable: a record is not what it must be.
    """
    kind = _type(records, teams)
    color = _letters(records, "152", ("W", "B"), "the initial colour: W or B")
    colors = value(records, "352").upper()
    if colors.strip("WB"):
        records["352"][0].refuse(5, "the colours of the boards, such as WBWB")
    games = _scale(records, "162", ("W", "D", "L", "A", "P", "X"))
    matches = _scale(records, "362", ("TW", "TD", "TL"))
    usual = Scale(4, 2, 0)
    regulations = Regulations(
        kind.system,
        rounds=_rounds(records),
        boards=(len(colors) or 1) if kind.system.of_teams else 1,
        board_colors=colors,
        color_model=kind.color_model,
        primary=kind.primary,
        secondary_for_colors=kind.secondary,
        match_points=Scale(
            matches.get("TW", usual.win), matches.get("TD", usual.draw), matches.get("TL", usual.loss)
        ),
        game_points=Scale(games.get("W", 2), games.get("D", 1), games.get("L", 0), games.get("A", 0)),
        initial_color=Color.BLACK if color == "B" else Color.WHITE,
        baku=kind.baku,
        tiebreaks=_tiebreaks(records),
    )
    if "P" in games and not kind.system.of_teams:
        return replace(regulations, pab=ByePoints(games["P"], games["P"]))
    return regulations


def rounds_stated(records: Records) -> bool:
    """Whether the file says how many rounds there will be."""
    return "142" in records or "XXR" in records


def _type(records: Records, teams: int) -> Type:
    code = value(records, "192")
    if code:
        kind = read_type(code.upper())
        if kind is None:
            records["192"][0].refuse(5, "a type of event such as FIDE_TEAM_TYPEA_MP_GP")
        return kind
    text = value(records, "092")
    if _ROUND_ROBIN.search(text):
        return Type(round_robin(of_teams=teams > 0, double=_DOUBLE.search(text) is not None))
    return Type(System.TEAM_SWISS if teams else System.INDIVIDUAL_SWISS)


def _rounds(records: Records) -> int:
    for code in ("142", "XXR"):
        if value(records, code):
            record = records[code][0]
            return record.required(5, len(record.text), "the number of rounds")
    return 0


def _letters(records: Records, code: str, allowed: tuple[str, ...], expected: str) -> str:
    letter = value(records, code).upper()
    if letter and letter not in allowed:
        records[code][0].refuse(5, expected)
    if not letter and "XXC" in records:
        # JaVaFo's way to say it: white1 or black1 is what the first seed gets
        return "B" if "black1" in records["XXC"][0].text.lower() else "W"
    return letter


def _scale(records: Records, code: str, symbols: tuple[str, ...]) -> dict[str, Points]:
    """Read symbols and their points; writers differ in the columns, so any blanks between them will do."""
    worth: dict[str, Points] = {}
    for record in records.get(code, []):
        at = 4
        while record.text[at:].strip():
            match = _SCALE.match(record.text.upper(), at)
            points = half_points(match[2]) if match else None
            if match is None or points is None or match[1] not in symbols:
                blanks = len(record.text[at:]) - len(record.text[at:].lstrip())
                record.refuse(
                    at + blanks + 1, f"one of {' '.join(symbols)} and its points, such as {symbols[0]} 1.0"
                )
            worth[match[1]] = points
            at = match.end()
    return worth


def _tiebreaks(records: Records) -> tuple[str, ...]:
    """The list with the score in front (212), or the one without it (202)."""
    listed = _list(value(records, "212"))
    if listed:
        return listed
    listed = _list(value(records, "202"))
    return ("PTS", *listed) if listed else ()


def _list(text: str) -> tuple[str, ...]:
    return tuple(code for code in re.split(r"[,;\s]+", text.upper()) if code)

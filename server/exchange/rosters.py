"""A roster file: the cities' teams and their players, as CSV in UTF-8 (`,`, `;` or tab).

One row a person. `city` names the team (`city_ru`, `city_zh`, `city_en` where the languages differ), `zone`
is its IANA time zone, `board` the place in the fixed order (reserves after the boards; empty for a captain
who does not play), `name` the native form and `latin` the Latin one, both surname first; `captain` and
`full_name` are marked by any of `x 1 yes да 是`. Headers are known in English, Russian and Chinese.

    roster = read(Path("roster.csv").read_bytes())
"""

import csv
import functools
import io
import itertools
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.events import Trilingual

COLUMNS: Final = {
    "city": ("city", "team", "город", "команда", "城市", "队", "代表队"),
    "city_ru": ("city_ru", "город (ru)"),
    "city_zh": ("city_zh", "城市 (zh)"),
    "city_en": ("city_en", "city (en)"),
    "zone": ("zone", "time zone", "часовой пояс", "时区"),
    "board": ("board", "доска", "台次"),
    "name": ("name", "фио", "фамилия имя", "姓名"),
    "latin": ("latin", "латиницей", "拼音"),
    "captain": ("captain", "капитан", "领队", "队长"),
    "full_name": ("full_name", "полное имя", "公开全名"),
}
_YES: Final = frozenset({"x", "х", "1", "yes", "y", "да", "是", "true", "+"})  # Latin and Cyrillic x


_zones = functools.cache(zoneinfo.available_timezones)  # each call of it searches the disk


class UnreadableRosterError(Exception):
    """The file cannot be used; the message says where and what was expected."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """One person of a roster; `board` is None for a captain who does not play."""

    native: str
    latin: str
    board: int | None
    captain: bool
    full_name: bool


@dataclass(frozen=True, slots=True)
class City:
    """One team of a roster, its players in board order."""

    names: Trilingual
    zone: str
    entrants: tuple[Entrant, ...]

    @property
    def players(self) -> tuple[Entrant, ...]:
        """Those with a board, in order."""
        return tuple(entrant for entrant in self.entrants if entrant.board is not None)


def read(content: bytes, boards: int) -> tuple[City, ...]:
    """The teams in this file, in its order.

    Raises:
        UnreadableRosterError: the encoding, a header, a cell or a team does not fit.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = (
            f"The roster is not in UTF-8 (byte {error.start + 1}): save it as «CSV UTF-8» and try again."
        )
        raise UnreadableRosterError(message) from error
    rows = _rows(text)
    if not rows:
        raise UnreadableRosterError("The roster is empty: its first line must name the columns.")
    columns = _header(rows[0][1])
    cities: dict[str, tuple[Trilingual, str, list[Entrant]]] = {}
    for line, row in rows[1:]:
        if any(cell.strip() for cell in row):
            _read_row(line, {name: _cell(row, place) for name, place in columns.items()}, cities)
    teams = tuple(
        City(names, zone, tuple(sorted(entrants, key=lambda e: (e.board is None, e.board))))
        for names, zone, entrants in cities.values()
    )
    _check(teams, boards)
    return teams


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows, each with the line it begins on: a quoted cell may go over several."""
    first_line = text.partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"Line {line}: this row cannot be read ({error}); a quotation mark may not be closed."
        raise UnreadableRosterError(message) from error
    return rows


def _header(row: list[str]) -> dict[str, int]:
    known = {alias: name for name, aliases in COLUMNS.items() for alias in aliases}
    columns = {
        known[cell.strip().casefold()]: place
        for place, cell in enumerate(row)
        if cell.strip().casefold() in known
    }
    missing = [name for name in ("city", "board", "name") if name not in columns]
    if missing:
        message = f"Line 1: no column «{missing[0]}»; the columns city, board and name are needed."
        raise UnreadableRosterError(message)
    return columns


def _cell(row: list[str], place: int) -> str:
    return " ".join(row[place].split()) if place < len(row) else ""


def _read_row(
    line: int, cells: Mapping[str, str], cities: dict[str, tuple[Trilingual, str, list[Entrant]]]
) -> None:
    city, name = cells["city"], cells["name"]
    if not city or not name:
        message = f"Line {line}: the {'city' if not city else 'name'} is missing."
        raise UnreadableRosterError(message)
    captain = cells.get("captain", "").casefold() in _YES
    board = cells["board"]
    numbered = board.isdecimal() and len(board) <= 3 and 1 <= int(board) <= 99
    if not numbered and not (captain and not board):
        message = f"Line {line}: the board of {name} must be a number from 1 to 99, not «{board}»."
        raise UnreadableRosterError(message)
    zone = cells.get("zone") or "UTC"
    if zone not in _zones():
        message = f"Line {line}: «{zone}» is no time zone; write one like Asia/Vladivostok."
        raise UnreadableRosterError(message)
    names = Trilingual(
        ru=cells.get("city_ru") or city, zh=cells.get("city_zh") or city, en=cells.get("city_en") or city
    )
    _, _, entrants = cities.setdefault(city, (names, zone, []))
    number = int(board) if board else None
    if number is not None and any(other.board == number for other in entrants):
        message = f"Line {line}: {city} has two players on board {number}."
        raise UnreadableRosterError(message)
    full = cells.get("full_name", "").casefold() in _YES
    entrants.append(Entrant(name, cells.get("latin") or name, number, captain, full))


def _check(teams: tuple[City, ...], boards: int) -> None:
    if len(teams) < 2:
        raise UnreadableRosterError(f"The roster has {len(teams)} team(s): an event needs at least two.")
    for first, second in itertools.combinations(teams, 2):
        if {first.names.ru, first.names.zh, first.names.en} & {
            second.names.ru,
            second.names.zh,
            second.names.en,
        }:
            message = f"Two teams are called {first.names.en}: is one spelled with letters of another script?"
            raise UnreadableRosterError(message)
    for team in teams:
        places = [entrant.board for entrant in team.players]
        if places[:boards] != list(range(1, boards + 1)):
            message = (
                f"{team.names.en}: boards 1 to {boards} must each have a player, found {places}; "
                "fewer boards a match are chosen with --boards."
            )
            raise UnreadableRosterError(message)
        if sum(entrant.captain for entrant in team.entrants) > 1:
            raise UnreadableRosterError(f"{team.names.en}: only one captain can be marked.")


def script_of(name: str) -> str:
    """The language tag of a native name by its letters: Chinese, Russian or unmarked Latin."""
    if any("\u4e00" <= letter <= "\u9fff" for letter in name):
        return "zh"
    return "ru" if any("\u0400" <= letter <= "\u04ff" for letter in name) else "en"

"""Read a TRF26 or TRF16 file: the whole text at once, one answer, a report or what is wrong with it.

Lines may end with CR, LF or both; columns are characters. Records may come in any order. What is informative
only (comments, 801, 802, the numbers of players and teams, points and ranks) is left to the writer to make
anew.

>>> read("012 Cup\\n001    1 mGM 1")
Broken(line=2, column=14, expected='a blank between two fields')
"""

import re
from dataclasses import replace

from pairing.model import Team
from pairing.trf.assemble import assemble
from pairing.trf.fields import CONTROL, Record, Unreadable
from pairing.trf.games import Rows, check_games
from pairing.trf.header import HEADER, Records, read_heading, read_regulations, rounds_stated
from pairing.trf.report import Broken, Report
from pairing.trf.rows import Entry, read_row
from pairing.trf.team_records import read_old_team, read_team

_CODES = HEADER | {"001", "013", "240", "250", "260", "299", "300", "310", "320", "330", "XXZ"}
_LINES = re.compile(r"\r\n?|\n")


def read(data: bytes | str) -> Report | Broken:
    """Read a file; text that is not as TRF26 has it is answered with the first place where it is not."""
    try:
        return _report(*_records(data if isinstance(data, str) else _decode(data)))
    except Unreadable as unreadable:
        return unreadable.broken


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _LINES.split(data[: error.start].decode("utf-8-sig"))
        raise Unreadable(Broken(len(before), len(before[-1]) + 1, "text in UTF-8")) from None


def _records(text: str) -> tuple[Records, tuple[str, ...]]:
    """Sort the lines by record; those of unknown records are kept as they are."""
    records: Records = {}
    others = []
    for line, whole in enumerate(_LINES.split(text.rstrip("\x1a")), start=1):
        content = whole.rstrip()
        code = content[:3]
        if not content or code in ("###", "801", "802"):
            continue
        if control := CONTROL.search(content):
            raise Unreadable(Broken(line, control.start() + 1, "printable text"))
        if code in _CODES:
            records.setdefault(code, []).append(Record(line, content))
        else:
            others.append(content)
    return records, tuple(others)


def _report(records: Records, others: tuple[str, ...]) -> Report:
    rows = _rows(records)
    check_games(rows)
    teams = _teams(records, rows)
    regulations = read_regulations(records, teams=len(teams))
    if teams and not regulations.system.of_teams:
        rows, teams = _by_city(rows, teams), {}
    event = assemble(records, rows, teams, regulations)
    heading = replace(read_heading(records, regulations), others=others)
    return Report(event, heading, rounds_stated(records))


def _rows(records: Records) -> Rows:
    rows: Rows = {}
    seen: dict[str, Entry] = {}
    for record in records.get("001", []):
        row = read_row(record, seen)
        if row.player.number in rows:
            record.refuse(5, f"a starting rank other than {row.player.number}, which is taken")
        rows[row.player.number] = row
    if not rows:
        raise Unreadable(Broken(0, 0, "at least one player (record 001)"))
    return dict(sorted(rows.items()))


def _teams(records: Records, rows: Rows) -> dict[int, Team]:
    """The teams by number; numbers have no gaps, and a player is in one team only."""
    found = records.get("310") or records.get("013", [])
    teams: dict[int, Team] = {}
    taken: set[int] = set()
    for place, record in enumerate(found, start=1):
        new = record.text.startswith("310")
        team = read_team(record, rows) if new else read_old_team(record, place, rows)
        if team.number in teams or team.number > len(found):
            record.refuse(5, f"a team's number from 1 to {len(found)} that is not taken")
        if taken & {*team.members} or len({*team.members}) < len(team.members):
            record.refuse(74 if new else 37, "players who are in no other team")
        taken.update(team.members)
        teams[team.number] = team
    return dict(sorted(teams.items()))


def _by_city(rows: Rows, teams: dict[int, Team]) -> Rows:
    """In an individual event a team record says whom its players play for."""
    city = {member: team.name for team in teams.values() for member in team.members}
    return {
        number: replace(row, player=replace(row.player, city=city.get(number, "")))
        for number, row in rows.items()
    }

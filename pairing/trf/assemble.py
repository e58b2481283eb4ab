"""From the records of a file to the event they tell: competitors, rounds played, absences of rounds to come.

A round has been played, or is being played, if anybody had an opponent in it, a bye from the pairing or a
forfeit.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from pairing.model import Absence, Bye, ByeKind, ByePoints, Event, Match, Regulations, Round, Team
from pairing.results import bye_points
from pairing.trf.fields import Record, Unreadable
from pairing.trf.games import Rows, bye_kind, individual_round, rounds_played
from pairing.trf.header import Records
from pairing.trf.matches import Lineups, team_round
from pairing.trf.report import Broken
from pairing.trf.rows import column
from pairing.trf.team_records import (
    Forfeited,
    Known,
    PairingByes,
    Seats,
    read_acceleration,
    read_adjustment,
    read_byes,
    read_forfeited,
    read_pairing_byes,
    read_prohibition,
    read_seats,
)


class Asked(NamedTuple):
    """A bye asked for, and the record that says so."""

    record: Record
    absence: Absence


class Played(NamedTuple):
    """What the file says about the rounds, apart from the players' records."""

    asked: list[Asked]
    forfeited: list[Forfeited]
    seats: dict[tuple[int, int], Seats]
    pairing_byes: PairingByes | None


def assemble(records: Records, rows: Rows, teams: dict[int, Team], regulations: Regulations) -> Event:
    """Put the event together.

    Raises:
        Unreadable: the records contradict each other.
    """
    of_teams = regulations.system.of_teams
    if of_teams and not teams:
        raise Unreadable(Broken(0, 0, "at least one team (record 310)"))
    competitors, what = (teams, "team") if of_teams else (rows, "player")
    known = Known(competitors, rows, regulations.rounds, what)
    played = _played(records, known)
    last = _last_round(rows, played)
    _check_rounds(rows, regulations.rounds)
    if of_teams and not regulations.board_colors:
        boards = _boards(rows, teams, played.seats.values())
        regulations = replace(regulations, boards=boards, board_colors=("WB" * boards)[:boards])
    regulations = replace(
        regulations,
        rounds=regulations.rounds or last,
        pab=_worth(regulations, played.pairing_byes),
        prohibited=tuple(read_prohibition(record, known) for record in records.get("260", [])),
        accelerations=tuple(read_acceleration(record, known) for record in records.get("250", [])),
    )
    if of_teams:
        teams = _with_guests(teams, played.seats.values())
        rounds = _team_rounds(rows, teams, regulations, played, last)
    else:
        rounds = _individual_rounds(rows, played, last)
    return Event(
        regulations,
        tuple(teams.values()),
        tuple(row.player for row in rows.values()),
        rounds,
        tuple(_absences(records, rows, played, last, of_teams=of_teams)),
        tuple(read_adjustment(record, known) for record in records.get("299", [])),
    )


def _played(records: Records, known: Known) -> Played:
    asked = [
        Asked(record, absence) for record in records.get("240", []) for absence in read_byes(record, known)
    ]
    forfeited = [read_forfeited(record, known) for record in records.get("330", [])]
    seats: dict[tuple[int, int], Seats] = {}
    for record in records.get("300", []):
        one = read_seats(record, known)
        if (one.round, one.team) in seats:
            record.refuse(9, f"one record 300 for team {one.team} in round {one.round}")
        seats[one.round, one.team] = one
    listed = records.get("320", [])
    if len(listed) > 1:
        listed[1].refuse(1, "record 320 no more than once")
    return Played(asked, forfeited, seats, read_pairing_byes(listed[0], known) if listed else None)


def _worth(regulations: Regulations, found: PairingByes | None) -> ByePoints | None:
    """What the file gives for the pairing-allocated bye, None if that is what the rules give."""
    worth = found.worth if found else regulations.pab
    return None if worth == bye_points(ByeKind.PAIRING, replace(regulations, pab=None)) else worth


def _with_guests(teams: dict[int, Team], seats: Iterable[Seats]) -> dict[int, Team]:
    """Add to a team whoever sat for it (record 300) and is in no team."""
    members = {number: list(team.members) for number, team in teams.items()}
    placed = {member for team in teams.values() for member in team.members}
    for one in seats:
        for player in one.players:
            if player and player not in placed:
                placed.add(player)
                members[one.team].append(player)
    return {number: replace(team, members=tuple(members[number])) for number, team in teams.items()}


def _last_round(rows: Rows, played: Played) -> int:
    last = max((one.round for one in played.forfeited), default=0)
    byes = max(played.pairing_byes.teams, default=0) if played.pairing_byes else 0
    return max(rounds_played(rows), last, byes)


def _check_rounds(rows: Rows, rounds: int) -> None:
    for row in rows.values():
        if rounds and len(row.entries) > rounds:
            row.record.refuse(column(rounds + 1), f"no more than {rounds} rounds (record 142)")


def _boards(rows: Rows, teams: dict[int, Team], seats: Iterable[Seats]) -> int:
    """How many boards a match has where record 352 is silent: as many as were filled, else as members."""
    filled = max((len(one.players) for one in seats), default=0)
    for team in teams.values():
        entries = [rows[member].entries for member in team.members]
        for round_ in range(max((len(one) for one in entries), default=0)):
            count = sum(
                one[round_].opponent != 0 or one[round_].mark == "+" for one in entries if round_ < len(one)
            )
            filled = max(filled, count)
    return filled or max((len(team.members) for team in teams.values()), default=0) or 1


def _team_rounds(
    rows: Rows, teams: dict[int, Team], regulations: Regulations, played: Played, last: int
) -> tuple[Round, ...]:
    team_of = {member: team.number for team in teams.values() for member in team.members}
    lineups = Lineups(rows, teams, team_of, played.seats, regulations.board_colors, regulations.boards)
    rounds = []
    for number in range(1, last + 1):
        matches = team_round(lineups, number, [one for one in played.forfeited if one.round == number])
        byes = {}
        if played.pairing_byes is None:
            byes = _byes_by_letter(rows, teams, number)
        elif pab := played.pairing_byes.teams.get(number):
            _check_free(played.pairing_byes.record, 11 + 4 * number, pab, matches)
            byes[pab] = ByeKind.PAIRING
        rounds.append(_round(number, matches, byes, played.asked))
    return tuple(rounds)


def _byes_by_letter(rows: Rows, teams: dict[int, Team], round_: int) -> dict[int, ByeKind]:
    """The pairing-allocated bye of a round where there is no record 320: its players have a U."""
    byes: dict[int, ByeKind] = {}
    for team in teams.values():
        marked = [rows[member] for member in team.members if rows[member].entry(round_).mark == "U"]
        if marked and byes:
            expected = f"one team with the pairing-allocated bye in round {round_}"
            marked[0].record.refuse(column(round_), expected)
        if marked:
            byes[team.number] = ByeKind.PAIRING
    return byes


def _individual_rounds(rows: Rows, played: Played, last: int) -> tuple[Round, ...]:
    rounds = []
    for number in range(1, last + 1):
        matches, byes = individual_round(rows, number)
        rounds.append(_round(number, matches, {bye.competitor: bye.kind for bye in byes}, played.asked))
    return tuple(rounds)


def _round(number: int, matches: tuple[Match, ...], byes: dict[int, ByeKind], asked: list[Asked]) -> Round:
    for record, absence in asked:
        if absence.round == number:
            _check_free(record, 11, absence.competitor, matches)
            if byes.setdefault(absence.competitor, absence.kind) is not absence.kind:
                record.refuse(5, f"one bye for competitor {absence.competitor} in round {number}")
    return Round(number, matches, tuple(Bye(*bye) for bye in sorted(byes.items(), key=_competitor)))


def _competitor(bye: tuple[int, ByeKind]) -> int:
    return bye[0]


def _check_free(record: Record, at: int, competitor: int, matches: tuple[Match, ...]) -> None:
    if any(competitor in (match.white, match.black) for match in matches):
        record.refuse(at, f"competitors without an opponent; {competitor} has one")


def _absences(records: Records, rows: Rows, played: Played, last: int, *, of_teams: bool) -> list[Absence]:
    """The byes asked for in rounds to come: records 240, XXZ, and players' own records in an individual
    event.
    """
    absences = {(absence.round, absence.competitor): absence.kind for _, absence in played.asked}
    for record in records.get("XXZ", []):
        for word in record.words(5).split():
            number = int(word) if word.isdecimal() else 0
            if number not in rows:
                record.refuse(5, "starting ranks of players of this file")
            absences[last + 1, number] = ByeKind.ZERO
    if not of_teams:
        for number, row in rows.items():
            for round_ in range(last + 1, len(row.entries) + 1):
                if row.entry(round_).mark:
                    absences[round_, number] = bye_kind(row.entry(round_))
    return [
        Absence(round_, competitor, kind)
        for (round_, competitor), kind in sorted(absences.items(), key=lambda one: one[0])
        if round_ > last
    ]

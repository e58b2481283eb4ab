"""The records of teams and of rounds beside the players': 013, 240, 250, 260, 299, 300, 310, 320, 330.

Each function reads one kind of record; what they mean together is for `pairing.trf.games`.
"""

from collections.abc import Container
from typing import NamedTuple

from pairing.model import (
    Absence,
    Acceleration,
    Adjustment,
    ByeKind,
    ByePoints,
    Forfeit,
    Prohibition,
    Team,
)
from pairing.trf.fields import Record


class Seats(NamedTuple):
    """A record 300: who sat on the boards of a team in a round, 0 where nobody did."""

    record: Record
    round: int
    team: int
    opponent: int
    players: tuple[int, ...]


class Forfeited(NamedTuple):
    """A record 330: a match decided without play."""

    record: Record
    round: int
    white: int
    black: int
    forfeit: Forfeit


class PairingByes(NamedTuple):
    """A record 320: what the pairing-allocated bye is worth, and who had it, by round."""

    record: Record
    worth: ByePoints | None
    teams: dict[int, int]


class Known(NamedTuple):
    """What the numbers of a file may be: its competitors, its players, its rounds (0: not stated).

    `what` is a competitor: a team or a player.
    """

    competitors: Container[int]
    players: Container[int]
    rounds: int
    what: str


def read_team(record: Record, players: Container[int]) -> Team:
    """Read a record 310."""
    record.blank(4, 8, 41, 47, 54, 61, 68, 72, 73)
    number = record.required(5, 7, "a team's number from 1 to 999")
    record.points(55, 60)
    record.points(62, 67)
    record.number(69, 71, "a rank")
    return Team(
        number,
        name=record.words(9, 40),
        nickname=record.words(42, 46),
        strength=record.number(48, 53, "a strength factor"),
        members=record.known(74, 4, players, "player"),
    )


def read_old_team(record: Record, number: int, players: Container[int]) -> Team:
    """Read a record 013, whose team has the number of its place in the file."""
    return Team(number, name=record.words(5, 36), members=record.known(37, 4, players, "player"))


def read_byes(record: Record, known: Known) -> list[Absence]:
    """Read a record 240."""
    record.blank(4, 6, 10)
    letter = record.words(5, 5).upper()
    if letter not in ("H", "F", "Z"):
        record.refuse(5, "a kind of bye: H, F or Z")
    round_ = record.round(7, 9, known.rounds)
    return [
        Absence(round_, number, ByeKind(letter))
        for number in record.known(11, 4, known.competitors, known.what)
    ]


def read_acceleration(record: Record, known: Known) -> Acceleration:
    """Read a record 250; a blank last round or competitor is the first one."""
    record.blank(4, 9, 14, 18, 22, 27)
    first_round = record.round(15, 17, 0)
    first = record.one(23, 26, known.competitors, known.what)
    last = record.one(28, 31, known.competitors, known.what) if record.words(28, 31) else first
    return Acceleration(
        first_round,
        record.round(19, 21, 0, optional=True) or first_round,
        first,
        last,
        record.points(5, 8),
        record.points(10, 13),
    )


def read_prohibition(record: Record, known: Known) -> Prohibition:
    """Read a record 260; a blank last round is the first one."""
    record.blank(4, 8, 12)
    first_round = record.round(5, 7, 0)
    last_round = record.round(9, 11, 0, optional=True) or first_round
    return Prohibition(first_round, last_round, record.known(13, 4, known.competitors, known.what))


def read_adjustment(record: Record, known: Known) -> Adjustment:
    """Read a record 299; round 0, or the 999 some write, is the event."""
    record.blank(4, 6, 7, 12, 13, 18, 19, 23)
    kind = record.words(5, 5).upper()
    if kind not in ("", "W", "D", "L", "F", "H", "Z", "+", "-"):
        record.refuse(5, "a kind of points: W D L F H Z + - or a blank")
    round_ = record.number(20, 22, "a round")
    return Adjustment(
        record.known(24, 4, known.competitors, known.what),
        record.points(8, 11),
        record.points(14, 17),
        round_ if round_ not in (0, 999) else None,
        kind,
    )


def read_seats(record: Record, known: Known) -> Seats:
    """Read a record 300."""
    record.blank(4, 8, 12, 16)
    record.known(17, 4, known.players, "player")
    return Seats(
        record,
        record.round(5, 7, known.rounds),
        record.one(9, 11, known.competitors, "team"),
        record.one(13, 15, known.competitors, "team"),
        tuple(number for _, number in record.numbers(17, 4, "a player or 0000")),
    )


def read_pairing_byes(record: Record, known: Known) -> PairingByes:
    """Read the record 320."""
    record.blank(4, 9, 14)
    worth = None
    if record.words(5, 8) or record.words(10, 13):
        worth = ByePoints(record.points(5, 8), record.points(10, 13))
    record.known(15, 3, known.competitors, "team")
    teams = {
        1 + (column - 15) // 4: number for column, number in record.numbers(15, 3, "a team or 000") if number
    }
    if known.rounds and max(teams, default=0) > known.rounds:
        record.refuse(15 + 4 * known.rounds, f"no more than {known.rounds} rounds")
    return PairingByes(record, worth, teams)


def read_forfeited(record: Record, known: Known) -> Forfeited:
    """Read a record 330."""
    record.blank(4, 7, 11, 15)
    sign = record.text[4:6]
    if sign not in ("+-", "-+", "--"):
        record.refuse(5, "a kind of forfeit: +-, -+ or --")
    white = record.one(12, 14, known.competitors, "team")
    black = record.one(16, 18, known.competitors, "team")
    if white == black:
        record.refuse(16, "another team")
    return Forfeited(record, record.round(8, 10, known.rounds), white, black, Forfeit(sign))

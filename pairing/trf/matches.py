"""From players' games to matches of teams: who met whom, on which boards, and which team had White.

The line-up of a team is its record 300 for the round, else those of its members who had a game or a board, in
the order of its record 310. The team that has White is the one whose players have the colours of record 352.

>>> Meeting(3, 8).teams
(3, 8)
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pairing.model import Board, Match, Team
from pairing.trf.games import Rows, board
from pairing.trf.rows import NOTHING, Entry, column
from pairing.trf.team_records import Forfeited, Seats


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two teams of one round, the smaller number first."""

    low: int
    high: int

    @property
    def teams(self) -> tuple[int, int]:
        """Both numbers."""
        return self.low, self.high

    @classmethod
    def of(cls, one: int, other: int) -> "Meeting":
        """The meeting of two teams in either order."""
        return cls(min(one, other), max(one, other))


@dataclass(frozen=True, slots=True)
class Lineups:
    """All that says who plays for whom: players' records, teams, records 300, the number and colours of
    boards.
    """

    rows: Rows
    teams: dict[int, Team]
    team_of: dict[int, int]
    seats: dict[tuple[int, int], Seats]
    colors: str
    boards: int

    def of(self, team: int, round_: int) -> tuple[int, ...]:
        """Who sat on the boards of a team in a round, 0 for an empty board."""
        listed = self.seats.get((round_, team))
        if listed is not None:
            return listed.players
        return tuple(
            member for member in self.teams[team].members if _takes_part(self.rows[member].entry(round_))
        )


def _takes_part(entry: Entry) -> bool:
    """A lone - is what some writers give a reserve that rests."""
    return entry.opponent != 0 or entry.mark == "+"


def team_round(lineups: Lineups, round_: int, forfeited: Iterable[Forfeited]) -> tuple[Match, ...]:
    """The matches of a round, in the order of the smaller team numbers.

    Raises:
        Unreadable: a player has no team, or a team meets two others or itself.
    """
    by_record = {Meeting.of(one.white, one.black): one for one in forfeited}
    meetings = _meetings(lineups, round_, by_record)
    matches = []
    for meeting in sorted(meetings, key=lambda meeting: meeting.teams):
        one = by_record.get(meeting)
        boards = _boards(lineups, round_, meeting)
        if one is not None:
            if any(board.played for board in boards):
                one.record.refuse(5, "a match of which no board was played")
            if not any(board.first_player or board.second_player for board in boards):
                boards = ()
            turned = boards if one.white == meeting.low else _turned(boards)
            matches.append(Match(one.white, one.black, turned, one.forfeit))
        elif _low_is_white(lineups, round_, boards):
            matches.append(Match(meeting.low, meeting.high, boards))
        else:
            matches.append(Match(meeting.high, meeting.low, _turned(boards)))
    return tuple(matches)


def _meetings(lineups: Lineups, round_: int, by_record: dict[Meeting, Forfeited]) -> set[Meeting]:
    """Find who met whom, from the records 330, the records 300 and the games."""
    opponents: dict[int, int] = {}
    for meeting, forfeited in by_record.items():
        if not _meet(opponents, *meeting.teams):
            forfeited.record.refuse(12, f"teams with one match in round {round_}")
    for seats in lineups.seats.values():
        if seats.round == round_:
            _check_seats(lineups, seats, opponents)
    for number, row in lineups.rows.items():
        entry = row.entry(round_)
        if entry.opponent:
            home, away = lineups.team_of.get(number), lineups.team_of.get(entry.opponent)
            if home is None or away is None or not _meet(opponents, home, away):
                row.record.refuse(column(round_), "a player of the one team that this player's team meets")
    return {Meeting.of(team, other) for team, other in opponents.items()}


def _check_seats(lineups: Lineups, seats: Seats, opponents: dict[int, int]) -> None:
    """Make sure that a record 300 names the opponent, seats everybody who had one, and nobody twice."""
    if not _meet(opponents, seats.team, seats.opponent):
        seats.record.refuse(13, f"the one opponent of team {seats.team} in round {seats.round}")
    seated = [player for player in seats.players if player]
    if len(set(seated)) < len(seated):
        seats.record.refuse(17, "different players")
    for member in lineups.teams[seats.team].members:
        if lineups.rows[member].entry(seats.round).opponent and member not in seated:
            seats.record.refuse(17, f"player {member} as well, who has an opponent")


def _meet(opponents: dict[int, int], team: int, other: int) -> bool:
    """Note that two teams meet, unless either of them meets another one or itself."""
    if team == other:
        return False
    return opponents.setdefault(team, other) == other and opponents.setdefault(other, team) == team


def _boards(lineups: Lineups, round_: int, meeting: Meeting) -> tuple[Board, ...]:
    """The boards of a match, seen from the team with the smaller number."""
    low, high = (lineups.of(team, round_) for team in meeting.teams)
    pairs = _align(lineups.rows, round_, low, list(high))
    boards = [
        board(_entry(lineups.rows, round_, one), _entry(lineups.rows, round_, other), one, other)
        for one, other in pairs
    ]
    empty = board(NOTHING, NOTHING, 0, 0)
    return tuple(boards + [empty] * (lineups.boards - len(boards) if boards else 0))


def _align(rows: Rows, round_: int, low: Iterable[int], high: list[int]) -> list[tuple[int, int]]:
    """Seat two line-ups opposite each other. Opponents sit together; who has none faces an empty board or
    another.
    """
    pairs = []
    for one in low:
        entry = _entry(rows, round_, one)
        if entry.opponent:
            while high and not _entry(rows, round_, high[0]).opponent:
                pairs.append((0, high.pop(0)))
            high.remove(entry.opponent)
            pairs.append((one, entry.opponent))
        elif high and _may_face(entry, _entry(rows, round_, high[0])):
            pairs.append((one, high.pop(0)))
        else:
            pairs.append((one, 0))
    return pairs + [(0, other) for other in high if not _entry(rows, round_, other).opponent]


def _entry(rows: Rows, round_: int, player: int) -> Entry:
    return rows[player].entry(round_) if player else NOTHING


def _may_face(entry: Entry, other: Entry) -> bool:
    return not other.opponent and not (entry.mark == other.mark == "+")


def _turned(boards: tuple[Board, ...]) -> tuple[Board, ...]:
    return tuple(Board(one.second, one.first, one.second_player, one.first_player) for one in boards)


def _low_is_white(lineups: Lineups, round_: int, boards: tuple[Board, ...]) -> bool:
    """Whether the smaller number has White: by the first board whose colour is known, else by default."""
    colors = lineups.colors or "WB"
    for index, one in enumerate(boards):
        color = _entry(lineups.rows, round_, one.first_player).color.upper()
        if color:
            return color == colors[index % len(colors)]
        color = _entry(lineups.rows, round_, one.second_player).color.upper()
        if color:
            return color != colors[index % len(colors)]
    return True

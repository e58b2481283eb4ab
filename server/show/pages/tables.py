"""What the tables of a page need that the public fold does not hold itself: who met whom, and how it went.

table = crosstable(event)
table.cells[row, column]     the meetings of two teams, from the row's side
"""

from collections.abc import Iterator
from dataclasses import dataclass

from server.core.ids import MatchId, TeamId
from server.protocol.messages import MatchView, TeamView
from server.show.event import PublicEvent, PublicRound


@dataclass(frozen=True, slots=True)
class Meeting:
    """A match from one team's side; points are half-points of the boards that are done."""

    round: int
    match: MatchId
    opponent: TeamId
    own: int
    other: int
    finished: bool

    @property
    def outcome(self) -> str:
        """`won`, `drawn` or `lost`; `open` while a board is not done."""
        if not self.finished:
            return "open"
        return "won" if self.own > self.other else "lost" if self.own < self.other else "drawn"


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Every team against every other; rows and columns in the order of the standings."""

    teams: list[TeamView]
    cells: dict[tuple[TeamId, TeamId], list[Meeting]]


def meetings(event: PublicEvent) -> Iterator[tuple[TeamId, Meeting]]:
    """Every published match twice, once from each side, round by round."""
    for played in event.rounds:
        for match in played.matches:
            yield from _both(event, played.number, match)


def _both(event: PublicEvent, number: int, match: MatchView) -> Iterator[tuple[TeamId, Meeting]]:
    score = event.score(match)
    finished = score.done == score.boards
    yield match.white, Meeting(number, match.id, match.black, score.white, score.black, finished)
    yield match.black, Meeting(number, match.id, match.white, score.black, score.white, finished)


def results_of(event: PublicEvent, team: TeamId) -> list[Meeting]:
    """A team's matches so far, round by round."""
    return [meeting for own, meeting in meetings(event) if own == team]


def crosstable(event: PublicEvent) -> CrossTable:
    """The cross table; teams by pairing number until there are standings."""
    ranked = [event.teams[row.team] for row in event.standings]
    teams = ranked or sorted(event.teams.values(), key=lambda team: team.number)
    cells: dict[tuple[TeamId, TeamId], list[Meeting]] = {}
    for team, meeting in meetings(event):
        cells.setdefault((team, meeting.opponent), []).append(meeting)
    return CrossTable(teams, cells)


def is_over(event: PublicEvent) -> bool:
    """Whether the last round is closed: then the standings are final."""
    return bool(event.rounds) and event.rounds[-1].closed and len(event.rounds) == event.round_count


def progress(event: PublicEvent, played: PublicRound) -> tuple[int, int]:
    """How many games of the round are done, and of how many."""
    scores = [event.score(match) for match in played.matches]
    return sum(score.done for score in scores), sum(score.boards for score in scores)

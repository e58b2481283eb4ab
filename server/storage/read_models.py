"""Results and standings as tables that other programs may read, each row with the journal position it shows.

They are written right after the event they show, off the game's path, and can be rebuilt from the journal.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from server.core.ids import EndReason, GameId, MatchId, PersonId, Seq, TeamId
from server.storage.journal import Journal


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One finished board; points are half-points, `seq` is where its end stands in the journal."""

    game: GameId
    round: int
    match: MatchId
    board: int
    white: PersonId
    black: PersonId
    white_points: int
    black_points: int
    reason: EndReason
    seq: Seq


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One team's line; points are half-points, tie-breaks a JSON object of exact decimals by code."""

    team: TeamId
    rank: int
    played: int
    wins: int
    draws: int
    losses: int
    match_points: int
    game_points: int
    tiebreaks: str


async def write(
    journal: Journal,
    results: Sequence[ResultRow],
    standings: Sequence[StandingRow],
    seq: Seq,
    *,
    anew: bool = False,
) -> None:
    """Replace the rows of these games, and the whole standings by what is true at `seq`.

    `anew` forgets the results of all other games.

    Raises:
        sqlite3.Error: nothing was changed.
    """
    await journal.run(
        [
            ("DELETE FROM result", [()] if anew else []),
            (
                "INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [astuple(row) for row in results],
            ),
            ("DELETE FROM standing", [()]),
            (
                "INSERT INTO standing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(*astuple(row), seq) for row in standings],
            ),
        ]
    )

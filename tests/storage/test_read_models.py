"""Results and standings as tables for other programs."""

from dataclasses import astuple, replace
from pathlib import Path

import aiosqlite

from server.core.ids import EndReason, GameId, MatchId, PersonId, Seq, TeamId
from server.storage import read_models
from server.storage.journal import Journal
from server.storage.read_models import ResultRow, StandingRow
from tests.storage.builders import rows

RESULT = ResultRow(
    GameId("r1m1b1"), 1, MatchId("r1m1"), 1, PersonId("p1"), PersonId("p2"), 2, 0, EndReason.CHECKMATE, Seq(7)
)
FIRST = StandingRow(TeamId("t1"), 1, 1, 1, 0, 0, 4, 5, '{"MPVGP": "2.5"}')
SECOND = StandingRow(TeamId("t2"), 2, 1, 0, 0, 1, 0, 3, '{"MPVGP": "1.5"}')


async def test_rows_are_replaced_and_stamped_with_the_position_they_show(
    journal: Journal, connection: aiosqlite.Connection, path: Path
) -> None:
    await read_models.write(journal, [RESULT], [FIRST, SECOND], Seq(7))
    assert rows(path, "SELECT * FROM result") == [astuple(RESULT)]
    assert rows(path, "SELECT * FROM standing ORDER BY rank") == [(*astuple(FIRST), 7), (*astuple(SECOND), 7)]
    corrected = replace(RESULT, white_points=1, black_points=1, reason=EndReason.AGREEMENT, seq=Seq(9))
    await read_models.write(journal, [corrected], [SECOND], Seq(9))
    assert rows(path, "SELECT * FROM result") == [astuple(corrected)]
    assert rows(path, "SELECT * FROM standing") == [(*astuple(SECOND), 9)]


async def test_results_of_other_games_stay(journal: Journal, path: Path) -> None:
    await read_models.write(journal, [RESULT], [], Seq(7))
    other = replace(RESULT, game=GameId("r1m1b2"), board=2, seq=Seq(8))
    await read_models.write(journal, [other], [], Seq(8))
    assert rows(path, "SELECT game, seq FROM result ORDER BY game") == [("r1m1b1", 7), ("r1m1b2", 8)]

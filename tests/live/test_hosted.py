"""An event's folder: written once, opened again as it was, and let go of when it cannot be used."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from server.core.commands import OfferDraw, PlayMove
from server.core.ids import EventId, GameId, Phase, Side
from server.live.hosted import EVENT_DB, PEOPLE_DB, HostedEvent, NoEventError
from server.live.opening import create, opening
from server.protocol import messages as wire
from server.storage.database import EventInUseError, NewerDatabaseError
from tests.live.by_hand import HandHours, by_hand
from tests.live.stage import (
    FIRST,
    REGULATIONS,
    SECOND,
    TITLE,
    Stage,
    accepted,
    cities,
    meddle,
    opened,
    playing,
    rows,
    staged,
)


def public(stage: Stage) -> tuple[wire.EventSnapshot, dict[GameId, wire.GameSnapshot]]:
    """Everything that everybody sees."""
    event = stage.hosted.release.event
    return event.snapshot(), {game: board.snapshot(f"game:{game}") for game, board in event.games.items()}


def let_go(folder: Path) -> bool:
    """Whether nobody has the folder's databases open any more."""
    return not list(folder.glob("*-wal"))


def with_version(path: Path, version: int) -> None:
    """Let the database say which schema it has."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA user_version = {version}")


# Again as it was -----------------------------------------------------------------------------------------


@by_hand
async def test_an_event_comes_back_as_everybody_saw_it(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours, teams=4) as stage:
        await stage.play("f2f3 e7e5 g2g4 d8h4")
        await stage.draw_rest()
        accepted(await stage.close_round())
        accepted(await stage.publish(2))
        second = GameId("r2m1b1")
        await stage.start(second)
        await stage.play("e2e4 e7e5 g1f3", second)
        accepted(await stage.sent(OfferDraw(Side.WHITE), second))
        hours.advance(2_500)
        await stage.hosted.suspend()
        before = public(stage)
    async with opened(stage.folder, hours) as again:
        assert again.hosted.id == EventId("cup")
        for game in before[1]:
            await again.hosted.recall(game)
        assert public(again) == before
        assert again.game(second).offer is Side.WHITE


@by_hand
async def test_rooms_go_on_with_greater_versions_after_a_restart(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        await stage.play("e2e4")
        seen = stage.room().version
    async with opened(stage.folder, hours) as again:
        assert again.room().version > seen  # the clocks were stopped
        again.arrive()
        ear = again.listen(again.room())
        hours.advance(10_000)
        assert (await ear.hears(wire.ClocksResumed)).v > again.hosted.release.event.version


@by_hand
async def test_long_finished_games_are_read_back_when_somebody_asks(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours, teams=4) as stage:
        await stage.play("e2e4 e7e5")
        await stage.draw_rest()
        accepted(await stage.close_round())
        accepted(await stage.publish(2))
    async with opened(stage.folder, hours) as again:
        hosted, board = again.hosted, again.hosted.release.event.games[FIRST]
        assert [hosted.lacks_moves(game) for game in (FIRST, SECOND, GameId("r2m1b1"))] == [True, True, False]
        assert (board.moves, board.phase, board.result) == ([], Phase.ENDED, wire.Result(white=1, black=1))
        for _ in range(2):
            await hosted.recall(FIRST)
            assert [move.san for move in board.moves] == ["e4", "e5"]
            assert (board.clocks.white, board.clocks.black) == (62_000, 62_000)
        assert [hosted.lacks_moves(game) for game in (FIRST, SECOND)] == [False, True]


@by_hand
async def test_games_of_the_newest_round_keep_their_moves_though_they_are_over(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours) as stage:
        await stage.play("e2e4 e7e5")
        await stage.draw_rest()
    async with opened(stage.folder, hours) as again:
        assert not again.hosted.lacks_moves(FIRST)
        assert len(again.game().moves) == 2


@by_hand
async def test_an_event_is_over_when_its_last_round_is_closed(hours: HandHours, tmp_path: Path) -> None:
    async with staged(tmp_path, hours, teams=4) as stage:
        seen = [stage.hosted.over()]
        for number in (1, 2, 3):
            accepted(await stage.publish(number))
            await stage.draw_rest()
            seen.append(stage.hosted.over())
            accepted(await stage.close_round(number))
            seen.append(stage.hosted.over())
        assert seen == [False] * 6 + [True]


@by_hand
async def test_a_folder_may_be_moved_with_its_event(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        await stage.play("e2e4")
    moved = tmp_path / "elsewhere" / "final"
    shutil.move(stage.folder, moved)
    async with opened(moved, hours) as again:
        assert again.hosted.id == EventId("final")
        assert [move.uci for move in again.game().moves] == ["e2e4"]


@by_hand
async def test_after_closing_nobody_holds_the_files(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        moving = stage.sent(PlayMove(Side.WHITE, 0, "e2e4"))
    accepted(moving.result())
    assert let_go(stage.folder)


# Folders that cannot be used -----------------------------------------------------------------------------


@by_hand
async def test_a_folder_without_an_event_is_left_alone(hours: HandHours, tmp_path: Path) -> None:
    with pytest.raises(NoEventError, match="holds no event"):
        await HostedEvent.open(tmp_path, hours)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("kind", [EVENT_DB, PEOPLE_DB])
@by_hand
async def test_an_event_of_a_newer_program_is_refused_and_let_go(
    hours: HandHours, tmp_path: Path, kind: str
) -> None:
    async with staged(tmp_path, hours) as stage:
        folder = stage.folder
    database = folder / kind
    with_version(database, 99)
    with pytest.raises(NewerDatabaseError):
        await HostedEvent.open(folder, hours)
    assert let_go(folder)
    with_version(database, 1)
    async with opened(folder, hours) as again:
        assert len(again.hosted.people.persons) == 7


@by_hand
async def test_a_journal_that_does_not_begin_with_an_opening_is_refused_and_let_go(
    hours: HandHours, tmp_path: Path
) -> None:
    async with staged(tmp_path, hours) as stage:
        folder = stage.folder
    meddle(folder, "DROP TRIGGER event_is_never_removed")
    meddle(folder, "DELETE FROM event")
    with pytest.raises(NoEventError, match="does not begin with the opening"):
        await HostedEvent.open(folder, hours)
    assert let_go(folder)


# Creating ------------------------------------------------------------------------------------------------


@by_hand
async def test_a_new_event_is_one_transaction_and_nobody_has_moved_yet(
    hours: HandHours, tmp_path: Path
) -> None:
    async with staged(tmp_path, hours, teams=2) as stage:
        kinds = [kind for (kind,) in stage.rows("SELECT type FROM event ORDER BY seq")]
        team = ["TeamEntered", "PlayerEntered", "PlayerEntered"]
        assert kinds == ["EventOpened", *team, *team]
        assert stage.hosted.games.running() == []
        assert stage.hosted.director.tournament.rounds == []


@by_hand
async def test_an_event_is_never_created_over_another(hours: HandHours, tmp_path: Path) -> None:
    async with staged(tmp_path, hours) as stage:
        folder = stage.folder
    before = rows(folder, "SELECT hash FROM event")
    with pytest.raises(FileExistsError):
        await create(folder, opening(TITLE, cities(4), REGULATIONS), hours)
    assert rows(folder, "SELECT hash FROM event") == before


@by_hand
async def test_a_second_process_is_kept_out_of_an_open_event(hours: HandHours, tmp_path: Path) -> None:
    async with staged(tmp_path, hours) as stage:
        with pytest.raises(EventInUseError, match="is open in another Twinboards"):
            await HostedEvent.open(stage.folder, hours)
    again = await HostedEvent.open(stage.folder, hours)
    await again.close()


@by_hand
async def test_a_result_that_never_happened_is_forgotten_at_the_next_start(
    hours: HandHours, tmp_path: Path
) -> None:
    async with staged(tmp_path, hours) as stage:
        pass
    meddle(stage.folder, "INSERT INTO result VALUES ('r9m9b9', 9, 'r9m9', 9, 'a', 'b', 2, 0, 'checkmate', 1)")
    async with opened(stage.folder, hours) as again:
        assert again.rows("SELECT * FROM result") == []


@by_hand
async def test_an_opening_that_was_broken_off_leaves_nothing_in_the_way(
    hours: HandHours, tmp_path: Path
) -> None:
    folder = tmp_path / "cup"
    unfinished = tmp_path / ".cup.opening"
    unfinished.mkdir()
    (unfinished / "people.db").write_bytes(b"half a database")
    await create(folder, opening(TITLE, cities(2), REGULATIONS), hours)
    hosted = await HostedEvent.open(folder, hours)
    assert len(hosted.director.tournament.teams) == 2
    await hosted.close()
    assert not unfinished.exists()

"""What leaves for the public: once, in order, into the fold and the rooms alike."""

from pathlib import Path

from server.core.commands import Resign
from server.core.ids import Side
from server.protocol import messages as wire
from tests.live.by_hand import HandHours, by_hand
from tests.live.stage import FIRST, SECOND, accepted, playing


@by_hand
async def test_a_boards_room_tells_of_its_board_and_the_events_room_of_every_end(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours) as stage:
        release = stage.hosted.release
        event, first, second = (
            stage.listen(room) for room in (release.room, release.room_of(FIRST), release.room_of(SECOND))
        )
        await stage.play("e2e4")
        accepted(await stage.sent(Resign(Side.BLACK)))
        moved, ended = await first.hears(wire.Move), await first.hears(wire.GameEnded)
        assert (moved.room, ended.room) == ("game:r1m1b1", "game:r1m1b1")
        assert await event.hears(wire.GameEnded) == ended.model_copy(update={"room": "event"})
        assert second.heard == []
        assert release.event.games[FIRST].result == wire.Result(white=2, black=0)


@by_hand
async def test_a_room_that_is_opened_late_begins_with_the_whole_board(
    hours: HandHours, tmp_path: Path
) -> None:
    async with playing(tmp_path, hours) as stage:
        await stage.play("e2e4 e7e5")
        room = stage.hosted.release.room_of(FIRST)
        assert room is stage.hosted.release.room_of(FIRST)
        assert room.version == stage.room().version
        ear = stage.listen(room)
        room.join(ear, 1)
        snapshot = await ear.hears(wire.GameSnapshot)
        assert [move.san for move in snapshot.moves] == ["e4", "e5"]


@by_hand
async def test_what_the_public_sees_is_what_the_players_see(hours: HandHours, tmp_path: Path) -> None:
    async with playing(tmp_path, hours) as stage:
        hours.advance(900)
        await stage.play("e2e4 e7e5")
        ears = [stage.listen(stage.room()), stage.listen(stage.hosted.release.room_of(FIRST))]
        for room, ear in zip((stage.room(), stage.hosted.release.room_of(FIRST)), ears, strict=True):
            room.join(ear, None)
        players, public = [await ear.hears(wire.GameSnapshot) for ear in ears]
        assert public == players.model_copy(update={"room": "game:r1m1b1"})

"""What a restart and an offer must not change: nobody misses news, and thinking time goes on counting."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path

from server.core.commands import OfferDraw, PlayMove, PublishRound
from server.core.events import Trilingual
from server.core.ids import CommandId, GameId, Millis, Phase, Refusal, Seq, Side
from server.core.regulations import Regulations, TimeControl
from server.exchange import rosters
from server.live import opening
from server.live.gate import Waiting
from server.live.hosted import HostedEvent
from server.live.hours import Hours
from server.protocol import messages as wire
from server.protocol.frame import Frame
from server.storage.journal import SERVER

GAME = GameId("r1m1b1")


class HandMoved(Hours):
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        super().__init__()
        self.instant = super().now()

    def now(self) -> Millis:
        return self.instant

    def pass_by(self, ms: int) -> None:
        self.instant = Millis(self.instant + ms)


class Reader:
    """A line that keeps what is written to it."""

    held = 0

    def __init__(self) -> None:
        self.frames: list[Frame] = []

    def write(self, frame: Frame) -> None:
        self.frames.append(frame)


async def opened(folder: Path, hours: Hours) -> HostedEvent:
    """A new event with its first round out and the players of the first game there."""
    roster = resources.files("server.exchange").joinpath("twin_cities.csv").read_bytes()
    regulations = Regulations(5, 4, TimeControl(Millis(180_000), Millis(2_000)))
    begun = opening.opening(Trilingual("т", "t", "t"), rosters.read(roster, 4), regulations)
    await opening.create(folder, begun, hours)
    hosted = await HostedEvent.open(folder, hours)
    await hosted.director.act(PublishRound(1), SERVER, CommandId("opening"), hours.now())
    game = hosted.games.game(GAME)
    assert game is not None
    for person in game.players.values():
        hosted.games.arrive(person)
    return hosted


@asynccontextmanager
async def killed_and_started_again(
    hosted: HostedEvent, folder: Path, hours: Hours
) -> AsyncIterator[HostedEvent]:
    """The event as another process finds it after a kill: from its files as they are on disk now."""
    shutil.copytree(folder / "event", folder / "image")
    await hosted.close()
    again = await HostedEvent.open(folder / "image", hours)
    try:
        yield again
    finally:
        await again.close()


async def submit(hosted: HostedEvent, hours: Hours, command: PlayMove | OfferDraw) -> Seq | Refusal:
    answer: asyncio.Future[Seq | Refusal] = asyncio.get_running_loop().create_future()
    game = hosted.games.game(GAME)
    assert game is not None
    by = game.players[command.side]
    hosted.games.submit(GAME, Waiting(command, hours.now(), by, answer=answer.set_result))
    async with asyncio.timeout(5):
        return await answer


def moves(hosted: HostedEvent) -> list[tuple[str, int]]:
    """The game's moves and what they cost, in ms."""
    game = hosted.games.game(GAME)
    assert game is not None
    return [(move.uci, move.spent) for move in game.moves]


async def test_an_offer_gives_back_no_thinking_time(tmp_path: Path) -> None:
    hours = HandMoved()
    hosted = await opened(tmp_path / "event", hours)
    try:
        await submit(hosted, hours, PlayMove(Side.WHITE, 0, "e2e4"))
        hours.pass_by(30_000)
        await submit(hosted, hours, OfferDraw(Side.WHITE))
        hours.pass_by(1_000)
        await submit(hosted, hours, PlayMove(Side.BLACK, 1, "e7e5"))
        assert moves(hosted) == [("e2e4", 0), ("e7e5", 31_000)]
    finally:
        await hosted.close()


async def test_an_offer_before_an_outage_gives_back_no_thinking_time(tmp_path: Path) -> None:
    hours = HandMoved()
    hosted = await opened(tmp_path / "event", hours)
    await submit(hosted, hours, PlayMove(Side.WHITE, 0, "e2e4"))
    hours.pass_by(30_000)
    await submit(hosted, hours, OfferDraw(Side.WHITE))
    async with killed_and_started_again(hosted, tmp_path, hours) as again:
        game = again.games.game(GAME)
        assert game is not None
        assert game.phase is Phase.SUSPENDED
        assert 150_000 <= game.clocks.black <= 150_500


async def test_who_missed_the_last_news_before_an_outage_gets_the_whole_game(tmp_path: Path) -> None:
    hours = HandMoved()
    hosted = await opened(tmp_path / "event", hours)
    seen = await submit(hosted, hours, PlayMove(Side.WHITE, 0, "e2e4"))
    await submit(hosted, hours, PlayMove(Side.BLACK, 1, "e7e5"))
    assert not isinstance(seen, Refusal)
    async with killed_and_started_again(hosted, tmp_path, hours) as again:
        game = again.games.game(GAME)
        assert game is not None
        room, reader = again.games.room_for(GAME, game.players[Side.WHITE]), Reader()
        assert room is not None
        room.join(reader, seen)
        [snapshot] = [wire.parse_server(frame.payload) for frame in reader.frames]
        assert isinstance(snapshot, wire.GameSnapshot)
        assert [move.uci for move in snapshot.moves] == ["e2e4", "e7e5"]


async def test_who_missed_a_round_act_before_an_outage_gets_the_whole_event(tmp_path: Path) -> None:
    hours = HandMoved()
    hosted = await opened(tmp_path / "event", hours)
    async with killed_and_started_again(hosted, tmp_path, hours) as again:
        reader = Reader()
        again.release.room.join(reader, 1)  # seen before the round was published
        [snapshot] = [wire.parse_server(frame.payload) for frame in reader.frames]
        assert isinstance(snapshot, wire.EventSnapshot)
        assert [played.round for played in snapshot.played] == [1]

"""An event on a real disk for the tests of what runs, and somebody who listens to its rooms."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TypeVar

from server.core.commands import (
    AcceptDraw,
    CloseRound,
    GameCommand,
    OfferDraw,
    PlayMove,
    PublishRound,
    Resign,
)
from server.core.events import Trilingual
from server.core.game import Game
from server.core.ids import CommandId, GameId, Millis, PersonId, Refusal, Seq, Side
from server.core.regulations import Regulations, TimeControl
from server.exchange.rosters import City, Entrant
from server.live.gate import Waiting
from server.live.hosted import EVENT_DB, HostedEvent
from server.live.opening import create, opening
from server.protocol.frame import Frame
from server.protocol.messages import Message, parse_server
from server.show.rooms import Room
from server.storage import database
from server.storage.journal import SERVER
from tests.live.by_hand import HandHours

ARBITER = PersonId("a1")
CONTROL = TimeControl(Millis(60_000), Millis(2_000))
REGULATIONS = Regulations(rounds=3, boards=2, time_control=CONTROL, resume_countdown=Millis(10_000))
TITLE = Trilingual("Дружба", "友谊", "Friendship")
FIRST, SECOND = GameId("r1m1b1"), GameId("r1m1b2")

Kind = TypeVar("Kind", bound=Message)
Player = PlayMove | OfferDraw | AcceptDraw | Resign


def entrant(team: int, place: int) -> Entrant:
    """A team's player on a board."""
    return Entrant(f"Игрок {team}{place}", f"Player {team}{place}", place, captain=False, full_name=False)


def cities(teams: int, boards: int = 2) -> tuple[City, ...]:
    """Teams with all boards filled."""
    return tuple(
        City(
            Trilingual(f"Город {team}", f"城{team}", f"City {team}"),
            "UTC",
            tuple(
                Entrant(
                    f"Игрок {team}{place}", f"Player {team}{place}", place, captain=False, full_name=False
                )
                for place in range(1, boards + 1)
            ),
        )
        for team in range(1, teams + 1)
    )


class Ear:
    """Somebody in a room who writes down what is said."""

    held = 0

    def __init__(self) -> None:
        self.heard: list[Message] = []
        self._news = asyncio.Event()

    def write(self, frame: Frame) -> None:
        """Take a frame."""
        self.heard.append(parse_server(frame.payload))
        self._news.set()

    async def hears(self, kind: type[Kind]) -> Kind:
        """The next message of a kind; all before it are forgotten."""
        while True:
            while self.heard:
                message = self.heard.pop(0)
                if isinstance(message, kind):
                    return message
            self._news.clear()
            await self._news.wait()


class Stage:
    """An event that is open, and what a test does to it."""

    def __init__(self, hosted: HostedEvent, folder: Path, hours: HandHours) -> None:
        self.hosted = hosted
        self.folder = folder
        self.hours = hours

    def game(self, game: GameId = FIRST) -> Game:
        """A live game."""
        live = self.hosted.games.game(game)
        assert live is not None
        return live

    def room(self, game: GameId = FIRST) -> Room:
        """The players' room of a game."""
        room = self.hosted.games.room_for(game, self.game(game).players[Side.WHITE])
        assert room is not None
        return room

    def listen(self, room: Room) -> Ear:
        """Somebody new in a room, who has seen all that was said."""
        ear = Ear()
        room.join(ear, room.version)
        ear.heard.clear()
        return ear

    def sent(
        self,
        command: GameCommand,
        game: GameId = FIRST,
        *,
        command_id: str | None = None,
        by: PersonId | None = None,
        at: Millis | None = None,
    ) -> "asyncio.Future[Seq | Refusal]":
        """A command on its way; a player's is sent by the player of its side."""
        if by is None:
            by = self.game(game).players[command.side] if isinstance(command, Player) else SERVER
        answer: asyncio.Future[Seq | Refusal] = asyncio.get_running_loop().create_future()
        key = CommandId(command_id) if command_id else None
        arrived = self.hours.now() if at is None else at
        self.hosted.games.submit(game, Waiting(command, arrived, by, key, answer.set_result))
        return answer

    async def play(self, line: str, game: GameId = FIRST) -> None:
        """Play on with these moves in UCI."""
        for uci in line.split():
            live = self.game(game)
            accepted(await self.sent(PlayMove(live.turn, len(live.moves), uci), game))

    async def publish(self, number: int = 1, command_id: str | None = None) -> Seq | Refusal:
        """Publish a round as the arbiter."""
        key = CommandId(command_id or f"publish{number}")
        return await self.hosted.director.act(PublishRound(number), ARBITER, key, self.hours.now())

    async def close_round(self, number: int = 1, command_id: str | None = None) -> Seq | Refusal:
        """Close a round as the arbiter."""
        key = CommandId(command_id or f"close{number}")
        return await self.hosted.director.act(CloseRound(number), ARBITER, key, self.hours.now())

    def arrive(self, game: GameId = FIRST) -> None:
        """Both players of a game open a line."""
        for person in self.game(game).players.values():
            self.hosted.games.arrive(person)

    async def start(self, game: GameId = FIRST) -> None:
        """Both players come, and the game has started."""
        self.arrive(game)
        await self.settled()

    async def draw_rest(self) -> None:
        """Every unfinished game of the newest round is started and agreed drawn."""
        tournament = self.hosted.director.tournament
        for board in tournament.rounds[-1].boards():
            if board.game in tournament.results:
                continue
            await self.start(board.game)
            accepted(await self.sent(OfferDraw(Side.WHITE), board.game))
            accepted(await self.sent(AcceptDraw(Side.BLACK), board.game))

    async def settled(self) -> None:
        """All that was under way is on disk and told, and timers that are due have fired."""
        for _ in range(3):  # a timer fires, a command is decided, its news go round
            await self.hosted.journal.append([])

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What another program reads in the event's database now."""
        return rows(self.folder, query)

    def image(self, name: str) -> Path:
        """The folder as a kill at this instant would leave it."""
        copy = self.folder.parent / name
        shutil.copytree(self.folder, copy)
        return copy


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    """What another program reads in a folder's event database."""
    with closing(database.read_only(folder / EVENT_DB)) as connection:
        return connection.execute(query).fetchall()


def meddle(folder: Path, statement: str) -> None:
    """What another program does to a folder's event database."""
    with closing(sqlite3.connect(folder / EVENT_DB)) as connection, connection:
        connection.execute(statement)


def accepted(answer: Seq | Refusal) -> Seq:
    """The place of a command that was not refused."""
    assert not isinstance(answer, Refusal), answer
    return answer


@asynccontextmanager
async def opened(folder: Path, hours: HandHours) -> AsyncIterator[Stage]:
    """An event that is in a folder already."""
    hosted = await HostedEvent.open(folder, hours)
    try:
        yield Stage(hosted, folder, hours)
    finally:
        await hosted.close()


@asynccontextmanager
async def staged(
    folder: Path, hours: HandHours, teams: int = 2, regulations: Regulations = REGULATIONS
) -> AsyncIterator[Stage]:
    """A new event, open, with no round yet."""
    await create(folder / "cup", opening(TITLE, cities(teams, regulations.boards), regulations), hours)
    async with opened(folder / "cup", hours) as stage:
        yield stage


@asynccontextmanager
async def playing(folder: Path, hours: HandHours, teams: int = 2) -> AsyncIterator[Stage]:
    """A new event whose first round is out and whose first game has started."""
    async with staged(folder, hours, teams) as stage:
        accepted(await stage.publish())
        await stage.start()
        yield stage

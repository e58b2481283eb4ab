"""The far end of a line, scripted by a test: a websocket server that says what the test tells it to.

async with Peer() as peer:
    ...
    connection = await peer.connection()
    await connection.say(hello)
    assert await connection.heard() == Watch(room="play:r1m1b1")
"""

import asyncio
from http import HTTPStatus
from types import TracebackType
from typing import Self

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from clients.link import Link
from server.protocol.messages import (
    ClientMessage,
    Clocks,
    EventId,
    GameId,
    GameSnapshot,
    Hello,
    Message,
    Millis,
    MoveView,
    PersonId,
    Phase,
    Ping,
    Role,
    Seq,
    Side,
    TeamId,
    You,
    encode,
    parse,
)

GAME = GameId("r1m1b1")
ROOM = f"play:{GAME}"
WHITE, BLACK = PersonId("p1"), PersonId("p2")


def hello(
    game: GameId | None = GAME, *, now: int = 1_000_000, person: PersonId = WHITE, protocol: int = 1
) -> Hello:
    """What the server says first to a player, White of `GAME` if nothing else is said."""
    you = You(person=person, role=Role.PLAYER, team=TeamId("khv"), game=game)
    return Hello(protocol=protocol, build="test", event=EventId("demo"), now=Millis(now), you=you)


def clocks(
    running: Side | None = Side.WHITE, *, white: int = 180_000, black: int = 180_000, at: int = 1_000_000
) -> Clocks:
    """Both clocks, three minutes each if nothing else is said."""
    return Clocks(white=white, black=black, running=running, at=Millis(at))


def snapshot(
    *moves: str, v: int = 10, phase: Phase = Phase.RUNNING, game: GameId = GAME, offer: Side | None = None
) -> GameSnapshot:
    """The game after these moves (UCI)."""
    to_move = Side.BLACK if len(moves) % 2 else Side.WHITE
    return GameSnapshot(
        room=f"play:{game}",
        v=Seq(v),
        game=game,
        white=WHITE,
        black=BLACK,
        phase=phase,
        moves=[MoveView(uci=uci, san=uci, spent=0, left=180_000) for uci in moves],
        clocks=clocks(to_move if phase is Phase.RUNNING else None),
        offer=offer,
        result=None,
        reason=None,
    )


class Connection:
    """One connection as the far end sees it."""

    def __init__(self, socket: ServerConnection) -> None:
        self.socket = socket
        self.pings = asyncio.Queue[Ping]()
        self._messages = asyncio.Queue[ClientMessage]()

    async def read(self) -> None:
        """Sort what comes in until the connection ends."""
        try:
            async for payload in self.socket:
                assert isinstance(payload, str), "messages are text frames"
                message = parse(payload.encode())
                if isinstance(message, Ping):
                    self.pings.put_nowait(message)
                else:
                    self._messages.put_nowait(message)
        except ConnectionClosed:
            pass

    async def heard(self) -> ClientMessage:
        """The next message that is no ping."""
        async with asyncio.timeout(5):
            return await self._messages.get()

    def silent(self) -> bool:
        """Whether nothing is waiting to be heard."""
        return self._messages.empty()

    async def say(self, *messages: Message) -> None:
        """Send these messages."""
        for message in messages:
            await self.socket.send(encode(message), text=True)

    async def drop(self) -> None:
        """Cut the connection without a word, as a killed server does."""
        self.socket.transport.abort()
        await self.socket.wait_closed()


class Peer:
    """A websocket server on a free port of this machine."""

    def __init__(self) -> None:
        self.refuse_with: list[HTTPStatus] = []
        """Answers to the next handshakes, in order; after them connections are accepted."""
        self.authorizations: list[str] = []
        self._connections = asyncio.Queue[Connection]()
        self._server: Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await serve(
            self._accept,
            "127.0.0.1",
            0,
            process_request=self._handshake,
            ping_interval=None,
            close_timeout=0.2,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    @property
    def link(self) -> Link:
        """A link to this server."""
        assert self._server is not None
        port = next(iter(self._server.sockets)).getsockname()[1]
        return Link.parse(f"http://127.0.0.1:{port}/e/demo/enter#secret")

    async def connection(self) -> Connection:
        """The next connection that is made."""
        async with asyncio.timeout(10):
            return await self._connections.get()

    def _handshake(self, connection: ServerConnection, request: Request) -> Response | None:
        assert request.path == "/e/demo/ws"
        self.authorizations.append(request.headers["Authorization"])
        return connection.respond(self.refuse_with.pop(0), "") if self.refuse_with else None

    async def _accept(self, socket: ServerConnection) -> None:
        connection = Connection(socket)
        self._connections.put_nowait(connection)
        await connection.read()

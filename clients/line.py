"""The line to a server: one websocket after another, held open for as long as its owner wishes.

It carries messages and knows nothing of chess: a `Listener` says what to answer. It reconnects by itself
with a growing, jittered pause, notices a dead peer by its own heartbeat, and keeps a reading of the
server's clock that is never ahead of it.

    line = Line(Link.parse(text), Seat())
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(line.run())
        await line.until(lambda: seat.turn() is not None)
"""

import asyncio
import itertools
import secrets
import time
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NoReturn, Protocol

from pydantic import ValidationError
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from clients.link import Link
from server.protocol.messages import (
    PROTOCOL,
    ClientMessage,
    Hello,
    Millis,
    Ping,
    Pong,
    ServerMessage,
    encode,
    parse_server,
)

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 5.0
"""Seconds before the second attempt to connect, and the most it grows to."""
PING_EVERY, PONG_WITHIN = 2_500, 9_000
"""Milliseconds from a pong to the next ping, and from a ping until a silent peer counts as dead."""
OPEN_WITHIN, CLOSE_WITHIN = 5.0, 0.5
"""Seconds for the handshakes at both ends of a connection."""
POLICY_VIOLATION = 1008


class Way(StrEnum):
    """What a tap is told of a connection."""

    OPEN = "open"
    IN = "in"
    OUT = "out"
    CLOSED = "closed"


Tap = Callable[[Way, bytes], None]
"""Sees every frame as it is on the wire, before anything is made of it."""


class LinkRefusedError(Exception):
    """The server does not know this link, or has revoked it."""


class ProtocolError(Exception):
    """One side does not understand the other: trying again would not help."""


class Listener(Protocol):
    """Whoever the line is for."""

    def opened(self) -> None:
        """A new connection stands."""

    def receive(self, message: ServerMessage) -> Sequence[ClientMessage]:
        """Take a message in; what has to be sent in answer."""


def monotonic() -> int:
    """Milliseconds of this machine's monotonic clock."""
    return time.monotonic_ns() // 1_000_000


class ServerClock:
    """The server's clock as far as it is known: a lower bound that is tight to the shortest trip seen.

    A message stamped `now` has been on its way for some time, so the server's clock stands at `now` or
    later when it arrives; of all such bounds since the last `hello` the greatest is the best.
    """

    def __init__(self) -> None:
        self._ahead: int | None = None

    def read(self, now: Millis, received: int, *, anew: bool) -> None:
        """Take a stamp in; `anew` forgets the earlier ones (another process may answer now)."""
        ahead = now - received
        self._ahead = ahead if anew or self._ahead is None else max(self._ahead, ahead)

    def now(self) -> Millis:
        """The server's clock; 0 before it was ever heard."""
        return Millis(0 if self._ahead is None else monotonic() + self._ahead)


def unheard(_way: Way, _payload: bytes) -> None:
    """The tap of a line nobody listens in on."""


class Line:
    """Carries messages between a listener and the server, over as many connections as it takes."""

    def __init__(self, link: Link, listener: Listener, *, tap: Tap = unheard) -> None:
        self.clock = ServerClock()
        self._link = link
        self._listener = listener
        self._tap = tap
        self._socket: ClientConnection | None = None
        self._order = asyncio.Lock()
        self._attempt = 0
        self._pings = itertools.count(1)
        self._due = 0
        self._pinged = False
        self._changed = asyncio.Event()

    async def run(self) -> NoReturn:
        """Connect, carry, and connect again, until cancelled.

        Raises:
            LinkRefusedError: the link does not open anything.
            ProtocolError: the server speaks another language.
        """
        while True:
            try:
                await self._connect()
            except InvalidStatus as refusal:
                if refusal.response.status_code in (401, 403, 404):
                    status = refusal.response.status_code
                    raise LinkRefusedError(
                        f"the server answers {status}: this link opens nothing"
                    ) from refusal
            except (OSError, TimeoutError, InvalidHandshake, EOFError):
                pass  # it is away or starting: the pause below, then again
            longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2**self._attempt)
            self._attempt = min(self._attempt + 1, 10)
            # Jitter, so that a hall of clients does not come back in one instant.
            await asyncio.sleep(longest * (50 + secrets.randbelow(51)) / 100)

    async def send(self, message: ClientMessage) -> None:
        """Send now if the line is open; what must not get lost is the listener's to send again."""
        async with self._order:
            if self._socket is not None:
                await self._write(self._socket, message)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until this holds; it is looked at after every message."""
        while not holds():
            await self._changed.wait()

    async def _connect(self) -> None:
        async with connect(
            self._link.socket_url,
            additional_headers={"Authorization": self._link.authorization},
            open_timeout=OPEN_WITHIN,
            close_timeout=CLOSE_WITHIN,
            ping_interval=None,  # the heartbeat below asks the server's program, not only its websocket
            compression=None,
            proxy=None,
        ) as socket:
            self._tap(Way.OPEN, b"")
            self._listener.opened()
            self._due, self._pinged = monotonic() + PING_EVERY, False
            try:
                await self._read(socket)
            finally:
                self._socket = None
                self._tap(Way.CLOSED, str(socket.close_code).encode())
        if socket.close_code == POLICY_VIOLATION:
            raise ProtocolError(socket.close_reason or "the server refused a message")

    async def _read(self, socket: ClientConnection) -> None:
        while True:
            try:
                async with asyncio.timeout((self._due - monotonic()) / 1000):
                    payload = await socket.recv(decode=False)
            except ConnectionClosed:
                return
            except TimeoutError:
                await self._beat(socket)
            else:
                await self._take(socket, payload)

    async def _beat(self, socket: ClientConnection) -> None:
        """Ask whether the server is there; if it has been asked already and was silent, it is not."""
        if self._pinged:
            # close() would wait for a peer that is not there any more.
            socket.transport.abort()
            self._due += PONG_WITHIN
            return
        self._due, self._pinged = monotonic() + PONG_WITHIN, True
        await self._write(socket, Ping(n=next(self._pings)))

    async def _take(self, socket: ClientConnection, payload: bytes) -> None:
        received = monotonic()
        self._tap(Way.IN, payload)
        message = _understood(payload)
        self._note(message, received)
        if isinstance(message, Hello):
            self._socket = socket
        answers = self._listener.receive(message)
        async with self._order:  # what was owed goes before what is sent from now on
            for answer in answers:
                await self._write(socket, answer)
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def _note(self, message: ServerMessage, received: int) -> None:
        match message:
            case Hello():
                if message.protocol not in (PROTOCOL, PROTOCOL + 1):
                    raise ProtocolError(f"the server speaks protocol {message.protocol}, this is {PROTOCOL}")
                self.clock.read(message.now, received, anew=True)
                self._attempt = 0
            case Pong():
                self.clock.read(message.now, received, anew=False)
                self._due, self._pinged = received + PING_EVERY, False
            case _:
                pass

    async def _write(self, socket: ClientConnection, message: ClientMessage) -> None:
        payload = encode(message)
        self._tap(Way.OUT, payload)
        try:
            async with asyncio.timeout(PONG_WITHIN / 1000):
                await socket.send(payload, text=True)
        except ConnectionClosed:
            pass  # the reader sees it too and connects again
        except TimeoutError:
            socket.transport.abort()  # a peer that does not read is no better than none


def _understood(payload: bytes) -> ServerMessage:
    try:
        return parse_server(payload)
    except ValidationError as error:
        raise ProtocolError("the server sent a message this client does not know") from error

"""A bare websocket line for tests: what is sent and what comes, as JSON."""

import asyncio
import json
import socket
import struct
from collections.abc import Callable
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import websockets
from websockets.asyncio.client import ClientConnection

Facts = dict[str, Any]  # a message's JSON
WAIT = 10.0  # seconds


class Line:
    """One socket; `async with Line(link)` for a person's, `Line(page)` for a spectator's."""

    def __init__(self, address: str, **options: Any) -> None:
        parts = urlsplit(address)
        event = parts.path.split("/")[2]
        self._url = f"ws://{parts.netloc}/e/{event}/ws"
        headers = {"Authorization": f"Bearer {parts.fragment}"} if parts.fragment else {}
        origin = None if parts.fragment else f"http://{parts.netloc}"
        self._options = {"additional_headers": headers, "origin": origin} | options
        self._socket: ClientConnection

    async def __aenter__(self) -> "Line":
        self._socket = await websockets.connect(self._url, **self._options)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()

    async def send(self, message: Facts | str | bytes) -> None:
        """Send a message, or raw text or bytes."""
        await self._socket.send(json.dumps(message) if isinstance(message, dict) else message)

    async def receive(self) -> Facts:
        """The next message."""
        async with asyncio.timeout(WAIT):
            facts: Facts = json.loads(await self._socket.recv())
            return facts

    async def until(self, fits: Callable[[Facts], bool]) -> Facts:
        """The next message that fits; others are passed over."""
        while not fits(message := await self.receive()):
            pass
        return message

    async def kind(self, kind: str) -> Facts:
        """The next message of a kind."""
        return await self.until(lambda message: message["t"] == kind)

    def break_off(self) -> None:
        """Cut the line as a pulled plug behind a router does: with a reset, and no goodbye."""
        line = self._socket.transport.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._socket.transport.abort()

    async def close_code(self) -> int:
        """The code with which the server closes the socket."""
        async with asyncio.timeout(WAIT):
            await self._socket.wait_closed()
        return self._socket.close_code or 0


class Seat(Line):
    """A player's line that has sat down at his board."""

    game: str
    ply: int
    person: str

    async def __aenter__(self) -> "Seat":
        await super().__aenter__()
        hello = await self.receive()
        self.person, self.game = hello["you"]["person"], hello["you"]["game"]
        await self.send({"t": "watch", "room": f"play:{self.game}"})
        self.snapshot = await self.kind("game")
        return self

    async def move(self, uci: str, ply: int, command: str | None = None) -> Facts:
        """Play a move; the answer to it."""
        command = command or f"m{ply}"
        await self.send({"t": "move", "id": command, "game": self.game, "ply": ply, "uci": uci})
        return await self.until(lambda message: message.get("id") == command)

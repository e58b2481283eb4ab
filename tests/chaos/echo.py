"""A websocket that sends every text back, on the server's own wire: what the Autobahn cases ask of a server.

It has no limit but the cases' own, since they send up to 16 MiB.

    python -m tests.chaos.echo 9001
"""

import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

import uvicorn
import uvloop
from starlette.applications import Starlette
from websockets.http11 import Request

from server.core.ids import Millis
from server.protocol.frame import Frame, websocket_bytes
from server.show import wire
from server.show.wire import Services, Visitor, Wire

LONGEST = 16 * 1024 * 1024  # bytes of one message


class Echoed(Frame):
    """Bytes that are no message of ours, ready to be written."""

    def __init__(self, payload: bytes) -> None:
        self.payload, self.wire, self.version = payload, websocket_bytes(payload), None


class Echo:
    """Sends back what it is sent."""

    def opened(self, line: Wire) -> None:
        """Remember where to send it."""
        self._line = line

    def received(self, payload: bytes, _at: Millis) -> None:
        """Send it back."""
        self._line.write(Echoed(payload))

    def caught_up(self) -> None:
        """Nothing was left out."""

    def closed(self) -> None:
        """Nothing is to be tidied up."""


class OpenDoor:
    """Lets everybody in."""

    def admit(self, _request: Request, *, tls: bool) -> Visitor | HTTPStatus:
        """An echo of one's own."""
        return HTTPStatus.FORBIDDEN if tls else Echo()


@asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Services]]:
    """What the wire needs."""
    yield {"wire": Services(OpenDoor(), lambda: Millis(time.monotonic_ns() // 1_000_000))}


async def serve(port: int) -> None:
    """Echo on this port of this machine until told to stop."""
    vars(wire)["MESSAGE_LIMIT"] = LONGEST
    app = Starlette(lifespan=lifespan)
    config = uvicorn.Config(app, port=port, ws=Wire, loop="none", lifespan="on", log_level="warning")
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1])))

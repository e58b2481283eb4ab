"""The websocket class: bytes on one side, text messages and frames on the other.

uvicorn makes one of these for each websocket request (its `ws=` class) and hands it the request's bytes. The
parser, the close codes and the limits are those of the websockets library's sans-I/O protocol. There is no
task and no queue a socket: frames are written as they are, and a reader that is too slow is first passed over
by its rooms and then closed.

What stands behind the socket is a `Visitor`; who may come in is decided by a `Doorkeeper`.
"""

import asyncio
import logging
from collections.abc import Callable, MutableSet
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, Protocol, cast

from uvicorn.config import Config
from uvicorn.server import ServerState
from websockets.exceptions import InvalidHandshake
from websockets.frames import CloseCode, Opcode
from websockets.frames import Frame as WireFrame
from websockets.http11 import Request
from websockets.protocol import State
from websockets.server import ServerProtocol

from server.core.ids import Millis
from server.protocol.frame import Frame
from server.show.rooms import HELD_LIMIT

log = logging.getLogger(__name__)

MESSAGE_LIMIT: Final = 4096  # bytes of one message from a client
PING_INTERVAL: Final = 4.0  # seconds; a peer that does not answer for as long again is gone
SLOW_READER: Final = 10.0  # seconds that a reader may hold up more than HELD_LIMIT
GOODBYE: Final = 0.5  # seconds for the peer to answer a close frame


class Visitor(Protocol):
    """What stands behind an open socket."""

    def opened(self, line: "Wire") -> None:
        """The handshake is done; frames may be written."""

    def received(self, payload: bytes, at: Millis) -> None:
        """A text message arrived, valid UTF-8, at this instant."""

    def caught_up(self) -> None:
        """The line has gone quiet enough for what was passed over."""

    def closed(self) -> None:
        """The socket is gone."""


class Doorkeeper(Protocol):
    """Who may open a socket."""

    def admit(self, request: Request, *, tls: bool) -> Visitor | HTTPStatus:
        """The visitor this request brings, or the status it is turned away with."""


@dataclass(frozen=True, slots=True)
class Services:
    """What every socket needs; it stands in the lifespan state under `wire`."""

    doorkeeper: Doorkeeper
    now: Callable[[], Millis]


class Wire(asyncio.Protocol):
    """One websocket; also a room's `Subscriber`."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],  # as uvicorn hands it over; read once, as `Services`
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self._services: Services = app_state["wire"]
        self._connections: MutableSet[Any] = server_state.connections  # uvicorn's union of its own classes
        self._loop = _loop or asyncio.get_running_loop()
        self._protocol = ServerProtocol(max_size=MESSAGE_LIMIT)
        self._transport: asyncio.Transport
        self._visitor: Visitor | None = None
        self._fragments: list[bytes] = []
        self._timer: asyncio.TimerHandle | None = None
        self._slow: asyncio.TimerHandle | None = None
        self._answered = True

    # Called by the event loop ----------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """uvicorn has handed the connection over."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's has the methods, not the base class
        self._connections.add(self)
        self._transport.set_write_buffer_limits(high=HELD_LIMIT)

    def data_received(self, data: bytes) -> None:
        """Bytes from the peer, with the time of their arrival."""
        at = self._services.now()
        self._protocol.receive_data(data)
        events = self._protocol.events_received()
        self._flush()  # a ping is answered before the message that came with it
        for event in events:
            if isinstance(event, Request):
                self._handshake(event)
            elif isinstance(event, WireFrame):
                self._frame(event, at)

    def eof_received(self) -> None:
        """The peer has closed its half."""
        self._protocol.receive_eof()
        self._flush()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone, one way or another."""
        self._connections.discard(self)
        for timer in (self._timer, self._slow):
            if timer:
                timer.cancel()
        if self._visitor:
            self._visitor.closed()

    def pause_writing(self) -> None:
        """The peer reads too slowly: it has a while to catch up."""
        self._slow = self._loop.call_later(SLOW_READER, self.close, CloseCode.TRY_AGAIN_LATER)

    def resume_writing(self) -> None:
        """The peer has caught up."""
        if self._slow:
            self._slow.cancel()
            self._slow = None
        if self._visitor:
            self._visitor.caught_up()

    # Called by uvicorn -----------------------------------------------------------------------------------

    def shutdown(self) -> None:
        """The server stops: the peer may come back at once (1012)."""
        self.close(CloseCode.SERVICE_RESTART)

    # Called by rooms and visitors ------------------------------------------------------------------------

    @property
    def held(self) -> int:
        """Bytes that the peer has not taken yet."""
        return self._transport.get_write_buffer_size()

    def write(self, frame: Frame) -> None:
        """Write a prebuilt frame."""
        if self._protocol.state is State.OPEN and not self._transport.is_closing():
            self._transport.write(frame.wire)

    def close(self, code: CloseCode, reason: str = "") -> None:
        """Say goodbye with a close code; hang up if the peer does not answer."""
        if self._protocol.state is State.OPEN:
            self._protocol.send_close(code, reason)
            self._flush()
            self._loop.call_later(GOODBYE, self._transport.abort)
        else:
            self._transport.abort()

    # ----------------------------------------------------------------------------------------------------

    def _handshake(self, request: Request) -> None:
        tls = self._transport.get_extra_info("sslcontext") is not None
        try:
            admitted = self._services.doorkeeper.admit(request, tls=tls)
        except Exception:  # the boundary of one handshake
            log.exception("a handshake could not be judged")
            admitted = HTTPStatus.BAD_REQUEST
        if isinstance(admitted, HTTPStatus):
            self._protocol.send_response(self._protocol.reject(admitted, f"{admitted.phrase}\n"))
            self._flush()
            return
        response = self._protocol.accept(request)
        self._protocol.send_response(response)
        self._flush()
        if self._protocol.state is State.OPEN:
            self._visitor = admitted
            admitted.opened(self)
            self._timer = self._loop.call_later(PING_INTERVAL, self._ping)

    def _frame(self, frame: WireFrame, at: Millis) -> None:
        match frame.opcode:
            case Opcode.PONG:
                self._answered = True
            case Opcode.BINARY:
                self.close(CloseCode.UNSUPPORTED_DATA)
            case Opcode.TEXT | Opcode.CONT:
                self._fragments.append(bytes(frame.data))
                if frame.fin:
                    payload = b"".join(self._fragments)
                    self._fragments.clear()
                    self._message(payload, at)
            case _:
                pass  # PING and CLOSE are answered by the protocol itself

    def _message(self, payload: bytes, at: Millis) -> None:
        if self._visitor is None or self._protocol.state is not State.OPEN:
            return
        try:
            payload.decode()
        except UnicodeDecodeError:
            self.close(CloseCode.INVALID_DATA)
            return
        self._visitor.received(payload, at)

    def _ping(self) -> None:
        if self._slow:  # the ping would wait behind what is held; the slow reader has a limit of its own
            self._timer = self._loop.call_later(PING_INTERVAL, self._ping)
            return
        if not self._answered:
            self._transport.abort()
            return
        self._answered = False
        if self._protocol.state is State.OPEN:
            self._protocol.send_ping(b"")
            self._flush()
            self._timer = self._loop.call_later(PING_INTERVAL, self._ping)

    def _flush(self) -> None:
        for chunk in self._protocol.data_to_send():
            if not chunk:
                self._transport.close()
            elif not self._transport.is_closing():
                self._transport.write(chunk)
        if self._protocol.handshake_exc and not isinstance(self._protocol.handshake_exc, InvalidHandshake):
            log.info("a websocket handshake failed: %s", self._protocol.handshake_exc)
            self._transport.close()

"""What stands behind a socket: it follows rooms, and a player's commands go to the games from here.

bytes ─► messages.parse (or close 1008) ─► rooms | games ─► ack or refused, and news by the rooms
"""

import asyncio
import logging
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from typing import Final, assert_never
from urllib.parse import parse_qs

from pydantic import ValidationError
from websockets.frames import CloseCode
from websockets.http11 import Request

from server.core.commands import AcceptDraw, GameCommand, OfferDraw, PlayMove, Resign
from server.core.ids import EventId, GameId, Millis, PersonId, Refusal, Role, Seq, Side
from server.live.gate import Waiting
from server.live.hosted import HostedEvent
from server.live.hours import Hours
from server.protocol import messages as wire
from server.protocol.frame import Frame
from server.show.rooms import Room
from server.show.wire import Visitor, Wire
from server.storage.people import Person
from server.web.auth import bearer, session_cookie, speaks_for
from server.web.origins import Origins

log = logging.getLogger(__name__)

ROOMS_PER_SOCKET: Final = 512
BURST: Final = 600
"""Messages a socket may send at once (a wall of 500 boards watches them all)."""
REFILL: Final = 50
"""Messages a second a socket may send in the long run."""


class Sockets:
    """The doorkeeper of all events' sockets."""

    def __init__(
        self, events: Mapping[EventId, HostedEvent], hours: Hours, origins: Origins, build: str
    ) -> None:
        self._events = events
        self._hours = hours
        self._origins = origins
        self._build = build
        self._seated: dict[tuple[EventId, PersonId], set[Guest]] = {}
        for hosted in events.values():
            hosted.games.seated = partial(self._greet, hosted.id)

    def admit(self, request: Request, *, tls: bool) -> Visitor | HTTPStatus:
        """A guest for `/e/EVENT/ws`: a spectator, or a person by `?as=` and a seat, or by a link token."""
        path, _, query = request.path.partition("?")
        parts = path.strip("/").split("/")
        if len(parts) != 3 or parts[0] != "e" or parts[2] != "ws":
            return HTTPStatus.NOT_FOUND
        hosted = self._events.get(EventId(parts[1]))
        if hosted is None:
            return HTTPStatus.NOT_FOUND
        token = bearer(_joined(request, "Authorization"))
        host = _joined(request, "Host")
        if token is None and not self._origins.same_origin(_joined(request, "Origin"), host, tls=tls):
            return HTTPStatus.FORBIDDEN
        wanted = parse_qs(query).get("as", [None])[0]
        secure = self._origins.secure(host, tls=tls)
        cookie = session_cookie(_joined(request, "Cookie", by="; "), secure=secure)
        person = speaks_for(hosted.people, cookie, token, wanted, self._hours.now())
        if person is None and (wanted is not None or token is not None):
            return HTTPStatus.FORBIDDEN
        return Guest(self, hosted, person)

    def hello(self, hosted: HostedEvent, person: Person | None) -> Frame:
        """The greeting of a socket: the clock, and whom it speaks for."""
        you = None
        if person:
            game = hosted.director.tournament.current_game(person.id)
            you = wire.You(person=person.id, role=person.role, team=person.team, game=game)
        return Frame(
            wire.Hello(
                protocol=wire.PROTOCOL, build=self._build, event=hosted.id, now=self._hours.now(), you=you
            )
        )

    def now(self) -> Millis:
        """The server's clock."""
        return self._hours.now()

    def enter(self, guest: "Guest", person: Person) -> None:
        """A person's socket opened."""
        self._seated.setdefault((guest.hosted.id, person.id), set()).add(guest)
        if person.role is Role.PLAYER:
            guest.hosted.games.arrive(person.id)

    def leave(self, guest: "Guest", person: Person) -> None:
        """A person's socket closed."""
        self._seated[guest.hosted.id, person.id].discard(guest)
        if person.role is Role.PLAYER:
            guest.hosted.games.leave(person.id)

    def _greet(self, event: EventId, person: PersonId) -> None:
        for guest in self._seated.get((event, person), ()):
            guest.greet()


def _joined(request: Request, name: str, by: str = ", ") -> str:
    """A header that may be repeated, as one line (RFC 9110 5.3); two hosts or origins are nobody's."""
    return by.join(request.headers.get_all(name))


class Guest:
    """One socket's visitor: the rooms it follows and the person it speaks for."""

    def __init__(self, sockets: Sockets, hosted: HostedEvent, person: Person | None) -> None:
        self.hosted = hosted
        self._sockets = sockets
        self._person = person
        self._rooms: dict[str, Room] = {}
        self._reading: set[asyncio.Future[None]] = set()
        self._tokens = BURST * 1000  # thousandths of a message
        self._counted: Millis | None = None
        self._line: Wire

    def opened(self, line: Wire) -> None:
        """Say hello."""
        self._line = line
        self.greet()
        if self._person:
            self._sockets.enter(self, self._person)

    def greet(self) -> None:
        """Tell who this socket speaks for and where to sit down now."""
        self._line.write(self._sockets.hello(self.hosted, self._person))

    def closed(self) -> None:
        """Leave all rooms."""
        for room in self._rooms.values():
            room.leave(self._line)
        self._rooms.clear()
        if self._person:
            self._sockets.leave(self, self._person)

    def caught_up(self) -> None:
        """Catch up with every room that had to pass this socket over."""
        for room in self._rooms.values():
            room.caught_up(self._line)

    def received(self, payload: bytes, at: Millis) -> None:
        """Act on a message; one that is not of the wire, or one too many, closes the socket."""
        if not self._has_token(at):
            self._line.close(CloseCode.POLICY_VIOLATION, "too many messages")
            return
        try:
            message = wire.parse(payload)
        except ValidationError:
            self._line.close(CloseCode.POLICY_VIOLATION, "not a message of this protocol")
            return
        try:
            self._act(message, at)
        except Exception:  # the boundary of one socket: it is closed, the others go on
            log.exception("a message of %s failed", self._person.id if self._person else "a spectator")
            self._line.close(CloseCode.INTERNAL_ERROR)

    def _has_token(self, at: Millis) -> bool:
        """Take a token from the socket's bucket; it fills with time."""
        elapsed = at - self._counted if self._counted is not None else 0
        self._counted = at
        self._tokens = min(BURST * 1000, self._tokens + elapsed * REFILL) - 1000
        return self._tokens >= 0

    def _act(self, message: wire.ClientMessage, at: Millis) -> None:
        match message:
            case wire.Ping(n=n):
                self._line.write(Frame(wire.Pong(n=n, now=self._sockets.now())))
            case wire.Watch(room=name, since=since):
                self._watch(name, since)
            case wire.Unwatch(room=name):
                room = self._rooms.pop(name, None)
                if room:
                    room.leave(self._line)
            case wire.MoveCommand() | wire.OfferDraw() | wire.AcceptDraw() | wire.Resign():
                self._command(message, at)
            case _ as unreachable:
                assert_never(unreachable)

    def _watch(self, name: str, since: Seq | None) -> None:
        room = self._find(name)
        if room is None or len(self._rooms) >= ROOMS_PER_SOCKET:
            self._line.close(CloseCode.POLICY_VIOLATION, "no such room for you")
            return
        self._rooms[name] = room
        kind, _, game = name.partition(":")
        if kind == "game" and self.hosted.lacks_moves(GameId(game)):
            reading = asyncio.ensure_future(self.hosted.recall(GameId(game)))
            self._reading.add(reading)
            reading.add_done_callback(self._reading.discard)
            reading.add_done_callback(partial(self._recalled, name, room))
            return
        room.join(self._line, since)
        presence = self.hosted.games.presence(GameId(game), name) if kind != "event" else None
        if presence:
            self._line.write(Frame(presence))

    def _recalled(self, name: str, room: Room, reading: "asyncio.Future[None]") -> None:
        """Join a room whose game had to be read first, unless the guest has gone meanwhile."""
        if not reading.cancelled() and reading.exception():
            log.error("%s could not be read: %s", name, reading.exception())
        elif self._rooms.get(name) is room:
            room.join(self._line, None)

    def _find(self, name: str) -> Room | None:
        kind, _, game = name.partition(":")
        if kind == "event":
            return self.hosted.release.room
        if kind == "play":
            return self.hosted.games.room_for(GameId(game), self._person.id) if self._person else None
        public = self.hosted.release.event
        return self.hosted.release.room_of(GameId(game)) if game in public.games else None

    def _command(
        self, message: wire.MoveCommand | wire.OfferDraw | wire.AcceptDraw | wire.Resign, at: Millis
    ) -> None:
        def answer(answered: Seq | Refusal) -> None:
            reply: wire.Message
            if isinstance(answered, Refusal):
                reply = wire.Refused(id=message.id, code=answered)
            else:
                reply = wire.Ack(id=message.id, v=answered)
            self._line.write(Frame(reply))

        side = self._side(message.game)
        if self._person is None or side is None:
            answer(Refusal.NOT_YOUR_GAME)
            return
        command = _command_of(message, side)
        self.hosted.games.submit(message.game, Waiting(command, at, self._person.id, message.id, answer))

    def _side(self, game: GameId) -> Side | None:
        """The side this socket's person plays in a game of the event."""
        public = self.hosted.release.event.games.get(game)
        if public is None or self._person is None:
            return None
        if self._person.id == public.board.white:
            return Side.WHITE
        return Side.BLACK if self._person.id == public.board.black else None


def _command_of(
    message: wire.MoveCommand | wire.OfferDraw | wire.AcceptDraw | wire.Resign, side: Side
) -> GameCommand:
    match message:
        case wire.MoveCommand(ply=ply, uci=uci):
            return PlayMove(side, ply, uci)
        case wire.OfferDraw():
            return OfferDraw(side)
        case wire.AcceptDraw():
            return AcceptDraw(side)
        case wire.Resign():
            return Resign(side)
        case _ as unreachable:
            assert_never(unreachable)

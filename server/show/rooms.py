"""Rooms: who follows what, and how a reader who was away catches up.

A room numbers its news by journal position and keeps the last of it. A subscriber who says what it has seen
gets all news after that, or one snapshot; never a gap. A subscriber that reads too slowly is passed over and
later given a snapshot, so that it holds up nobody.
"""

from collections import deque
from collections.abc import Callable
from typing import Final, Protocol

from server.protocol.frame import Frame

RING: Final = 256
HELD_LIMIT: Final = 64 * 1024  # bytes waiting for one subscriber before news passes it over


class Subscriber(Protocol):
    """Somebody with a line: what a room needs to know of it."""

    def write(self, frame: Frame) -> None:
        """Hand a frame to the line; never waits."""

    @property
    def held(self) -> int:
        """Bytes handed over and not yet gone."""


class Room:
    """The news of one subject and those who follow it."""

    def __init__(self, snapshot: Callable[[], Frame], version: int = 0) -> None:
        self._take_snapshot = snapshot
        self._snapshot: Frame | None = None  # the newest, until there is news
        self._ring: deque[Frame] = deque(maxlen=RING)
        self._floor = version  # everything after this is in the ring
        self.version = version
        self.subscribers: dict[Subscriber, bool] = {}  # True: passed over, needs a snapshot

    def begin(self, version: int) -> None:
        """Start at this version: what came before is not in the ring, so the snapshot alone tells it."""
        self._snapshot = None
        self._floor = self.version = version

    def publish(self, frame: Frame) -> None:
        """Keep a piece of news and write it to every subscriber."""
        self._snapshot = None
        if frame.version is not None:
            if len(self._ring) == RING:
                self._floor = self._ring[0].version or self._floor
            self._ring.append(frame)
            self.version = frame.version
        for subscriber, behind in self.subscribers.items():
            if behind or subscriber.held > HELD_LIMIT:
                self.subscribers[subscriber] = True
            else:
                subscriber.write(frame)

    def join(self, subscriber: Subscriber, since: int | None) -> None:
        """Bring a subscriber up to date, then keep it so."""
        if subscriber.held > HELD_LIMIT:
            self.subscribers[subscriber] = True
            return
        self.subscribers[subscriber] = False
        if since is not None and self._floor <= since <= self.version:
            for frame in self._ring:
                if (frame.version or 0) > since:
                    subscriber.write(frame)
        else:
            subscriber.write(self._newest())

    def _newest(self) -> Frame:
        if self._snapshot is None:
            self._snapshot = self._take_snapshot()
        return self._snapshot

    def leave(self, subscriber: Subscriber) -> None:
        """Follow the room no longer."""
        self.subscribers.pop(subscriber, None)

    def caught_up(self, subscriber: Subscriber) -> None:
        """The subscriber's line is free again: give it what it was passed over for."""
        if self.subscribers.get(subscriber):
            self.subscribers[subscriber] = False
            subscriber.write(self._newest())

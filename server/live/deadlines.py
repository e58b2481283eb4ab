"""One timer for all deadlines: a heap of instants, and the earliest one armed at the event loop.

A deadline that fires waits 1 ms more: bytes that have arrived by then are read first, and what they say is
judged by the instant of their arrival.
"""

import asyncio
import heapq
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from server.core.ids import Millis

Key = TypeVar("Key", bound=Hashable)

READ_FIRST = Millis(1)


class Deadlines(Generic[Key]):
    """At most one deadline for each key; `due(key, deadline)` is called when it has passed."""

    def __init__(self, now: Callable[[], Millis], due: Callable[[Key, Millis], None]) -> None:
        self._now = now
        self._due = due
        self._heap: list[tuple[Millis, int, Key]] = []
        self._current: dict[Key, tuple[Millis, int]] = {}
        self._count = 0
        self._timer: asyncio.TimerHandle | None = None

    def set(self, key: Key, deadline: Millis | None) -> None:
        """Put the key's deadline in place of the one it had; None takes it away."""
        if deadline is None:
            self._current.pop(key, None)
            return
        self._count += 1
        self._current[key] = (deadline, self._count)
        heapq.heappush(self._heap, (deadline, self._count, key))
        if self._heap[0][1] == self._count:
            self._arm()

    def close(self) -> None:
        """Fire no more."""
        self._current.clear()
        if self._timer:
            self._timer.cancel()

    def _arm(self) -> None:
        if self._timer:
            self._timer.cancel()
        wait = max(0, self._heap[0][0] + READ_FIRST - self._now())
        self._timer = asyncio.get_running_loop().call_later(wait / 1000, self._fire)

    def _fire(self) -> None:
        self._timer = None
        while self._heap and self._heap[0][0] + READ_FIRST <= self._now():
            deadline, count, key = heapq.heappop(self._heap)
            if self._current.get(key) == (deadline, count):
                del self._current[key]
                self._due(key, deadline)
        while self._heap and self._current.get(self._heap[0][2]) != self._heap[0][:2]:
            heapq.heappop(self._heap)
        if self._heap and self._timer is None:
            self._arm()

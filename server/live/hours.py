"""The server's clock: wall time read once, then only the monotonic clock, so that it never jumps."""

import time

from server.core.ids import Millis


class Hours:
    """Tells the time in ms since 1970-01-01 UTC."""

    def __init__(self) -> None:
        wall = time.time_ns()
        self._offset = wall - time.monotonic_ns()

    def now(self) -> Millis:
        """This instant; never less than an answer given before."""
        return Millis((time.monotonic_ns() + self._offset) // 1_000_000)

    def steady(self) -> Millis:
        """Milliseconds of a clock that only tells lengths of time, by which a standstill is noticed."""
        return Millis(time.monotonic_ns() // 1_000_000)

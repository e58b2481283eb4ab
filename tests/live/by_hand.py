"""Time that stands until a test moves it: the server's clock and the event loop's timers both read it.

    @by_hand
    async def test_something(hours: HandHours, tmp_path: Path) -> None:
        ...
        hours.advance(60_000)

Disk and threads are the real ones; only waiting for the hour is not.
"""

import asyncio
import functools
import threading
from collections.abc import Callable, Coroutine
from typing import ParamSpec

from server.core.ids import Millis
from server.live.hours import Hours

PATIENCE = 30.0  # seconds of real time before a test that waits in vain is broken off

Arguments = ParamSpec("Arguments")


class HandHours(Hours):
    """A clock that a test moves."""

    def __init__(self) -> None:
        self._now = Millis(1_000_000)
        self._stood_still = 0

    def now(self) -> Millis:
        """This instant, until it is moved."""
        return self._now

    def advance(self, ms: int) -> None:
        """Let time go by."""
        self._now = Millis(self._now + ms)

    def stand_still(self, ms: int) -> None:
        """Let time go by for everybody but this process."""
        self.advance(ms)
        self._stood_still += ms

    def steady(self) -> Millis:
        """The real machine's, and what the process has slept through."""
        return Millis(super().steady() + self._stood_still)


class HandLoop(asyncio.SelectorEventLoop):
    """An event loop whose timers fire when the hand-moved clock has reached them."""

    def __init__(self, hours: HandHours) -> None:
        self._hours = hours
        super().__init__()

    def time(self) -> float:
        """The loop's time in seconds."""
        return self._hours.now() / 1000


def by_hand(
    test: Callable[Arguments, Coroutine[None, None, None]],
) -> Callable[Arguments, None]:
    """Run a test on a loop whose time is its `hours`."""

    @functools.wraps(test)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        hours = kwargs["hours"]
        assert isinstance(hours, HandHours)
        with asyncio.Runner(loop_factory=lambda: HandLoop(hours)) as runner:
            runner.run(_broken_off_in_the_end(test(*args, **kwargs)))

    return run


async def _broken_off_in_the_end(test: Coroutine[None, None, None]) -> None:
    task = asyncio.current_task()
    assert task is not None
    loop = asyncio.get_running_loop()
    over = threading.Event()

    def watch() -> None:
        while not over.wait(PATIENCE):
            loop.call_soon_threadsafe(task.cancel, "waited in vain")

    threading.Thread(target=watch, daemon=True).start()
    try:
        await test
    finally:
        over.set()

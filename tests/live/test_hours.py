"""The server's clock: it shows the time of day once and then never jumps."""

import time

from server.live.hours import Hours


def test_the_clock_shows_milliseconds_since_1970() -> None:
    before = time.time_ns() // 1_000_000
    now = Hours().now()
    assert before - 1 <= now <= time.time_ns() // 1_000_000 + 1


def test_the_clock_never_goes_back() -> None:
    hours = Hours()
    seen = [hours.now() for _ in range(10_000)]
    assert seen == sorted(seen)

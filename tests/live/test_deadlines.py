"""One timer for all deadlines: none fires early, each fires once, and what was read first is judged first."""

from collections.abc import Iterator

import pytest

from server.core.ids import Millis
from server.live.deadlines import READ_FIRST, Deadlines
from tests.live.by_hand import HandHours, HandLoop


class Watch:
    """Deadlines on a loop that is turned by hand."""

    def __init__(self, hours: HandHours) -> None:
        self.hours = hours
        self.start = hours.now()
        self.fired: list[tuple[str, int]] = []
        self.loop = HandLoop(hours)
        self.deadlines: Deadlines[str] = Deadlines(hours.now, self.due)

    def due(self, key: str, deadline: Millis) -> None:
        self.fired.append((key, deadline - self.start))

    def set(self, key: str, after: int | None) -> None:
        """Set a deadline so many ms after the start."""

        async def inside() -> None:
            self.deadlines.set(key, None if after is None else Millis(self.start + after))

        self.loop.run_until_complete(inside())

    def at(self, instant: int) -> list[tuple[str, int]]:
        """Move to an instant after the start; what has fired since the last look."""
        self.hours.advance(self.start + instant - self.hours.now())
        for _ in range(2):  # the timer fires in one turn of the loop and may be armed for the next
            self.loop.call_soon(self.loop.stop)
            self.loop.run_forever()
        fired, self.fired = self.fired, []
        return fired


@pytest.fixture
def watch(hours: HandHours) -> Iterator[Watch]:
    watch = Watch(hours)
    yield watch
    watch.deadlines.close()
    watch.loop.close()


def test_a_deadline_fires_a_millisecond_after_it_and_once(watch: Watch) -> None:
    watch.set("a", 100)
    assert READ_FIRST == 1
    assert [watch.at(instant) for instant in (99, 100, 101, 200)] == [[], [], [("a", 100)], []]


def test_deadlines_fire_in_their_order_whatever_the_order_of_setting(watch: Watch) -> None:
    for key, after in (("c", 300), ("a", 100), ("b", 200)):
        watch.set(key, after)
    assert [watch.at(instant) for instant in (101, 201, 301)] == [[("a", 100)], [("b", 200)], [("c", 300)]]


def test_deadlines_that_have_all_passed_fire_together_in_their_order(watch: Watch) -> None:
    for key, after in (("b", 200), ("a", 100), ("c", 200)):
        watch.set(key, after)
    assert watch.at(500) == [("a", 100), ("b", 200), ("c", 200)]


@pytest.mark.parametrize("later", [150, 500])
def test_a_key_has_only_its_newest_deadline(watch: Watch, later: int) -> None:
    watch.set("a", 200)
    watch.set("a", later)
    assert [watch.at(instant) for instant in (149, later, later + 1, 900)] == [[], [], [("a", later)], []]


def test_a_deadline_taken_away_does_not_fire(watch: Watch) -> None:
    watch.set("a", 100)
    watch.set("b", 150)
    watch.set("a", None)
    watch.set("never set", None)
    assert [watch.at(instant) for instant in (120, 151)] == [[], [("b", 150)]]


def test_a_deadline_that_has_passed_already_fires_at_once(watch: Watch) -> None:
    watch.set("a", -50)
    assert watch.at(1) == [("a", -50)]


def test_a_deadline_may_be_set_while_another_fires(watch: Watch) -> None:
    def again(key: str, deadline: Millis) -> None:
        watch.due(key, deadline)
        if key == "a":
            watch.deadlines.set("b", Millis(deadline + 50))

    watch.deadlines = Deadlines(watch.hours.now, again)
    watch.set("a", 100)
    watch.set("c", 300)
    assert [watch.at(instant) for instant in (101, 150, 151, 301)] == [
        [("a", 100)],
        [],
        [("b", 150)],
        [("c", 300)],
    ]


def test_nothing_fires_after_the_end(watch: Watch) -> None:
    watch.set("a", 100)
    watch.deadlines.close()
    assert watch.at(200) == []


def test_without_deadlines_there_is_nothing_to_close(watch: Watch) -> None:
    watch.deadlines.close()
    assert watch.at(200) == []

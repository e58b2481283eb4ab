"""Rooms: whoever was away gets all he missed or one snapshot, never a gap; nobody waits for a slow reader."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.protocol.frame import Frame
from server.protocol.messages import (
    EventId,
    GameId,
    Hello,
    Message,
    Millis,
    Presence,
    RoundClosed,
    Seq,
    parse_server,
)
from server.show.rooms import HELD_LIMIT, RING, Room


class Reader:
    """A line that keeps what is written to it, and says how much of it has not gone yet."""

    def __init__(self) -> None:
        self.heard: list[Message] = []
        self.held = 0

    def write(self, frame: Frame) -> None:
        """Take a frame."""
        self.heard.append(parse_server(frame.payload))

    def versions(self) -> list[int]:
        """The versions heard since the last look; a snapshot's is negative."""
        heard, self.heard = self.heard, []
        return [version(message) for message in heard]


def version(message: Message) -> int:
    """A piece of news' version, or a snapshot's as a negative number."""
    if isinstance(message, Hello):
        return -message.protocol
    return message.v if isinstance(message, RoundClosed) else 0


class Subject:
    """A room about something that counts its news."""

    def __init__(self, start: int = 0) -> None:
        self.newest = start
        self.room = Room(self.snapshot, start)

    def snapshot(self) -> Frame:
        """The whole subject at its newest version."""
        whole = Hello(protocol=self.newest, build="", event=EventId("e"), now=Millis(0), you=None)
        return Frame(whole)

    def tell(self, *versions: int) -> None:
        """Publish news."""
        for newest in versions:
            self.newest = newest
            self.room.publish(Frame(RoundClosed(room="event", v=Seq(newest), round=1)))

    def joined(self, since: int | None) -> Reader:
        """Somebody who joins having seen `since`."""
        reader = Reader()
        self.room.join(reader, since)
        return reader


PRESENCE = Frame(Presence(room="game:r1m1b1", game=GameId("r1m1b1"), white=True, black=False))


def test_news_go_to_everybody_in_the_room() -> None:
    subject = Subject()
    readers = [subject.joined(0), subject.joined(0)]
    subject.tell(3, 7)
    assert [reader.versions() for reader in readers] == [[3, 7], [3, 7]]
    assert subject.room.version == 7


def test_a_newcomer_gets_one_snapshot_and_then_news() -> None:
    subject = Subject()
    subject.tell(3, 7)
    reader = subject.joined(None)
    assert reader.versions() == [-7]
    subject.tell(9)
    assert reader.versions() == [9]


@pytest.mark.parametrize(
    ("since", "brought"),
    [
        (0, [3, 7, 12]),
        (2, [3, 7, 12]),
        (3, [7, 12]),
        (5, [7, 12]),
        (11, [12]),
        (12, []),
        (13, [-12]),
        (10**9, [-12]),
    ],
)
def test_who_was_away_gets_what_came_after_and_a_version_of_another_journal_a_snapshot(
    since: int, brought: list[int]
) -> None:
    subject = Subject()
    subject.tell(3, 7, 12)
    assert subject.joined(since).versions() == brought


@pytest.mark.parametrize(("since", "brought"), [(39, [-41]), (40, [41]), (41, [])])
def test_what_was_told_before_the_room_began_is_only_in_the_snapshot(since: int, brought: list[int]) -> None:
    subject = Subject(40)
    subject.tell(41)
    assert subject.joined(since).versions() == brought


def test_a_room_that_begins_anew_forgets_nothing_it_has_not_told() -> None:
    subject = Subject(3)
    subject.newest = 8
    subject.room.begin(8)
    assert [subject.joined(since).versions() for since in (3, 7, 8)] == [[-8], [-8], []]


def test_news_that_left_the_ring_are_replaced_by_a_snapshot() -> None:
    subject = Subject()
    subject.tell(*range(2, 2 * RING + 3, 2))  # one more than the ring holds: 2 has left it
    newest = 2 * RING + 2
    assert subject.joined(0).versions() == [-newest]
    assert subject.joined(1).versions() == [-newest]
    assert subject.joined(2).versions() == list(range(4, newest + 1, 2))
    assert len(subject.joined(3).versions()) == RING


@given(
    told=st.lists(st.integers(1, 5), max_size=2 * RING + 50).map(
        lambda steps: [sum(steps[: place + 1]) for place in range(len(steps))]
    ),
    since=st.none() | st.integers(0, 600),
)
@settings(deadline=None, max_examples=50)
def test_there_is_never_a_gap(told: list[int], since: int | None) -> None:
    subject = Subject()
    subject.tell(*told)
    brought = subject.joined(since).versions()
    if brought == [-subject.newest]:
        assert since is None or since > subject.newest or len([v for v in told if v > since]) > RING
    else:
        assert since is not None
        assert brought == [v for v in told if v > since]


def test_who_left_hears_nothing_more() -> None:
    subject = Subject()
    reader = subject.joined(0)
    subject.room.leave(reader)
    subject.room.leave(reader)
    subject.tell(1)
    subject.room.caught_up(reader)
    assert (reader.versions(), subject.room.subscribers) == ([], {})


# Slow readers --------------------------------------------------------------------------------------------


def test_a_slow_reader_is_passed_over_and_gets_one_snapshot_when_it_has_caught_up() -> None:
    subject = Subject()
    slow, quick = subject.joined(0), subject.joined(0)
    subject.tell(1)
    slow.held = HELD_LIMIT + 1
    subject.tell(2, 3)
    slow.held = 0
    subject.tell(4)  # not before it was brought up to date: that would be a gap
    assert (slow.versions(), quick.versions()) == ([1], [1, 2, 3, 4])
    subject.room.caught_up(slow)
    subject.room.caught_up(quick)
    subject.tell(5)
    assert (slow.versions(), quick.versions()) == ([-4, 5], [5])


def test_a_reader_at_the_limit_is_still_served() -> None:
    subject = Subject()
    reader = subject.joined(0)
    reader.held = HELD_LIMIT
    subject.tell(1)
    assert reader.versions() == [1]


def test_who_joins_while_too_much_is_held_gets_one_snapshot_later() -> None:
    subject = Subject()
    slow = Reader()
    slow.held = HELD_LIMIT + 1
    subject.room.join(slow, 0)
    subject.tell(1, 2)
    assert slow.versions() == []
    slow.held = 0
    subject.room.caught_up(slow)
    assert slow.versions() == [-2]


def test_joining_again_brings_a_slow_reader_up_to_date() -> None:
    subject = Subject()
    slow = subject.joined(0)
    slow.held = HELD_LIMIT + 1
    subject.tell(1, 2)
    slow.held = 0
    subject.room.join(slow, 0)
    subject.tell(3)
    assert slow.versions() == [1, 2, 3]


# Presence ------------------------------------------------------------------------------------------------


def test_presence_is_told_to_who_is_there_and_kept_for_nobody() -> None:
    subject = Subject()
    reader = subject.joined(0)
    subject.tell(1)
    subject.room.publish(PRESENCE)
    assert reader.versions() == [1, 0]
    assert subject.room.version == 1
    assert subject.joined(0).versions() == [1]


def test_presence_takes_no_news_out_of_the_ring() -> None:
    subject = Subject()
    subject.tell(1)
    for _ in range(2 * RING):
        subject.room.publish(PRESENCE)
    assert subject.joined(0).versions() == [1]

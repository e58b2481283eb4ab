"""Judges the clocks by the witness's own count: nobody is charged for an outage, nobody gains much by one.

When a player's time began to run is known from both sides. It was not before the opponent's command was
sent, and not after anybody heard of it. When it stopped is known in the same way. Between these bounds there
is no tolerance but the milliseconds that rounding takes, and half a second a kill in the player's favour.

    list(clock_faults(evidence))  # [] if all is well
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.chaos.evidence import NEWS, Evidence, Kill, Row, Story

ROUNDING = 2.0
"""Ms: both programs round their instants."""
FAVOUR = 500.0
"""Ms that a player may gain from an outage."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When rows were asked for and heard of, in ms of the monotonic clock."""

    asked: dict[tuple[str, str], float]
    """By person and command id: the first time it was sent after its last refusal."""
    sent: dict[tuple[str, str], float]
    """By person and command id: the first time it was sent at all."""
    heard: dict[int, float]
    """By seq: the first time any client was told."""
    wall: float
    """What to subtract from the server's clock to get the monotonic one."""
    kills: list[Kill]

    def downtime(self, since: float, until: float) -> float:
        """How long no server ran between two instants."""
        return sum(max(0.0, min(until, kill.again) - max(since, kill.after)) for kill in self.kills)

    def outage(self, began: Row, row: Row) -> Kill | None:
        """The kill that stopped a clock which began to run with one row and was suspended with the other."""
        since, until = began.at - self.wall - ROUNDING, row.at - self.wall + ROUNDING
        return next((kill for kill in self.kills if since <= kill.after <= until), None)

    def not_before(self, row: Row) -> float | None:
        """An instant before which this row cannot have been told."""
        if row.command_id is not None:
            return self.sent.get((row.by, row.command_id))
        heard = self.heard.get(row.seq)
        starts = [kill.again for kill in self.kills if heard is not None and kill.again <= heard]
        return max(starts, default=None)


def hours_of(evidence: Evidence) -> Hours:
    """Read the instants from the frames."""
    sent: dict[tuple[str, str], float] = {}
    asked: dict[tuple[str, str], float] = {}
    heard: dict[int, float] = {}
    wall = float("-inf")
    for frame in evidence.frames:
        message = frame.message
        kind, person = message.get("t"), evidence.persons.get(frame.client, "")
        if frame.way == "out" and "id" in message:
            sent.setdefault((person, message["id"]), frame.at)
            asked.setdefault((person, message["id"]), frame.at)
        elif kind == "refused":
            asked.pop((person, message["id"]), None)
        elif kind == "ack" or (kind in NEWS and message["room"].startswith("play:")):
            heard.setdefault(message["v"], frame.at)
        elif kind == "hello":
            wall = max(wall, message["now"] - frame.at)
    return Hours(asked, sent, heard, wall, list(evidence.kills))


def clock_faults(evidence: Evidence) -> Iterator[str]:
    """Thinking times that cannot be right, and outages that were charged or paid out."""
    hours = hours_of(evidence)
    for story in evidence.stories.values():
        for row in story.rows:
            began = story.turn_began(row)
            if began is None:
                continue
            if row.type == "MovePlayed":
                yield from _move_faults(hours, story, began, row)
            elif row.type == "ClocksSuspended":
                yield from _suspension_faults(hours, story, began, row)


def _move_faults(hours: Hours, story: Story, began: Row, row: Row) -> Iterator[str]:
    spent = row.facts["spent"]
    earliest, latest = hours.not_before(began), hours.heard.get(row.seq)
    if earliest is not None and latest is not None:
        most = latest - earliest - hours.downtime(earliest, latest)
        if spent > most + ROUNDING:
            yield f"row {row.seq} of {story.game}: {spent} ms charged, at most {most:.0f} were thought"
    told, asked = hours.heard.get(began.seq), hours.asked.get((row.by, row.command_id or ""))
    if told is not None and asked is not None and spent < asked - told - ROUNDING:
        yield f"row {row.seq} of {story.game}: {spent} ms charged, at least {asked - told:.0f} were thought"


def _suspension_faults(hours: Hours, story: Story, began: Row, row: Row) -> Iterator[str]:
    stopped = hours.outage(began, row)
    if stopped is None:
        return
    spent = row.facts["spent"]
    earliest, told = hours.not_before(began), hours.heard.get(began.seq)
    where = f"row {row.seq} of {story.game}: an outage was"
    if earliest is not None:
        most = max(0.0, stopped.after - earliest)
        if spent > most + ROUNDING:
            yield f"{where} charged: {spent} ms, at most {most:.0f} were thought"
    if told is not None:
        least = stopped.before - told
        if spent < least - FAVOUR - ROUNDING:
            yield f"{where} paid out: {spent} ms charged, at least {least:.0f} were thought"

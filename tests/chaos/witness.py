"""Judges a run with kills from raw records alone: acknowledgements, what was seen, and the journal.

Faults are sentences; a run without faults is sound. It imports nothing of the programs under test.

    verdict = judge(Evidence(frames, rows, kills))
    assert not verdict.faults
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.chaos.clocks import clock_faults
from tests.chaos.evidence import NEWS, Evidence, Facts, Row, Standing, Story, chain_faults

PASSING = frozenset({"suspended", "not_started", "restarting", "not_stored"})
"""Refusals after which a client sends the command again."""
SETTLED = 1_000.0
"""Ms before the end of the record in which something may still be on its way."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found."""

    faults: list[str]
    acknowledged: int
    """Commands."""
    moves: int
    """In the journal."""
    outages: list[float]
    """Ms from a kill until a client was greeted again, for each of them."""
    standstills: list[float]
    """Ms from a kill until a game's clocks ran again, for each of them."""

    def summary(self) -> str:
        """The figures in a few lines."""
        return "\n".join(
            (
                f"{self.acknowledged} commands acknowledged, {self.moves} moves in the journal",
                f"client greeted again after a kill: {_percentiles(self.outages)}",
                f"clocks run again after a kill: {_percentiles(self.standstills)}",
                *(f"FAULT {fault}" for fault in self.faults[:20]),
                f"{len(self.faults)} faults",
            )
        )


def _percentiles(times: Sequence[float]) -> str:
    if not times:
        return "never seen"
    ordered = sorted(times)
    middle, late = ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100]
    return f"p50 {middle:.0f} ms, p99 {late:.0f} ms, most {ordered[-1]:.0f} ms ({len(ordered)} seen)"


def judge(evidence: Evidence) -> Verdict:
    """Judge a run."""
    checks: tuple[Callable[[Evidence], Iterator[str]], ...] = (
        journal_faults,
        acknowledgement_faults,
        news_faults,
        snapshot_faults,
        coverage_faults,
        answer_faults,
        return_faults,
        clock_faults,
    )
    return Verdict(
        faults=[fault for check in checks for fault in check(evidence)],
        acknowledged=len({(frame.client, frame.message["id"]) for frame in evidence.inbound("ack")}),
        moves=sum(row.type == "MovePlayed" for row in evidence.rows),
        outages=list(_outages(evidence)),
        standstills=list(_standstills(evidence)),
    )


# The journal by itself -----------------------------------------------------------------------------------


def journal_faults(evidence: Evidence) -> Iterator[str]:
    """Gaps, broken hashes, doubled commands, illegal moves, rounds published twice."""
    yield from chain_faults(evidence.rows)
    versions: defaultdict[str, int] = defaultdict(int)
    for expected, row in enumerate(evidence.rows, start=1):
        versions[row.stream] += 1
        if row.seq != expected:
            yield f"row {row.seq}: the journal has a gap"
        if row.version != versions[row.stream]:
            yield f"row {row.seq}: version {row.version} of {row.stream} is not the next"
    commands = Counter((row.by, row.command_id) for row in evidence.rows if row.command_id is not None)
    yield from (
        f"{command} of {by} is in the journal {n} times" for (by, command), n in commands.items() if n > 1
    )
    rounds = [row.facts["round"] for row in evidence.rows if row.type == "RoundPublished"]
    if rounds != list(range(1, len(rounds) + 1)):
        yield f"rounds published: {rounds}"
    for story in evidence.stories.values():
        yield from story.faults


# What clients were promised ------------------------------------------------------------------------------


def acknowledgement_faults(evidence: Evidence) -> Iterator[str]:
    """Acknowledgements of what is not in the journal, or is somewhere else, or was never sent."""
    stored = {(row.by, row.command_id): row for row in evidence.rows if row.command_id is not None}
    sent = {(frame.client, frame.message["id"]): frame.message for frame in evidence.outbound()}
    for frame in evidence.inbound("ack"):
        id_, v = frame.message["id"], frame.message["v"]
        row = stored.get((evidence.persons[frame.client], id_))
        command = sent.get((frame.client, id_))
        if command is None:
            yield f"{frame.client}: {id_} was acknowledged and never sent"
        elif row is None:
            yield f"{frame.client}: {id_} was acknowledged as {v} and is not in the journal"
        elif row.seq != v:
            yield f"{frame.client}: {id_} was acknowledged as {v} and stands at {row.seq}"
        elif row.stream != f"game:{command['game']}" or not _does(row, command):
            yield f"{frame.client}: {id_} asked for {command} and row {row.seq} is {row.type} {row.body}"


def _does(row: Row, command: Facts) -> bool:
    match command["t"]:
        case "move":
            return row.type == "MovePlayed" and row.facts["uci"] == command["uci"]
        case "offer_draw":
            agreed = row.type == "GameEnded" and row.facts["reason"] == "agreement"
            return agreed or row.type == "DrawOffered"
        case _:
            return row.type == "GameEnded"


def answer_faults(evidence: Evidence) -> Iterator[str]:
    """Commands that were never answered for good although there was time."""
    if not evidence.frames:
        return
    end = evidence.frames[-1].at - SETTLED
    answered = {
        (frame.client, frame.message["id"])
        for frame in evidence.inbound("ack", "refused")
        if frame.message.get("code") not in PASSING
    }
    first = {(frame.client, frame.message["id"]): frame.at for frame in reversed(list(evidence.outbound()))}
    for (client, id_), at in first.items():
        if at < end and (client, id_) not in answered:
            yield f"{client}: {id_} was never answered"


# What clients saw ----------------------------------------------------------------------------------------


def news_faults(evidence: Evidence) -> Iterator[str]:
    """News that tells of something the journal does not hold just so."""
    rows = {row.seq: row for row in evidence.rows}
    for frame in evidence.inbound(*NEWS):
        message = frame.message
        row = rows.get(message["v"])
        game = message["game"]
        if row is None or row.type != NEWS[message["t"]] or row.stream != f"game:{game}":
            yield f"{frame.client}: {message} is not what row {message['v']} says"
            continue
        for what in _differences(message, row, evidence.stories[game]):
            yield f"{frame.client}: {message} differs from the journal: {what}"


def _differences(message: Facts, row: Row, story: Story) -> Iterator[str]:
    told, facts = story.after[row.seq], row.facts
    clocks = message.get("clocks")
    if clocks and Standing(told.moves, clocks["white"], clocks["black"], clocks["running"]) != told:
        yield f"clocks {told.white}, {told.black}, {told.running}"
    if message["t"] == "moved" and (message["ply"], message["uci"], message["spent"]) != (
        len(told.moves),
        facts["uci"],
        facts["spent"],
    ):
        yield f"move {facts} at ply {len(told.moves)}"
    if message["t"] == "ended":
        result = {"white": facts["white"], "black": facts["black"]}
        if (message["result"], message["reason"]) != (result, facts["reason"]):
            yield f"result {facts}"


def return_faults(evidence: Evidence) -> Iterator[str]:
    """Clients that were not greeted again after the last kill."""
    last = max((kill.after for kill in evidence.kills), default=0.0)
    greeted = {frame.client for frame in evidence.inbound("hello") if frame.at > last}
    yield from (f"{client} never came back" for client in evidence.persons if client not in greeted)


def snapshot_faults(evidence: Evidence) -> Iterator[str]:
    """Snapshots that are not the game as the journal tells it up to there."""
    for frame in evidence.inbound("game"):
        message = frame.message
        told = evidence.stories[message["game"]].after.get(message["v"])
        clocks = message["clocks"]
        moves = tuple(move["uci"] for move in message["moves"])
        if told != Standing(moves, clocks["white"], clocks["black"], clocks["running"]):
            yield f"{frame.client}: the snapshot of {message['game']} at {message['v']} is not the journal's"


def coverage_faults(evidence: Evidence) -> Iterator[str]:
    """Rows that one of the game's two players was never told of, or was told of after a later one."""
    clients = {person: client for client, person in evidence.persons.items()}
    told = _told(evidence)
    horizon = _horizon(evidence)
    for story in evidence.stories.values():
        for person in (story.white, story.black):
            client = clients.get(person, "")
            covered = story.rows[0].seq  # that the board was created is told by its round
            expected = iter(story.rows[1:])
            for kind, v in told[client, story.game]:
                if kind == "game":
                    covered = max(covered, v)
                    continue
                if v <= covered:
                    continue
                following = next((row.seq for row in expected if row.seq > covered), None)
                if following != v:
                    yield f"{client or person}: {story.game} went from {covered} to {v}, past {following}"
                covered = v
            missed = [row.seq for row in story.rows if covered < row.seq <= horizon]
            if missed:
                yield f"{client or person}: was never told of rows {missed} of {story.game}"


def _told(evidence: Evidence) -> defaultdict[tuple[str, str], list[tuple[str, int]]]:
    """What each client was told of each game in the game's own rooms, in order: the kind and the version."""
    told: defaultdict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for frame in evidence.inbound("game", *NEWS):
        message = frame.message
        if message["room"] != "event":
            told[frame.client, message["game"]].append((message["t"], message["v"]))
    return told


def _horizon(evidence: Evidence) -> int:
    """The row up to which everybody must have been told: one somebody saw a while before the end."""
    if not evidence.frames:
        return 0
    end = evidence.frames[-1].at - SETTLED
    seen = (frame.message["v"] for frame in evidence.inbound(*NEWS) if frame.at < end)
    return max(seen, default=0)


# How long it took ----------------------------------------------------------------------------------------


def _outages(evidence: Evidence) -> Iterator[float]:
    """For each kill and client, the time until it was greeted again, if another kill did not come first."""
    kills = [kill.before for kill in evidence.kills]
    for client in evidence.persons:
        greeted = [frame.at for frame in evidence.inbound("hello") if frame.client == client]
        yield from _waits(kills, greeted)


def _standstills(evidence: Evidence) -> Iterator[float]:
    """For each kill and game, the time until its clocks ran again, if another kill did not come first."""
    kills = [kill.before for kill in evidence.kills]
    for game in evidence.stories:
        resumed = [frame.at for frame in evidence.inbound("resumed") if frame.message["game"] == game]
        yield from _waits(kills, resumed)


def _waits(kills: Sequence[float], back: Sequence[float]) -> Iterator[float]:
    for kill, following in pairwise((*kills, float("inf"))):
        first = next((at for at in back if kill < at < following), None)
        if first is not None:
            yield first - kill

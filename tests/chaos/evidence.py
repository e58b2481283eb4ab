"""What the witness judges from: frames as they were on the wire, the journal's rows, and the kills.

It imports nothing of the programs under test: frames are read as JSON from the clients' record, rows with
plain sqlite3, and a game's story is retold from its rows with python-chess alone.

    evidence = Evidence(read_frames(record), read_rows(database), kills)
"""

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import chess

Facts = Mapping[str, Any]  # JSON of the other side: the witness takes nothing about it for granted

NEWS = {
    "started": "GameStarted",
    "moved": "MovePlayed",
    "draw_offered": "DrawOffered",
    "suspended": "ClocksSuspended",
    "resumed": "ClocksResumed",
    "ended": "GameEnded",
}
"""The messages that tell of a row, and the row's type."""

COMMANDS = frozenset({"move", "offer_draw", "accept_draw", "resign"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame, or the opening or end of a connection, at a monotonic instant in ms."""

    at: float
    client: str
    way: str
    message: Facts


@dataclass(frozen=True, slots=True)
class Kill:
    """A SIGKILL: sent after `before`, the process gone by `after`, another started at `again` (ms)."""

    before: float
    after: float
    again: float


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the journal."""

    seq: int
    stream: str
    version: int
    type: str
    schema: int
    at: int
    by: str
    command_id: str | None
    body: str
    hash: bytes

    def text(self) -> str:
        """What the hash is taken over, besides the hash before."""
        place = (self.seq, self.stream, self.version, self.type, self.schema, self.at, self.by)
        return "\t".join((*map(str, place), self.command_id or "", self.body))

    @property
    def facts(self) -> Facts:
        """The body."""
        facts: Facts = json.loads(self.body)
        return facts


@dataclass(frozen=True, slots=True)
class Standing:
    """A game as its rows tell it, after one of them."""

    moves: tuple[str, ...]
    white: int
    black: int
    running: str | None


@dataclass(slots=True)
class Story:
    """One game's rows and what they make of the game, retold independently."""

    game: str
    white: str
    black: str
    rows: list[Row]
    after: dict[int, Standing] = field(default_factory=dict)
    """By seq."""
    faults: list[str] = field(default_factory=list)

    def turn_began(self, row: Row) -> Row | None:
        """The row that set running the clock which `row` stopped or charged."""
        for earlier in reversed(self.rows[: self.rows.index(row)]):
            if earlier.type in ("GameStarted", "MovePlayed", "ClocksResumed"):
                return earlier
            if earlier.type != "DrawOffered":
                return None
        return None


def read_frames(path: Path) -> list[Frame]:
    """The clients' record: one JSON list a line, in order of time."""
    frames = []
    for line in path.read_bytes().splitlines():
        at, client, way, text = json.loads(line)
        message = json.loads(text) if way in ("in", "out") else {}
        frames.append(Frame(at / 1e6, client, way, message))
    return sorted(frames, key=lambda frame: frame.at)


def read_rows(path: Path) -> list[Row]:
    """The journal, by plain SQL."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        columns = "seq, stream, version, type, schema, at, by, command_id, body, hash"
        return [Row(*row) for row in connection.execute(f"SELECT {columns} FROM event ORDER BY seq")]  # noqa: S608 — a constant
    finally:
        connection.close()


def chain_faults(rows: Sequence[Row]) -> Iterator[str]:
    """Rows whose hash is not SHA-256 over the hash before and the row's columns."""
    before = b""
    for row in rows:
        before = hashlib.sha256(before + row.text().encode()).digest()
        if row.hash != before:
            yield f"row {row.seq}: the hash chain is broken"
            return


def tell(game: str, rows: list[Row]) -> Story:
    """The story of a game from its rows."""
    created = rows[0].facts
    story = Story(game, created["white"], created["black"], rows)
    control = created["time_control"]
    board = chess.Board()
    left = {chess.WHITE: control["base"], chess.BLACK: control["base"]}
    phase = ""
    for row in rows:
        if phase == "GameEnded":
            story.faults.append(f"row {row.seq}: {row.type} after the end of {game}")
        facts = row.facts
        left[board.turn] = max(0, left[board.turn] - facts.get("spent", 0))
        if row.type == "MovePlayed":
            left[board.turn] += control["increment"]
            _push(story, board, row)
        elif row.type != "DrawOffered":
            phase = row.type
        runs = phase in ("GameStarted", "ClocksResumed")
        story.after[row.seq] = Standing(
            tuple(move.uci() for move in board.move_stack),
            left[chess.WHITE],
            left[chess.BLACK],
            ("white" if board.turn else "black") if runs else None,
        )
    return story


def _push(story: Story, board: chess.Board, row: Row) -> None:
    move = chess.Move.from_uci(row.facts["uci"])
    if not board.is_legal(move):
        story.faults.append(f"row {row.seq}: {move.uci()} is illegal in {story.game}")
    board.push(move)


@dataclass
class Evidence:
    """Everything there is to judge from."""

    frames: Sequence[Frame]
    rows: Sequence[Row]
    kills: Sequence[Kill]

    @cached_property
    def stories(self) -> dict[str, Story]:
        """Every game that was created."""
        streams: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            streams[row.stream].append(row)
        return {
            stream.removeprefix("game:"): tell(stream.removeprefix("game:"), rows)
            for stream, rows in streams.items()
            if stream.startswith("game:")
        }

    @cached_property
    def persons(self) -> dict[str, str]:
        """Who each client is, by the greetings it got."""
        return {
            frame.client: frame.message["you"]["person"]
            for frame in self.frames
            if frame.way == "in" and frame.message.get("t") == "hello" and frame.message["you"]
        }

    def inbound(self, *kinds: str) -> Iterator[Frame]:
        """The messages of these kinds that clients received, in order of time."""
        return (frame for frame in self.frames if frame.way == "in" and frame.message.get("t") in kinds)

    def outbound(self) -> Iterator[Frame]:
        """The commands that clients sent, in order of time."""
        return (frame for frame in self.frames if frame.way == "out" and frame.message.get("t") in COMMANDS)

"""The journal of one event: append-only, hash-chained, and on disk before anybody is told.

Whoever has something to append hands a batch over and goes on; one task writes everything that is waiting in
one transaction (group commit). A batch is all or nothing. If a constraint breaks, the transaction is rolled
back and its batches are retried one by one, so that only the offending one fails. After any other error the
outcome is not known: the file is opened again until the disk takes something, what is found in it is
acknowledged, and the rest is stored.

    stored = await journal.append([Entry("game:r1m1b1", 3, event, at, by, command_id)])
"""

import asyncio
import contextlib
import hashlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Final

import aiosqlite

from server.core.events import Event
from server.core.ids import CommandId, Millis, PersonId, Seq
from server.storage import codec

log = logging.getLogger(__name__)

TRY_AGAIN: Final = 0.25  # seconds between two attempts at a disk that refuses
TOURNAMENT: Final = "tournament"
SERVER: Final = PersonId("server")

_COLUMNS = "seq, stream, version, type, schema, at, by, command_id, body"
_INSERT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_TAKES_NOTHING: Final = "the journal takes nothing any more"
_ALIVE = "INSERT INTO alive VALUES (1, ?) ON CONFLICT DO UPDATE SET at = excluded.at"


@dataclass(frozen=True, slots=True)
class Entry:
    """An event to be appended as the `version`-th of its stream; `command_id` on a command's first only."""

    stream: str
    version: int
    event: Event
    at: Millis
    by: PersonId = SERVER
    command_id: CommandId | None = None


def batch_of(
    stream: str, after: int, events: Sequence[Event], at: Millis, sender: tuple[PersonId, CommandId | None]
) -> list[Entry]:
    """One command's events as the next entries of a stream whose last version is `after`."""
    by, command_id = sender
    return [
        Entry(stream, after + offset, event, at, by, command_id if offset == 1 else None)
        for offset, event in enumerate(events, start=1)
    ]


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry with its place in the journal."""

    seq: Seq
    entry: Entry


class NotStoredError(Exception):
    """The batch is not in the journal: a constraint broke, or the disk refused until the journal closed."""


Reopen = Callable[[], Coroutine[None, None, aiosqlite.Connection]]
_Rows = Sequence[tuple[Entry, tuple[object, ...]]]
_Waiting = tuple[_Rows, asyncio.Future[list[Stored]]]


class Journal:
    """The single writer of an event's journal, and of what else goes to `event.db`."""

    def __init__(
        self, connection: aiosqlite.Connection, now: Callable[[], Millis], reopen: Reopen | None = None
    ) -> None:
        self._connection = connection
        self._now = now
        self._reopen = reopen
        self._reopened = False
        self._alive_at = now()
        self.in_trouble = False
        """The disk has refused and has not taken anything since; what waits is kept."""
        self.recovered: Callable[[Millis], None] = lambda _: None
        """Called when the disk takes something again, with the last sign of life before."""
        self._waiting: list[_Waiting] = []
        self._wake = asyncio.Event()
        self._closing = False
        self._failed = False
        self._turn = asyncio.Lock()  # one transaction at a time on the one connection
        self._seq = Seq(0)
        self._hash = b""
        self._writer: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Find the end of the chain and begin to write."""
        await self._find_the_end()
        self._writer = asyncio.create_task(self._write(), name="journal")

    async def _find_the_end(self) -> None:
        query = "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1"
        async with self._connection.execute(query) as cursor:
            row = await cursor.fetchone()
        if row:
            self._seq, self._hash = Seq(row[0]), row[1]

    async def close(self) -> None:
        """Write what is waiting, then stop."""
        self._closing = True
        self._wake.set()
        if self._writer:
            await self._writer
        if self._reopened:
            await self._connection.close()

    def append(self, batch: Sequence[Entry]) -> asyncio.Future[list[Stored]]:
        """The batch's places in the journal, once it is on disk.

        The future raises `NotStoredError` if it is not. Batches are stored in the order of the calls. Every
        commit renews the server's sign of life; an empty batch does nothing else.

        Raises:
            pydantic_core.PydanticSerializationError: an event cannot be written as JSON.
        """
        future: asyncio.Future[list[Stored]] = asyncio.get_running_loop().create_future()
        if self._closing or self._failed:
            future.set_exception(NotStoredError(_TAKES_NOTHING))
        else:
            self._waiting.append(([(entry, _columns(entry)) for entry in batch], future))
            self._wake.set()
        return future

    async def run(self, statements: Sequence[tuple[str, Sequence[Sequence[object]]]]) -> None:
        """Bring read models up to date in one transaction of their own.

        Raises:
            sqlite3.Error: nothing was changed.
        """
        if self._failed:
            raise sqlite3.OperationalError(_TAKES_NOTHING)
        async with self._turn:
            try:
                for statement, rows in statements:
                    await self._connection.executemany(statement, rows)
                await self._connection.commit()
            except sqlite3.Error:
                await self._connection.rollback()
                raise

    # Reading ---------------------------------------------------------------------------------------------

    async def alive(self) -> Millis | None:
        """The last sign of life of the server before this one."""
        async with self._connection.execute("SELECT at FROM alive") as cursor:
            row = await cursor.fetchone()
        return Millis(row[0]) if row else None

    async def read(self, where: str = "1", values: Sequence[object] = ()) -> AsyncIterator[Stored]:
        """The entries that fit, in the order in which they happened."""
        query = f"SELECT {_COLUMNS} FROM event WHERE {where} ORDER BY seq"  # noqa: S608 — ours alone
        async with self._connection.execute(query, values) as cursor:
            async for seq, stream, version, name, schema, at, by, command_id, body in cursor:
                event = codec.decode(name, schema, body)
                yield Stored(seq, Entry(stream, version, event, at, by, command_id))

    async def find(self, stream: str, by: PersonId, command_id: CommandId) -> Seq | None:
        """Where the first event of an accepted command stands, however long ago that was."""
        query = "SELECT seq FROM event WHERE stream = ? AND by = ? AND command_id = ?"
        async with self._connection.execute(query, (stream, by, command_id)) as cursor:
            row = await cursor.fetchone()
        return Seq(row[0]) if row else None

    # Writing ---------------------------------------------------------------------------------------------

    async def _write(self) -> None:
        while self._waiting or not self._closing:
            if not self._waiting:
                await self._wake.wait()
            self._wake.clear()
            waiting, self._waiting = self._waiting, []
            try:
                await self._store(waiting)
            except Exception as error:  # the boundary of the writer: it never dies with somebody waiting
                log.exception("the journal takes nothing any more")
                self._failed = True
                _refuse(waiting, error)

    async def _store(self, waiting: Sequence[_Waiting]) -> None:
        """Commit these batches together, or one by one if a constraint breaks."""
        while waiting:
            try:
                stored = await self._commit([batch for batch, _ in waiting])
            except sqlite3.OperationalError as error:  # the disk
                waiting = await self._recover(waiting, error)
            except sqlite3.Error as error:  # what was to be written
                if len(waiting) == 1:
                    _refuse(waiting, error)
                    return
                for alone in waiting:
                    await self._store([alone])
                return
            else:
                for (_, future), places in zip(waiting, stored, strict=True):
                    _resolve(future, places)
                return

    async def _recover(self, waiting: Sequence[_Waiting], error: sqlite3.Error) -> Sequence[_Waiting]:
        """Open the file again until the disk takes something; what was not stored after all is left.

        Whether the transaction that failed is in the file is not known before it has been looked for.
        """
        if self._reopen is None:
            self._failed = True
            _refuse(waiting, error)
            return ()
        log.error("the journal cannot be written (%s): it is opened again", error)
        since, self.in_trouble = self._alive_at, True
        while not self._closing:
            await asyncio.sleep(TRY_AGAIN)
            try:
                await self._open_again()
                found = [await self._places_of(rows) for rows, _ in waiting]
                await self._commit([])  # what was found is on the disk for certain after this one
            except (sqlite3.Error, OSError) as still:
                log.debug("the journal still cannot be written: %s", still)
                continue
            log.warning("the journal is written again")
            self.in_trouble = False
            self.recovered(since)
            left = []
            for (rows, future), places in zip(waiting, found, strict=True):
                if places is None:
                    left.append((rows, future))
                else:
                    _resolve(future, places)
            return left
        self._failed = True
        _refuse(waiting, error)
        return ()

    async def _open_again(self) -> None:
        if self._reopen is None:
            return
        async with self._turn:
            with contextlib.suppress(sqlite3.Error, ValueError):  # it may be past closing
                await self._connection.close()
            self._connection = await self._reopen()
            self._reopened = True
        await self._find_the_end()

    async def _places_of(self, rows: _Rows) -> list[Stored] | None:
        """Where a batch stands in the journal, if it is there after all."""
        query = f"SELECT {_COLUMNS} FROM event WHERE stream = ? AND version = ?"  # noqa: S608 — ours alone
        places = []
        for entry, columns in rows:
            async with self._connection.execute(query, columns[:2]) as cursor:
                row = await cursor.fetchone()
            if row is None or tuple(row)[1:] != columns:
                return None
            places.append(Stored(Seq(row[0]), entry))
        return places

    async def _commit(self, batches: Sequence[_Rows]) -> list[list[Stored]]:
        if self._failed:  # it waited while the disk refused
            raise sqlite3.OperationalError(_TAKES_NOTHING)
        seq, chain = self._seq, self._hash
        rows: list[tuple[object, ...]] = []
        stored: list[list[Stored]] = []
        for batch in batches:
            places = []
            for entry, columns in batch:
                seq = Seq(seq + 1)
                row = (seq, *columns)
                chain = link(chain, row)
                rows.append((*row, chain))
                places.append(Stored(seq, entry))
            stored.append(places)
        alive = self._now()
        async with self._turn:
            try:
                await self._connection.execute(_ALIVE, (alive,))
                await self._connection.executemany(_INSERT, rows)
                await self._connection.commit()
            except sqlite3.Error:
                await self._connection.rollback()
                raise
        self._seq, self._hash, self._alive_at = seq, chain, alive
        return stored


def _resolve(future: asyncio.Future[list[Stored]], places: list[Stored]) -> None:
    if not future.done():
        future.set_result(places)


def _refuse(waiting: Sequence[_Waiting], error: Exception) -> None:
    for _, future in waiting:
        if not future.done():
            future.set_exception(NotStoredError(str(error)))


def _columns(entry: Entry) -> tuple[object, ...]:
    name, schema, body = codec.encode(entry.event)
    return entry.stream, entry.version, name, schema, entry.at, entry.by, entry.command_id, body


def link(before: bytes, row: Sequence[object]) -> bytes:
    """The hash of a row: SHA-256 over the hash of the row before and the row's columns, tab-separated."""
    text = "\t".join("" if column is None else str(column) for column in row)
    return hashlib.sha256(before + text.encode()).digest()

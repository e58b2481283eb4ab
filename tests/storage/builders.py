"""Entries for a journal, and the file as somebody else sees it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from server.core.events import Event, MovePlayed
from server.core.ids import CommandId, Millis, PersonId
from server.storage import database
from server.storage.journal import SERVER, Entry

MOVE = MovePlayed("e2e4", Millis(1_200))


@dataclass
class Hand:
    """A clock that stands until a test moves it."""

    at: Millis

    def now(self) -> Millis:
        return self.at


def entry(
    stream: str = "game:a",
    version: int = 1,
    event: Event = MOVE,
    by: PersonId = SERVER,
    command: str | None = None,
) -> Entry:
    """One entry, at the same instant as every other."""
    return Entry(stream, version, event, Millis(5), by, CommandId(command) if command else None)


@asynccontextmanager
async def writing(path: Path, kind: str = "event") -> AsyncIterator[aiosqlite.Connection]:
    """The one connection that writes to a database, closed whatever happens."""
    connection = await database.open_for_writing(path, kind)
    try:
        yield connection
    finally:
        await connection.close()


EVENTS = "SELECT stream, version FROM event ORDER BY seq"


def rows(path: Path, query: str = EVENTS) -> list[tuple[object, ...]]:
    """What another program reads in the file now."""
    with closing(database.read_only(path)) as connection:
        return connection.execute(query).fetchall()


def write(path: Path, statement: str) -> None:
    """What another program does to the file.

    Raises:
        sqlite3.Error: it may not.
    """
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def content(path: Path) -> bytes:
    """The file's bytes, or those of all files of a folder, as a thief of the disk finds them."""
    return path.read_bytes() if path.is_file() else b"".join(map(content, path.iterdir()))

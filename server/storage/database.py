"""Opens an event's two databases and brings them to this program's schema.

One connection writes to each database; it begins every transaction IMMEDIATE, so that a read never has to
turn into a write. WAL with synchronous FULL: a committed transaction survives a power cut.
"""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import aiosqlite


class NewerDatabaseError(Exception):
    """The file was written by a newer version of this program; it was not touched."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} was written by a newer version of Twinboards: please update this program")


class EventInUseError(Exception):
    """Another process serves this folder; it was not touched."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is open in another Twinboards: stop that one first, or choose another --data"
        )


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep every other process of ours away from an event's folder; the hold ends with this process at last.

    Raises:
        EventInUseError: another process holds it.
    """
    with (folder / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise EventInUseError(folder) from error
        yield


async def open_for_writing(path: Path, kind: str) -> aiosqlite.Connection:
    """Open (or create) a database of a kind, `event` or `people`, and migrate it.

    Raises:
        NewerDatabaseError: the file's schema is newer than this program.
        sqlite3.Error: the file is no database, or cannot be written.
    """
    connection = await aiosqlite.connect(path, isolation_level="IMMEDIATE")
    try:
        for pragma in (
            "busy_timeout = 10000",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
        ):
            await connection.execute(f"PRAGMA {pragma}")
        if kind == "people":
            await connection.execute("PRAGMA secure_delete = ON")
        await _migrate(connection, path, kind)
    except BaseException:
        await connection.close()
        raise
    return connection


async def _migrate(connection: aiosqlite.Connection, path: Path, kind: str) -> None:
    scripts = sorted(
        (script for script in resources.files("server.storage.migrations").joinpath(kind).iterdir()),
        key=lambda script: script.name,
    )
    async with connection.execute("PRAGMA user_version") as cursor:
        row = await cursor.fetchone()
    done = int(row[0]) if row else 0
    if done > len(scripts):
        raise NewerDatabaseError(path)
    for number, script in enumerate(scripts[done:], start=done + 1):
        await connection.executescript(
            f"BEGIN IMMEDIATE; {script.read_text('utf-8')} PRAGMA user_version = {number}; COMMIT;"
        )


def read_only(path: Path) -> sqlite3.Connection:
    """Open a database for reading alone.

    Raises:
        sqlite3.Error: there is no such database.
    """
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)

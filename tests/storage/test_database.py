"""An event's databases: durable settings, migrations, and files that this program may not touch."""

import sqlite3
from contextlib import closing
from importlib import resources
from pathlib import Path

import aiosqlite
import pytest

from server.storage import database
from server.storage.database import NewerDatabaseError
from tests.storage.builders import content, rows, write, writing

KINDS = ["event", "people"]


async def pragma(connection: aiosqlite.Connection, name: str) -> object:
    async with connection.execute(f"PRAGMA {name}") as cursor:
        row = await cursor.fetchone()
    return row[0] if row else None


def scripts(kind: str) -> int:
    """How many migrations there are."""
    return len(list(resources.files("server.storage.migrations").joinpath(kind).iterdir()))


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_committed_survives_a_power_cut(kind: str, path: Path) -> None:
    names = ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"]
    async with writing(path, kind) as connection:
        assert [await pragma(connection, name) for name in names] == ["wal", 2, 1, 10_000]


async def test_what_is_deleted_about_persons_is_overwritten(path: Path) -> None:
    name = "Неповторимова-Единственная Аграфена"
    row = ("p1", "player", None, None, name, name, "ru", "full")
    async with writing(path, "people") as connection:
        assert await pragma(connection, "secure_delete") == 1
        await connection.execute("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        await connection.commit()
        await connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert name.encode() in content(path)
        await connection.execute("DELETE FROM person")
        await connection.commit()
    assert name.encode() not in content(path)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_new_database_is_brought_to_the_newest_schema_once(kind: str, path: Path) -> None:
    for _ in range(2):
        async with writing(path, kind) as connection:
            assert await pragma(connection, "user_version") == scripts(kind)
    tables = {"event": {"event", "alive", "result", "standing"}, "people": {"person", "link", "session"}}
    names = rows(path, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    assert {name for (name,) in names} == tables[kind]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_newer_database_is_refused_and_left_as_it_is(kind: str, path: Path) -> None:
    async with writing(path, kind):
        pass
    write(path, f"PRAGMA user_version = {scripts(kind) + 1}")
    before = content(path)
    with pytest.raises(NewerDatabaseError, match="please update this program"):
        await database.open_for_writing(path, kind)
    assert content(path) == before


async def test_a_migration_that_breaks_off_leaves_nothing_behind(path: Path) -> None:
    write(path, "CREATE TABLE result (other TEXT)")
    with pytest.raises(sqlite3.OperationalError, match="result already exists"):
        await database.open_for_writing(path, "event")
    assert rows(path, "SELECT name FROM sqlite_master") == [("result",)]
    assert rows(path, "PRAGMA user_version") == [(0,)]


@pytest.fixture
def notes(path: Path) -> bytes:
    """Something else in the database's place."""
    path.write_text("Доска 1: ничья\n" * 100, "utf-8")
    return path.read_bytes()


async def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(path: Path, notes: bytes) -> None:
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        await database.open_for_writing(path, "event")
    assert content(path) == notes


async def test_a_reader_cannot_write(path: Path) -> None:
    async with writing(path):
        pass
    with closing(database.read_only(path)) as connection, pytest.raises(sqlite3.Error, match="readonly"):
        connection.execute("INSERT INTO alive VALUES (1, 1)")


def test_a_reader_makes_no_database(path: Path) -> None:
    with pytest.raises(sqlite3.Error):
        database.read_only(path)
    assert not path.exists()

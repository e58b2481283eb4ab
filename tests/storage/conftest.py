"""An event's database in a folder of its own, and a journal on it."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiosqlite
import pytest

from server.core.ids import Millis
from server.storage import database
from server.storage.journal import Journal
from tests.storage.builders import Hand


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the event's database is."""
    return tmp_path / "event.db"


@pytest.fixture
async def connection(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    """The one connection that writes."""
    opened = await database.open_for_writing(path, "event")
    yield opened
    await opened.close()


@pytest.fixture
def hand() -> Hand:
    """The clock, moved by hand."""
    return Hand(Millis(1_000_000))


@pytest.fixture
async def journal(connection: aiosqlite.Connection, hand: Hand) -> AsyncIterator[Journal]:
    """A journal that writes."""
    begun = Journal(connection, hand.now)
    await begun.start()
    yield begun
    await begun.close()

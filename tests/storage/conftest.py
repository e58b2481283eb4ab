"""An event's database in a folder of its own, and a journal on it."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiosqlite
import pytest

from server.core.ids import Millis
from server.storage.journal import Journal
from tests.storage.builders import Hand, writing


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the event's database is."""
    return tmp_path / "event.db"


@pytest.fixture
async def connection(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    """The one connection that writes."""
    async with writing(path) as opened:
        yield opened


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

"""The journal on a real file: in order, all or nothing, once only, chained, on disk before anyone is told."""

import asyncio
import hashlib
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import aiosqlite
import pytest

from server.core.events import PlayerEntered
from server.core.ids import CommandId, Millis, PersonId, Seq, TeamId
from server.storage import database
from server.storage.journal import Entry, Journal, NotStoredError, Stored
from tests.storage.builders import MOVE, Hand, entry, rows, write, writing

ANNA, BORIS = PersonId("p1"), PersonId("p2")
HUGE = PlayerEntered(PersonId("p" * 300_000), TeamId("t1"), 1)


async def traced(connection: aiosqlite.Connection) -> list[str]:
    """What the connection does from now on, statement by statement."""
    statements: list[str] = []
    await connection.set_trace_callback(statements.append)
    return statements


async def fill_disk(connection: aiosqlite.Connection) -> None:
    """Let the file grow no more."""
    async with connection.execute("PRAGMA page_count") as cursor:
        row = await cursor.fetchone()
    assert row is not None
    await connection.execute(f"PRAGMA max_page_count = {row[0]}")


# Order ---------------------------------------------------------------------------------------------------


async def test_what_waits_together_is_stored_in_the_order_of_the_calls_by_one_commit(
    journal: Journal, connection: aiosqlite.Connection, path: Path
) -> None:
    statements = await traced(connection)
    versions = range(1, 31)
    futures = [journal.append([entry(version=version)]) for version in versions]
    stored = [place for places in await asyncio.gather(*futures) for place in places]
    assert [(place.seq, place.entry.version) for place in stored] == [(v, v) for v in versions]
    assert rows(path) == [("game:a", version) for version in versions]
    assert statements.count("COMMIT") == 1
    assert [text for text in statements if text.startswith("BEGIN")] == ["BEGIN IMMEDIATE"]


async def test_what_comes_while_a_commit_is_on_its_way_makes_up_the_next(
    journal: Journal, connection: aiosqlite.Connection, path: Path
) -> None:
    statements = await traced(connection)
    later: list[asyncio.Future[list[Stored]]] = []

    def more(_: object) -> None:
        later.extend(journal.append([entry(stream, 1)]) for stream in ("game:b", "game:c"))

    first = journal.append([entry("game:a", 1)])
    first.add_done_callback(more)
    await first
    assert [places[0].seq for places in await asyncio.gather(*later)] == [2, 3]
    assert rows(path) == [("game:a", 1), ("game:b", 1), ("game:c", 1)]
    assert statements.count("COMMIT") == 2


async def test_waiters_are_told_in_the_order_of_the_rows_and_after_the_disk(
    journal: Journal, path: Path
) -> None:
    told: list[tuple[int, int]] = []

    def tell(future: "asyncio.Future[list[Stored]]") -> None:
        on_disk = rows(path, "SELECT max(seq) FROM event")[0][0]
        assert isinstance(on_disk, int)
        told.append((future.result()[-1].seq, on_disk))

    futures = [journal.append([entry(version=2 * n - 1), entry(version=2 * n)]) for n in (1, 2, 3)]
    for future in futures:
        future.add_done_callback(tell)
    await asyncio.gather(*futures)
    assert told == [(2, 6), (4, 6), (6, 6)]


# All or nothing ------------------------------------------------------------------------------------------


async def test_a_batch_is_stored_whole_or_not_at_all_and_alone_bears_its_fault(
    journal: Journal, path: Path
) -> None:
    before = journal.append([entry("game:a", 1)])
    faulty = journal.append([entry("game:b", 1), entry("game:b", 2), entry("game:a", 1)])
    after = journal.append([entry("game:c", 1), entry("game:c", 2)])
    await before
    with pytest.raises(NotStoredError, match="UNIQUE"):
        await faulty
    assert [place.seq for place in await after] == [2, 3]
    assert rows(path) == [("game:a", 1), ("game:c", 1), ("game:c", 2)]
    assert [place.seq for place in await journal.append([entry("game:b", 1)])] == [4]


@pytest.mark.parametrize(
    ("second", "stored"),
    [
        (entry("game:a", 2, by=ANNA, command="k1"), False),
        (entry("game:a", 2, by=BORIS, command="k1"), True),
        (entry("game:b", 1, by=ANNA, command="k1"), True),
        (entry("game:a", 2, by=ANNA, command="k2"), True),
        (entry("game:a", 2, by=ANNA), True),
        (entry("game:a", 1, by=ANNA, command="k2"), False),
    ],
    ids=["again", "another person", "another stream", "another id", "no id", "another version"],
)
async def test_a_command_is_stored_once_for_a_stream_and_a_person(
    journal: Journal, second: Entry, *, stored: bool
) -> None:
    await journal.append([entry("game:a", 1, by=ANNA, command="k1")])
    again = journal.append([second])
    if stored:
        await again
    else:
        with pytest.raises(NotStoredError, match="UNIQUE"):
            await again


async def test_a_waiter_who_went_away_disturbs_nobody(journal: Journal, path: Path) -> None:
    journal.append([entry("game:a", 1)]).cancel()
    await journal.append([entry("game:b", 1)])
    journal.append([entry("game:b", 1)]).cancel()
    with pytest.raises(NotStoredError):
        await journal.append([entry("game:b", 1)])
    assert rows(path) == [("game:a", 1), ("game:b", 1)]


# A disk that refuses -------------------------------------------------------------------------------------


async def test_after_the_disk_has_refused_nothing_is_accepted(
    journal: Journal, connection: aiosqlite.Connection, path: Path
) -> None:
    await journal.append([entry("game:a", 1)])
    await fill_disk(connection)
    with pytest.raises(NotStoredError, match="full"):
        await journal.append([entry("game:a", 2, HUGE)])
    await connection.execute("PRAGMA max_page_count = 1000000")
    with pytest.raises(NotStoredError, match="nothing any more"):
        await journal.append([entry("game:a", 2)])
    assert rows(path) == [("game:a", 1)]


async def test_what_waited_behind_a_disk_that_refused_is_not_stored_either(
    journal: Journal, connection: aiosqlite.Connection, path: Path
) -> None:
    await fill_disk(connection)
    taken = asyncio.Event()
    loop = asyncio.get_running_loop()
    await connection.set_trace_callback(lambda _: loop.call_soon_threadsafe(taken.set))
    refused = journal.append([entry("game:a", 1, HUGE)])
    await taken.wait()  # the writer has taken the batch to the disk
    waiting = journal.append([entry("game:b", 1)])
    with pytest.raises(NotStoredError):
        await refused
    with pytest.raises(NotStoredError):
        await waiting
    assert rows(path) == []


# A disk that refuses for a while -------------------------------------------------------------------------

Fault = Callable[[aiosqlite.Connection], Awaitable[None]]


async def refuse_once(connection: aiosqlite.Connection) -> None:
    """The next COMMIT fails, and nothing of it is in the file."""
    commit = connection.commit

    async def fail() -> None:
        connection.commit = commit  # type: ignore[method-assign]  # the fault goes away
        raise sqlite3.OperationalError("disk I/O error")

    connection.commit = fail  # type: ignore[method-assign]  # a disk cannot be asked for a fault


async def lose_the_answer_once(connection: aiosqlite.Connection) -> None:
    """The next COMMIT fails, and all of it is in the file."""
    commit = connection.commit

    async def fail() -> None:
        connection.commit = commit  # type: ignore[method-assign]  # the fault goes away
        await commit()
        raise sqlite3.OperationalError("disk I/O error")

    connection.commit = fail  # type: ignore[method-assign]  # as above


@pytest.mark.parametrize("fault", [fill_disk, refuse_once, lose_the_answer_once])
async def test_what_a_failing_commit_left_open_is_stored_once_and_acknowledged(
    path: Path, hand: Hand, fault: Fault
) -> None:
    reopen = partial(database.open_for_writing, path, "event")
    connection = await reopen()
    journal = Journal(connection, hand.now, reopen)
    away: list[Millis] = []
    journal.recovered = away.append
    await journal.start()
    await journal.append([entry("game:a", 1)])
    alive, hand.at = hand.at, Millis(hand.at + 60_000)
    await fault(connection)
    batches = [
        journal.append([entry("game:a", 2, HUGE)]),
        journal.append([entry("game:b", 1)]),
        journal.append([]),
    ]
    stored = await asyncio.gather(*batches)
    assert [[place.seq for place in places] for places in stored] == [[2], [3], []]
    assert not journal.in_trouble
    assert away == [alive]
    await journal.append([entry("game:a", 3)])
    await journal.close()
    await connection.close()
    assert rows(path) == [("game:a", 1), ("game:a", 2), ("game:b", 1), ("game:a", 3)]
    assert check_chain(path) == 4


async def test_a_disk_that_never_comes_back_holds_up_no_shutdown(path: Path, hand: Hand) -> None:
    tried = asyncio.Event()

    async def gone() -> aiosqlite.Connection:
        tried.set()
        raise sqlite3.OperationalError("unable to open database file")

    connection = await database.open_for_writing(path, "event")
    journal = Journal(connection, hand.now, gone)
    await journal.start()
    await refuse_once(connection)
    lost = journal.append([entry("game:a", 1)])
    await tried.wait()
    assert journal.in_trouble
    await journal.close()
    with pytest.raises(NotStoredError):
        await lost
    assert rows(path) == []


# The chain -----------------------------------------------------------------------------------------------

COLUMNS = "seq, stream, version, type, schema, at, by, command_id, body"


def check_chain(path: Path) -> int:
    """Recompute every hash from the row before; returns how many rows there are."""
    before = b""
    all_rows = rows(path, f"SELECT {COLUMNS}, hash FROM event ORDER BY seq")  # noqa: S608 — constants
    for number, row in enumerate(all_rows, start=1):
        *columns, stored = row
        text = "\t".join("" if column is None else str(column) for column in columns)
        before = hashlib.sha256(before + text.encode("utf-8")).digest()
        assert (columns[0], stored) == (number, before)
    return len(all_rows)


async def test_every_row_carries_a_hash_over_itself_and_the_row_before(journal: Journal, path: Path) -> None:
    await journal.append([entry("game:a", 1, by=ANNA, command="k1"), entry("game:a", 2)])
    with pytest.raises(NotStoredError):
        await journal.append([entry("game:a", 1)])
    await journal.append([entry("game:b", 1)])
    assert check_chain(path) == 3


async def test_the_next_start_goes_on_where_the_chain_ended(path: Path, hand: Hand) -> None:
    for version in (1, 2, 3):
        async with writing(path) as connection:
            journal = Journal(connection, hand.now)
            await journal.start()
            assert [place.seq for place in await journal.append([entry(version=version)])] == [version]
            await journal.close()
    assert check_chain(path) == 3


@pytest.mark.parametrize("statement", ["UPDATE event SET at = 0", "DELETE FROM event"])
async def test_rows_are_never_changed_or_removed(journal: Journal, path: Path, statement: str) -> None:
    await journal.append([entry()])
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        write(path, statement)
    assert check_chain(path) == 1


# The sign of life ----------------------------------------------------------------------------------------


async def test_every_commit_renews_the_sign_of_life(journal: Journal, hand: Hand) -> None:
    assert await journal.alive() is None
    await journal.append([entry()])
    assert await journal.alive() == 1_000_000
    hand.at = Millis(1_000_250)
    assert await journal.append([]) == []
    assert await journal.alive() == 1_000_250


async def test_an_empty_batch_adds_no_row(journal: Journal, path: Path) -> None:
    await journal.append([])
    assert rows(path) == []


# The end -------------------------------------------------------------------------------------------------


async def test_closing_writes_what_waits_and_takes_nothing_more(journal: Journal, path: Path) -> None:
    waiting = [journal.append([entry(version=version)]) for version in (1, 2, 3)]
    closing_now = asyncio.ensure_future(journal.close())
    await closing_now
    assert [future.result()[0].seq for future in waiting] == [1, 2, 3]
    assert len(rows(path)) == 3
    with pytest.raises(NotStoredError, match="nothing any more"):
        await journal.append([entry(version=4)])


async def test_a_journal_that_never_started_is_closed_without_waiting(
    connection: aiosqlite.Connection, hand: Hand
) -> None:
    await Journal(connection, hand.now).close()


# Reading -------------------------------------------------------------------------------------------------


async def test_entries_are_read_as_they_were_written(journal: Journal) -> None:
    entered = PlayerEntered(PersonId("p0101"), TeamId("t1"), 1)
    written = [
        entry("tournament", 1, entered),
        entry("game:a", 1, MOVE, ANNA, "k1"),
        entry("tournament", 2, entered),
    ]
    await journal.append(written)
    assert [place async for place in journal.read()] == [
        Stored(Seq(seq), one) for seq, one in enumerate(written, start=1)
    ]
    of_stream = [place.seq async for place in journal.read("stream = ?", ("tournament",))]
    assert of_stream == [1, 3]


async def test_an_accepted_command_is_found_by_its_id(journal: Journal) -> None:
    await journal.append([entry("game:a", 1, by=ANNA, command="k1"), entry("game:a", 2, by=ANNA)])
    await journal.append([entry("game:a", 3, by=ANNA, command="k2")])
    found = [
        await journal.find(stream, by, CommandId(command))
        for stream, by, command in [
            ("game:a", ANNA, "k1"),
            ("game:a", ANNA, "k2"),
            ("game:a", BORIS, "k1"),
            ("game:b", ANNA, "k1"),
            ("game:a", ANNA, "k3"),
        ]
    ]
    assert found == [1, 3, None, None, None]


# Read models ---------------------------------------------------------------------------------------------


async def test_read_models_change_in_a_transaction_of_their_own(journal: Journal, path: Path) -> None:
    alive = "INSERT OR REPLACE INTO alive VALUES (1, ?)"
    await journal.run([(alive, [(1,)]), (alive, [(2,)])])
    assert rows(path, "SELECT at FROM alive") == [(2,)]
    with pytest.raises(sqlite3.Error):
        await journal.run([(alive, [(3,)]), ("INSERT INTO nowhere VALUES (?)", [(1,)])])
    assert rows(path, "SELECT at FROM alive") == [(2,)]


async def test_a_failed_read_model_holds_up_no_batch(journal: Journal, path: Path) -> None:
    batch = journal.append([entry("game:a", 1)])
    with pytest.raises(sqlite3.Error):
        await journal.run([("INSERT INTO alive VALUES (2, ?)", [(1,)])])
    await batch
    await journal.append([entry("game:a", 2)])
    assert check_chain(path) == 2


async def test_nobody_waits_for_a_reader(journal: Journal, path: Path) -> None:
    await journal.append([entry("game:a", 1)])
    with closing(database.read_only(path)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM event").fetchone() == (1,)
        await journal.append([entry("game:a", 2)])
        assert reader.execute("SELECT count(*) FROM event").fetchone() == (1,)
    assert len(rows(path)) == 2

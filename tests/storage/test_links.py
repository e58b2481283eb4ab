"""The file of links: made once, private, and made anew only on demand."""

import os
import stat
from pathlib import Path

import pytest

from server.core.ids import EventId, PersonId, Role, TeamId
from server.storage import database, links
from server.storage.links import Link
from server.storage.people import People, Person

PERSONS = [
    Person(PersonId("a1"), Role.ARBITER, None, None, "Arbiter", "Arbiter", "en", full=False),
    Person(PersonId("p0101"), Role.PLAYER, TeamId("t1"), 1, "Рысь Анна", "Rys Anna", "ru", full=False),
    Person(PersonId("c01"), Role.CAPTAIN, TeamId("t1"), None, "Рысь Анна", "Rys Anna", "ru", full=False),
]


async def test_links_are_kept_in_the_file_until_others_are_issued(tmp_path: Path) -> None:
    connection = await database.open_for_writing(tmp_path / "people.db", "people")
    people = People(connection)
    await people.enter(PERSONS)
    assert not people.has_links()
    assert links.read(tmp_path) == []
    first = await links.issue(tmp_path, people)
    assert people.has_links()
    assert [(link.role, link.team, link.board, link.person) for link in first] == [
        (person.role, person.team, person.board, person.id) for person in PERSONS
    ]
    assert [people.by_link(link.token) for link in first] == [person.id for person in PERSONS]
    assert links.read(tmp_path) == first
    renewed = await links.issue(tmp_path, people)
    assert links.read(tmp_path) == renewed
    assert {link.token for link in renewed}.isdisjoint(link.token for link in first)
    assert [people.by_link(link.token) for link in first] == [None, None, None]
    await connection.close()


async def test_links_open_their_doors_when_the_file_is_gone(tmp_path: Path) -> None:
    connection = await database.open_for_writing(tmp_path / "people.db", "people")
    people = People(connection)
    await people.enter(PERSONS)
    issued = await links.issue(tmp_path, people)
    (tmp_path / links.FILE).unlink()
    again = await People.load(connection)
    assert again.has_links()
    assert links.read(tmp_path) == []
    assert [again.by_link(link.token) for link in issued] == [person.id for person in PERSONS]
    await connection.close()


@pytest.mark.parametrize("before", [None, 0o644])
async def test_nobody_else_on_the_machine_reads_the_links(tmp_path: Path, before: int | None) -> None:
    path = tmp_path / links.FILE
    if before is not None:
        path.touch(mode=before)
    connection = await database.open_for_writing(tmp_path / "people.db", "people")
    people = People(connection)
    await people.enter(PERSONS)
    mask = os.umask(0)
    try:
        await links.issue(tmp_path, people)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Рысь" not in path.read_text("utf-8")
    await connection.close()


def test_the_token_stands_in_the_fragment_that_no_server_sees() -> None:
    link = Link(Role.PLAYER, TeamId("t1"), 1, PersonId("p0101"), "SECRET")
    assert link.url("https://chess.example", EventId("cup")) == "https://chess.example/e/cup/enter#SECRET"

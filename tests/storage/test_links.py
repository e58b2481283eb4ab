"""The file of links: made once, private, and made anew only on demand."""

import os
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.core.ids import EventId, PersonId, Role, TeamId
from server.storage import links
from server.storage.links import Link
from server.storage.people import People, Person
from tests.storage.builders import writing

PERSONS = [
    Person(PersonId("a1"), Role.ARBITER, None, None, "Arbiter", "Arbiter", "en", full=False),
    Person(PersonId("p0101"), Role.PLAYER, TeamId("t1"), 1, "Рысь Анна", "Rys Anna", "ru", full=False),
    Person(PersonId("c01"), Role.CAPTAIN, TeamId("t1"), None, "Рысь Анна", "Rys Anna", "ru", full=False),
]


@asynccontextmanager
async def entered(folder: Path) -> AsyncIterator[People]:
    """Everybody, entered."""
    async with writing(folder / "people.db", "people") as connection:
        people = People(connection)
        await people.enter(PERSONS)
        yield people


async def test_links_are_made_once_and_renewed_on_demand(tmp_path: Path) -> None:
    everybody = [person.id for person in PERSONS]
    async with entered(tmp_path) as people:

        def open_doors(made: list[Link]) -> list[PersonId | None]:
            return [people.by_link(link.token) for link in made]

        first = await links.of_event(tmp_path, people, renew=False)
        assert [(link.role, link.team, link.board, link.person) for link in first] == [
            (person.role, person.team, person.board, person.id) for person in PERSONS
        ]
        assert open_doors(first) == everybody
        assert await links.of_event(tmp_path, people, renew=False) == first
        renewed = await links.of_event(tmp_path, people, renew=True)
        assert {link.token for link in renewed}.isdisjoint(link.token for link in first)
        assert (open_doors(first), open_doors(renewed)) == ([None, None, None], everybody)
        (tmp_path / links.FILE).unlink()
        assert open_doors(await links.of_event(tmp_path, people, renew=False)) == everybody


@pytest.mark.parametrize("before", [None, 0o644])
async def test_nobody_else_on_the_machine_reads_the_links(tmp_path: Path, before: int | None) -> None:
    path = tmp_path / links.FILE
    if before is not None:
        path.touch(mode=before)
    mask = os.umask(0)
    try:
        async with entered(tmp_path) as people:
            await links.of_event(tmp_path, people, renew=True)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Рысь" not in path.read_text("utf-8")


def test_the_token_stands_in_the_fragment_that_no_server_sees() -> None:
    link = Link(Role.PLAYER, TeamId("t1"), 1, PersonId("p0101"), "SECRET")
    assert link.url("https://chess.example", EventId("cup")) == "https://chess.example/e/cup/enter#SECRET"

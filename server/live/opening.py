"""From a roster to a new event: numbers in the file's order, ids for teams and persons, everybody's role."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from server.core.events import EventOpened, PlayerEntered, TeamEntered, TournamentEvent, Trilingual
from server.core.ids import PersonId, Role, TeamId
from server.core.regulations import Regulations
from server.exchange.rosters import City, Entrant, script_of
from server.live.hosted import EVENT_DB, PEOPLE_DB
from server.live.hours import Hours
from server.storage import database
from server.storage.journal import TOURNAMENT, Entry, Journal
from server.storage.people import People, Person


@dataclass(frozen=True, slots=True)
class Opening:
    """All that makes a new event: its regulations, its teams, and the persons behind the ids."""

    opened: EventOpened
    entries: Sequence[TeamEntered | PlayerEntered]
    persons: Sequence[Person]


def opening(title: Trilingual, cities: tuple[City, ...], regulations: Regulations) -> Opening:
    """A round robin of these teams under these regulations."""
    arbiter = Person(
        PersonId("a1"), Role.ARBITER, None, None, "Chief arbiter", "Chief arbiter", "en", full=False
    )
    persons = [arbiter]
    entries: list[TeamEntered | PlayerEntered] = []
    for number, city in enumerate(cities, start=1):
        team = TeamId(f"t{number}")
        entries.append(TeamEntered(team, number, city.names, city.zone))
        for place, entrant in enumerate(city.players, start=1):
            player = PersonId(f"p{number:02}{place:02}")
            persons.append(_person(player, Role.PLAYER, team, place, entrant))
            entries.append(PlayerEntered(player, team, place))
        captain = next((entrant for entrant in city.entrants if entrant.captain), city.players[0])
        persons.append(_person(PersonId(f"c{number:02}"), Role.CAPTAIN, team, None, captain))
    return Opening(EventOpened(title, regulations), entries, persons)


def _person(person: PersonId, role: Role, team: TeamId, place: int | None, entrant: Entrant) -> Person:
    lang = script_of(entrant.native)
    return Person(person, role, team, place, entrant.native, entrant.latin, lang, entrant.full_name)


async def create(folder: Path, opening: Opening, hours: Hours) -> None:
    """Write a new event into a folder of its own, which is there whole or not at all.

    Raises:
        FileExistsError: there is an event already.
        OSError, sqlite3.Error: the folder cannot be written.
    """
    if folder.exists():  # noqa: ASYNC240 — nothing is being served yet
        raise FileExistsError(folder)
    unfinished = folder.with_name(f".{folder.name}.opening")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    people_db = await database.open_for_writing(unfinished / PEOPLE_DB, "people")
    try:
        await People(people_db).enter(opening.persons)
    finally:
        await people_db.close()
    event_db = await database.open_for_writing(unfinished / EVENT_DB, "event")
    try:
        journal = Journal(event_db, hours.now)
        await journal.start()
        at = hours.now()
        events: list[TournamentEvent] = [opening.opened, *opening.entries]
        batch = [Entry(TOURNAMENT, version, event, at) for version, event in enumerate(events, start=1)]
        try:
            await journal.append(batch)
        finally:
            await journal.close()
    finally:
        await event_db.close()
    unfinished.rename(folder)

"""Opens and serves an event's folders: the demo with its players, or a host's own events with their links."""

import asyncio
import contextlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from server.app import listen, serve
from server.core.commands import PublishRound
from server.core.events import EventOpened, TournamentEvent, Trilingual
from server.core.ids import CommandId, EventId, PersonId, Role
from server.core.regulations import Regulations
from server.core.tournament import Tournament
from server.exchange.rosters import City
from server.live import opening
from server.live.hosted import EVENT_DB, PEOPLE_DB, HostedEvent, NoEventError
from server.live.hours import Hours
from server.live.opening import Opening
from server.settings import Settings, UnusableSettingsError
from server.storage import database, links
from server.storage.journal import SERVER, TOURNAMENT, Journal
from server.storage.links import Link
from server.storage.people import People, Person


@dataclass(frozen=True, slots=True)
class Wanted:
    """An event to be opened if its folder is not there yet."""

    name: EventId
    title: Trilingual
    cities: tuple[City, ...]
    regulations: Regulations

    def opening(self) -> Opening:
        """What the event begins with."""
        return opening.opening(self.title, self.cities, self.regulations)

    def is_opened_as(self, hosted: HostedEvent) -> bool:
        """Whether an event was opened from such a roster with such options; its title may be another."""
        wanted, found = self.regulations, hosted.director.tournament.regulations
        begun = self.opening()
        expected = Tournament(begun.opened)
        for entry in begun.entries:
            expected.apply(entry)
        return (
            (found.rounds, found.boards, found.time_control, found.resume_countdown)
            == (wanted.rounds, wanted.boards, wanted.time_control, wanted.resume_countdown)
            and hosted.director.tournament.teams == expected.teams
            and hosted.people.persons == {person.id: person for person in begun.persons}
        )


async def serve_demo(settings: Settings, wanted: Wanted, pace: float) -> None:
    """Serve the demo event, or the next one of that name when it is over, with players for its boards."""
    hours = Hours()
    with contextlib.closing(listen(settings)) as listening:
        number, name = 1, wanted.name
        while True:
            hosted = await _open(settings.data / name, wanted, hours)
            if not hosted.over():
                break
            await hosted.close()
            number += 1
            name = EventId(f"{wanted.name}-{number}")
        folder = settings.data / name
        # Nobody was handed a demo's link, so where the file is gone others will do.
        ways = links.read(folder) or await links.issue(folder, hosted.people)
        await _first_round(hosted, hours)

        async def ready() -> None:
            click.echo(f"\n  The demo event is open: {settings.base_url}/e/{name}/\n")
            click.echo("  Simulated players sit down at the boards now. Ctrl-C stops everything.\n")
            await _crowd(settings, hosted.id, ways, pace)

        await serve({hosted.id: hosted}, hours, settings, listening, ready)


async def _crowd(settings: Settings, event: EventId, ways: list[Link], pace: float) -> None:
    """The simulated players, in a process of their own that ends with us."""
    urls = {role: [way.url(settings.base_url, event) for way in ways if way.role is role] for role in Role}
    crowd = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "clients.crowd", "--links", "-", "--pace", str(pace)),
        stdin=asyncio.subprocess.PIPE,
        start_new_session=True,  # Ctrl-C reaches us alone
    )
    try:
        handed = {"event": event, "arbiter": urls[Role.ARBITER][0], "players": urls[Role.PLAYER]}
        await crowd.communicate(json.dumps(handed).encode())
    finally:
        if crowd.returncode is None:
            crowd.terminate()
            await crowd.wait()


async def serve_own(settings: Settings, wanted: Wanted | None, *, renew: bool) -> None:
    """Serve every event of the data folder, and the wanted one, which is opened if it is not there."""
    hours = Hours()
    folders = sorted(path.parent for path in settings.data.glob(f"*/{EVENT_DB}"))
    if wanted and settings.data / wanted.name not in folders:
        folders.append(settings.data / wanted.name)
    if not folders:
        raise NoEventError(f"{settings.data} holds no event yet: open one with --roster FILE.")
    with contextlib.closing(listen(settings)) as listening:
        events = await _open_all(folders, wanted, hours)
        for hosted in events.values():
            await _first_round(hosted, hours)
            await _hand_out(settings, hosted, renew=renew)

        async def ready() -> None:
            for warning in settings.warnings():
                click.echo(f"  Warning: {warning}", err=True)
            click.echo(f"Serving {settings.base_url}/ (Ctrl-C stops)")

        await serve(events, hours, settings, listening, ready)


async def _open_all(
    folders: Sequence[Path], wanted: Wanted | None, hours: Hours
) -> dict[EventId, HostedEvent]:
    """Every event, or none of them if one cannot be served as it was asked for."""
    events: dict[EventId, HostedEvent] = {}
    try:
        for folder in folders:
            hosted = events[EventId(folder.name)] = await _open(folder, wanted, hours)
            if wanted and hosted.id == wanted.name and not wanted.is_opened_as(hosted):
                raise UnusableSettingsError(
                    f"{folder} exists already and was opened differently: choose another --event, or start "
                    "without --roster."
                )
    except BaseException:
        for hosted in events.values():
            await hosted.close()
        raise
    return events


async def _open(folder: Path, wanted: Wanted | None, hours: Hours) -> HostedEvent:
    if wanted and not (folder / EVENT_DB).exists():
        teams, rounds = len(wanted.cities), wanted.regulations.rounds
        click.echo(f"Opening a new event in {folder}: {teams} teams, {rounds} rounds ...")
        await opening.create(folder, wanted.opening(), hours)
    else:
        click.echo(f"Continuing the event in {folder} ...")
    hosted = await HostedEvent.open(folder, hours)
    await hosted.people.forget_expired(hours.now())
    return hosted


async def _first_round(hosted: HostedEvent, hours: Hours) -> None:
    """Publish round 1 of a new event, so that everybody's link leads to a board."""
    if not hosted.director.tournament.rounds:
        await hosted.director.act(PublishRound(1), SERVER, CommandId("opening"), hours.now())


async def _hand_out(settings: Settings, hosted: HostedEvent, *, renew: bool) -> None:
    """Print the links when they are issued; afterwards they are shown to those alone who ask for them."""
    folder = settings.data / hosted.id
    if renew or not hosted.people.has_links():
        ways = await links.issue(folder, hosted.people)
        _print(settings, hosted.id, ways, hosted.people.persons, hosted.director.tournament)
    elif (folder / links.FILE).exists():
        click.echo(f"  The links are in {folder / links.FILE}; `twinboards links {folder}` prints them.")
    else:
        click.echo("  The links were handed out; --new-links makes others.")


async def print_links(settings: Settings, folder: Path) -> None:
    """Print the links that were issued for an event, which may be served meanwhile.

    Raises:
        NoEventError: the folder holds no event, or no links any more.
        sqlite3.Error: a database cannot be read.
    """
    if not (folder / EVENT_DB).exists():
        raise NoEventError(f"{folder} holds no event ({EVENT_DB} is missing)")
    ways = links.read(folder)
    if not ways:
        raise NoEventError(
            f"{folder / links.FILE} is not there: the links were handed out; `twinboards serve --new-links` "
            "makes others."
        )
    persons, tournament = await _persons(folder), await _tournament(folder)
    _print(settings, EventId(folder.name), ways, persons, tournament)


async def _persons(folder: Path) -> Mapping[PersonId, Person]:
    people_db = await database.open_for_writing(folder / PEOPLE_DB, "people")
    try:
        return (await People.load(people_db)).persons
    finally:
        await people_db.close()


async def _tournament(folder: Path) -> Tournament:
    event_db = await database.open_for_writing(folder / EVENT_DB, "event")
    try:
        journal = Journal(event_db, Hours().now)
        history = [place.entry.event async for place in journal.read("stream = ?", (TOURNAMENT,))]
    finally:
        await event_db.close()
    opened = history[0] if history else None
    if not isinstance(opened, EventOpened):
        raise NoEventError(f"{folder} holds no event (its journal does not begin with one)")
    tournament = Tournament(opened)
    for event in history[1:]:
        if isinstance(event, TournamentEvent):
            tournament.apply(event)
    return tournament


def _print(
    settings: Settings,
    event: EventId,
    ways: list[Link],
    persons: Mapping[PersonId, Person],
    tournament: Tournament,
) -> None:
    click.echo(f"\n{tournament.title.en}")
    click.echo(f"  spectators     {settings.base_url}/e/{event}/")
    for way in sorted(ways, key=lambda way: (way.role is not Role.ARBITER, way.team or "", way.board or 0)):
        team = tournament.teams[way.team].names.en if way.team else ""
        seat = f"{team} board {way.board}" if way.board else team
        name = "" if way.role is Role.ARBITER else f"  ({persons[way.person].native})"
        click.echo(f"  {way.role:<8} {seat:<24} {way.url(settings.base_url, event)}{name}")
    click.echo("")

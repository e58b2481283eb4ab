"""Opens and serves an event's folders: the demo with its players, or a host's own events with their links."""

import asyncio
import contextlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from server.app import listen, serve
from server.core.commands import PublishRound
from server.core.events import Trilingual
from server.core.ids import CommandId, EventId, Role
from server.core.regulations import Regulations
from server.core.tournament import Tournament
from server.exchange.rosters import City
from server.live import opening
from server.live.hosted import EVENT_DB, HostedEvent, NoEventError
from server.live.hours import Hours
from server.live.opening import Opening
from server.settings import Settings, UnusableSettingsError
from server.storage import links
from server.storage.journal import SERVER
from server.storage.links import Link


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
        ways = await links.of_event(settings.data / name, hosted.people, renew=False)
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
            ways = await links.of_event(settings.data / hosted.id, hosted.people, renew=renew)
            await _first_round(hosted, hours)
            _print_links(settings, hosted, ways)

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


def _print_links(settings: Settings, hosted: HostedEvent, ways: list[Link]) -> None:
    click.echo(f"\n{hosted.release.event.title.en}")
    click.echo(f"  spectators     {settings.base_url}/e/{hosted.id}/")
    for way in sorted(ways, key=lambda way: (way.role is not Role.ARBITER, way.team or "", way.board or 0)):
        person = hosted.people.persons[way.person]
        team = hosted.release.event.teams[way.team].names.en if way.team else ""
        seat = f"{team} board {way.board}" if way.board else team
        name = "" if way.role is Role.ARBITER else f"  ({person.native})"
        click.echo(f"  {way.role:<8} {seat:<24} {way.url(settings.base_url, hosted.id)}{name}")
    click.echo("")

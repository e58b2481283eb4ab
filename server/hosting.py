"""Opens and serves an event's folders: the demo with its players, or a host's own events with their links."""

import asyncio
import contextlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from server.app import listen, serve
from server.core.commands import PublishRound
from server.core.events import Trilingual
from server.core.ids import CommandId, EventId, Role
from server.core.regulations import Regulations
from server.exchange import rosters
from server.live import opening
from server.live.hosted import EVENT_DB, HostedEvent, NoEventError
from server.live.hours import Hours
from server.settings import Settings
from server.storage import links
from server.storage.journal import SERVER
from server.storage.links import Link


@dataclass(frozen=True, slots=True)
class Wanted:
    """An event to be opened if its folder is not there yet."""

    name: EventId
    title: Trilingual
    roster: bytes
    regulations: Regulations


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
        events: dict[EventId, HostedEvent] = {}
        for folder in folders:
            hosted = await _open(folder, wanted, hours)
            events[hosted.id] = hosted
            ways = await links.of_event(folder, hosted.people, renew=renew)
            await _first_round(hosted, hours)
            _print_links(settings, hosted, ways)

        async def ready() -> None:
            for warning in settings.warnings():
                click.echo(f"  Warning: {warning}", err=True)
            click.echo(f"Serving {settings.base_url}/ (Ctrl-C stops)")

        await serve(events, hours, settings, listening, ready)


async def _open(folder: Path, wanted: Wanted | None, hours: Hours) -> HostedEvent:
    if wanted and not (folder / EVENT_DB).exists():
        cities = rosters.read(wanted.roster, wanted.regulations.boards)
        click.echo(
            f"Opening a new event in {folder}: {len(cities)} teams, {wanted.regulations.rounds} rounds ..."
        )
        await opening.create(folder, opening.opening(wanted.title, cities, wanted.regulations), hours)
    else:
        click.echo(f"Continuing the event in {folder} ...")
    return await HostedEvent.open(folder, hours)


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

"""The command `twinboards`: a demo event, one's own event from a roster, and care for an event's folder."""

import asyncio
import contextlib
import json
import logging
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final, NoReturn

import click
import uvloop

from server.app import PortTakenError, listen, serve
from server.core.commands import PublishRound
from server.core.events import Trilingual
from server.core.ids import CommandId, EventId, Millis, Role
from server.core.regulations import Regulations, TimeControl
from server.exchange import rosters
from server.live import opening
from server.live.hosted import EVENT_DB, HostedEvent, NoEventError
from server.live.hours import Hours
from server.settings import Settings, UnusableSettingsError
from server.storage import links
from server.storage.database import NewerDatabaseError
from server.storage.journal import SERVER
from server.storage.links import Link

DEMO_TITLE: Final = Trilingual(ru="Дружба городов", zh="友好城市对抗赛", en="Friendship of Cities")
EXPECTED = (
    rosters.UnreadableRosterError,
    UnusableSettingsError,
    PortTakenError,
    NewerDatabaseError,
    NoEventError,
    sqlite3.Error,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An event to be opened if its folder is not there yet."""

    name: EventId
    title: Trilingual
    roster: bytes
    regulations: Regulations


def main() -> None:
    """Run the command line; what can be expected to go wrong is one sentence and a non-zero exit."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        cli(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(0)
    except EXPECTED as error:
        _give_up(str(error))


def _give_up(message: str) -> NoReturn:
    click.echo(f"twinboards: {message}", err=True)
    sys.exit(1)


@click.group()
@click.version_option(package_name="twinboards")
def cli() -> None:
    """Online chess tournaments between twin cities."""


def _serving(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every serving command has."""
    for option in (
        click.option(
            "--data", type=click.Path(path_type=Path), default=Path("data"), help="Folder of all events."
        ),
        click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on."),
        click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True),
        click.option("--public-url", help="The address in every link, such as https://chess.example."),
        click.option(
            "--tls-cert", type=click.Path(path_type=Path, exists=True), help="Certificate chain (PEM)."
        ),
        click.option("--tls-key", type=click.Path(path_type=Path, exists=True), help="Private key (PEM)."),
        click.option("--trusted-proxy", help="Address of a proxy before us that speaks https."),
        click.option("--insecure-lan", is_flag=True, help="Plain http in a closed network, with a banner."),
    ):
        command = option(command)
    return command


class Minutes(click.ParamType[TimeControl]):
    """A time control as people write it: minutes + seconds for each move."""

    name = "minutes+seconds"

    def convert(
        self, value: str | TimeControl, param: click.Parameter | None, ctx: click.Context | None
    ) -> TimeControl:
        """15+10 as base time and increment."""
        if isinstance(value, TimeControl):
            return value
        minutes, plus, seconds = value.partition("+")
        if not (plus and minutes.isdecimal() and seconds.isdecimal() and int(minutes) > 0):
            self.fail(f"«{value}» is no time control: write it like 15+10.", param, ctx)
        return TimeControl(Millis(int(minutes) * 60_000), Millis(int(seconds) * 1_000))


@cli.command()
@_serving
@click.option("--pace", default=1.0, show_default=True, help="Thinking time of the simulated players.")
def demo(pace: float, **options: Any) -> None:  # click's options, checked by `Settings`
    """Open the demo event: six cities, simulated players, boards that move."""
    settings = Settings(**options).checked()
    roster = resources.files("server.exchange").joinpath("twin_cities.csv").read_bytes()
    control = TimeControl(Millis(5 * 60_000), Millis(3_000))
    regulations = Regulations(5, 4, control, resume_countdown=Millis(5_000))
    wanted = Wanted(EventId("demo"), DEMO_TITLE, roster, regulations)
    _run(_serve_demo(settings, wanted, pace))


@cli.command("serve")
@_serving
@click.option("--roster", type=click.Path(path_type=Path), help="Open an event from this CSV file.")
@click.option("--event", help="Its short name in addresses; the file's name without it.")
@click.option("--title", help="Its title; the short name without it.")
@click.option("--boards", type=click.IntRange(1, 50), default=4, show_default=True, help="Boards of a match.")
@click.option("--rounds", type=click.IntRange(1, 99), help="Rounds; without it everybody meets everybody.")
@click.option("--time-control", type=Minutes(), default="15+10", show_default=True)
@click.option(
    "--resume-countdown", type=click.IntRange(0, 600), default=10, show_default=True, metavar="SECONDS"
)
@click.option("--new-links", is_flag=True, help="Revoke all links and print new ones.")
def serve_command(
    *,
    roster: Path | None,
    event: str | None,
    title: str | None,
    boards: int,
    rounds: int | None,
    time_control: TimeControl,
    resume_countdown: int,
    new_links: bool,
    **options: Any,  # click's options, checked by `Settings`
) -> None:
    """Serve the events of the data folder, with a new one from --roster, and print their links."""
    settings = Settings(**options).checked()
    wanted = None
    if roster:
        content = roster.read_bytes()
        teams = len(rosters.read(content, boards))
        cycle = teams - 1 + teams % 2
        if rounds is not None and rounds > cycle:
            raise UnusableSettingsError(
                f"{teams} teams meet each other in {cycle} rounds; --rounds {rounds} is more."
            )
        name = _slug(event or roster.stem)
        regulations = Regulations(
            rounds or cycle, boards, time_control, resume_countdown=Millis(resume_countdown * 1000)
        )
        shown = title or event or roster.stem
        wanted = Wanted(EventId(name), Trilingual(shown, shown, shown), content, regulations)
    _run(_serve_own(settings, wanted, renew=new_links))


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def rebuild(folder: Path) -> None:
    """Make an event's results and standings anew from its journal."""

    async def work() -> None:
        hosted = await HostedEvent.open(folder, Hours())  # opening rebuilds
        await hosted.close()

    _run(work())
    click.echo("The results and standings are made anew.")


def _run(work: Awaitable[None]) -> None:
    async def run() -> None:
        await work

    with contextlib.suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run())


def _slug(name: str) -> str:
    slug = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name.lower()).strip(
        "-"
    )
    return slug or "event"


# Opening and serving -------------------------------------------------------------------------------------


async def _serve_demo(settings: Settings, wanted: Wanted, pace: float) -> None:
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


async def _serve_own(settings: Settings, wanted: Wanted | None, *, renew: bool) -> None:
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


if __name__ == "__main__":
    main()

"""The command `twinboards`: a demo event, one's own event from a roster, and care for an event's folder."""

import asyncio
import contextlib
import logging
import os
import re
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from importlib import resources
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from server.app import PortTakenError
from server.core.events import Trilingual
from server.core.ids import EventId, Millis
from server.core.regulations import Regulations, TimeControl
from server.exchange import rosters
from server.hosting import Wanted, print_links, serve_demo, serve_own
from server.live.hosted import HostedEvent, NoEventError
from server.live.hours import Hours
from server.settings import Settings, UnusableSettingsError
from server.storage.database import EventInUseError, NewerDatabaseError

DEMO_TITLE: Final = Trilingual(ru="Дружба городов", zh="友好城市对抗赛", en="Friendship of Cities")
DEMO_BOARDS: Final = 4
SHORT_NAME: Final = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
EXPECTED = (
    rosters.UnreadableRosterError,
    UnusableSettingsError,
    PortTakenError,
    NewerDatabaseError,
    EventInUseError,
    NoEventError,
    sqlite3.Error,
    OSError,
)


def main() -> None:
    """Run the command line; what can be expected to go wrong is one sentence and a non-zero exit."""
    os.umask(0o077)  # names, links and sessions are read by nobody else on this machine
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


def _addressed(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say where the server is and what links begin with."""
    for option in (
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


def _serving(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every serving command has."""
    data = click.Path(path_type=Path)
    return _addressed(
        click.option("--data", type=data, default=Path("data"), help="Folder of all events.")(command)
    )


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
    cities = rosters.read(roster, DEMO_BOARDS)
    control = TimeControl(Millis(5 * 60_000), Millis(3_000))
    regulations = Regulations(5, DEMO_BOARDS, control, resume_countdown=Millis(5_000))
    wanted = Wanted(EventId("demo"), DEMO_TITLE, cities, regulations)
    _run(serve_demo(settings, wanted, pace))


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
@click.option("--new-links", is_flag=True, help="Revoke all links and sessions and print new links.")
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
    """Serve the events of the data folder, with a new one from --roster, and print the links of a new one."""
    settings = Settings(**options).checked()
    wanted = None
    if roster:
        cities = rosters.read(roster.read_bytes(), boards)
        countdown = Millis(resume_countdown * 1000)
        regulations = Regulations(
            _rounds(rounds, len(cities)), boards, time_control, resume_countdown=countdown
        )
        wanted = Wanted(_name(event, roster), _title(title or event or roster.stem), cities, regulations)
    _run(serve_own(settings, wanted, renew=new_links))


def _rounds(asked: int | None, teams: int) -> int:
    cycle = teams - 1 + teams % 2
    if asked is not None and asked > cycle:
        raise UnusableSettingsError(
            f"{teams} teams meet each other in {cycle} rounds; --rounds {asked} is more."
        )
    return asked or cycle


def _name(event: str | None, roster: Path) -> EventId:
    """The event's short name in addresses: as it was given, or made from the name of the roster's file."""
    if event is not None:
        if not SHORT_NAME.fullmatch(event):
            raise UnusableSettingsError(
                f"--event {ascii(event)[1:-1]}: small Latin letters and digits, with hyphens between them, "
                "like spring-cup-2."
            )
        return EventId(event)
    name = re.sub("[^a-z0-9]+", "-", roster.stem.lower()).strip("-")
    if not name or not roster.stem.isascii():
        raise UnusableSettingsError(
            "The roster's file name makes no address: choose a short name with --event, like spring-cup-2."
        )
    return EventId(name)


def _title(shown: str) -> Trilingual:
    try:
        shown.encode()
    except UnicodeEncodeError as error:
        raise UnusableSettingsError(
            "--title holds bytes that are no text in UTF-8: type it in a terminal that speaks UTF-8."
        ) from error
    return Trilingual(shown, shown, shown)


@cli.command("links")
@_addressed
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def links_command(folder: Path, **options: Any) -> None:  # click's options, checked by `Settings`
    """Print an event's links again; the options of its address are those it is served with."""
    settings = Settings(folder.parent, **options).checked()
    _run(print_links(settings, folder.resolve()))


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

    with contextlib.suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(run())


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    """uvloop's, or asyncio's own where there is no uvloop: on Windows, and for Pythons other than CPython."""
    try:
        import uvloop
    except ModuleNotFoundError:
        return asyncio.new_event_loop
    return uvloop.new_event_loop


if __name__ == "__main__":
    main()

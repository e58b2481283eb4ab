"""Simulated players: a process of its own that sits down at every board and plays the event through.

Each player has a websocket like anybody else; an arbiter, if the links name one, closes a round when its
games are done and publishes the next. It may import nothing of the server but the wire's messages.

    python -m clients.crowd --links links.json --seed 7

The links come as JSON from a file or, as `-`, from the standard input:

    {"event": "demo", "arbiter": "http://…/e/demo/enter#…", "players": ["http://…/e/demo/enter#…", …]}
"""

import asyncio
import secrets
import signal
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn, TextIO

import click
from pydantic import BaseModel, ValidationError

from clients.arbiter import Declined, RoundWatch, act
from clients.chance import dice
from clients.line import Line, LinkRefusedError, ProtocolError, Tap, unheard
from clients.link import Link
from clients.minds import Blitz, Human, Mind, Play, Verb
from clients.player import Player
from clients.record import Record
from clients.seat import SeenGame

BETWEEN_ROUNDS = 10.0
"""Seconds at pace 1 in which a finished round, and a closed one, can be looked at."""
PATIENCE = 3.0
"""Seconds until an act that has no effect in the room is tried again."""


class Links(BaseModel):
    """The links of an event, as the server's command writes them."""

    event: str
    arbiter: str | None = None
    players: list[str]


@dataclass(frozen=True, slots=True)
class Script:
    """What the crowd shall do."""

    links: Links
    seed: int
    pace: float
    blitz: bool
    rounds: int | None
    """How many rounds to play; None for all."""
    conduct: bool
    """Whether the crowd's arbiter publishes and closes the rounds."""
    tap: Callable[[str], Tap]


def _mind(script: Script, name: str) -> Mind:
    own = dice(script.seed, name)
    return Blitz(own) if script.blitz else Human(own, pace=script.pace)


async def play(player: Player, mind: Mind) -> NoReturn:
    """Play every game this player is given, until cancelled."""
    seat = player.seat

    def to_act() -> SeenGame | None:
        return None if seat.owed else seat.turn()

    while True:
        await player.until(lambda: to_act() is not None)
        game = to_act()
        if game is None:
            continue
        before = (game.id, game.board.ply())
        await asyncio.sleep(mind.thinking(game, player.left(game.board.turn)) / 1000)
        game = to_act()
        if game is not None and (game.id, game.board.ply()) == before:  # nothing has come in between
            await _do(player, mind, game)


async def _do(player: Player, mind: Mind, game: SeenGame) -> None:
    choice = mind.choose(game)
    match choice:
        case Play():
            await player.move(choice.move)
            if choice.offer:
                await player.offer_draw()
        case Verb.RESIGN:
            await player.resign()
        case Verb.ACCEPT:
            await player.accept_draw()
    if mind.nervous():
        await player.repeat()


async def conduct(line: Line, watch: RoundWatch, link: Link, script: Script) -> None:
    """Close each round when its games are done and publish the next, as an arbiter would."""
    last = script.rounds or watch.rounds
    while True:
        await line.until(lambda: watch.due(last) is not None or watch.over(last))
        due = watch.due(last)
        if due is None:
            return
        if watch.playing and not script.blitz:
            await asyncio.sleep(BETWEEN_ROUNDS * script.pace)
        answer = await act(link, due)
        click.echo(f"{due.strip('/')}: {answer.code if isinstance(answer, Declined) else 'done'}")
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await line.until(partial(_other_due, watch, last, due))


def _other_due(watch: RoundWatch, last: int, due: str) -> bool:
    return watch.due(last) != due


async def _sit_down(script: Script) -> NoReturn:
    """Every player at the boards, until cancelled."""
    async with asyncio.TaskGroup() as tasks:
        for number, text in enumerate(script.links.players, start=1):
            name = f"player {number}"
            player = Player(Link.parse(text), tap=script.tap(name))
            tasks.create_task(player.run())
            tasks.create_task(play(player, _mind(script, name)))
    raise AssertionError("players go home only when they are sent")


async def attend(script: Script) -> None:
    """Seat every player and stay until the last round to be played is closed."""
    arbiter = script.links.arbiter
    watch = RoundWatch()
    line = Line(Link.parse(arbiter or script.links.players[0]), watch, tap=script.tap("watcher"))
    async with asyncio.TaskGroup() as tasks:
        running = [tasks.create_task(line.run()), tasks.create_task(_sit_down(script))]
        await line.until(lambda: watch.rounds > 0)
        click.echo(f"{len(script.links.players)} players sit down.")
        if arbiter and script.conduct:
            await conduct(line, watch, Link.parse(arbiter), script)
        await line.until(lambda: watch.over(script.rounds or watch.rounds))
        for task in running:
            task.cancel()
    click.echo("All rounds are played.")


def _sentence(errors: BaseExceptionGroup[Exception]) -> str:
    """What the first of these errors says, however deep its task was nested."""
    first = errors.exceptions[0]
    return _sentence(first) if isinstance(first, BaseExceptionGroup) else str(first)


def _links(file: TextIO) -> Links:
    try:
        links = Links.model_validate_json(file.read())
        for text in (*links.players, *filter(None, [links.arbiter])):
            Link.parse(text)
    except (ValidationError, ValueError) as error:
        raise click.BadParameter(f"the links cannot be read: {error}") from error
    if not links.players:
        raise click.BadParameter("the links name no player")
    return links


@click.command()
@click.option(
    "--links", type=click.File(encoding="utf-8"), required=True, help="JSON file of links, - for stdin."
)
@click.option(
    "--pace", type=click.FloatRange(min=0), default=1.0, show_default=True, help="Factor of thinking time."
)
@click.option("--seed", type=int, help="Play as on an earlier day.")
@click.option("--rounds", type=click.IntRange(min=1), help="Stop after this round.")
@click.option("--arbiter/--no-arbiter", default=True, help="Publish and close the rounds.")
@click.option("--blitz", is_flag=True, help="Any legal move at once, for tests.")
@click.option("--record", type=click.Path(path_type=Path), help="Write every frame into this file.")
def main(
    *,
    links: TextIO,
    pace: float,
    seed: int | None,
    rounds: int | None,
    arbiter: bool,
    blitz: bool,
    record: Path | None,
) -> None:
    """Fill the boards of an event with simulated players."""
    seed = secrets.randbelow(2**32) if seed is None else seed
    click.echo(f"seed {seed}")
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    with ExitStack() as stack:
        tap = stack.enter_context(Record(record)).tap if record else lambda _name: unheard
        script = Script(_links(links), seed, pace, blitz, rounds, arbiter, tap)
        fault = ""
        try:
            asyncio.run(attend(script))
        except* (LinkRefusedError, ProtocolError) as errors:
            fault = _sentence(errors)
        except* KeyboardInterrupt:
            click.echo("Stopped.")
    if fault:
        raise click.ClickException(fault)


if __name__ == "__main__":
    main()

"""The reference client: one player at the board, whatever happens to the line.

It may import nothing of the server but the wire's messages. The protocol is in `clients.seat`, the
connection in `clients.line`; here the two are one player.

    player = Player(Link.parse("http://127.0.0.1:8000/e/demo/enter#TOKEN"))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(player.run())
        await player.until(lambda: player.seat.turn() is not None)
        await player.move(chess.Move.from_uci("e2e4"))

From a terminal: `python -m clients.player LINK` plays with typed moves.
"""

import asyncio
import sys
import threading
from collections.abc import Callable, Sequence
from typing import NoReturn

import chess
import click

from clients.line import Line, LinkRefusedError, ProtocolError, Tap, unheard
from clients.link import Link
from clients.seat import Seat, SeenGame, side
from server.protocol.messages import (
    ClientMessage,
    ClocksResumed,
    ClocksSuspended,
    DrawOffered,
    GameEnded,
    GameSnapshot,
    GameStarted,
    Hello,
    Millis,
    Move,
    Refused,
    ServerMessage,
    Side,
)

Told = Callable[[ServerMessage], None]
"""Hears every message after the seat has taken it in."""


def _deaf(_message: ServerMessage) -> None:
    """For players who only look at their seat."""


class Player:
    """One player's seat and the line to it."""

    def __init__(self, link: Link, *, told: Told = _deaf, tap: Tap = unheard) -> None:
        self.seat = Seat()
        self.line = Line(link, self, tap=tap)
        self._told = told

    async def run(self) -> NoReturn:
        """Stay connected until cancelled; raises what `Line.run` raises."""
        await self.line.run()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until this holds of the seat."""
        await self.line.until(holds)

    async def move(self, move: chess.Move) -> None:
        """Play this move on the current board."""
        await self.line.send(self.seat.move(move))

    async def offer_draw(self) -> None:
        """Offer a draw."""
        await self.line.send(self.seat.offer_draw())

    async def accept_draw(self) -> None:
        """Accept the opponent's offer."""
        await self.line.send(self.seat.accept_draw())

    async def resign(self) -> None:
        """Resign the game."""
        await self.line.send(self.seat.resign())

    async def repeat(self) -> None:
        """Send whatever is unacknowledged once more: with the same ids it changes nothing."""
        for command in tuple(self.seat.owed.values()):
            await self.line.send(command)

    def left(self, color: chess.Color) -> Millis:
        """What this side's clock shows now, in ms; 0 without a board."""
        game = self.seat.game()
        if game is None:
            return Millis(0)
        clocks = game.clocks
        shown = clocks.white if color == chess.WHITE else clocks.black
        if clocks.running is not side(color):
            return Millis(shown)
        return Millis(max(0, shown - max(0, self.line.clock.now() - clocks.at)))

    def opened(self) -> None:
        """A new connection stands."""
        self.seat.opened()

    def receive(self, message: ServerMessage) -> Sequence[ClientMessage]:
        """Take a message in and pass it on to whoever wants to hear it."""
        answers = self.seat.receive(message)
        self._told(message)
        return answers


# The terminal --------------------------------------------------------------------------------------------

HELP = "Type a move (Nf3 or g1f3), 'draw' to offer, 'accept', 'resign', 'clocks' or 'quit'."


def _clock(left: Millis) -> str:
    minutes, seconds = divmod(left // 1000, 60)
    return f"{minutes}:{seconds:02}"


def _picture(player: Player, game: SeenGame) -> str:
    own = game.color(player.seat.person)
    board = game.board.unicode(empty_square="·", orientation=own, borders=False)
    clocks = f"White {_clock(player.left(chess.WHITE))}   Black {_clock(player.left(chess.BLACK))}"
    return f"\n{board}\n{clocks}"


def _sentence(message: ServerMessage, own: Side) -> str | None:
    match message:
        case Move():
            dots = "." if message.ply % 2 else "..."
            return f"{(message.ply + 1) // 2}{dots} {message.san}"
        case DrawOffered():
            return "You offer a draw." if message.by is own else "Your opponent offers a draw."
        case ClocksSuspended():
            return "The clocks stand."
        case GameStarted() | ClocksResumed():
            return "The clocks run."
        case GameEnded():
            result = {2: "1", 1: "½", 0: "0"}
            return f"{result[message.result.white]}-{result[message.result.black]} ({message.reason})"
        case Refused():
            return f"Refused: {message.code}."
        case _:
            return None


class Terminal:
    """Prints what happens at one board and plays what is typed."""

    def __init__(self, link: Link) -> None:
        self.player = Player(link, told=self._told)

    def _told(self, message: ServerMessage) -> None:
        game = self.player.seat.game()
        own = side(game.color(self.player.seat.person)) if game else Side.WHITE
        sentence = _sentence(message, own)
        if sentence is not None:
            click.echo(sentence)
        if isinstance(message, Hello) and game is None:
            click.echo("Connected. Waiting for a board.")
        if game is not None and isinstance(message, GameSnapshot | Move):
            click.echo(_picture(self.player, game))

    async def typed(self, words: str) -> None:
        """Do what the player has typed."""
        game = self.player.seat.game()
        if game is None:
            click.echo("There is no board yet.")
            return
        match words:
            case "draw":
                await self.player.offer_draw()
            case "accept":
                await self.player.accept_draw()
            case "resign":
                await self.player.resign()
            case "clocks":
                click.echo(_picture(self.player, game))
            case _:
                await self._move(game, words)

    async def _move(self, game: SeenGame, words: str) -> None:
        try:
            move = game.board.parse_san(words)
        except ValueError:
            try:
                move = game.board.parse_uci(words)
            except ValueError:
                click.echo(f"{words!r} is no legal move here. {HELP}")
                return
        await self.player.move(move)


def _read_lines(loop: asyncio.AbstractEventLoop, lines: asyncio.Queue[str]) -> None:
    """Feed typed lines into the queue, and 'quit' at the end of the input."""
    for line in sys.stdin:
        loop.call_soon_threadsafe(lines.put_nowait, line.strip())
    loop.call_soon_threadsafe(lines.put_nowait, "quit")


async def _play(link: Link) -> str:
    """Play until the player quits, or the line breaks for good: then the sentence that says why."""
    fault = ""
    terminal, lines = Terminal(link), asyncio.Queue[str]()
    # A thread of its own that dies with the program: a blocked read of a terminal cannot be cancelled.
    threading.Thread(target=_read_lines, args=(asyncio.get_running_loop(), lines), daemon=True).start()
    try:
        async with asyncio.TaskGroup() as tasks:
            line = tasks.create_task(terminal.player.run())
            while (words := await lines.get()) != "quit":
                if words:
                    await terminal.typed(words)
            line.cancel()
    except* (LinkRefusedError, ProtocolError) as errors:
        fault = str(errors.exceptions[0])
    return fault


@click.command()
@click.argument("link")
def main(link: str) -> None:
    """Play the board of this LINK from the terminal."""
    try:
        seat = Link.parse(link)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    click.echo(HELP)
    if fault := asyncio.run(_play(seat)):
        raise click.ClickException(fault)


if __name__ == "__main__":
    main()

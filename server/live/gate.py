"""A game's gate: the game, its place in the journal, and the commands that wait for it."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from server.core.commands import GameCommand
from server.core.events import GameCreated, GameEvent
from server.core.game import Game
from server.core.ids import CommandId, GameId, Millis, PersonId, Refusal, Seq
from server.show.rooms import Room
from server.storage.journal import SERVER, Stored

log = logging.getLogger(__name__)

Answer = Callable[[Seq | Refusal], None]


def stream_of(game: GameId) -> str:
    """The journal stream of a game."""
    return f"game:{game}"


def game_of(stream: str) -> GameId:
    """The game whose journal stream this is."""
    return GameId(stream.removeprefix("game:"))


def answering(future: "asyncio.Future[Seq | Refusal]") -> Answer:
    """An answer that resolves a future, unless whoever waited has gone."""

    def answer(answered: Seq | Refusal) -> None:
        if not future.done():
            future.set_result(answered)

    return answer


def unheard(_: Seq | Refusal) -> None:
    """The answer to a command nobody waits for."""


def game_event(place: Stored) -> GameEvent:
    """The game's event that a place of its stream holds.

    Raises:
        TypeError: it holds another stream's.
    """
    event = place.entry.event
    if not isinstance(event, GameEvent):
        message = f"{place.entry.stream} holds a {type(event).__name__}"
        raise TypeError(message)
    return event


def replay(history: Sequence[Stored]) -> Game:
    """A game from its whole stream, its creation first.

    Raises:
        TypeError: the stream is not a game's.
    """
    created = history[0].entry.event
    if not isinstance(created, GameCreated):
        message = f"{history[0].entry.stream} does not begin with its creation"
        raise TypeError(message)
    game = Game(created)
    for place in history[1:]:
        game.apply(game_event(place))
    return game


@dataclass(frozen=True, slots=True)
class Waiting:
    """A command at a gate: who sent it, when it arrived, and where its answer goes."""

    command: GameCommand
    at: Millis
    by: PersonId = SERVER
    command_id: CommandId | None = None
    answer: Answer = unheard

    def reply(self, answered: Seq | Refusal) -> None:
        """Give the answer; whoever can no longer hear it stops nobody else."""
        try:
            self.answer(answered)
        except Exception:  # the sender's side of the gate
            log.exception("the answer to %s was not heard", self.command)


@dataclass(slots=True)
class Gate:
    """A game, its place in the journal, and the commands that wait for it."""

    game: Game
    version: int
    seq: Seq
    told: Millis
    room: Room
    busy: bool = False
    countdown: asyncio.TimerHandle | None = None
    """To the running of suspended clocks, while both players are there."""
    waiting: deque[Waiting] = field(default_factory=deque)
    accepted: dict[tuple[PersonId, CommandId], Seq] = field(default_factory=dict)

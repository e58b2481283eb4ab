"""An event's folder brought to life, and closed again.

    hosted = await HostedEvent.open(folder, hours)
    ...
    await hosted.close()

Opening replays the tournament, the ends of all games, and the whole of the unfinished games and of those in
the newest round; older games' moves are read when somebody asks for them.
"""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Final

from server.core.events import EventOpened, GameEnded, TournamentEvent
from server.core.ids import EventId, GameId
from server.core.tournament import Tournament
from server.live.director import Director
from server.live.games import Games
from server.live.gate import game_of, replay, stream_of
from server.live.hours import Hours
from server.live.release import Release
from server.protocol import views
from server.show.event import PublicEvent
from server.storage import database
from server.storage.journal import TOURNAMENT, Journal, Stored
from server.storage.people import People

EVENT_DB: Final = "event.db"
PEOPLE_DB: Final = "people.db"


class NoEventError(Exception):
    """The folder holds no event."""


class HostedEvent:
    """One event that is being served."""

    def __init__(self, event: EventId, people: People) -> None:
        self.id = event
        self.people = people
        self._beat: asyncio.Task[None] | None = None
        self._without_moves: set[GameId] = set()
        self._opened = AsyncExitStack()
        self.journal: Journal
        self.release: Release
        self.games: Games
        self.director: Director

    @classmethod
    async def open(cls, folder: Path, hours: Hours) -> "HostedEvent":
        """Replay the folder's journal; games that ran when the server was last alive are suspended.

        Raises:
            NoEventError: the folder holds no event.
            EventInUseError: another process serves it.
            NewerDatabaseError, sqlite3.Error: a database cannot be used.
        """
        if not (folder / EVENT_DB).exists():
            message = f"{folder} holds no event ({EVENT_DB} is missing)"
            raise NoEventError(message)
        async with AsyncExitStack() as undo:  # what is let go of if the event cannot be opened
            undo.enter_context(database.held(folder))
            event_db = await database.open_for_writing(folder / EVENT_DB, "event")
            undo.push_async_callback(event_db.close)
            people_db = await database.open_for_writing(folder / PEOPLE_DB, "people")
            undo.push_async_callback(people_db.close)
            hosted = cls(EventId(folder.name), await People.load(people_db))
            reopen = partial(database.open_for_writing, folder / EVENT_DB, "event")
            hosted.journal = Journal(event_db, hours.now, reopen)
            undo.push_async_callback(hosted.journal.close)
            await hosted._restore(hours)
            hosted._opened = undo.pop_all()
        return hosted

    async def _restore(self, hours: Hours) -> None:
        alive = await self.journal.alive()
        await self.journal.start()
        history = [
            place
            async for place in self.journal.read("stream = ? OR type = ?", (TOURNAMENT, GameEnded.__name__))
        ]
        tournament = _fold(history)
        self.release = Release(PublicEvent(self.id))
        countdown = tournament.regulations.resume_countdown
        self.games = Games(self.journal, hours, self.release, countdown)
        self.director = Director(self.journal, self.games, self.release, self.people)
        self.director.restore(tournament, history)
        await self._restore_games(tournament, history)
        if alive is not None:
            await self.games.suspend_since(alive)
        await self.director.rebuild()
        self._beat = asyncio.create_task(self.games.heartbeat(), name=f"heartbeat of {self.id}")

    async def _restore_games(self, tournament: Tournament, history: Sequence[Stored]) -> None:
        newest = tournament.rounds[-1].number if tournament.rounds else 0
        ends = {place.entry.stream: place for place in history if isinstance(place.entry.event, GameEnded)}
        for published in tournament.rounds:
            for board in published.boards():
                end = ends.get(stream_of(board.game))
                if end is None or published.number == newest:
                    self.games.restore(await self._moves(board.game))
                else:
                    self._without_moves.add(board.game)
                    self._replay_end(board.game, end)

    def _replay_end(self, game: GameId, end: Stored) -> None:
        ended = end.entry.event
        if isinstance(ended, GameEnded):
            clocks = self.release.event.games[game].clocks
            self.release.replay(views.game_ended(views.game_room(game), game, ended, end.seq, clocks))

    async def _moves(self, game: GameId) -> list[Stored]:
        return [place async for place in self.journal.read("stream = ?", (stream_of(game),))]

    def lacks_moves(self, game: GameId) -> bool:
        """Whether a game ended so long ago that only its result has been read."""
        return game in self._without_moves

    async def recall(self, game: GameId) -> None:
        """Read a long finished game's moves back into the public fold, if they are not there."""
        if game not in self._without_moves:
            return
        history = await self._moves(game)
        replayed, last = replay(history), history[-1]
        snapshot = views.snapshot(views.game_room(game), replayed, last.seq, last.entry.at)
        self.release.event.games[game].recall(snapshot)
        self._without_moves.discard(game)

    async def suspend(self) -> None:
        """Refuse commands from now on and stop all clocks."""
        await self.games.close()

    async def close(self) -> None:
        """Suspend the clocks, write what is waiting and let go of the databases."""
        if self._beat:
            self._beat.cancel()
            with suppress(asyncio.CancelledError):
                await self._beat
        await self.suspend()
        await self.director.close()
        await self._opened.aclose()

    def over(self) -> bool:
        """Whether the last round has been closed."""
        rounds = self.director.tournament.rounds
        return len(rounds) == self.director.tournament.regulations.rounds and rounds[-1].closed


def _fold(history: Sequence[Stored]) -> Tournament:
    opened = history[0].entry.event if history else None
    if not isinstance(opened, EventOpened):
        raise NoEventError("the journal does not begin with the opening of an event")
    tournament = Tournament(opened)
    for place in history[1:]:
        event = place.entry.event
        if isinstance(event, GameEnded):
            tournament.apply_end(game_of(place.entry.stream), event)
        elif isinstance(event, TournamentEvent):
            tournament.apply(event)
    return tournament

"""All live games of one event. Each has a gate that lets one command through at a time.

    command ─► decide ─► journal (on disk) ─► apply ─► the two players ─► ack ─► release to the public

While a batch is on its way to the disk, further commands of that game wait in its gate; other games go on.
There is no task a game: the journal's answer drives the next step.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from server.core.commands import GameCommand, JudgePosition, ResumeClocks, StartGame, SuspendClocks, TimeIsUp
from server.core.events import DrawOffered, GameEnded, GameEvent
from server.core.game import Game
from server.core.ids import GameId, Millis, PersonId, Phase, Refusal, Seq, Side
from server.live.deadlines import Deadlines
from server.live.gate import Gate, Waiting, answering, game_event, replay, stream_of
from server.live.hours import Hours
from server.live.proofs import Proofs
from server.live.release import Release
from server.protocol import messages as wire
from server.protocol import views
from server.protocol.frame import Frame
from server.show.rooms import Room
from server.storage.journal import Journal, NotStoredError, Stored, batch_of

log = logging.getLogger(__name__)

HEARTBEAT: Final = 0.25  # seconds between two signs of life while clocks run
TELLING: Final = Millis(50)
"""What storing and telling of a move may have taken: after an outage it is not charged to the opponent."""

STANDSTILL: Final = Millis(2_000)
"""A process that was not heard of for longer stood still (a paused machine): that is an outage too."""


class Games:
    """The gates of one event's games, their deadlines, and who has an open line."""

    def __init__(self, journal: Journal, hours: Hours, release: Release, resume_countdown: Millis) -> None:
        self._journal = journal
        self._hours = hours
        self._release = release
        self._countdown = resume_countdown
        self._gates: dict[GameId, Gate] = {}
        self._seats: dict[PersonId, GameId] = {}
        self._lines: dict[PersonId, int] = {}
        self._deadlines: Deadlines[GameId] = Deadlines(hours.now, self._time_is_up)
        self._proofs = Proofs(self._judged)
        self._searches: set[asyncio.Future[Seq | None]] = set()
        self._closing = False
        journal.recovered = self._suspend_running
        self._beat: tuple[Millis, Millis] | None = None  # the last sign of life: steady time, hour
        self._grieved = False  # that there is none was logged
        self.ended: Callable[[GameId, GameEnded, Seq], None] = lambda *_: None
        self.seated: Callable[[PersonId], None] = lambda _: None

    # Boards come and go ----------------------------------------------------------------------------------

    def create(self, stored: Iterable[Stored]) -> None:
        """Open a gate for each game just created; a game whose players both wait starts at once."""
        gates = [self._open(place) for place in stored]
        for gate in gates:
            for person in gate.game.players.values():
                self.seated(person)
            self._greet(gate)

    def restore(self, history: Sequence[Stored]) -> None:
        """Rebuild a game from its whole stream, its creation first."""
        gate = self._open(history[0])
        room = views.game_room(gate.game.id)
        for place in history[1:]:
            event = game_event(place)
            gate.game.apply(event)
            self._note(gate, place)
            news = views.game_news(room, gate.game, event, place.seq, place.entry.at)
            if news:
                self._release.replay(news)
            if not isinstance(event, DrawOffered):
                gate.told = place.entry.at
        gate.room.begin(gate.seq)
        self._proofs.consider(gate.game)

    def _open(self, created: Stored) -> Gate:
        game = replay([created])
        room = Room(lambda: Frame(self._snapshot(game.id)), created.seq)
        gate = Gate(game, created.entry.version, created.seq, created.entry.at, room)
        self._gates[game.id] = gate
        for person in game.players.values():
            self._seats[person] = game.id
        return gate

    def running(self) -> list[GameId]:
        """The games whose clocks run."""
        return [key for key, gate in self._gates.items() if gate.game.phase is Phase.RUNNING]

    def game(self, game: GameId) -> Game | None:
        """A game that is unfinished, or ended since the server started."""
        gate = self._gates.get(game)
        return gate.game if gate else None

    # Commands --------------------------------------------------------------------------------------------

    def submit(self, game: GameId, waiting: Waiting) -> None:
        """Take a command in; its answer comes once it is on disk, or refused."""
        self._notice_standstill()
        gate = self._gates.get(game)
        if self._closing:
            waiting.reply(Refusal.RESTARTING)
        elif self._journal.in_trouble:
            waiting.reply(Refusal.NOT_STORED)
        elif gate is None:
            self._answer_from_journal(game, waiting)
        else:
            gate.waiting.append(waiting)
            if not gate.busy:
                self._next(gate)

    def _answer_from_journal(self, game: GameId, waiting: Waiting) -> None:
        """A game that ended before this start: only a command it accepted then still has an answer."""
        if waiting.command_id is None or game not in self._release.event.games:
            waiting.reply(Refusal.UNKNOWN_GAME)
            return
        search = asyncio.ensure_future(self._journal.find(stream_of(game), waiting.by, waiting.command_id))
        self._searches.add(search)
        search.add_done_callback(self._searches.discard)
        search.add_done_callback(partial(_found, waiting))

    def _next(self, gate: Gate) -> None:
        while gate.waiting and not gate.busy:
            waiting = gate.waiting.popleft()
            known = self._answered(gate, waiting)
            if known is not None:
                waiting.reply(known)
                continue
            decision = gate.game.decide(waiting.command, waiting.at, gate.told)
            if isinstance(decision, Refusal):
                waiting.reply(decision)
            else:
                self._append(gate, waiting, decision)

    def _answered(self, gate: Gate, waiting: Waiting) -> Seq | None:
        if waiting.command_id is None:
            return None
        return gate.accepted.get((waiting.by, waiting.command_id))

    def _append(self, gate: Gate, waiting: Waiting, events: Sequence[GameEvent]) -> None:
        gate.busy = True
        sender = (waiting.by, waiting.command_id)
        batch = batch_of(stream_of(gate.game.id), gate.version, events, waiting.at, sender)
        self._journal.append(batch).add_done_callback(partial(self._stored, gate, waiting, events))

    def _stored(
        self,
        gate: Gate,
        waiting: Waiting,
        events: Sequence[GameEvent],
        future: "asyncio.Future[list[Stored]]",
    ) -> None:
        gate.busy = False
        try:
            places = future.result()
        except NotStoredError as error:
            log.error("game %s: not stored: %s", gate.game.id, error)
            waiting.reply(Refusal.NOT_STORED)
        else:
            self._tell(gate, waiting, events, places)
        finally:
            self._next(gate)

    def _tell(
        self, gate: Gate, waiting: Waiting, events: Sequence[GameEvent], places: Sequence[Stored]
    ) -> None:
        """Apply what is on disk now; tell the players, then the sender, then the public."""
        if not isinstance(events[0], DrawOffered):  # an offer stops no clock, so it starts none either
            gate.told = self._hours.now()
        public: list[wire.GameNews] = []
        for event, place in zip(events, places, strict=True):
            gate.game.apply(event)
            self._note(gate, place)
            news = views.game_news(views.play_room(gate.game.id), gate.game, event, place.seq, gate.told)
            if news:
                gate.room.publish(Frame(news))
                public.append(news.model_copy(update={"room": views.game_room(gate.game.id)}))
        self._deadlines.set(gate.game.id, gate.game.deadline(gate.told))
        self._proofs.consider(gate.game)
        if gate.game.phase is Phase.SUSPENDED and not self._closing:
            self._greet(gate)
        waiting.reply(places[0].seq)
        for news in public:
            self._release.game_news(news)
        last = events[-1]
        if isinstance(last, GameEnded):
            self.ended(gate.game.id, last, places[-1].seq)

    def _note(self, gate: Gate, place: Stored) -> None:
        gate.version, gate.seq = place.entry.version, place.seq
        if place.entry.command_id is not None:
            gate.accepted[place.entry.by, place.entry.command_id] = place.seq

    def _time_is_up(self, game: GameId, deadline: Millis) -> None:
        self.submit(game, Waiting(TimeIsUp(), deadline))

    def _judged(self, game: GameId, *, dead: bool) -> None:
        self.submit(game, Waiting(JudgePosition(dead), self._hours.now()))

    # Lines -----------------------------------------------------------------------------------------------

    def arrive(self, person: PersonId) -> None:
        """A player's line opened."""
        self._lines[person] = self._lines.get(person, 0) + 1
        gate = self._gate_of(person)
        if gate:
            self._show_presence(gate)
            self._greet(gate)

    def leave(self, person: PersonId) -> None:
        """A player's line closed."""
        self._lines[person] -= 1
        gate = self._gate_of(person)
        if gate:
            self._show_presence(gate)
            if gate.countdown and not self._both_here(gate):
                gate.countdown.cancel()
                gate.countdown = None

    def is_here(self, person: PersonId) -> bool:
        """Whether a player has an open line."""
        return self._lines.get(person, 0) > 0

    def room_for(self, game: GameId, person: PersonId) -> Room | None:
        """The players' room of a game, for its two players alone."""
        gate = self._gates.get(game)
        return gate.room if gate and gate.game.side_of(person) else None

    def presence(self, game: GameId, room: str) -> wire.Presence | None:
        """Who is at a board now."""
        gate = self._gates.get(game)
        if gate is None:
            return None
        white, black = (self.is_here(gate.game.players[side]) for side in (Side.WHITE, Side.BLACK))
        return wire.Presence(room=room, game=game, white=white, black=black)

    def _gate_of(self, person: PersonId) -> Gate | None:
        game = self._seats.get(person)
        return self._gates.get(game) if game else None

    def _show_presence(self, gate: Gate) -> None:
        for room, show in (
            (views.play_room(gate.game.id), lambda news: gate.room.publish(Frame(news))),
            (views.game_room(gate.game.id), self._release.presence),
        ):
            news = self.presence(gate.game.id, room)
            if news:
                show(news)

    def _both_here(self, gate: Gate) -> bool:
        return all(self.is_here(person) for person in gate.game.players.values())

    def _greet(self, gate: Gate) -> None:
        """Start a published game, or count down to a suspended one, once both players are there."""
        if not self._both_here(gate):
            return
        if gate.game.phase is Phase.PUBLISHED:
            self.submit(gate.game.id, Waiting(StartGame(), self._hours.now()))
        elif gate.game.phase is Phase.SUSPENDED and not gate.game.fallen and gate.countdown is None:
            loop = asyncio.get_running_loop()
            gate.countdown = loop.call_later(self._countdown / 1000, self._resume, gate)

    def _resume(self, gate: Gate) -> None:
        gate.countdown = None
        if gate.game.phase is Phase.SUSPENDED:
            self.submit(gate.game.id, Waiting(ResumeClocks(), self._hours.now()))

    # Outages ---------------------------------------------------------------------------------------------

    async def suspend_since(self, alive: Millis) -> None:
        """Stop the clocks of all games that ran when the server was last alive; the rest is its own time."""
        await asyncio.gather(*self._suspend_since(alive))

    def _suspend_running(self, alive: Millis) -> None:
        """The disk was away since then: that is an outage too."""
        self._suspend_since(alive)

    def _suspend_since(self, alive: Millis) -> "list[asyncio.Future[Seq | Refusal]]":
        suspended = []
        for game in self.running():
            gate = self._gates[game]
            # A move on its way to the disk starts the opponent's time when it is told: nothing to charge yet.
            spent = None if gate.busy else Millis(max(0, alive - gate.told - TELLING))
            suspended.append(self._done(game, SuspendClocks(spent)))
        return suspended

    def _notice_standstill(self) -> None:
        """Stop the clocks as of the last sign of life if this process stood still since then."""
        steady = self._hours.steady()
        if self._beat is None or steady - self._beat[0] <= STANDSTILL or self._closing:
            return
        alive = self._beat[1]
        self._beat = steady, self._hours.now()
        log.warning("this process stood still since %s: clocks are suspended as of then", alive)
        self._suspend_since(alive)

    async def close(self) -> None:
        """Refuse what comes from now on and stop all clocks at this instant."""
        self._closing = True
        self._deadlines.close()
        self._proofs.close()
        # A game whose batch is on its way to the disk may be about to start.
        ticking = [key for key, gate in self._gates.items() if gate.busy or gate.game.phase is Phase.RUNNING]
        await asyncio.gather(*(self._done(game, SuspendClocks()) for game in ticking))

    def _done(self, game: GameId, command: GameCommand) -> "asyncio.Future[Seq | Refusal]":
        gate = self._gates[game]
        future: asyncio.Future[Seq | Refusal] = asyncio.get_running_loop().create_future()
        gate.waiting.append(Waiting(command, self._hours.now(), answer=answering(future)))
        if not gate.busy:
            self._next(gate)
        return future

    async def heartbeat(self) -> None:
        """Sign of life while clocks run, so that an outage is known to a quarter of a second."""
        while True:
            self._notice_standstill()
            self._beat = self._hours.steady(), self._hours.now()
            await asyncio.sleep(HEARTBEAT)
            if self.running():
                try:
                    await self._journal.append([])
                except NotStoredError as error:
                    if not self._grieved:
                        log.error("no sign of life: %s", error)
                    self._grieved = True

    def _snapshot(self, game: GameId) -> wire.GameSnapshot:
        gate = self._gates[game]
        return views.snapshot(views.play_room(game), gate.game, gate.seq, gate.told)


def _found(waiting: Waiting, search: "asyncio.Future[Seq | None]") -> None:
    """Answer with what the journal holds of a command."""
    if search.cancelled() or search.exception():
        waiting.reply(Refusal.NOT_STORED)
    else:
        waiting.reply(search.result() or Refusal.GAME_OVER)

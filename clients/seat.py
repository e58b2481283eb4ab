"""One player's side of the wire without a wire: what the player knows, and which commands are still owed.

It reads and writes no socket: `receive` takes a message of the server and returns what has to be sent in
answer. So this file is the protocol, and `clients.line` only carries it.

    seat = Seat()
    seat.opened()                                 # a new connection stands
    to_send = seat.receive(hello)                 # [Watch(room="play:r1m1b1")]
    to_send = [seat.move(chess.Move.from_uci("e2e4"))]
    seat.receive(ack)                             # the move is on disk; it is no longer owed

The five rules of a good client, each in its place below:

1. `hello` comes first on every connection and names the board to sit down at.
2. `watch` with the last `v` seen: the server sends what was missed, or one snapshot.
3. News that is not above the last `v` seen is dropped.
4. A command keeps its `id` for ever. Whatever is unacknowledged is sent again on the next connection; an
   `id` the server has accepted before gets its first `ack` again and changes nothing.
5. A command refused while the clocks stand is kept and sent again when they run.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

import chess

from server.protocol.messages import (
    AcceptDraw,
    Ack,
    ClientMessage,
    Clocks,
    ClocksResumed,
    ClocksSuspended,
    CommandId,
    DrawOffered,
    EndReason,
    GameEnded,
    GameId,
    GameNews,
    GameSnapshot,
    GameStarted,
    Hello,
    Move,
    MoveCommand,
    OfferDraw,
    PersonId,
    Phase,
    Refusal,
    Refused,
    Resign,
    Result,
    Seq,
    ServerMessage,
    Side,
    Watch,
)

Command = MoveCommand | OfferDraw | AcceptDraw | Resign

KEPT = frozenset({Refusal.SUSPENDED, Refusal.NOT_STARTED, Refusal.RESTARTING, Refusal.NOT_STORED})
"""Refusals that pass: the command is kept and sent again when the clocks run, or on the next connection."""


class VersionGapError(Exception):
    """News does not follow on what was seen: the room has to be taken anew from a snapshot."""


def side(color: chess.Color) -> Side:
    """The wire's name of a colour."""
    return Side.WHITE if color == chess.WHITE else Side.BLACK


@dataclass(slots=True)
class SeenGame:
    """A game as its player sees it: nothing but the snapshot and the news since."""

    id: GameId
    white: PersonId
    black: PersonId
    phase: Phase
    board: chess.Board
    clocks: Clocks
    offer: Side | None
    result: Result | None
    reason: EndReason | None
    version: Seq

    @classmethod
    def of(cls, snapshot: GameSnapshot) -> "SeenGame":
        """The game this snapshot describes."""
        board = chess.Board()
        for move in snapshot.moves:
            board.push_uci(move.uci)
        return cls(
            id=snapshot.game,
            white=snapshot.white,
            black=snapshot.black,
            phase=snapshot.phase,
            board=board,
            clocks=snapshot.clocks,
            offer=snapshot.offer,
            result=snapshot.result,
            reason=snapshot.reason,
            version=snapshot.v,
        )

    def apply(self, news: GameNews) -> None:
        """Fold one piece of news in; news that is not newer changes nothing (rule 3).

        Raises:
            VersionGapError: a move is missing before this one.
        """
        if news.v <= self.version:
            return
        match news:
            case GameStarted() | ClocksResumed():
                self.phase = Phase.RUNNING
            case Move():
                self._move(news)
            case DrawOffered():
                self.offer = news.by
            case ClocksSuspended():
                self.phase = Phase.SUSPENDED
            case GameEnded():
                self.phase, self.result, self.reason = Phase.ENDED, news.result, news.reason
            case _ as unreachable:
                assert_never(unreachable)
        if not isinstance(news, DrawOffered):
            self.clocks = news.clocks
        self.version = news.v

    def _move(self, news: Move) -> None:
        if news.ply != self.board.ply() + 1:
            raise VersionGapError(self.id)
        mover = side(self.board.turn)
        self.board.push_uci(news.uci)
        if self.offer is not mover:  # Online 5.3: the opponent's move declines an offer
            self.offer = None

    def color(self, person: PersonId | None) -> chess.Color:
        """The colour this person plays."""
        return chess.WHITE if person == self.white else chess.BLACK


class Seat:
    """What one player knows and owes."""

    def __init__(self) -> None:
        self.person: PersonId | None = None
        self.current: GameId | None = None
        """The board to sit down at now, by the last `hello`."""
        self.games: dict[GameId, SeenGame] = {}
        self.owed: dict[CommandId, Command] = {}
        """Commands without an answer, oldest first."""
        self._kept: set[CommandId] = set()
        self._watched: set[GameId] = set()
        self._greeted = False

    def opened(self) -> None:
        """A new connection stands; the server knows nothing of us yet."""
        self._greeted = False
        self._watched.clear()

    def receive(self, message: ServerMessage) -> Sequence[ClientMessage]:
        """Take the server's message in; what has to be sent now, in this order."""
        match message:
            case Hello():
                return self._hello(message)
            case GameSnapshot():
                self.games[message.game] = SeenGame.of(message)
                return self._release(message.game)
            case Ack():
                self._forget(message.id)
            case Refused():
                return self._refused(message)
            case _ if isinstance(message, GameNews):
                return self._news(message)
            case _:
                pass  # presence, pongs and the event's room tell a player's seat nothing
        return ()

    def _hello(self, hello: Hello) -> Sequence[ClientMessage]:
        if hello.you is not None:
            self.person, self.current = hello.you.person, hello.you.game
        rooms: list[ClientMessage] = [self._watch(game) for game in self._unseen()]
        again = () if self._greeted else tuple(self.owed.values())  # rule 4
        self._greeted = True
        return (*rooms, *again)

    def _unseen(self) -> list[GameId]:
        """The boards to follow on this connection: those not seen to their end, and the current one."""
        games = [game.id for game in self.games.values() if game.phase is not Phase.ENDED]
        if self.current is not None and self.current not in self.games:
            games.append(self.current)
        return [game for game in games if game not in self._watched]

    def _watch(self, game: GameId) -> Watch:
        self._watched.add(game)
        seen = self.games.get(game)
        return Watch(room=self._room(game), since=seen.version if seen else None)  # rule 2

    def _room(self, game: GameId) -> str:
        """The players' room of the current board; an earlier board's end is public."""
        return f"play:{game}" if game == self.current else f"game:{game}"

    def _news(self, news: GameNews) -> Sequence[ClientMessage]:
        game = self.games.get(news.game)
        if game is None or news.room == "event":
            return ()
        try:
            game.apply(news)
        except VersionGapError:
            return (Watch(room=news.room),)
        return self._release(game.id)

    def _release(self, game: GameId) -> Sequence[ClientMessage]:
        """The commands kept while this game's clocks stood, once they run (rule 5)."""
        if self.games[game].phase is not Phase.RUNNING:
            return ()
        ready = [
            command for command in self.owed.values() if command.id in self._kept and command.game == game
        ]
        self._kept.difference_update(command.id for command in ready)
        return ready

    def _refused(self, refused: Refused) -> Sequence[ClientMessage]:
        if refused.code in KEPT and refused.id in self.owed:
            self._kept.add(refused.id)
            return ()
        command = self.owed.get(refused.id)
        self._forget(refused.id)
        if command is not None and refused.code is Refusal.OTHER_PLY:
            return (Watch(room=self._room(command.game)),)
        return ()

    def _forget(self, command: CommandId) -> None:
        self.owed.pop(command, None)
        self._kept.discard(command)

    def game(self) -> SeenGame | None:
        """The current board, once its snapshot is here."""
        return self.games.get(self.current) if self.current else None

    def turn(self) -> SeenGame | None:
        """The current board, if its clocks run and it is this player's move."""
        game = self.game()
        if game is None or game.phase is not Phase.RUNNING:
            return None
        own = game.board.turn == game.color(self.person)
        # After mate or stalemate the news of the end is still on its way.
        return game if own and any(game.board.legal_moves) else None

    def move(self, move: chess.Move) -> MoveCommand:
        """The command to play this move in the current position; it is owed from now on."""
        game = self._seated()
        command = MoveCommand(id=_fresh(), game=game.id, ply=game.board.ply(), uci=move.uci())
        self.owed[command.id] = command
        return command

    def offer_draw(self) -> OfferDraw:
        """The command to offer a draw."""
        command = OfferDraw(id=_fresh(), game=self._seated().id)
        self.owed[command.id] = command
        return command

    def accept_draw(self) -> AcceptDraw:
        """The command to accept the opponent's offer."""
        command = AcceptDraw(id=_fresh(), game=self._seated().id)
        self.owed[command.id] = command
        return command

    def resign(self) -> Resign:
        """The command to resign."""
        command = Resign(id=_fresh(), game=self._seated().id)
        self.owed[command.id] = command
        return command

    def _seated(self) -> SeenGame:
        game = self.game()
        if game is None:
            raise LookupError("there is no board to play at yet")
        return game


def _fresh() -> CommandId:
    return CommandId(uuid.uuid4().hex)

"""One live game: what may happen next (`decide`) and what did (`apply`).

`decide` reads only. `apply` is total: what the journal holds can always be applied, and applying the same
events again gives the same game, clocks included.

    game = Game(created)
    events = game.decide(PlayMove(Side.WHITE, 0, "e2e4"), at, told)
    if not isinstance(events, Refusal):
        for event in events: game.apply(event)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

import chess

from server.core import endings
from server.core.clock import Clocks
from server.core.commands import (
    AcceptDraw,
    GameCommand,
    JudgePosition,
    OfferDraw,
    PlayMove,
    Resign,
    ResumeClocks,
    StartGame,
    SuspendClocks,
    TimeIsUp,
)
from server.core.deadness import may_be_dead
from server.core.endings import Ending
from server.core.events import (
    ClocksResumed,
    ClocksSuspended,
    DrawOffered,
    FlagFell,
    GameCreated,
    GameEnded,
    GameEvent,
    GameStarted,
    MovePlayed,
)
from server.core.ids import EndReason, Millis, PersonId, Phase, Refusal, Side

Decision = Sequence[GameEvent] | Refusal


@dataclass(frozen=True, slots=True)
class PlayedMove:
    """A half-move as it was played: UCI, SAN, ms it cost, ms left to its player afterwards."""

    uci: str
    san: str
    spent: Millis
    left: Millis


class Game:
    """The state of one game, from `GameCreated` on."""

    def __init__(self, created: GameCreated) -> None:
        self.id = created.game
        self.players = {Side.WHITE: created.white, Side.BLACK: created.black}
        self.phase = Phase.PUBLISHED
        self.board = chess.Board()
        self.clocks = Clocks.start(created.time_control)
        self.moves: list[PlayedMove] = []
        self.offer: Side | None = None
        self.ending: Ending | None = None
        self.fallen: Side | None = None
        self._offered_at: dict[Side, int] = {}

    @property
    def turn(self) -> Side:
        """The side to move."""
        return Side.WHITE if self.board.turn else Side.BLACK

    def side_of(self, person: PersonId) -> Side | None:
        """The side a person plays here."""
        return next((side for side, player in self.players.items() if player == person), None)

    def deadline(self, told: Millis) -> Millis | None:
        """When the flag of the side to move falls, if it was told at `told`; None while clocks stand."""
        return Millis(told + self.clocks.left(self.turn)) if self.phase is Phase.RUNNING else None

    # Deciding --------------------------------------------------------------------------------------------

    def decide(self, command: GameCommand, at: Millis, told: Millis) -> Decision:
        """The events a command leads to, or why it is refused.

        `at` is when the command arrived, `told` when the side to move was told of the previous act: thinking
        time is what lies between, both in ms of the server's clock.
        """
        if isinstance(command, StartGame):
            return [GameStarted()] if self.phase is Phase.PUBLISHED else Refusal.ALREADY_STARTED
        if isinstance(command, ResumeClocks):
            return self._resume()
        if isinstance(command, JudgePosition):
            return self._judge(command.dead, Millis(max(0, at - told)))
        if self.phase is not Phase.RUNNING and not self._may_stand_still(command):
            return self._not_running()
        spent = Millis(max(0, at - told))
        late = self.phase is Phase.RUNNING and spent >= self.clocks.left(self.turn)
        if late and not isinstance(command, TimeIsUp | SuspendClocks):
            return Refusal.FLAG_FALLEN
        return self._decide_in_play(command, spent)

    def _decide_in_play(
        self, command: PlayMove | OfferDraw | AcceptDraw | Resign | TimeIsUp | SuspendClocks, spent: Millis
    ) -> Decision:
        match command:
            case PlayMove():
                return self._play(command, spent)
            case OfferDraw(side):
                return self._offer(side, spent)
            case AcceptDraw(side):
                return self._accept(side, spent)
            case Resign(side):
                return [self._end(endings.resignation(self.board, side), spent)]
            case TimeIsUp():
                return self._time_is_up(spent)
            case SuspendClocks(counted):
                return [ClocksSuspended(spent if counted is None else counted)]
            case _ as unreachable:
                assert_never(unreachable)

    def _resume(self) -> Decision:
        if self.fallen:
            return Refusal.FLAG_FALLEN
        return [ClocksResumed()] if self.phase is Phase.SUSPENDED else Refusal.NOT_SUSPENDED

    def _judge(self, dead: bool, spent: Millis) -> Decision:  # noqa: FBT001 — the proof's answer
        if self.phase not in (Phase.RUNNING, Phase.SUSPENDED):
            return self._not_running()
        if dead:
            return [self._end(endings.draw(EndReason.DEAD_POSITION), spent)]
        if self.fallen:
            return [self._end(endings.flag_fall(self.board, self.fallen), spent)]
        return Refusal.FLAG_STANDS

    def _may_stand_still(self, command: GameCommand) -> bool:
        """A suspended game may still be resigned or agreed drawn, until a flag has fallen."""
        return self.phase is Phase.SUSPENDED and not self.fallen and isinstance(command, Resign | AcceptDraw)

    def _not_running(self) -> Refusal:
        match self.phase:
            case Phase.PUBLISHED:
                return Refusal.NOT_STARTED
            case Phase.SUSPENDED:
                return Refusal.SUSPENDED
            case _:
                return Refusal.GAME_OVER

    def _play(self, command: PlayMove, spent: Millis) -> Decision:
        if command.side is not self.turn:
            return Refusal.NOT_YOUR_TURN
        if command.ply != len(self.moves):
            return Refusal.OTHER_PLY
        move = self._legal(command.uci)
        if move is None:
            return Refusal.ILLEGAL_MOVE
        self.board.push(move)
        # As python-chess writes it: castling by king takes rook becomes the king's two squares.
        played = MovePlayed(self.board.peek().uci(), spent)
        ending = endings.ending(self.board)
        self.board.pop()
        return [played] if ending is None else [played, self._end(ending, Millis(0))]

    def _legal(self, uci: str) -> chess.Move | None:
        try:
            move = chess.Move.from_uci(uci)
        except chess.InvalidMoveError:
            return None
        return move if self.board.is_legal(move) else None

    def _offer(self, side: Side, spent: Millis) -> Decision:
        if self.offer is side.other:
            return self._accept(side, spent)
        if self.offer is side or self._offered_at.get(side) == len(self.moves):
            return Refusal.OFFER_STANDS
        return [DrawOffered(side)]

    def _accept(self, side: Side, spent: Millis) -> Decision:
        if self.offer is not side.other:
            return Refusal.NO_OFFER
        return [self._end(endings.draw(EndReason.AGREEMENT), spent)]

    def _time_is_up(self, spent: Millis) -> Decision:
        if spent < self.clocks.left(self.turn):
            return Refusal.FLAG_STANDS
        if may_be_dead(self.board):
            return [FlagFell()]
        return [self._end(endings.flag_fall(self.board, self.turn), spent)]

    def _end(self, ending: Ending, spent: Millis) -> GameEnded:
        charged = (
            Millis(min(spent, self.clocks.left(self.turn))) if self.phase is Phase.RUNNING else Millis(0)
        )
        return GameEnded(ending.white, ending.black, ending.reason, charged)

    # Applying --------------------------------------------------------------------------------------------

    def apply(self, event: GameEvent) -> None:
        """Change the game by what has happened."""
        match event:
            case GameCreated():
                pass  # the constructor has done it
            case GameStarted() | ClocksResumed():
                self.phase = Phase.RUNNING
            case MovePlayed():
                self._apply_move(event)
            case DrawOffered(by):
                self.offer = by
                self._offered_at[by] = len(self.moves)
            case FlagFell():
                self.phase, self.fallen = Phase.SUSPENDED, self.turn
                self.clocks = self.clocks.after_thinking(self.turn, self.clocks.left(self.turn))
            case ClocksSuspended(spent):
                self.phase = Phase.SUSPENDED
                self.clocks = self.clocks.after_thinking(self.turn, spent)
            case GameEnded():
                self.phase = Phase.ENDED
                self.offer = None
                self.clocks = self.clocks.after_thinking(self.turn, event.spent)
                self.ending = Ending(event.white, event.black, event.reason)
            case _ as unreachable:
                assert_never(unreachable)

    def _apply_move(self, event: MovePlayed) -> None:
        side = self.turn
        move = chess.Move.from_uci(event.uci)
        san = self.board.san(move)
        self.board.push(move)
        self.clocks = self.clocks.after_move(side, event.spent)
        self.moves.append(PlayedMove(event.uci, san, event.spent, self.clocks.left(side)))
        if self.offer is side.other:  # Online 5.3: an offer lives until the opponent moves
            self.offer = None

"""How simulated players behave: when they move, offer, accept and resign, and how long they think.

A mind looks at its seat's game and answers with what to do; it sends nothing.

    mind = Human(dice(7, "player 3"), pace=0.5)
    await asyncio.sleep(mind.thinking(game, left) / 1000)
    mind.choose(game)                  # Play(move, offer=False), or Verb.RESIGN
"""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

import chess

from clients.book import book_moves
from clients.chance import Dice
from clients.choice import balance, choose, endgame
from clients.seat import SeenGame, side


class Verb(Enum):
    """What ends a game without a move."""

    RESIGN = "resign"
    ACCEPT = "accept"


@dataclass(frozen=True, slots=True)
class Play:
    """A move, with a draw offer or without (Laws 9.1.2.1: the offer comes with the move)."""

    move: chess.Move
    offer: bool


class Mind(Protocol):
    """A simulated player."""

    def thinking(self, game: SeenGame, left: int) -> int:
        """How long to think about this position, in ms, with `left` ms on the clock."""

    def choose(self, game: SeenGame) -> Play | Verb:
        """What to do in this position; the clocks run and it is this player's turn."""

    def nervous(self) -> bool:
        """Whether to send everything unacknowledged once more, as after a doubtful connection."""


def offered(game: SeenGame) -> bool:
    """Whether the opponent of the side to move has a draw offer standing."""
    return game.offer is side(not game.board.turn)


class Human:
    """A club player: opens by the book, thinks longest in the middle game, knows when it is over."""

    def __init__(self, dice: Dice, *, pace: float) -> None:
        self._dice = dice
        self._pace = pace

    def thinking(self, game: SeenGame, left: int) -> int:
        """Short in the book, long in the middle game, and never more than the clock can bear."""
        board = game.board
        usual = 700 if book_moves(board) else 1_500 if endgame(board) or board.is_check() else 2_500
        long = usual * self._pace * self._dice.lognormvariate(0, 0.6)
        return min(int(long), left // 15)

    def choose(self, game: SeenGame) -> Play | Verb:
        """A move, unless the game is lost or a draw is on the table and nothing is left to play for."""
        board = game.board
        ahead = balance(board, board.turn)
        if offered(game) and self._dice.random() < _contentment(board, ahead):
            return Verb.ACCEPT
        if self._dice.random() < _despair(board, ahead):
            return Verb.RESIGN
        return Play(choose(board, self._dice), offer=self._dice.random() < _contentment(board, ahead) / 4)

    def nervous(self) -> bool:
        """Never: a person does not press twice."""
        return False


def _contentment(board: chess.Board, ahead: int) -> float:
    """How gladly this side takes a draw, 0 to 1."""
    if board.fullmove_number >= 60:
        return 0.9 if ahead < 250 else 0.0
    if board.fullmove_number >= 40:
        return 0.7 if -250 < ahead < 150 else 0.0
    return 0.5 if board.fullmove_number >= 28 and endgame(board) and abs(ahead) <= 100 else 0.0


def _despair(board: chess.Board, ahead: int) -> float:
    """How ready this side is to resign, 0 to 1."""
    if board.fullmove_number < 20 or ahead > -250:
        return 0.0
    if board.fullmove_number >= 55:
        return 0.5
    if ahead <= -800:
        return 0.2
    return 0.07 if ahead <= -450 or board.fullmove_number >= 40 else 0.0


class Blitz:
    """Plays any legal move at once, for tests: every verb of the wire, as fast as acknowledgements allow."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice

    def thinking(self, game: SeenGame, left: int) -> int:
        """No time at all."""
        del game, left
        return 0

    def choose(self, game: SeenGame) -> Play | Verb:
        """A book move or any other; now and then an offer, and an end after some thirty moves."""
        board = game.board
        if offered(game) and self._dice.random() < 0.3:
            return Verb.ACCEPT
        if board.ply() > 60 and self._dice.random() < 0.01:
            return Verb.RESIGN
        moves = book_moves(board) or tuple(board.legal_moves)
        return Play(self._dice.choice(moves), offer=self._dice.random() < 0.02)

    def nervous(self) -> bool:
        """Now and then, to see that a command sent twice is done once."""
        return self._dice.random() < 0.05

"""How games end by themselves (Laws 5.2, FIDE Online Chess Regulations 4.4 and 5.4), and who can still mate.

Blocked positions that are dead without being short of material are the business of `deadness`.
"""

from dataclasses import dataclass

import chess

from server.core.ids import EndReason, Side


@dataclass(frozen=True, slots=True)
class Ending:
    """Half-points of White and of Black, and why."""

    white: int
    black: int
    reason: EndReason


def win(side: Side, reason: EndReason) -> Ending:
    """A full point for a side."""
    return Ending(2, 0, reason) if side is Side.WHITE else Ending(0, 2, reason)


def draw(reason: EndReason) -> Ending:
    """Half a point each."""
    return Ending(1, 1, reason)


def ending(board: chess.Board) -> Ending | None:
    """How the move just played ends the game, if it does.

    Online 5.4.1 and 5.4.4 draw automatically, exactly when the third occurrence or the fiftieth move stands
    on the board; mate on that very ply comes first (Laws 5.1.1).
    """
    if not any(board.generate_legal_moves()):
        if board.is_check():
            return win(Side.BLACK if board.turn else Side.WHITE, EndReason.CHECKMATE)
        return draw(EndReason.STALEMATE)
    if board.is_insufficient_material():
        return draw(EndReason.DEAD_POSITION)
    if board.is_repetition(3):
        return draw(EndReason.THIRD_REPETITION)
    if board.is_fifty_moves():
        return draw(EndReason.FIFTY_MOVES)
    return None


def can_mate(board: chess.Board, side: Side) -> bool:
    """Whether a side could still mate by some series of legal moves (Laws 6.9, Online 4.4)."""
    return not board.has_insufficient_material(side is Side.WHITE)


def flag_fall(board: chess.Board, side: Side) -> Ending:
    """How the game ends when the flag of `side` falls."""
    if can_mate(board, side.other):
        return win(side.other, EndReason.FLAG_FALL)
    return draw(EndReason.FLAG_FALL_CANNOT_MATE)


def resignation(board: chess.Board, side: Side) -> Ending:
    """How the game ends when `side` resigns (Laws 5.1.2: a draw if the opponent could never have mated)."""
    if can_mate(board, side.other):
        return win(side.other, EndReason.RESIGNATION)
    return draw(EndReason.RESIGNATION_CANNOT_MATE)

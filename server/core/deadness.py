"""Dead positions that material alone does not show: walls of pawns behind which nobody can ever mate.

The Laws end a game at once when neither side can mate by any series of legal moves (5.2.2, Online 5.4.3).
`may_be_dead` is a cheap test after each move: kings, bishops and pawns only, and nothing on either side that
could ever take a pawn or move one. `prove` then looks at every position that can still arise; it takes long,
so it runs in a worker, and its answer comes back to the game as a command. What the test passes over (walls
with a rook or a knight behind them, walls that only the opposing king holds) is left to the arbiter.

    if may_be_dead(board): verdict = prove(board, limit=20_000)
"""

from collections import deque
from collections.abc import Callable
from enum import StrEnum

import chess

LIMIT = 20_000
"""Positions a proof may look at; some 70 µs each."""


class Verdict(StrEnum):
    """What a proof found."""

    DEAD = "dead"
    ALIVE = "alive"
    UNPROVEN = "unproven"


def may_be_dead(board: chess.Board) -> bool:
    """Whether a proof is worth its time: every pawn is stuck, and no king or bishop has a way to a pawn."""
    if not board.pawns or board.queens or board.rooks or board.knights:
        return False
    return not any(_pawn_is_free(board, color) or _breaks_through(board, color) for color in chess.COLORS)


def _pawn_is_free(board: chess.Board, color: chess.Color) -> bool:
    """Whether a pawn can move or take; a square ahead counts as stopped by a pawn alone."""
    pawns = board.pawns & board.occupied_co[color]
    ahead = (pawns << 8 if color else pawns >> 8) & chess.BB_ALL
    return bool(ahead & ~board.pawns) or bool(_pawn_attacks(board, color) & board.occupied_co[not color])


def _pawn_attacks(board: chess.Board, color: chess.Color) -> chess.Bitboard:
    attacked = chess.BB_EMPTY
    for square in chess.scan_forward(board.pawns & board.occupied_co[color]):
        attacked |= chess.BB_PAWN_ATTACKS[color][square]
    return attacked


def _breaks_through(board: chess.Board, color: chess.Color) -> bool:
    """Whether a king or bishop of this side, alone on the board with the pawns, could ever take one."""
    own, enemy = board.occupied_co[color], board.occupied_co[not color]
    guarded = _pawn_attacks(board, not color)
    king = _reach(
        board.kings & own, board.pawns & own | guarded, lambda square: chess.BB_KING_ATTACKS[square]
    )
    if king & board.pawns & enemy:
        return True
    return any(
        _reach(chess.BB_SQUARES[square], board.pawns & own, lambda at: _bishop_attacks(board.pawns, at))
        & board.pawns
        & enemy
        for square in chess.scan_forward(board.bishops & own)
    )


def _bishop_attacks(pawns: chess.Bitboard, square: chess.Square) -> chess.Bitboard:
    return chess.BB_DIAG_ATTACKS[square][chess.BB_DIAG_MASKS[square] & pawns]


def _reach(
    start: chess.Bitboard, barred: chess.Bitboard, attacks: Callable[[chess.Square], chess.Bitboard]
) -> chess.Bitboard:
    """All squares to which a piece can get from `start` without entering a barred one."""
    reached = frontier = start
    while frontier:
        around = chess.BB_EMPTY
        for square in chess.scan_forward(frontier):
            around |= attacks(square)
        frontier = around & ~barred & ~reached
        reached |= frontier
    return reached


def prove(board: chess.Board, limit: int = LIMIT) -> Verdict:
    """Whether any checkmate can still arise from this position by legal moves of both sides.

    All positions that can arise are looked at, at most `limit` of them: a mate found is `ALIVE`, none in all
    of them is `DEAD`, and running into the limit is `UNPROVEN`.
    """
    start = board.copy(stack=False)
    seen = {_key(start)}
    waiting = deque([start])
    while waiting:
        position = waiting.popleft()
        for move in position.legal_moves:
            after = position.copy(stack=False)
            after.push(move)
            if after.is_checkmate():
                return Verdict.ALIVE
            key = _key(after)
            if key in seen:
                continue
            if len(seen) >= limit:
                return Verdict.UNPROVEN
            seen.add(key)
            waiting.append(after)
    return Verdict.DEAD


def _key(board: chess.Board) -> tuple[object, ...]:
    return (
        board.pawns,
        board.bishops,
        board.knights,
        board.rooks,
        board.queens,
        board.kings,
        board.occupied_co[chess.WHITE],
        board.turn,
        board.ep_square if board.has_legal_en_passant() else None,
        board.clean_castling_rights(),
    )

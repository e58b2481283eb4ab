"""Chooses a sensible move: the chess of a club player in a hurry, at a few milliseconds a move.

It looks one move ahead and counts what hangs afterwards; it knows nothing of clocks, draws or the wire.

    choose(chess.Board(), dice(7, "player 3"))
"""

import chess

from clients.book import book_moves
from clients.chance import Dice

VALUE = {
    chess.PAWN: 100,
    chess.KNIGHT: 310,
    chess.BISHOP: 330,
    chess.ROOK: 500,
    chess.QUEEN: 900,
    chess.KING: 0,
}
"""Centipawns."""
MATE = 100_000
CENTRE = chess.SquareSet(chess.BB_CENTER)
WIDE_CENTRE = chess.SquareSet(chess.BB_RANK_3 | chess.BB_RANK_4 | chess.BB_RANK_5 | chess.BB_RANK_6) & (
    chess.BB_FILE_C | chess.BB_FILE_D | chess.BB_FILE_E | chess.BB_FILE_F
)
MOBILITY = 3
"""Centipawns a square that the moved piece reaches."""
LOOSENESS = 15
"""Standard deviation, in centipawns, of a player's taste."""


def balance(board: chess.Board, color: chess.Color) -> int:
    """What this side has more than the other, in centipawns."""
    return sum(
        value
        * (
            chess.popcount(board.pieces_mask(piece, color))
            - chess.popcount(board.pieces_mask(piece, not color))
        )
        for piece, value in VALUE.items()
    )


def hanging(board: chess.Board, color: chess.Color) -> int:
    """The most this side can lose to one capture and the recapture, in centipawns."""
    worst = 0
    for square in chess.scan_forward(board.occupied_co[color] & ~board.kings):
        attackers = board.attackers_mask(not color, square)
        if not attackers:
            continue
        value = VALUE[_kind(board, square)]
        if board.attackers_mask(color, square):  # guarded: the capturer is lost, so the king is none
            pieces = chess.scan_forward(attackers & ~board.kings)
            value -= min((VALUE[_kind(board, attacker)] for attacker in pieces), default=value)
        worst = max(worst, value)
    return worst


def _kind(board: chess.Board, square: chess.Square) -> chess.PieceType:
    kind = board.piece_type_at(square)
    return chess.PAWN if kind is None else kind


def endgame(board: chess.Board) -> bool:
    """Whether few enough pieces are left for the king to come out."""
    pieces = board.occupied & ~board.pawns & ~board.kings
    return chess.popcount(pieces) <= 4


def choose(board: chess.Board, dice: Dice) -> chess.Move:
    """A move of the book, or else the one that looks best to this player; the position has a legal move."""
    known = book_moves(board)
    if known:
        return dice.choice(known)
    ahead = balance(board, board.turn)
    late = endgame(board)
    return max(
        board.legal_moves, key=lambda move: _worth(board, move, ahead, late=late) + dice.gauss(0, LOOSENESS)
    )


def _worth(board: chess.Board, move: chess.Move, ahead: int, *, late: bool) -> int:
    """What a move looks worth to the side to move, in centipawns."""
    color = board.turn
    worth = _habit(board, move, late=late)
    before = chess.square_distance(move.from_square, _nearest_to(board, color))
    board.push(move)
    try:
        if board.is_checkmate():
            return MATE
        if board.is_repetition(2) or board.is_stalemate() or board.is_insufficient_material():
            return -ahead  # a draw is worth what the side to move gives up by it
        worth += balance(board, color) - ahead - hanging(board, color)
        worth += hanging(board, not color) // 8  # a threat
        worth += MOBILITY * chess.popcount(board.attacks_mask(move.to_square))
        if board.is_check():
            worth += 8
        if late and ahead > 150:
            after = chess.square_distance(move.to_square, _nearest_to(board, color))
            worth += 6 * (before - after) + _cornered(board, not color)
    finally:
        board.pop()
    return worth


def _nearest_to(board: chess.Board, color: chess.Color) -> chess.Square:
    """The square of the other side's king."""
    king = board.king(not color)
    return chess.E4 if king is None else king


def _cornered(board: chess.Board, color: chess.Color) -> int:
    """How far this side's king is driven from the centre."""
    square = _nearest_to(board, not color)
    file, rank = chess.square_file(square), chess.square_rank(square)
    freedom = chess.popcount(chess.BB_KING_ATTACKS[square] & ~board.occupied_co[color])
    return 5 * (max(3 - file, file - 4) + max(3 - rank, rank - 4)) - 2 * freedom


def _habit(board: chess.Board, move: chess.Move, *, late: bool) -> int:
    """What schoolbooks say of a move, whatever it captures or loses."""
    kind = _kind(board, move.from_square)
    if board.is_castling(move):
        return 60
    if kind == chess.KING:
        return 6 * (move.to_square in WIDE_CENTRE) if late else -30
    if kind == chess.PAWN:
        return _pawn(board, move, late=late)
    worth = 8 * (move.to_square in WIDE_CENTRE) - 8 * (move.from_square in WIDE_CENTRE)
    worth -= MOBILITY * chess.popcount(board.attacks_mask(move.from_square))
    home = 0 if board.turn else 7
    if kind in (chess.KNIGHT, chess.BISHOP):
        worth += 25 * (chess.square_rank(move.from_square) == home)
        worth -= 25 * (chess.square_rank(move.to_square) == home)
    if kind == chess.QUEEN and board.fullmove_number < 10:
        worth -= 15
    return worth


def _pawn(board: chess.Board, move: chess.Move, *, late: bool) -> int:
    rank = chess.square_rank(move.to_square)
    advance = rank - 1 if board.turn else 6 - rank
    if late:
        return 6 * advance
    # The king's pawns stay; the centre's go.
    flank = chess.square_file(move.from_square) in (5, 6, 7)
    return 12 * (move.to_square in CENTRE) - 10 * flank

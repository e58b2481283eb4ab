"""A small opening book: a dozen main lines, written as they are spoken.

    book_moves(chess.Board()) == [e2e4, d2d4, c2c4, g1f3] as moves

A position is found however it was reached, so transpositions are in the book as well.
"""

from collections import defaultdict
from functools import cache

import chess

LINES = (
    # Ruy Lopez, closed
    "e4 e5 Nf3 Nc6 Bb5 a6 Ba4 Nf6 O-O Be7 Re1 b5 Bb3 d6 c3 O-O h3 Na5 Bc2 c5 d4 Qc7",
    # Italian Game, slow
    "e4 e5 Nf3 Nc6 Bc4 Bc5 c3 Nf6 d3 d6 O-O O-O Re1 a6 Bb3 Ba7 h3 h6",
    # Petroff Defence
    "e4 e5 Nf3 Nf6 Nxe5 d6 Nf3 Nxe4 d4 d5 Bd3 Nc6 O-O Be7 c4 Nb4",
    # Sicilian, Najdorf
    "e4 c5 Nf3 d6 d4 cxd4 Nxd4 Nf6 Nc3 a6 Be3 e5 Nb3 Be6 f3 Be7 Qd2 O-O O-O-O Nbd7",
    # Sicilian, Rossolimo
    "e4 c5 Nf3 Nc6 Bb5 g6 O-O Bg7 Re1 e5 Bxc6 dxc6 d3 Qe7 a3 Nf6",
    # French, Winawer
    "e4 e6 d4 d5 Nc3 Bb4 e5 c5 a3 Bxc3+ bxc3 Ne7 Nf3 b6 Bd3 Ba6",
    # French, exchange
    "e4 e6 d4 d5 exd5 exd5 Nf3 Nf6 Bd3 Bd6 O-O O-O Bg5 Bg4 Nbd2 Nbd7 c3 c6",
    # Caro-Kann, classical
    "e4 c6 d4 d5 Nc3 dxe4 Nxe4 Bf5 Ng3 Bg6 h4 h6 Nf3 Nd7 h5 Bh7 Bd3 Bxd3 Qxd3 e6",
    # Scandinavian Defence
    "e4 d5 exd5 Qxd5 Nc3 Qa5 d4 Nf6 Nf3 c6 Bc4 Bf5 Bd2 e6 Qe2 Bb4",
    # Queen's Gambit Declined
    "d4 d5 c4 e6 Nc3 Nf6 Bg5 Be7 e3 O-O Nf3 h6 Bh4 b6 cxd5 Nxd5 Bxe7 Qxe7",
    # Slav Defence
    "d4 d5 c4 c6 Nf3 Nf6 Nc3 dxc4 a4 Bf5 e3 e6 Bxc4 Bb4 O-O O-O",
    # King's Indian, Mar del Plata
    "d4 Nf6 c4 g6 Nc3 Bg7 e4 d6 Nf3 O-O Be2 e5 O-O Nc6 d5 Ne7 Ne1 Nd7",
    # Nimzo-Indian, Rubinstein
    "d4 Nf6 c4 e6 Nc3 Bb4 e3 O-O Bd3 d5 Nf3 c5 O-O Nc6 a3 Bxc3 bxc3 dxc4 Bxc4 Qc7",
    # London System
    "d4 d5 Bf4 Nf6 e3 c5 c3 Nc6 Nd2 e6 Ngf3 Bd6 Bg3 O-O Bd3 b6",
    # English, four knights
    "c4 e5 Nc3 Nf6 Nf3 Nc6 g3 d5 cxd5 Nxd5 Bg2 Nb6 O-O Be7 d3 O-O",
    # Réti Opening
    "Nf3 d5 g3 Nf6 Bg2 e6 O-O Be7 d3 O-O Nbd2 c5 e4 Nc6 Re1 b5",
)


@cache
def _book() -> dict[str, tuple[chess.Move, ...]]:
    moves: defaultdict[str, list[chess.Move]] = defaultdict(list)
    for line in LINES:
        board = chess.Board()
        for san in line.split():
            move = board.parse_san(san)
            known = moves[board.epd()]
            if move not in known:
                known.append(move)
            board.push(move)
    return {position: tuple(known) for position, known in moves.items()}


def book_moves(board: chess.Board) -> tuple[chess.Move, ...]:
    """The book's moves in this position, none if it is not in the book."""
    return _book().get(board.epd(), ())

"""How games end (Laws 5.1, 5.2, 6.9; Online 4.4, 5.4), judged on positions whose outcome is known."""

import chess
import pytest

from server.core import endings
from server.core.endings import Ending
from server.core.ids import EndReason, Side

KNIGHTS_OUT_AND_BACK = ["g1f3", "g8f6", "f3g1", "f6g8"]


def after(fen: str, uci: str) -> chess.Board:
    board = chess.Board(fen)
    board.push_uci(uci)
    return board


def test_a_win_is_two_half_points_and_a_draw_one_each() -> None:
    assert endings.win(Side.WHITE, EndReason.CHECKMATE) == Ending(2, 0, EndReason.CHECKMATE)
    assert endings.win(Side.BLACK, EndReason.CHECKMATE) == Ending(0, 2, EndReason.CHECKMATE)
    assert endings.draw(EndReason.AGREEMENT) == Ending(1, 1, EndReason.AGREEMENT)


@pytest.mark.parametrize(
    ("fen", "uci", "expected"),
    [
        ("6k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1", "a1a8", Ending(2, 0, EndReason.CHECKMATE)),
        ("r5k1/8/8/8/8/8/5PPP/6K1 b - - 0 1", "a8a1", Ending(0, 2, EndReason.CHECKMATE)),
        ("7k/5K2/6Q1/8/8/8/8/8 w - - 99 100", "g6g7", Ending(2, 0, EndReason.CHECKMATE)),
        ("7k/8/5KQ1/8/8/8/8/8 w - - 0 1", "f6f7", Ending(1, 1, EndReason.STALEMATE)),
        ("8/8/8/8/8/5kq1/8/7K b - - 99 99", "f3f2", Ending(1, 1, EndReason.STALEMATE)),
        ("8/8/8/3k4/8/8/3p4/3K4 w - - 0 1", "d1d2", Ending(1, 1, EndReason.DEAD_POSITION)),
        ("8/8/8/3k4/8/3K4/3p4/4B3 w - - 0 1", "e1d2", Ending(1, 1, EndReason.DEAD_POSITION)),
        ("8/8/8/3k4/8/8/8/R3K3 w - - 99 90", "a1a2", Ending(1, 1, EndReason.FIFTY_MOVES)),
        ("8/8/8/3k4/8/8/8/R3K3 b - - 99 90", "d5d6", Ending(1, 1, EndReason.FIFTY_MOVES)),
        ("8/8/8/3k4/8/8/8/R3K3 w - - 98 90", "a1a2", None),
        ("8/8/8/3k4/8/8/P7/R3K3 w - - 99 90", "a2a3", None),
        ("8/8/8/3k4/8/p7/8/R3K3 w - - 99 90", "a1a3", None),
        ("6k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1", "a1a7", None),
        ("4k3/8/8/8/8/8/8/N3K2n w - - 0 1", "e1e2", None),
    ],
)
def test_a_move_ends_the_game_as_the_laws_say(fen: str, uci: str, expected: Ending | None) -> None:
    assert endings.ending(after(fen, uci)) == expected


def test_the_third_occurrence_draws_on_its_ply_and_not_one_early() -> None:
    board = chess.Board()
    for uci in KNIGHTS_OUT_AND_BACK + KNIGHTS_OUT_AND_BACK[:3]:
        board.push_uci(uci)
        assert endings.ending(board) is None
    assert board.can_claim_threefold_repetition()  # the trap: the next move could bring it about
    board.push_uci("f6g8")
    assert endings.ending(board) == Ending(1, 1, EndReason.THIRD_REPETITION)


def test_a_position_with_other_castling_rights_is_another_position() -> None:
    board = chess.Board("r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 1")
    for uci in ["h1g1", "h8g8", "g1h1", "g8h8"] * 2:
        board.push_uci(uci)
        assert endings.ending(board) is None
    for uci in ["h1g1", "h8g8", "g1h1"]:
        board.push_uci(uci)
    assert endings.ending(board) == Ending(1, 1, EndReason.THIRD_REPETITION)


BOTH = frozenset(Side)
NOBODY: frozenset[Side] = frozenset()


@pytest.mark.parametrize(
    ("fen", "mating"),
    [
        (chess.STARTING_FEN, BOTH),
        ("8/8/4k3/8/8/3K4/8/8 w - - 0 1", NOBODY),
        ("8/8/4k3/8/8/3K4/7N/8 w - - 0 1", NOBODY),
        ("8/8/4k2r/8/8/3K4/7N/8 w - - 0 1", BOTH),
        ("8/8/4k2q/8/8/3K4/7N/8 w - - 0 1", {Side.BLACK}),
        ("8/8/4kp2/8/8/3K4/8/8 w - - 0 1", {Side.BLACK}),
        ("8/8/4k3/8/8/3K4/7P/8 w - - 0 1", {Side.WHITE}),
    ],
)
@pytest.mark.parametrize("side", Side)
def test_a_flag_or_a_resignation_loses_only_to_someone_who_can_still_mate(
    fen: str, mating: frozenset[Side], side: Side
) -> None:
    board = chess.Board(fen)
    flag, resigned = endings.flag_fall(board, side), endings.resignation(board, side)
    assert endings.can_mate(board, side.other) is (side.other in mating)
    if side.other in mating:
        assert flag == endings.win(side.other, EndReason.FLAG_FALL)
        assert resigned == endings.win(side.other, EndReason.RESIGNATION)
    else:
        assert flag == endings.draw(EndReason.FLAG_FALL_CANNOT_MATE)
        assert resigned == endings.draw(EndReason.RESIGNATION_CANNOT_MATE)

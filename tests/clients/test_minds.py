"""Simulated players play chess that looks like chess, and their games end."""

import chess
import pytest

from clients.book import LINES, book_moves
from clients.chance import dice
from clients.choice import balance, choose, hanging
from clients.minds import Blitz, Human, Mind, Play, Verb
from clients.seat import SeenGame
from server.protocol.messages import Side
from tests.clients.peer import snapshot

SEED = 20_260_101


def seen(fen: str, *, offer: Side | None = None) -> SeenGame:
    game = SeenGame.of(snapshot(offer=offer))
    game.board = chess.Board(fen)
    return game


def play_out(minds: tuple[Mind, Mind], limit: int) -> SeenGame:
    """A whole game between two minds, by the rules but without wire and clocks."""
    game = SeenGame.of(snapshot())
    while not game.board.is_game_over(claim_draw=True) and game.board.ply() < limit:
        white = game.board.turn
        match minds[not white].choose(game):
            case Play(move, offer):
                assert game.board.is_legal(move)
                if game.offer is not (Side.WHITE if white else Side.BLACK):
                    game.offer = None
                game.board.push(move)
                if offer:
                    game.offer = Side.WHITE if white else Side.BLACK
            case Verb():
                break
    return game


def test_every_book_line_is_legal_and_is_played_from_every_position_in_it() -> None:
    for line in LINES:
        board = chess.Board()
        for san in line.split():
            move = board.parse_san(san)
            assert move in book_moves(board)
            board.push(move)
    assert len(LINES) >= 12
    assert len(book_moves(chess.Board())) >= 4


def test_out_of_the_book_there_are_no_book_moves() -> None:
    assert book_moves(chess.Board("8/8/8/4k3/8/8/4K3/8 w - - 0 1")) == ()


@pytest.mark.parametrize(
    ("fen", "san"),
    [
        ("6k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1", "Ra8#"),
        ("4k3/8/8/3q4/4P3/8/8/4K3 w - - 0 1", "exd5"),
        ("r5k1/8/8/8/8/8/5PPP/6K1 b - - 0 1", "Ra1#"),
        ("7k/P7/8/8/8/8/8/K7 w - - 0 1", "a8=Q+"),
    ],
)
def test_the_obvious_move_is_seen(fen: str, san: str) -> None:
    board = chess.Board(fen)
    assert {board.san(choose(board, dice(SEED, str(n)))) for n in range(10)} == {san}


def test_a_queen_does_not_take_what_is_guarded() -> None:
    board = chess.Board("4k3/2p5/3p4/8/8/8/3Q4/4K3 w - - 0 1")
    assert all(board.san(choose(board, dice(SEED, str(n)))) != "Qxd6" for n in range(10))


def test_nobody_ahead_stalemates_or_repeats() -> None:
    board = chess.Board(
        "7k/5Q2/8/6K1/8/8/8/8 w - - 0 1"
    )  # Kg6 and Qf6+ are fine, Kh6 is mate next, Qg6 stalemate
    moves = {choose(board, dice(SEED, str(n))) for n in range(20)}
    for move in moves:
        board.push(move)
        assert not board.is_stalemate()
        board.pop()


def test_choosing_leaves_the_position_as_it_was() -> None:
    board = chess.Board("r1bqkb1r/pppp1ppp/2n2n2/4p2Q/2B1P3/8/PPPP1PPP/RNB1K1NR w KQkq - 4 4")
    before = board.copy()
    assert board.san(choose(board, dice(SEED, "white"))) == "Qxf7#"
    assert board == before


@pytest.mark.parametrize(
    ("fen", "lost"),
    [
        ("4k3/8/8/8/8/8/8/R3K3 w - - 0 1", 0),
        ("4k3/8/8/3r4/8/8/8/3RK3 w - - 0 1", 0),  # guarded by the king, attacked by its like
        ("4k3/8/8/3r4/8/8/3N4/7K w - - 0 1", 310),
        ("4k3/8/2p5/3Q4/4P3/8/8/7K w - - 0 1", 800),  # guarded, but a pawn takes it
        ("8/8/8/3kQ3/3P4/8/8/7K w - - 0 1", 0),  # a king does not take what is guarded
        ("8/8/8/3kQ3/8/8/8/7K w - - 0 1", 900),
    ],
)
def test_what_hangs_is_counted(fen: str, lost: int) -> None:
    assert hanging(chess.Board(fen), chess.WHITE) == lost


def test_the_balance_is_the_same_seen_from_both_sides() -> None:
    board = chess.Board("4k3/8/8/8/8/8/P7/R3K3 w - - 0 1")
    assert (balance(board, chess.WHITE), balance(board, chess.BLACK)) == (600, -600)


@pytest.mark.parametrize("number", range(8))
def test_a_game_between_people_ends_within_eighty_moves(number: int) -> None:
    print("seed", SEED)
    game = play_out(
        (Human(dice(SEED, f"w{number}"), pace=1), Human(dice(SEED, f"b{number}"), pace=1)), limit=400
    )
    assert 20 <= game.board.ply() <= 160, chess.Board().variation_san(game.board.move_stack)


def test_the_same_seed_plays_the_same_game() -> None:
    games = [
        play_out((Human(dice(SEED, "w"), pace=1), Human(dice(SEED, "b"), pace=1)), limit=60) for _ in range(2)
    ]
    assert games[0].board.move_stack == games[1].board.move_stack


def test_a_lost_game_is_resigned_in_time() -> None:
    game = seen("4k3/8/8/8/8/8/8/QQ2K3 b - - 0 30")
    human = Human(dice(SEED, "black"), pace=1)
    assert Verb.RESIGN in [human.choose(game) for _ in range(30)]


def test_a_level_ending_is_drawn_by_agreement() -> None:
    level = "4k3/p6p/8/8/8/8/P6P/4K3 w - - 0 61"
    human = Human(dice(SEED, "white"), pace=1)
    assert Verb.ACCEPT in [human.choose(seen(level, offer=Side.BLACK)) for _ in range(10)]
    choices = [human.choose(seen(level)) for _ in range(30)]
    assert any(isinstance(choice, Play) and choice.offer for choice in choices)
    assert Verb.ACCEPT not in choices


def test_a_person_thinks_in_proportion_to_pace_and_within_the_clock() -> None:
    game = seen("r1bqkb1r/1ppp1ppp/p1n2n2/4p3/B3P3/2N2N2/PPPP1PPP/R1BQK2R b KQkq - 1 5")
    slow = [Human(dice(SEED, "x"), pace=1).thinking(game, 3_600_000) for _ in range(1)]
    fast = [Human(dice(SEED, "x"), pace=0.5).thinking(game, 3_600_000) for _ in range(1)]
    assert abs(slow[0] - 2 * fast[0]) <= 2
    assert all(Human(dice(SEED, str(n)), pace=5).thinking(game, 9_000) <= 600 for n in range(50))


def test_a_person_opens_quickly() -> None:
    opening = SeenGame.of(snapshot())
    middle = seen("r1bqkb1r/1ppp1ppp/p1n2n2/4p3/B3P3/2N2N2/PPPP1PPP/R1BQK2R b KQkq - 1 5")
    human = [Human(dice(SEED, str(n)), pace=1) for n in range(200)]
    assert (
        sum(h.thinking(opening, 600_000) for h in human) < sum(h.thinking(middle, 600_000) for h in human) / 2
    )
    assert not any(h.nervous() for h in human)


def test_blitz_uses_every_verb_without_thinking() -> None:
    print("seed", SEED)
    blitz = Blitz(dice(SEED, "white"))
    late = seen("4k3/pppppppp/8/8/8/8/PPPPPPPP/4K3 w - - 0 40", offer=Side.BLACK)
    choices = [blitz.choose(late) for _ in range(500)]
    assert {Verb.ACCEPT, Verb.RESIGN} <= {choice for choice in choices if isinstance(choice, Verb)}
    assert {choice.offer for choice in choices if isinstance(choice, Play)} == {True, False}
    assert {blitz.nervous() for _ in range(200)} == {True, False}
    assert blitz.thinking(late, 1) == 0


def test_a_game_of_blitz_ends() -> None:
    print("seed", SEED)
    game = play_out((Blitz(dice(SEED, "w")), Blitz(dice(SEED, "b"))), limit=2_000)
    assert game.board.ply() < 2_000

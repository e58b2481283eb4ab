"""One live game: every command, every refusal, every event, and what each does to the clocks."""

import chess
import pytest

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
from server.core.endings import Ending
from server.core.events import (
    ClocksResumed,
    ClocksSuspended,
    DrawOffered,
    FlagFell,
    GameEnded,
    GameEvent,
    GameStarted,
    MovePlayed,
)
from server.core.game import Game, PlayedMove
from server.core.ids import EndReason, Millis, PersonId, Phase, Refusal, Side
from tests.core.builders import BLACK, TOLD, WHITE, at, created, game, happened, play, state

MINUTE = 60_000
E2E4 = PlayMove(Side.WHITE, 0, "e2e4")
CASTLING = "r3k2r/8/8/8/8/8/8/R3K2R {} KQkq - 0 1"
NEARLY_MATED = "6k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1"


def do(built: Game, command: GameCommand, spent: int = 0) -> list[GameEvent]:
    """Decide a command that must be accepted and apply what it leads to."""
    events = list(happened(built.decide(command, at(spent), TOLD)))
    for event in events:
        built.apply(event)
    return events


def refused(built: Game, command: GameCommand, spent: int = 0) -> Refusal:
    """Why a command is refused; the game is the same afterwards."""
    before = state(built)
    decision = built.decide(command, at(spent), TOLD)
    assert isinstance(decision, Refusal), decision
    assert state(built) == before
    return decision


# The start -----------------------------------------------------------------------------------------------


def test_a_new_game_shows_full_clocks_that_stand() -> None:
    new = Game(created())
    new.apply(created())  # the first row of its stream: the constructor has done it
    assert (new.phase, new.turn, new.offer, new.ending, new.moves) == (
        Phase.PUBLISHED,
        Side.WHITE,
        None,
        None,
        [],
    )
    assert new.clocks.left(Side.WHITE) == new.clocks.left(Side.BLACK) == 180_000
    assert new.deadline(TOLD) is None


def test_a_person_plays_the_side_the_pairing_gave() -> None:
    new = Game(created())
    sides = [new.side_of(person) for person in (WHITE, BLACK, PersonId("p3"))]
    assert sides == [Side.WHITE, Side.BLACK, None]


def test_starting_runs_whites_clock() -> None:
    new = Game(created())
    assert do(new, StartGame()) == [GameStarted()]
    assert (new.phase, new.turn) == (Phase.RUNNING, Side.WHITE)
    assert new.deadline(TOLD) == TOLD + 180_000


COMMANDS: tuple[GameCommand, ...] = (
    E2E4,
    OfferDraw(Side.WHITE),
    AcceptDraw(Side.WHITE),
    Resign(Side.WHITE),
    TimeIsUp(),
    SuspendClocks(),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
@pytest.mark.parametrize(
    ("phase", "why"),
    [
        (Phase.PUBLISHED, Refusal.NOT_STARTED),
        (Phase.SUSPENDED, Refusal.SUSPENDED),
        (Phase.ENDED, Refusal.GAME_OVER),
    ],
)
def test_nothing_is_played_while_the_clocks_stand(command: GameCommand, phase: Phase, why: Refusal) -> None:
    if phase is Phase.SUSPENDED and isinstance(command, Resign):
        assert do(game(phase=phase), command)
    elif phase is Phase.SUSPENDED and isinstance(command, AcceptDraw):
        assert refused(game(phase=phase), command) is Refusal.NO_OFFER
    else:
        assert refused(game(phase=phase), command) is why


@pytest.mark.parametrize("phase", [Phase.RUNNING, Phase.SUSPENDED, Phase.ENDED])
def test_a_game_starts_once(phase: Phase) -> None:
    assert refused(game(phase=phase), StartGame()) is Refusal.ALREADY_STARTED


# Moves ---------------------------------------------------------------------------------------------------


def test_a_move_costs_its_time_earns_its_increment_and_passes_the_turn() -> None:
    running = game()
    assert do(running, E2E4, 5_000) == [MovePlayed("e2e4", Millis(5_000))]
    assert running.moves == [PlayedMove("e2e4", "e4", Millis(5_000), Millis(177_000))]
    assert running.turn is Side.BLACK
    assert running.clocks.left(Side.BLACK) == 180_000
    assert running.deadline(TOLD) == TOLD + 180_000
    do(running, PlayMove(Side.BLACK, 1, "g8f6"), 1)
    assert running.moves[-1] == PlayedMove("g8f6", "Nf6", Millis(1), Millis(181_999))
    assert running.deadline(TOLD) == TOLD + 177_000


def test_a_move_that_arrived_before_the_player_was_told_costs_nothing() -> None:
    assert do(game(), E2E4, -20) == [MovePlayed("e2e4", Millis(0))]


@pytest.mark.parametrize(
    ("command", "spent", "why"),
    [
        (PlayMove(Side.BLACK, 0, "e7e5"), 0, Refusal.NOT_YOUR_TURN),
        (PlayMove(Side.BLACK, 0, "e2e4"), 0, Refusal.NOT_YOUR_TURN),
        (PlayMove(Side.WHITE, 1, "e2e4"), 0, Refusal.OTHER_PLY),
        (PlayMove(Side.WHITE, -1, "e2e4"), 0, Refusal.OTHER_PLY),
        (E2E4, 180_000, Refusal.FLAG_FALLEN),
        (E2E4, 180_001, Refusal.FLAG_FALLEN),
        (PlayMove(Side.WHITE, 0, "e2e5"), 0, Refusal.ILLEGAL_MOVE),
        (PlayMove(Side.WHITE, 0, "e7e5"), 0, Refusal.ILLEGAL_MOVE),
        (PlayMove(Side.WHITE, 0, "e2e4q"), 0, Refusal.ILLEGAL_MOVE),
        (PlayMove(Side.WHITE, 0, "e1g1"), 0, Refusal.ILLEGAL_MOVE),
        (PlayMove(Side.WHITE, 0, "0000"), 0, Refusal.ILLEGAL_MOVE),
        (PlayMove(Side.WHITE, 0, "P@e4"), 0, Refusal.ILLEGAL_MOVE),
        (PlayMove(Side.WHITE, 0, "e4"), 0, Refusal.ILLEGAL_MOVE),
        (PlayMove(Side.WHITE, 0, ""), 0, Refusal.ILLEGAL_MOVE),
    ],
)
def test_a_move_is_refused_for_one_reason(command: PlayMove, spent: int, why: Refusal) -> None:
    assert refused(game(), command, spent) is why


def test_a_move_in_the_last_millisecond_counts() -> None:
    running = game()
    do(running, E2E4, 179_999)
    assert running.clocks.left(Side.WHITE) == 1 + 2_000


@pytest.mark.parametrize(
    ("fen", "uci", "why"),
    [
        ("4r1k1/8/8/8/8/8/4N3/4K3 w - - 0 1", "e2c3", "the knight is pinned"),
        ("4r1k1/8/8/8/8/8/8/R3K3 w Q - 0 1", "e1c1", "nobody castles out of check"),
        ("5rk1/8/8/8/8/8/8/4K2R w K - 0 1", "e1g1", "nor through an attacked square"),
        ("6k1/8/8/8/8/8/8/4K2R w - - 0 1", "e1g1", "nor after king or rook has moved"),
        ("6k1/P7/8/8/8/8/8/4K3 w - - 0 1", "a7a8", "a pawn on the last rank becomes a piece"),
        ("6k1/P7/8/8/8/8/8/4K3 w - - 0 1", "a7a8k", "but never a king"),
        ("6k1/8/8/3pP3/8/8/8/4K3 w - - 0 1", "e5d6", "en passant only right after the double step"),
    ],
)
def test_the_laws_decide_what_is_legal(fen: str, uci: str, why: str) -> None:
    assert refused(game(fen), PlayMove(Side.WHITE, 0, uci)) is Refusal.ILLEGAL_MOVE, why


@pytest.mark.parametrize(
    ("side", "sent", "written", "san"),
    [
        (Side.WHITE, "e1g1", "e1g1", "O-O"),
        (Side.WHITE, "e1h1", "e1g1", "O-O"),
        (Side.WHITE, "e1c1", "e1c1", "O-O-O"),
        (Side.WHITE, "e1a1", "e1c1", "O-O-O"),
        (Side.BLACK, "e8g8", "e8g8", "O-O"),
        (Side.BLACK, "e8h8", "e8g8", "O-O"),
        (Side.BLACK, "e8c8", "e8c8", "O-O-O"),
        (Side.BLACK, "e8a8", "e8c8", "O-O-O"),
    ],
)
def test_castling_is_written_as_the_kings_two_squares(side: Side, sent: str, written: str, san: str) -> None:
    running = game(CASTLING.format(side[0]))
    assert do(running, PlayMove(side, 0, sent)) == [MovePlayed(written, Millis(0))]
    assert (running.moves[0].uci, running.moves[0].san) == (written, san)
    assert running.board.king(side is Side.WHITE) == chess.parse_square(written[2:])


def test_a_promotion_and_en_passant_are_played_as_written() -> None:
    promoting = game("6k1/P7/8/8/8/8/8/4K3 w - - 0 1")
    do(promoting, PlayMove(Side.WHITE, 0, "a7a8n"))
    assert promoting.board.piece_at(chess.A8) == chess.Piece.from_symbol("N")
    passing = play(game(), "e2e4 a7a6 e4e5 d7d5")
    do(passing, PlayMove(Side.WHITE, 4, "e5d6"))
    assert passing.board.piece_at(chess.D5) is None
    assert passing.moves[-1].san == "exd6"


# The end by a move ---------------------------------------------------------------------------------------


def test_mate_ends_the_game_with_its_move_and_costs_the_loser_nothing() -> None:
    running = game(NEARLY_MATED)
    assert do(running, PlayMove(Side.WHITE, 0, "a1a8"), 700) == [
        MovePlayed("a1a8", Millis(700)),
        GameEnded(2, 0, EndReason.CHECKMATE, Millis(0)),
    ]
    assert running.ending == Ending(2, 0, EndReason.CHECKMATE)
    assert (running.phase, running.deadline(TOLD)) == (Phase.ENDED, None)
    assert running.clocks.left(Side.BLACK) == 180_000


def test_mate_on_the_last_ply_of_fifty_moves_is_mate() -> None:
    running = game("7k/5K2/6Q1/8/8/8/8/8 w - - 99 100")
    assert do(running, PlayMove(Side.WHITE, 0, "g6g7"))[-1] == GameEnded(2, 0, EndReason.CHECKMATE, Millis(0))


@pytest.mark.parametrize(
    ("halfmoves", "end"), [(98, []), (99, [GameEnded(1, 1, EndReason.FIFTY_MOVES, Millis(0))])]
)
def test_fifty_moves_draw_exactly_with_the_hundredth_ply(halfmoves: int, end: list[GameEvent]) -> None:
    running = game(f"8/8/8/3k4/8/8/8/R3K3 w - - {halfmoves} 90")
    assert do(running, PlayMove(Side.WHITE, 0, "a1a2"))[1:] == end


def test_the_third_repetition_draws_exactly_on_its_ply() -> None:
    running = game()
    for ply, uci in enumerate(["g1f3", "g8f6", "f3g1", "f6g8", "g1f3", "g8f6", "f3g1"]):
        assert len(do(running, PlayMove(running.turn, ply, uci))) == 1
    last = do(running, PlayMove(Side.BLACK, 7, "f6g8"))
    assert last[1:] == [GameEnded(1, 1, EndReason.THIRD_REPETITION, Millis(0))]


@pytest.mark.parametrize(
    ("fen", "uci", "reason"),
    [
        ("7k/8/5KQ1/8/8/8/8/8 w - - 0 1", "f6f7", EndReason.STALEMATE),
        ("8/8/8/3k4/8/8/3p4/3K4 w - - 0 1", "d1d2", EndReason.DEAD_POSITION),
    ],
)
def test_stalemate_and_a_dead_position_draw_at_once(fen: str, uci: str, reason: EndReason) -> None:
    assert do(game(fen), PlayMove(Side.WHITE, 0, uci))[1:] == [GameEnded(1, 1, reason, Millis(0))]


# Draw offers (Online 5.3) --------------------------------------------------------------------------------


@pytest.mark.parametrize("side", Side)
def test_either_side_may_offer_whoever_is_to_move(side: Side) -> None:
    running = game()
    assert do(running, OfferDraw(side), 9) == [DrawOffered(side)]
    assert running.offer is side
    assert running.clocks.left(Side.WHITE) == 180_000  # offering is not a move: the clock just goes on


def test_draw_offer_survives_the_offerers_own_move() -> None:
    running = game()
    do(running, OfferDraw(Side.WHITE))
    play(running, "e2e4")
    assert running.offer is Side.WHITE
    assert do(running, AcceptDraw(Side.BLACK))[0] == GameEnded(1, 1, EndReason.AGREEMENT, Millis(0))


def test_draw_offer_dies_with_the_opponents_move() -> None:
    running = game()
    do(running, OfferDraw(Side.WHITE))
    play(running, "e2e4 e7e5")
    assert running.offer is None
    assert refused(running, AcceptDraw(Side.BLACK)) is Refusal.NO_OFFER


def test_draw_offer_made_while_the_opponent_thinks_dies_with_his_move() -> None:
    running = game()
    do(running, OfferDraw(Side.BLACK))
    play(running, "e2e4")
    assert running.offer is None


@pytest.mark.parametrize("side", Side)
def test_nobody_accepts_his_own_offer_or_none(side: Side) -> None:
    running = game()
    assert refused(running, AcceptDraw(side)) is Refusal.NO_OFFER
    do(running, OfferDraw(side))
    assert refused(running, AcceptDraw(side)) is Refusal.NO_OFFER


def test_offering_back_accepts() -> None:
    running = game()
    do(running, OfferDraw(Side.WHITE))
    assert do(running, OfferDraw(Side.BLACK), 40) == [GameEnded(1, 1, EndReason.AGREEMENT, Millis(40))]
    assert (running.offer, running.ending) == (None, Ending(1, 1, EndReason.AGREEMENT))
    assert running.clocks.left(Side.WHITE) == 180_000 - 40


def test_a_standing_offer_is_not_made_twice() -> None:
    running = game()
    do(running, OfferDraw(Side.WHITE))
    assert refused(running, OfferDraw(Side.WHITE)) is Refusal.OFFER_STANDS
    play(running, "e2e4")
    assert refused(running, OfferDraw(Side.WHITE)) is Refusal.OFFER_STANDS


def test_one_offer_a_player_and_position() -> None:
    running = play(game(), "e2e4")
    do(running, OfferDraw(Side.WHITE))
    play(running, "e7e5")
    do(running, OfferDraw(Side.WHITE))
    play(running, "d2d4 d7d5")
    assert running.offer is None
    do(running, OfferDraw(Side.WHITE))
    assert running.offer is Side.WHITE


def test_an_offer_that_has_died_in_a_position_is_not_renewed_in_it() -> None:
    running = game()
    running.apply(DrawOffered(Side.WHITE))
    running.offer = None
    assert refused(running, OfferDraw(Side.WHITE)) is Refusal.OFFER_STANDS


def test_an_offer_can_be_accepted_while_the_clocks_stand() -> None:
    running = game()
    do(running, OfferDraw(Side.WHITE))
    do(running, SuspendClocks(), 500)
    assert running.offer is Side.WHITE
    assert do(running, AcceptDraw(Side.BLACK), MINUTE) == [GameEnded(1, 1, EndReason.AGREEMENT, Millis(0))]
    assert running.clocks.left(Side.WHITE) == 179_500


# Resignation (Laws 5.1.2) --------------------------------------------------------------------------------


@pytest.mark.parametrize("side", Side)
def test_resignation_loses_whoever_is_to_move(side: Side) -> None:
    running = game()
    white, black = (0, 2) if side is Side.WHITE else (2, 0)
    assert do(running, Resign(side), 300) == [GameEnded(white, black, EndReason.RESIGNATION, Millis(300))]
    assert running.clocks.left(Side.WHITE) == 180_000 - 300
    assert refused(running, Resign(side)) is Refusal.GAME_OVER


def test_resignation_to_an_opponent_who_cannot_mate_is_a_draw() -> None:
    running = game("8/8/4k2q/8/8/3K4/7N/8 w - - 0 1")
    assert do(running, Resign(Side.BLACK)) == [GameEnded(1, 1, EndReason.RESIGNATION_CANNOT_MATE, Millis(0))]


def test_a_suspended_game_can_be_resigned_and_costs_no_time() -> None:
    running = game(phase=Phase.SUSPENDED)
    assert do(running, Resign(Side.BLACK), MINUTE) == [GameEnded(2, 0, EndReason.RESIGNATION, Millis(0))]


def test_no_end_charges_more_than_the_clock_had() -> None:
    running = game()
    assert do(running, TimeIsUp(), 999_999)[0] == GameEnded(0, 2, EndReason.FLAG_FALL, Millis(180_000))
    assert running.clocks.left(Side.WHITE) == 0


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("act", [Resign, OfferDraw, AcceptDraw])
def test_nothing_saves_a_side_whose_time_is_over(
    side: Side, act: type[Resign] | type[OfferDraw] | type[AcceptDraw]
) -> None:
    running = game()
    running.apply(DrawOffered(side.other))
    assert refused(running, act(side), 180_000) is Refusal.FLAG_FALLEN


# The flag (Laws 6.9, Online 4.4) -------------------------------------------------------------------------


def test_the_flag_falls_with_the_last_millisecond_and_not_before() -> None:
    running = game()
    assert refused(running, TimeIsUp(), 179_999) is Refusal.FLAG_STANDS
    assert do(running, TimeIsUp(), 180_000) == [GameEnded(0, 2, EndReason.FLAG_FALL, Millis(180_000))]
    assert running.clocks.left(Side.WHITE) == 0


def test_only_the_side_to_move_can_lose_on_time() -> None:
    running = play(game(), "e2e4", spent=179_000)
    assert refused(running, TimeIsUp(), 100_000) is Refusal.FLAG_STANDS
    assert do(running, TimeIsUp(), 180_000)[0] == GameEnded(2, 0, EndReason.FLAG_FALL, Millis(180_000))


def test_the_flag_draws_against_an_opponent_who_cannot_mate() -> None:
    running = game("8/8/4k2q/8/8/3K4/7N/8 b - - 0 1")
    ended = GameEnded(1, 1, EndReason.FLAG_FALL_CANNOT_MATE, Millis(180_000))
    assert do(running, TimeIsUp(), 180_000) == [ended]


# A flag that waits for a proof (Online 5.4.3) --------------------------------------------------------------

WALL = "4k3/8/8/p1p1p1p1/P1P1P1P1/8/8/4K3 w - - 0 1"


def fallen() -> Game:
    """A game whose flag has fallen in a position that may be dead."""
    waiting = game(WALL)
    assert do(waiting, TimeIsUp(), 180_000) == [FlagFell()]
    return waiting


def test_a_flag_in_a_position_that_may_be_dead_waits_for_the_proof() -> None:
    waiting = fallen()
    assert (waiting.phase, waiting.clocks.left(Side.WHITE), waiting.ending) == (Phase.SUSPENDED, 0, None)
    assert refused(waiting, ResumeClocks()) is Refusal.FLAG_FALLEN
    for command in (Resign(Side.BLACK), AcceptDraw(Side.BLACK), PlayMove(Side.WHITE, 0, "e1e2")):
        assert refused(waiting, command) is Refusal.SUSPENDED


@pytest.mark.parametrize(
    ("dead", "end"),
    [
        (True, GameEnded(1, 1, EndReason.DEAD_POSITION, Millis(0))),
        (False, GameEnded(0, 2, EndReason.FLAG_FALL, Millis(0))),
    ],
)
def test_the_proof_decides_what_the_flag_was_worth(end: GameEnded, *, dead: bool) -> None:
    assert do(fallen(), JudgePosition(dead), MINUTE) == [end]


def test_a_position_proved_dead_draws_while_the_clock_runs() -> None:
    dead = GameEnded(1, 1, EndReason.DEAD_POSITION, Millis(400))
    assert do(game(WALL), JudgePosition(dead=True), 400) == [dead]
    assert refused(game(WALL), JudgePosition(dead=False)) is Refusal.FLAG_STANDS


@pytest.mark.parametrize(
    ("phase", "why"), [(Phase.PUBLISHED, Refusal.NOT_STARTED), (Phase.ENDED, Refusal.GAME_OVER)]
)
def test_a_proof_that_comes_too_late_changes_nothing(phase: Phase, why: Refusal) -> None:
    assert refused(game(WALL, phase), JudgePosition(dead=True)) is why


# Clocks that stand ---------------------------------------------------------------------------------------


def test_suspending_charges_what_was_thought_until_then() -> None:
    running = game()
    assert do(running, SuspendClocks(), 4_000) == [ClocksSuspended(Millis(4_000))]
    assert (running.phase, running.clocks.left(Side.WHITE)) == (Phase.SUSPENDED, 176_000)
    assert running.deadline(TOLD) is None


def test_suspending_after_an_outage_charges_what_it_is_told() -> None:
    running = game()
    assert do(running, SuspendClocks(Millis(0)), MINUTE) == [ClocksSuspended(Millis(0))]
    assert running.clocks.left(Side.WHITE) == 180_000


def test_resuming_runs_the_clock_of_the_side_to_move_again() -> None:
    running = play(game(), "e2e4")
    do(running, SuspendClocks(), 1_000)
    assert do(running, ResumeClocks()) == [ClocksResumed()]
    assert (running.phase, running.turn) == (Phase.RUNNING, Side.BLACK)
    assert running.deadline(TOLD) == TOLD + 179_000
    do(running, PlayMove(Side.BLACK, 1, "e7e5"), 1_000)
    assert running.clocks.left(Side.BLACK) == 180_000


@pytest.mark.parametrize("phase", [Phase.PUBLISHED, Phase.RUNNING, Phase.ENDED])
def test_only_a_suspended_game_is_resumed(phase: Phase) -> None:
    assert refused(game(phase=phase), ResumeClocks()) is Refusal.NOT_SUSPENDED


def test_a_clock_that_ran_out_before_the_outage_falls_when_it_is_resumed() -> None:
    running = game()
    do(running, SuspendClocks(Millis(200_000)))
    do(running, ResumeClocks())
    assert running.deadline(TOLD) == TOLD
    assert do(running, TimeIsUp())[0] == GameEnded(0, 2, EndReason.FLAG_FALL, Millis(0))

"""The client's side of the wire: what a seat sends in answer, and what it makes of the news."""

import chess
import pytest

from clients.seat import Seat, SeenGame
from server.protocol.messages import (
    AcceptDraw,
    Ack,
    ClocksResumed,
    ClocksSuspended,
    CommandId,
    DrawOffered,
    EndReason,
    GameEnded,
    GameId,
    GameStarted,
    Millis,
    Move,
    Names,
    OfferDraw,
    Phase,
    Pong,
    Refusal,
    Refused,
    Resign,
    Result,
    RosterNews,
    Seq,
    Side,
    TimeControl,
    Watch,
)
from tests.clients.peer import BLACK, GAME, ROOM, WHITE, clocks, hello, snapshot

E2E4 = chess.Move.from_uci("e2e4")


def moved(ply: int, uci: str, v: int, *, game: GameId = GAME) -> Move:
    to_move = Side.BLACK if ply % 2 else Side.WHITE
    return Move(
        room=f"play:{game}", v=Seq(v), game=game, ply=ply, uci=uci, san=uci, spent=5, clocks=clocks(to_move)
    )


def ended(v: int = 40) -> GameEnded:
    return GameEnded(
        room=ROOM,
        v=Seq(v),
        game=GAME,
        result=Result(white=2, black=0),
        reason=EndReason.CHECKMATE,
        clocks=clocks(None),
    )


@pytest.fixture
def seat() -> Seat:
    """A seat whose game runs, White to move."""
    seat = Seat()
    seat.opened()
    assert seat.receive(hello()) == (Watch(room=ROOM),)
    assert seat.receive(snapshot()) == []
    return seat


def seen(seat: Seat) -> SeenGame:
    game = seat.game()
    assert game is not None
    return game


def test_a_seat_without_a_board_waits_for_the_hello_that_names_one() -> None:
    seat = Seat()
    seat.opened()
    assert seat.receive(hello(None)) == ()
    assert seat.receive(hello()) == (Watch(room=ROOM),)


def test_without_a_board_nothing_can_be_played() -> None:
    with pytest.raises(LookupError):
        Seat().move(E2E4)


def test_the_snapshot_is_the_whole_game() -> None:
    seat = Seat()
    seat.receive(hello())
    seat.receive(snapshot("e2e4", "e7e5", offer=Side.BLACK))
    game = seen(seat)
    assert [move.uci() for move in game.board.move_stack] == ["e2e4", "e7e5"]
    assert (game.offer, game.version, game.white) == (Side.BLACK, 10, WHITE)


def test_a_move_counts_from_its_news_not_from_its_command(seat: Seat) -> None:
    seat.move(E2E4)
    assert seen(seat).board.ply() == 0
    seat.receive(moved(1, "e2e4", 11))
    assert seen(seat).board.ply() == 1
    assert seen(seat).clocks.running is Side.BLACK


def test_news_that_is_not_newer_changes_nothing(seat: Seat) -> None:
    seat.receive(moved(1, "e2e4", 11))
    seat.receive(moved(1, "d2d4", 11))
    seat.receive(moved(2, "e7e5", 9))
    assert seen(seat).board.ply() == 1


def test_news_of_other_rooms_is_nothing_to_a_seat(seat: Seat) -> None:
    title = Names(ru="", zh="", en="")
    control = TimeControl(base=1, increment=1)
    seat.receive(
        RosterNews(room="event", v=Seq(50), title=title, rounds=1, time_control=control, teams=[], people=[])
    )
    seat.receive(ended().model_copy(update={"room": "event"}))
    seat.receive(moved(1, "e2e4", 12, game=GameId("r1m1b2")))
    seat.receive(Pong(n=1, now=Millis(1)))
    assert seen(seat).phase is Phase.RUNNING


def test_a_missing_move_asks_for_the_whole_game_anew(seat: Seat) -> None:
    assert seat.receive(moved(2, "e7e5", 12)) == (Watch(room=ROOM),)


def test_it_is_the_turn_of_the_side_to_move_while_the_clocks_run(seat: Seat) -> None:
    assert seat.turn() is seen(seat)
    seat.receive(moved(1, "e2e4", 11))
    assert seat.turn() is None
    seat.receive(moved(2, "e7e5", 12))
    seat.receive(ClocksSuspended(room=ROOM, v=Seq(13), game=GAME, clocks=clocks(None)))
    assert seat.turn() is None
    seat.receive(ClocksResumed(room=ROOM, v=Seq(14), game=GAME, clocks=clocks()))
    assert seat.turn() is seen(seat)
    seat.receive(ended())
    assert seat.turn() is None
    assert seen(seat).result == Result(white=2, black=0)


def test_nobody_is_to_move_once_mated_even_before_the_end_is_told() -> None:
    seat = Seat()
    seat.receive(hello())
    seat.receive(snapshot("f2f3", "e7e5", "g2g4"))
    seat.receive(moved(4, "d8h4", 11))
    assert seen(seat).board.is_checkmate()
    assert seat.turn() is None


def test_black_moves_when_white_has_moved() -> None:
    seat = Seat()
    seat.receive(hello(person=BLACK))
    seat.receive(snapshot())
    assert seat.turn() is None
    seat.receive(moved(1, "e2e4", 11))
    assert seat.turn() is not None


def test_an_offer_stands_until_the_opponents_move(seat: Seat) -> None:
    seat.receive(moved(1, "e2e4", 11))
    seat.receive(DrawOffered(room=ROOM, v=Seq(12), game=GAME, by=Side.WHITE))
    assert seen(seat).offer is Side.WHITE
    assert seen(seat).clocks.running is Side.BLACK
    seat.receive(moved(2, "e7e5", 13))
    assert seen(seat).offer is None


def test_the_offerers_own_move_keeps_the_offer(seat: Seat) -> None:
    seat.receive(DrawOffered(room=ROOM, v=Seq(11), game=GAME, by=Side.WHITE))
    seat.receive(moved(1, "e2e4", 12))
    assert seen(seat).offer is Side.WHITE


def test_a_command_is_owed_until_it_is_acknowledged(seat: Seat) -> None:
    command = seat.move(E2E4)
    assert (command.ply, command.uci) == (0, "e2e4")
    assert list(seat.owed) == [command.id]
    seat.receive(Ack(id=command.id, v=Seq(11)))
    assert not seat.owed


def test_every_verb_has_an_id_of_its_own_and_is_owed_in_order(seat: Seat) -> None:
    commands = [seat.move(E2E4), seat.offer_draw(), seat.accept_draw(), seat.resign()]
    assert [type(command) for command in commands[1:]] == [OfferDraw, AcceptDraw, Resign]
    assert list(seat.owed.values()) == commands
    assert len({command.id for command in commands}) == 4


def test_a_new_connection_resumes_and_then_repeats_what_is_owed(seat: Seat) -> None:
    seat.receive(moved(1, "e2e4", 11))
    owed = seat.offer_draw()
    seat.opened()
    assert seat.receive(hello()) == (Watch(room=ROOM, since=Seq(11)), owed)


def test_a_second_hello_on_one_connection_repeats_nothing(seat: Seat) -> None:
    seat.move(E2E4)
    assert seat.receive(hello()) == ()


def test_an_unfinished_game_is_followed_to_its_end_beside_the_next_one(seat: Seat) -> None:
    following = GameId("r2m1b1")
    seat.opened()
    assert seat.receive(hello(following)) == (
        Watch(room=f"game:{GAME}", since=Seq(10)),
        Watch(room=f"play:{following}"),
    )
    seat.receive(ended().model_copy(update={"room": f"game:{GAME}"}))
    seat.receive(snapshot(game=following, v=50))
    seat.opened()
    assert seat.receive(hello(following)) == (Watch(room=f"play:{following}", since=Seq(50)),)


@pytest.mark.parametrize(
    ("code", "news"),
    [
        (Refusal.NOT_STARTED, GameStarted(room=ROOM, v=Seq(20), game=GAME, clocks=clocks())),
        (Refusal.SUSPENDED, ClocksResumed(room=ROOM, v=Seq(20), game=GAME, clocks=clocks())),
        (Refusal.SUSPENDED, snapshot(v=20)),
    ],
)
def test_what_is_refused_while_the_clocks_stand_is_sent_when_they_run(
    seat: Seat, code: Refusal, news: GameStarted | ClocksResumed
) -> None:
    seat.receive(ClocksSuspended(room=ROOM, v=Seq(11), game=GAME, clocks=clocks(None)))
    command = seat.move(E2E4)
    assert seat.receive(Refused(id=command.id, code=code)) == ()
    assert list(seat.receive(news)) == [command]
    assert seat.receive(moved(1, "e2e4", 21)) == []
    assert list(seat.owed) == [command.id]


def test_what_was_kept_is_sent_on_the_next_connection_too(seat: Seat) -> None:
    command = seat.move(E2E4)
    seat.receive(Refused(id=command.id, code=Refusal.RESTARTING))
    seat.opened()
    assert command in seat.receive(hello())


def test_a_move_for_another_position_is_dropped_and_the_game_taken_anew(seat: Seat) -> None:
    command = seat.move(E2E4)
    assert seat.receive(Refused(id=command.id, code=Refusal.OTHER_PLY)) == (Watch(room=ROOM),)
    assert not seat.owed


@pytest.mark.parametrize(
    "code", [Refusal.ILLEGAL_MOVE, Refusal.NOT_YOUR_TURN, Refusal.GAME_OVER, Refusal.NO_OFFER]
)
def test_other_refusals_drop_the_command(seat: Seat, code: Refusal) -> None:
    command = seat.move(E2E4)
    assert seat.receive(Refused(id=command.id, code=code)) == ()
    assert not seat.owed


def test_a_late_answer_to_nothing_owed_changes_nothing(seat: Seat) -> None:
    seat.receive(Ack(id=CommandId("k1"), v=Seq(3)))
    assert seat.receive(Refused(id=CommandId("k1"), code=Refusal.SUSPENDED)) == ()
    assert seat.receive(Refused(id=CommandId("k1"), code=Refusal.OTHER_PLY)) == ()
    assert seat.receive(ClocksResumed(room=ROOM, v=Seq(20), game=GAME, clocks=clocks())) == []

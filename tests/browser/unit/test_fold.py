"""The browser folds news exactly as the server does, and plays moves by the same rules."""

import random
import re
from collections.abc import Iterator
from typing import Any

import chess
import pytest
from playwright.sync_api import Page

from server.core.ids import EndReason, EventId, GameId, Millis, Seq, Side
from server.protocol.messages import (
    Clocks,
    ClocksResumed,
    ClocksSuspended,
    DrawOffered,
    EventNews,
    GameEnded,
    GameNews,
    GameStarted,
    Message,
    Move,
    Result,
    RoundClosed,
)
from server.show.event import PublicEvent
from tests.show.news import ended, published, roster, table

GAME = GameId("r1m1b1")


def dump(message: Message) -> dict[str, Any]:  # JSON, as the page gets it
    return message.model_dump(mode="json")


def a_game(chance: random.Random) -> Iterator[GameNews]:
    """A whole game with offers and pauses; some news comes twice, as after a reconnect."""
    board = chess.Board()
    v = 10

    def clocks(running: Side | None) -> Clocks:
        return Clocks(
            white=chance.randrange(300_000), black=chance.randrange(300_000), running=running, at=Millis(v)
        )

    def turn() -> Side:
        return Side.WHITE if board.turn else Side.BLACK

    yield GameStarted(room="x", v=Seq(v), game=GAME, clocks=clocks(Side.WHITE))
    while not board.is_game_over() and board.ply() < 60:
        v += chance.randrange(1, 4)
        act = chance.random()
        if act < 0.1:
            yield DrawOffered(room="x", v=Seq(v), game=GAME, by=chance.choice(list(Side)))
        elif act < 0.15:
            yield ClocksSuspended(room="x", v=Seq(v), game=GAME, clocks=clocks(None))
            v += 1
            yield ClocksResumed(room="x", v=Seq(v), game=GAME, clocks=clocks(turn()))
        else:
            move = chance.choice(list(board.legal_moves))
            san, spent = board.san(move), chance.randrange(20_000)
            board.push(move)
            news = Move(
                room="x",
                v=Seq(v),
                game=GAME,
                ply=board.ply(),
                uci=move.uci(),
                san=san,
                spent=spent,
                clocks=clocks(turn()),
            )
            yield news
            if act > 0.9:
                yield news
    reason = chance.choice(list(EndReason))
    yield GameEnded(
        room="x",
        v=Seq(v + 1),
        game=GAME,
        result=Result(white=1, black=1),
        reason=reason,
        clocks=clocks(None),
    )


def test_a_game_is_folded_as_on_the_server(page: Page) -> None:
    seed = random.randrange(10**6)
    print("seed", seed)
    for number in range(5):
        event = PublicEvent(EventId("demo"))
        event.apply(roster(Seq(1)))
        event.apply(published(Seq(2), 1))
        game = event.games[GAME]
        start = dump(game.snapshot("x"))
        told, expected = [], []
        for news in a_game(random.Random(seed + number)):
            told.append(dump(news))
            event.apply(news)
            expected.append(dump(game.snapshot("x")))
        folded = page.evaluate("([start, told]) => units.foldGame(start, told)", [start, told])
        for one, other in zip(folded, expected, strict=True):
            assert {"t": "game", "room": "x", **one} == other


def test_a_move_that_skips_one_is_not_folded(page: Page) -> None:
    event = PublicEvent(EventId("demo"))
    event.apply(roster(Seq(1)))
    event.apply(published(Seq(2), 1))
    skips = {
        "t": "moved",
        "room": "x",
        "v": 9,
        "game": GAME,
        "ply": 2,
        "uci": "e7e5",
        "san": "e5",
        "spent": 1,
        "clocks": {"white": 1, "black": 1, "running": "white", "at": 1},
    }
    start = dump(event.games[GAME].snapshot("x"))
    [folded] = page.evaluate("([start, told]) => units.foldGame(start, told)", [start, [skips]])
    assert folded["moves"] == []
    assert folded["v"] == start["v"]


def test_an_event_is_folded_as_on_the_server(page: Page) -> None:
    event = PublicEvent(EventId("demo"))
    event.apply(roster(Seq(1)))
    start = dump(event.snapshot())
    news: list[EventNews] = [
        published(Seq(2), 1),
        ended(Seq(5), GameId("r1m1b1"), (2, 0), EndReason.CHECKMATE),
        ended(Seq(5), GameId("r1m1b2"), (0, 2), EndReason.CHECKMATE),
        ended(Seq(6), GameId("r1m1b2"), (1, 1), EndReason.AGREEMENT),
        table(Seq(6)),
        ended(Seq(8), GameId("r1m2b2"), (2, 0), EndReason.RESIGNATION),
        RoundClosed(room="event", v=Seq(9), round=1),
        published(Seq(10), 2),
        roster(Seq(11)),
    ]
    folded = page.evaluate(
        "([start, told]) => units.foldEvent(start, told)", [start, [dump(one) for one in news]]
    )
    for one, now in zip(news, folded, strict=True):
        if one is not news[2]:  # the same version again: dropped by whoever follows a room
            event.apply(one)
        snapshot = dump(event.snapshot())
        assert now["played"] == snapshot["played"]
        assert now["results"] == {score["game"]: score["result"] for score in snapshot["ended"]}
        assert now["v"] == snapshot["v"]
        scores = [event.score(match) for played in event.rounds for match in played.matches]
        assert now["scores"] == [
            {"white": score.white, "black": score.black, "done": score.done} for score in scores
        ]


def test_positions_are_those_of_the_rules(page: Page) -> None:
    seed = random.randrange(10**6)
    print("seed", seed)
    chance = random.Random(seed)
    board = chess.Board()
    fens = [board.board_fen()]
    played: list[str] = []
    while not board.is_game_over() and len(played) < 200:
        move = chance.choice(list(board.legal_moves))
        board.push(move)
        played.append(move.uci())
        fens.append(board.board_fen())
    shown = page.evaluate(
        """([played, plies]) => {
          const replay = new units.Replay();
          const moves = played.map(uci => ({uci}));
          return plies.map(ply => units.picture(replay, moves, ply).fen);
        }""",
        [played, [*range(len(fens)), 0, len(played), 3]],
    )
    assert shown == [*fens, fens[0], fens[-1], fens[3]]


def test_a_move_taken_back_is_forgotten(page: Page) -> None:
    board = chess.Board()
    for uci in ("e2e4", "c7c5", "g1f3"):
        board.push_uci(uci)
    fen = page.evaluate(
        """() => {
          const replay = new units.Replay(), moves = (...all) => all.map(uci => ({uci}));
          units.picture(replay, moves('e2e4', 'e7e5', 'f1c4'));
          units.picture(replay, moves('e2e4'));
          return units.picture(replay, moves('e2e4', 'c7c5', 'g1f3')).fen;
        }"""
    )
    assert fen == board.board_fen()


@pytest.mark.parametrize(
    ("made", "wire"),
    [("e1g1", "e1g1"), ("e1h1", "e1g1"), ("e1c1", "e1c1"), ("e1a1", "e1c1"), ("e1f1", "e1f1")],
)
def test_castling_goes_out_as_the_kings_step_of_two(page: Page, made: str, wire: str) -> None:
    game = "1. e4 e5 2. Nf3 Nf6 3. Bc4 Bc5 4. d3 d6 5. Be3 Be6 6. Nc3 Nc6 7. Qd2 Qd7"
    board = chess.Board()
    before = [board.push_san(san).uci() for san in re.sub(r"\d+\. ", "", game).split()]
    assert page.evaluate("([before, made]) => units.onTheWire(before, made)", [before, made]) == wire

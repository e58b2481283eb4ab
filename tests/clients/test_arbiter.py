"""The arbiter's acts by program, and the watch over the rounds that says which act is due."""

import asyncio
import json

import pytest
from click.testing import CliRunner

from clients import arbiter
from clients.arbiter import Accepted, Declined, RoundWatch, act, close, main, publish, resume
from clients.link import Link
from server.protocol.messages import (
    BoardView,
    Clocks,
    EndReason,
    EventSnapshot,
    GameEnded,
    GameId,
    MatchId,
    MatchView,
    Millis,
    Names,
    PersonId,
    Result,
    RoundClosed,
    RoundPublished,
    RoundView,
    ScoreView,
    Seq,
    TeamId,
    TimeControl,
    Watch,
)
from tests.clients.peer import hello
from tests.system.served import Served

PUBLISH, CLOSE = "/rounds/{}/publish", "/rounds/{}/close"


def matches(round_number: int) -> list[MatchView]:
    boards = [
        BoardView(game=GameId(f"r{round_number}m1b{n}"), board=n, white=PersonId("p1"), black=PersonId("p2"))
        for n in (1, 2)
    ]
    return [
        MatchView(id=MatchId(f"r{round_number}m1"), white=TeamId("t1"), black=TeamId("t2"), boards=boards)
    ]


def published(round_number: int, v: int) -> RoundPublished:
    return RoundPublished(
        room="event", v=Seq(v), round=round_number, matches=matches(round_number), free=None
    )


def ended(game: str, v: int) -> GameEnded:
    clocks = Clocks(white=1, black=1, running=None, at=Millis(0))
    return GameEnded(
        room="event",
        v=Seq(v),
        game=GameId(game),
        result=Result(white=1, black=1),
        reason=EndReason.AGREEMENT,
        clocks=clocks,
    )


def snapshot(v: int, *played: RoundView, over: tuple[str, ...] = ()) -> EventSnapshot:
    return EventSnapshot(
        room="event",
        v=Seq(v),
        title=Names(ru="", zh="", en=""),
        rounds=2,
        time_control=TimeControl(base=1, increment=1),
        teams=[],
        people=[],
        played=list(played),
        ended=[
            ScoreView(game=GameId(game), result=Result(white=1, black=1), reason=EndReason.AGREEMENT)
            for game in over
        ],
        codes=[],
        standings=[],
    )


def test_before_anything_is_known_nothing_is_due() -> None:
    watch = RoundWatch()
    watch.opened()
    assert watch.receive(hello()) == (Watch(room="event"),)
    assert watch.due(2) is None
    assert not watch.over(2)


def test_rounds_are_published_and_closed_in_turn() -> None:
    watch = RoundWatch()
    watch.receive(snapshot(1))
    assert watch.due(2) == PUBLISH.format(1)
    watch.receive(published(1, 2))
    assert watch.due(2) is None
    watch.receive(ended("r1m1b1", 3))
    assert watch.due(2) is None
    watch.receive(ended("r1m1b2", 4))
    assert watch.due(2) == CLOSE.format(1)
    watch.receive(RoundClosed(room="event", v=Seq(5), round=1))
    assert (watch.due(1), watch.over(1), watch.over(2)) == (None, True, False)
    assert watch.due(2) == PUBLISH.format(2)


def test_more_rounds_than_the_event_has_end_with_the_event() -> None:
    watch = RoundWatch()
    rounds = (RoundView(round=n, matches=matches(n), free=None, closed=True) for n in (1, 2))
    watch.receive(snapshot(9, *rounds))
    assert watch.over(7)
    assert watch.due(7) is None


def test_the_snapshot_tells_which_games_are_over_and_old_news_changes_nothing() -> None:
    watch = RoundWatch()
    view = RoundView(round=1, matches=matches(1), free=None, closed=False)
    watch.receive(snapshot(9, view, over=("r1m1b1",)))
    assert watch.playing == {1: {"r1m1b2"}}
    watch.receive(published(1, 3))
    assert watch.playing == {1: {"r1m1b2"}}
    assert watch.receive(hello()) == (Watch(room="event", since=Seq(9)),)


async def test_an_act_is_declined_with_the_servers_code(small: Served) -> None:
    link = Link.parse(small.link("arbiter"))
    assert await act(link, publish(1)) == Declined(409, "round_published")
    assert await act(link, close(1)) == Declined(409, "unfinished_games")
    assert await act(link, resume("r9m9b9")) == Declined(409, "unknown_game")
    player = Link.parse(small.link("player", "Kazan board 1"))
    assert await act(player, close(1)) == Declined(403, "not_allowed")


async def test_an_act_is_asked_for_until_the_server_answers(small: Served) -> None:
    await asyncio.to_thread(small.kill)
    async with asyncio.TaskGroup() as tasks:
        asked = tasks.create_task(act(Link.parse(small.link("arbiter")), publish(1)))
        await asyncio.sleep(0)
        await asyncio.to_thread(small.start)
    assert asked.result() == Declined(409, "round_published")


def test_the_shell_says_what_became_of_an_act(small: Served) -> None:
    link = small.link("arbiter")
    declined = CliRunner().invoke(main, [link, "close", "1"])
    assert (declined.exit_code, declined.stderr) == (1, "Error: declined: unfinished_games\n")
    for arguments in (["no link", "close", "1"], [link, "close", "one"], [link, "open", "1"]):
        assert CliRunner().invoke(main, arguments).exit_code == 2


@pytest.mark.parametrize("body", [b"", b"[]", json.dumps({"x": 1}).encode()])
def test_an_answer_without_a_code_is_declined_without_one(body: bytes) -> None:
    assert arbiter._answer(500, body) == Declined(500, "")
    assert Accepted(Seq(3)) == arbiter._answer(200, b'{"v": 3}')

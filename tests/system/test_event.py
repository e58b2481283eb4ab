"""An event through its front door: links, sockets, a game to mate, the table in SQLite, a restart."""

import json
import signal
import urllib.error
import urllib.request
from typing import Any

import pytest

from tests.system.lines import Facts, Line, Seat
from tests.system.served import Served

ROUND_ONE = (("Khabarovsk", "Qiqihar"), ("Yekaterinburg", "Guangzhou"), ("Kazan", "Ufa"))
SCHOLARS_MATE = ("e2e4", "e7e5", "d1h5", "b8c6", "f1c4", "g8f6", "h5f7")


async def play(white: Seat, black: Seat, moves: tuple[str, ...]) -> list[Facts]:
    """Play these moves in turn; the answers."""
    return [await (black if ply % 2 else white).move(uci, ply) for ply, uci in enumerate(moves)]


def post(address: str, token: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """An act over HTTP: status and answer."""
    request = urllib.request.Request(  # noqa: S310 — this machine's own address
        address, json.dumps(body).encode(), {"Authorization": f"Bearer {token}"}, method="POST"
    )
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 — as above
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


async def test_a_game_to_mate_reaches_the_results_and_the_standings_in_sqlite(served: Served) -> None:
    async with (
        Line(served.page) as spectator,
        Seat(served.link("player", "Khabarovsk board 1")) as white,
        Seat(served.link("player", "Qiqihar board 1")) as black,
    ):
        await spectator.send({"t": "watch", "room": "event"})
        await spectator.send({"t": "watch", "room": f"game:{white.game}"})
        answers = await play(white, black, SCHOLARS_MATE)
        assert [answer["t"] for answer in answers] == ["ack"] * 7
        assert answers == sorted(answers, key=lambda answer: answer["v"])
        seen = [await spectator.kind("moved") for _ in SCHOLARS_MATE]
        assert [move["uci"] for move in seen] == list(SCHOLARS_MATE)
        assert seen[-1]["san"] == "Qxf7#"
        ended = await spectator.kind("ended")
        assert (ended["result"], ended["reason"]) == ({"white": 2, "black": 0}, "checkmate")
        table = await spectator.kind("standings")
        assert table["rows"][0]["game_points"] == 2
    assert served.stop() < 2
    assert served.rows("SELECT white_points, black_points, reason FROM result") == [(2, 0, "checkmate")]
    assert served.rows("SELECT team FROM standing WHERE game_points = 2") == [("t1",)]


async def test_a_restart_continues_every_game_with_its_clocks_and_answers_a_command_again(
    served: Served,
) -> None:
    links = served.link("player", "Khabarovsk board 1"), served.link("player", "Qiqihar board 1")
    async with Seat(links[0]) as white, Seat(links[1]) as black:
        first = (await play(white, black, SCHOLARS_MATE[:3]))[0]
    served.kill()
    served.start()
    async with Seat(links[0]) as white, Seat(links[1]) as black:
        assert [move["uci"] for move in white.snapshot["moves"]] == list(SCHOLARS_MATE[:3])
        assert white.snapshot["phase"] in ("suspended", "running")
        assert white.snapshot["clocks"]["black"] > 5 * 60_000  # one increment, and no downtime
        assert await white.move("e2e4", 0, "m0") == first
        await black.until(lambda news: news["t"] == "resumed" or black.snapshot["phase"] == "running")
        answers = [await black.move("b8c6", 3), await white.move("f1c4", 4)]
        assert [answer["t"] for answer in answers] == ["ack", "ack"]


async def test_ctrl_c_stops_the_clocks_and_closes_the_sockets_for_a_restart(served: Served) -> None:
    async with (
        Seat(served.link("player", "Khabarovsk board 1")) as white,
        Seat(served.link("player", "Qiqihar board 1")),
    ):
        await white.move("e2e4", 0)
        assert served.stop(signal.SIGTERM) < 2
        await white.kind("suspended")
        assert await white.close_code() == 1012
    assert served.rows("SELECT type FROM event ORDER BY seq DESC LIMIT 1") == [("ClocksSuspended",)]


async def test_the_arbiter_closes_a_round_only_when_its_games_are_over(served: Served) -> None:
    token = served.link("arbiter").partition("#")[2]
    acts = f"{served.base}/api/e/{served.event}/rounds"
    assert post(f"{acts}/1/close", token, {"id": "a"}) == (409, {"code": "unfinished_games"})
    assert post(f"{acts}/2/publish", token, {"id": "b"}) == (409, {"code": "round_open"})
    assert post(f"{acts}/1/publish", token, {"id": "c"}) == (409, {"code": "round_published"})
    for city, opponent in ROUND_ONE:
        for board in range(1, 5):
            async with (
                Seat(served.link("player", f"{city} board {board}")) as resigning,
                Seat(served.link("player", f"{opponent} board {board}")),
            ):
                await resigning.kind("started")
                await resigning.send({"t": "resign", "id": "r", "game": resigning.game})
                assert (await resigning.until(lambda message: message.get("id") == "r"))["t"] == "ack"
    status, closed = post(f"{acts}/1/close", token, {"id": "d"})
    assert status == 200
    assert post(f"{acts}/1/close", token, {"id": "d"}) == (200, closed)
    assert post(f"{acts}/2/publish", token, {"id": "e"})[0] == 200
    assert served.rows("SELECT count(*) FROM event WHERE type = 'GameCreated'") == [(24,)]


@pytest.mark.parametrize("body", [{"id": "a"}, {}, {"id": "a", "more": 1}])
async def test_nobody_but_the_arbiter_acts_on_rounds(shared: Served, body: dict[str, Any]) -> None:
    act = f"{shared.base}/api/e/{shared.event}/rounds/1/close"
    for role in ("player", "captain"):
        token = next(url for found, _, url in shared.links if found == role).partition("#")[2]
        assert post(act, token, body) == (403, {"code": "not_allowed"})
    assert post(act, "no-such-token", body) == (403, {"code": "not_allowed"})
    assert post(act, "", body)[0] == 403


def test_the_arbiter_starts_a_board_without_its_players(served: Served) -> None:
    token = served.link("arbiter").partition("#")[2]
    act = f"{served.base}/api/e/{served.event}/games/r1m1b1/start"
    status, started = post(act, token, {"id": "s"})
    assert (status, post(act, token, {"id": "s"})) == (200, (200, started))
    assert post(act, token, {"id": "s2"}) == (409, {"code": "already_started"})
    assert post(f"{served.base}/api/e/{served.event}/games/none/start", token, {"id": "s"})[0] == 409

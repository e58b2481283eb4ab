"""The browser's line to the server, against a server whose every word is the test's."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from queue import Queue
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State
from websockets.sync.server import ServerConnection, serve

from server.protocol.messages import PROTOCOL

HELLO = {"t": "hello", "protocol": PROTOCOL, "build": "b", "event": "demo", "now": 1_000_000, "you": None}
CLOCKS = {"white": 1, "black": 1, "running": None, "at": 1}
MOVE = {"t": "move", "id": "k1", "game": "g", "ply": 0, "uci": "e2e4"}
SNAPSHOT = {
    "t": "game",
    "room": "game:g",
    "v": 7,
    "game": "g",
    "white": "a",
    "black": "b",
    "phase": "running",
    "moves": [],
    "clocks": CLOCKS,
    "offer": None,
    "result": None,
    "reason": None,
}

Json = dict[str, Any]  # messages as a page sends them


class Visit:
    """One socket of the page, from the server's side."""

    def __init__(self, connection: ServerConnection) -> None:
        self.connection = connection

    def say(self, *messages: Json) -> None:
        for message in messages:
            self.connection.send(json.dumps(message))

    def hear(self, kind: str) -> Json:
        """The page's next message of this kind; others are passed over."""
        while True:
            message: Json = json.loads(self.connection.recv(timeout=5))
            if message["t"] == kind:
                return message

    def hears_nothing_but_pings(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                if json.loads(self.connection.recv(timeout=left))["t"] != "ping":
                    return False
            except TimeoutError:
                return True
        return True

    def hang_up(self, code: int) -> None:
        self.connection.close(code)


class Peer:
    """A server that says what the test says."""

    def __init__(self, url: str, visits: Queue[Visit]) -> None:
        self.url = url
        self.visits = visits

    def visit(self, *, hello: bool = True) -> Visit:
        """The page's next socket, greeted."""
        visit = self.visits.get(timeout=8)
        if hello:
            visit.say(HELLO)
        return visit


@contextmanager
def peer() -> Iterator[Peer]:
    visits: Queue[Visit] = Queue()

    def open_until_closed(connection: ServerConnection) -> None:
        visits.put(Visit(connection))
        while connection.state is not State.CLOSED:
            time.sleep(0.02)

    with serve(open_until_closed, "127.0.0.1", 0, ping_interval=None) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Peer(f"ws://127.0.0.1:{server.socket.getsockname()[1]}/", visits)
        finally:
            server.shutdown()
            thread.join()


def dial(page: Page, server: Peer, *rooms: str) -> None:
    page.evaluate("([url, rooms]) => { globalThis.my = units.openLine(url, rooms) }", [server.url, rooms])


def state(page: Page) -> Json:
    now: Json = page.evaluate("my.state()")
    return now


def until(page: Page, condition: str) -> None:
    page.wait_for_function(f"(now => {condition})(my.state())", timeout=5_000)


def moved(v: int, ply: int, **more: Any) -> Json:  # any field of a move
    return {
        "t": "moved",
        "room": "game:g",
        "v": v,
        "game": "g",
        "ply": ply,
        "uci": "e2e4",
        "san": "e4",
        "spent": 1,
        "clocks": CLOCKS,
    } | more


def test_the_page_speaks_the_servers_protocol(page: Page) -> None:
    assert page.evaluate("units.PROTOCOL") == PROTOCOL


def test_rooms_are_asked_for_after_the_greeting(page: Page) -> None:
    with peer() as server:
        dial(page, server, "event", "game:g")
        visit = server.visit(hello=False)
        assert visit.hears_nothing_but_pings(0.2)
        visit.say(HELLO)
        asked = [visit.hear("watch"), visit.hear("watch")]
        assert [(one["room"], one["since"]) for one in asked] == [("event", None), ("game:g", None)]
        until(page, "now.connection === 'online'")


def test_news_is_told_once_and_in_order(page: Page) -> None:
    with peer() as server:
        dial(page, server, "game:g")
        visit = server.visit()
        visit.say(moved(6, 1), SNAPSHOT, moved(7, 1), moved(9, 1), moved(9, 1), moved(8, 1), moved(12, 2))
        visit.say(moved(13, 1, room="game:other"))
        presence = {"t": "presence", "room": "game:g", "game": "g", "white": True, "black": False}
        visit.say(presence, presence)
        until(page, "now.heard.length >= 5")
        heard = (state(page))["heard"]
        assert [one.get("v") for one in heard] == [7, 9, 12, None, None], "nothing before the snapshot"


def test_after_a_break_rooms_go_on_from_the_last_version(page: Page) -> None:
    with peer() as server:
        dial(page, server, "game:g", "event")
        visit = server.visit()
        visit.say(SNAPSHOT, moved(15, 1))
        until(page, "now.heard.length === 2")
        visit.hang_up(1012)
        until(page, "now.connection === 'offline'")
        visit = server.visit()
        asked = [visit.hear("watch"), visit.hear("watch")]
        assert [(one["room"], one["since"]) for one in asked] == [("game:g", 15), ("event", None)]
        visit.say(moved(15, 1), moved(16, 2))
        until(page, "now.heard.length === 3")
        assert (state(page))["heard"][-1]["v"] == 16


def test_a_command_is_sent_again_under_its_id_until_it_is_answered(page: Page) -> None:
    with peer() as server:
        dial(page, server)
        page.evaluate("move => my.send(move)", MOVE)
        assert (state(page))["unanswered"] == [["k1", "unsent"]]
        for _ in range(3):
            visit = server.visit()
            assert visit.hear("move") == MOVE
            until(page, "now.unanswered[0][1] === 'sent'")
            visit.hang_up(1012)
        visit = server.visit()
        assert visit.hear("move") == MOVE
        ack = {"t": "ack", "id": "k1", "v": 20}
        visit.say(ack, ack)
        until(page, "now.unanswered.length === 0")
        visit.hang_up(1012)
        visit = server.visit()
        assert visit.hears_nothing_but_pings(0.3), "what is answered is not sent again"
        assert (state(page))["answers"] == [ack]


def test_commands_keep_their_order(page: Page) -> None:
    with peer() as server:
        dial(page, server)
        for number in range(4):
            page.evaluate("move => my.send(move)", MOVE | {"id": f"k{number}", "ply": number})
        visit = server.visit()
        assert [(visit.hear("move"))["id"] for _ in range(4)] == ["k0", "k1", "k2", "k3"]


def test_a_refused_command_is_dropped_and_told(page: Page) -> None:
    with peer() as server:
        dial(page, server)
        page.evaluate("move => my.send(move)", MOVE)
        visit = server.visit()
        visit.hear("move")
        refused = {"t": "refused", "id": "k1", "code": "illegal_move"}
        visit.say(refused)
        until(page, "now.unanswered.length === 0")
        assert (state(page))["answers"] == [refused]


@pytest.mark.parametrize(
    ("code", "news"), [("suspended", "resumed"), ("not_started", "started"), ("suspended", "game")]
)
def test_a_move_while_the_clocks_stand_waits_for_them(page: Page, code: str, news: str) -> None:
    with peer() as server:
        dial(page, server, "game:g")
        page.evaluate("move => my.send(move)", MOVE)
        visit = server.visit()
        visit.say(SNAPSHOT | {"phase": "suspended"})
        visit.hear("move")
        visit.say({"t": "refused", "id": "k1", "code": code})
        until(page, "now.unanswered[0][1] === 'held'")
        assert visit.hears_nothing_but_pings(0.2)
        begins = {"t": news, "room": "game:g", "v": 30, "game": "g", "clocks": CLOCKS}
        visit.say(SNAPSHOT | {"v": 30} if news == "game" else begins)
        assert visit.hear("move") == MOVE
        assert (state(page))["answers"] == []


@pytest.mark.parametrize("code", ["restarting", "not_stored"])
def test_what_the_server_cannot_take_now_is_brought_again(page: Page, code: str) -> None:
    with peer() as server:
        dial(page, server)
        page.evaluate("move => my.send(move)", MOVE)
        visit = server.visit()
        for _ in range(2):
            assert visit.hear("move") == MOVE
            visit.say({"t": "refused", "id": "k1", "code": code})
            until(page, "now.unanswered[0][1] === 'later'")
        assert visit.hear("move") == MOVE
        visit.say({"t": "ack", "id": "k1", "v": 20})
        until(page, "now.unanswered.length === 0")
        assert [one["t"] for one in state(page)["answers"]] == ["ack"]


def test_a_resync_asks_for_the_snapshot_and_ignores_news_before_it(page: Page) -> None:
    with peer() as server:
        dial(page, server, "game:g")
        visit = server.visit()
        visit.hear("watch")
        visit.say(SNAPSHOT)
        until(page, "now.heard.length === 1")
        page.evaluate("my.line.resync('game:g')")
        visit.hear("unwatch")
        assert (visit.hear("watch")).get("since") is None
        visit.say(moved(40, 5), SNAPSHOT | {"v": 41}, moved(42, 6))
        until(page, "now.heard.length === 3")
        assert [one["v"] for one in (state(page))["heard"]] == [7, 41, 42]


def test_a_new_greeting_changes_the_board_and_asks_for_nothing_again(page: Page) -> None:
    with peer() as server:
        dial(page, server, "event")
        visit = server.visit()
        visit.hear("watch")
        you = {"person": "p", "role": "player", "team": "t", "game": "r2m1b1"}
        visit.say(HELLO | {"you": you})
        until(page, "now.game === 'r2m1b1'")
        assert visit.hears_nothing_but_pings(0.2)


def test_a_room_that_nobody_follows_is_left(page: Page) -> None:
    with peer() as server:
        dial(page, server, "event")
        visit = server.visit()
        visit.hear("watch")
        page.evaluate("globalThis.leave = my.line.watch('game:g', () => undefined)")
        assert (visit.hear("watch"))["room"] == "game:g"
        page.evaluate("leave()")
        assert (visit.hear("unwatch"))["room"] == "game:g"


def test_a_page_that_is_turned_away_does_not_come_back(page: Page) -> None:
    with peer() as server:
        dial(page, server)
        visit = server.visit()
        visit.hang_up(1008)
        until(page, "now.connection === 'rejected'")
        time.sleep(0.8)
        assert server.visits.empty()


def test_a_page_whose_link_was_withdrawn_stops_trying(page: Page) -> None:
    with peer() as server:
        page.evaluate("url => { globalThis.my = units.openLine(url, [], false) }", server.url)
        visit = server.visit()
        until(page, "now.connection === 'online'")
        visit.hang_up(1012)
        server.visit(hello=False).hang_up(1011)
        until(page, "now.connection === 'rejected'")
        time.sleep(0.8)
        assert server.visits.empty(), "it was turned away before a greeting"


def test_another_protocol_is_not_spoken(page: Page) -> None:
    with peer() as server:
        dial(page, server, "event")
        visit = server.visit(hello=False)
        visit.say(HELLO | {"protocol": PROTOCOL + 1})
        until(page, "now.connection === 'outdated'")
        with pytest.raises(ConnectionClosed):
            visit.hear("watch")
        time.sleep(0.8)
        assert server.visits.empty()


def test_a_silent_server_is_left_after_nine_seconds(wound: Page) -> None:
    with peer() as server:
        dial(wound, server)
        visit = server.visit()
        ping = visit.hear("ping")
        visit.say({"t": "pong", "n": ping["n"], "now": 1_000_100})
        wound.wait_for_timeout(100)
        wound.clock.run_for(2_600)
        assert (visit.hear("ping"))["n"] == ping["n"] + 1
        wound.clock.run_for(8_800)
        assert (state(wound))["connection"] == "online"
        wound.clock.run_for(300)
        assert (state(wound))["connection"] == "offline"
        wound.clock.run_for(600)
        server.visit()
        until(wound, "now.connection === 'online'")


def test_pauses_between_attempts_grow_to_five_seconds_and_no_further(wound: Page) -> None:
    with peer() as server:
        url = server.url
    # Nobody listens there any more: every attempt fails at once.
    wound.evaluate(
        """url => {
          const real = globalThis.WebSocket;
          globalThis.attempts = [];
          globalThis.WebSocket = class extends real {
            constructor(...all) { super(...all); attempts.push(Date.now()); }
          };
          units.openLine(url, []);
        }""",
        url,
    )
    for attempt in range(2, 12):
        for _ in range(60):  # its failure comes by the real network, the pause by the test's clock
            wound.clock.run_for(100)
            if wound.evaluate("attempts.length") >= attempt:
                break
            time.sleep(0.01)
    times = wound.evaluate("attempts")
    pauses = [later - earlier for earlier, later in pairwise(times)]
    assert len(pauses) == 10
    assert 250 <= pauses[0] <= 700
    assert max(pauses) <= 5_200
    assert min(pauses[5:]) >= 2_500

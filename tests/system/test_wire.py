"""The wire at its edges: who is let in, what closes a socket, and with which code."""

import asyncio
import contextlib
from urllib.parse import urlsplit

import pytest
import websockets

from tests.system.lines import Line, Seat
from tests.system.served import Served


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ('{"t":"no such message"}', 1008),
        ("not JSON", 1008),
        ("null", 1008),
        ('{"t":"ping","n":1,"more":2}', 1008),
        ('{"t":"ping","n":"1"}', 1008),
        ('{"t":"ping","n":1e400}', 1008),
        ("[" * 2000, 1008),
        ('{"t":"watch","room":"play:r1m1b1"}', 1008),
        ('{"t":"watch","room":"game:r9m9b9"}', 1008),
        (b"\x00\x01", 1003),
        ("x" * 4097, 1009),
    ],
)
async def test_what_is_not_of_the_wire_closes_the_socket(
    shared: Served, message: str | bytes, code: int
) -> None:
    async with Line(shared.page) as line:
        await line.kind("hello")
        await line.send(message)
        assert await line.close_code() == code


async def raw(served: Served) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A spectator's socket without a library between."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(
        f"GET /e/{served.event}/ws HTTP/1.1\r\nHost: localhost:{served.port}\r\nOrigin: {served.base}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
    )
    await reader.readuntil(b"\r\n\r\n")
    return reader, writer


async def test_text_that_is_not_utf_8_closes_the_socket(shared: Served) -> None:
    reader, writer = await raw(shared)
    writer.write(b"\x81\x82\x00\x00\x00\x00\xc3\x28")  # a masked text frame: 0xC3 0x28 is no UTF-8
    async with asyncio.timeout(10):
        received = await reader.read()
    assert received.endswith(b"\x88\x02" + (1007).to_bytes(2, "big"))
    writer.close()


async def test_a_ping_frame_is_answered_before_the_message_that_came_with_it(shared: Served) -> None:
    reader, writer = await raw(shared)
    message = b'{"t":"ping","n":5}'
    writer.write(b"\x89\x81\x00\x00\x00\x00!" + bytes((0x81, 0x80 | len(message), 0, 0, 0, 0)) + message)
    async with asyncio.timeout(10):
        received = await reader.readuntil(b'"n":5')
    assert b"\x8a\x01!" in received
    assert received.index(b"\x8a\x01!") < received.index(b'"pong"')
    writer.close()


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://evil.example", "http://localhost", "http://localhost.evil.example", "file://"],
)
async def test_a_page_of_another_origin_gets_no_socket(shared: Served, origin: str | None) -> None:
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with Line(shared.page, origin=origin):
            pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("path", ["/ws", "/e/none/ws", "/e/cup/ws/more", "/e/cup/game"])
async def test_a_socket_elsewhere_is_not_found(shared: Served, path: str) -> None:
    with pytest.raises(websockets.InvalidStatus) as refused:
        await websockets.connect(f"ws://localhost:{shared.port}{path}", origin=websockets.Origin(shared.base))
    assert refused.value.response.status_code == 404


async def test_an_unknown_link_or_seat_gets_no_socket(shared: Served) -> None:
    parts = urlsplit(shared.page)
    for address, headers in (
        (f"ws://{parts.netloc}/e/cup/ws", {"Authorization": "Bearer nonsense"}),
        (f"ws://{parts.netloc}/e/cup/ws?as=p0101", {"Origin": shared.base}),
        (f"ws://{parts.netloc}/e/cup/ws?as=p0101", {"Origin": shared.base, "Cookie": "twinboards=nonsense"}),
    ):
        with pytest.raises(websockets.InvalidStatus) as refused:
            await websockets.connect(address, additional_headers=headers)
        assert refused.value.response.status_code == 403


async def test_nobody_moves_for_another(served: Served) -> None:
    async with (
        Seat(served.link("player", "Khabarovsk board 1")) as white,
        Seat(served.link("player", "Qiqihar board 1")) as black,
        Seat(served.link("player", "Kazan board 1")) as stranger,
        Line(served.page) as spectator,
    ):
        await white.kind("started")
        assert (await black.move("e2e4", 0))["code"] == "not_your_turn"
        for line in (stranger, spectator):
            await line.send({"t": "move", "id": "x", "game": white.game, "ply": 0, "uci": "e2e4"})
            answer = await line.until(lambda message: message.get("id") == "x")
            assert (answer["t"], answer["code"]) == ("refused", "not_your_game")
        assert (await white.move("e2e5", 0))["code"] == "illegal_move"
        assert (await white.move("e2e4", 1))["code"] == "other_ply"
        assert (await white.move("e2e4", 0))["t"] == "ack"


async def test_a_reader_who_was_away_gets_the_news_since_then_and_no_snapshot(served: Served) -> None:
    async with (
        Seat(served.link("player", "Khabarovsk board 1")) as white,
        Seat(served.link("player", "Qiqihar board 1")) as black,
    ):
        await white.kind("started")
        async with Line(served.page) as spectator:
            await spectator.send({"t": "watch", "room": f"game:{white.game}"})
            await spectator.kind("game")
        seen = (await white.move("e2e4", 0))["v"]
        await black.move("e7e5", 1)
        async with Line(served.page) as spectator:
            await spectator.send({"t": "watch", "room": f"game:{white.game}", "since": seen})
            news = await spectator.until(lambda message: message["t"] in ("moved", "game"))
            assert (news["t"], news["ply"]) == ("moved", 2)
            await spectator.send({"t": "watch", "room": f"game:{white.game}", "since": 1})
            snapshot = await spectator.until(lambda message: message["t"] in ("moved", "game"))
            assert (snapshot["t"], len(snapshot["moves"])) == ("game", 2)


async def test_a_player_whose_line_breaks_as_he_resigns_has_resigned_for_everybody(served: Served) -> None:
    async with (
        Seat(served.link("player", "Khabarovsk board 1")) as white,
        Seat(served.link("player", "Qiqihar board 1")) as black,
        Line(served.page) as spectator,
    ):
        await white.kind("started")
        await spectator.send({"t": "watch", "room": "event"})
        await white.send({"t": "resign", "id": "r", "game": white.game})
        white.break_off()
        assert (await black.kind("ended"))["reason"] == "resignation"
        assert (await spectator.kind("ended"))["game"] == white.game
        table = await spectator.kind("standings")
        assert table["rows"][0]["game_points"] == 2


async def test_a_flood_of_messages_closes_the_socket_and_holds_up_nobody(shared: Served) -> None:
    async with Line(shared.page) as flood, Line(shared.page) as other:
        await other.kind("hello")
        with contextlib.suppress(websockets.ConnectionClosed):
            for _ in range(20_000):
                await flood.send({"t": "watch", "room": "event"})
            while True:
                await flood.receive()
        assert await flood.close_code() in (1008, 1006)  # 1006: it read too slowly to hear why
        await other.send({"t": "ping", "n": 1})
        assert (await other.kind("pong"))["n"] == 1

"""Requests that no browser sends: each is refused in so many words, and none leaves a traceback."""

import asyncio
from pathlib import Path

import pytest

from tests.system.served import Served, serving

UPGRADE = (
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)


async def answer(port: int, request: bytes, host: str = "127.0.0.1") -> tuple[int, dict[str, str]]:
    """The status and the headers that a request of these very bytes is answered with."""
    async with asyncio.timeout(10):
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(request + b"\r\n")
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        writer.close()
        await writer.wait_closed()
    first, *lines = head.rstrip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return int(first.split()[1]), headers


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (b"/e/cup/ws", b"Host: HOST\r\nOrigin: http://HOST\r\n", 101),
        (b"/e/cup/ws", b"Host: HOST\r\nOrigin: http://HOST\r\nCookie: a=1\r\nCookie: b=2\r\n", 101),
        (b"/e/cup/ws", b"Host: HOST\r\nOrigin: http://HOST\r\nOrigin: http://HOST\r\n", 403),
        (b"/e/cup/ws", b"Host: HOST\r\nHost: HOST\r\nOrigin: http://HOST\r\n", 403),
        (b"/e/cup/ws", b"Host: HOST\r\nOrigin: http://[\r\n", 403),
        (b"/e/cup/ws", b"Host: [\r\nOrigin: http://[\r\n", 403),
        (b"/e/cup/ws", b"Host: HOST\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n", 403),
        (b"/e/cup/ws", b"Host: HOST\r\nAuthorization: Bearer \xff\xfe\r\n", 403),
        (b"/e/cup/ws?as=p0101", b"Host: HOST\r\nOrigin: http://HOST\r\nCookie: twinboards=\xff\r\n", 403),
        (b"/e/[/ws", b"Host: HOST\r\nOrigin: http://HOST\r\n", 404),
    ],
)
async def test_a_socket_with_strange_headers_is_accepted_or_refused(
    shared: Served, path: bytes, headers: bytes, status: int
) -> None:
    own = b"localhost:%d" % shared.port
    request = b"GET " + path + b" HTTP/1.1\r\n" + headers.replace(b"HOST", own) + UPGRADE
    assert (await answer(shared.port, request))[0] == status


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (b"Host: localhost\r\n", 200),
        (b"Host: evil.example\r\n", 421),
        (b"Host: [\r\n", 400),
        (b"Host: localhost; script-src *\r\n", 400),
        (b"Host: localhost\r\nHost: localhost\r\n", 400),
    ],
)
async def test_a_page_under_a_strange_host_is_refused_under_the_policy(
    shared: Served, host: bytes, status: int
) -> None:
    found, headers = await answer(shared.port, b"GET /e/cup/ HTTP/1.1\r\n" + host)
    assert found == status
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "*" not in headers["content-security-policy"]


@pytest.mark.parametrize(
    "origin", [b"Origin: http://[\r\n", b"Origin: http://HOST\r\nOrigin: http://HOST\r\n"]
)
async def test_an_act_from_a_strange_origin_is_refused(shared: Served, origin: bytes) -> None:
    own = b"localhost:%d" % shared.port
    token = shared.link("arbiter").partition("#")[2].encode()
    body = b'{"token": "%s"}' % token
    request = b"POST /e/cup/enter HTTP/1.1\r\nHost: HOST\r\n" + origin + b"Content-Length: %d\r\n" % len(body)
    assert (await answer(shared.port, request.replace(b"HOST", own) + b"\r\n" + body))[0] == 422


async def test_an_address_that_is_no_page_says_so_and_what_is_allowed(shared: Served) -> None:
    async with asyncio.timeout(10):
        reader, writer = await asyncio.open_connection("127.0.0.1", shared.port)
        writer.write(
            b"GET /api/e/cup/rounds/1/close HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\n"
            b"Connection: close\r\n\r\n"
        )
        received = (await reader.read()).decode()
        writer.close()
        await writer.wait_closed()
    head, _, page = received.partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 405")
    assert "\r\nallow: POST" in head
    assert "This address does not open as a page." in page
    assert "on the server" not in page


async def test_a_server_answers_under_the_address_it_listens_on(tmp_path: Path) -> None:
    host = "127.0.0.2"
    with serving(tmp_path, "--host", host) as served:
        request = b"GET /e/cup/ HTTP/1.1\r\nHost: 127.0.0.%d:%d\r\n"
        assert (await answer(served.port, request % (2, served.port), host))[0] == 200
        assert (await answer(served.port, request % (3, served.port), host))[0] == 421

"""The headers of every answer, also of those that no route has given."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message

from server.web.headers import SafeAnswers
from server.web.origins import Origins

Answer = tuple[int, dict[str, str]]


async def hello(_: Request) -> Response:
    return PlainTextResponse("hello")


async def broken(_: Request) -> Response:
    raise ZeroDivisionError


ROUTES = [Route("/", hello), Route("/broken", broken)]
APP = SafeAnswers(Starlette(routes=ROUTES), Origins("https://chess.example"))


async def ask(answers: list[Answer], *hosts: bytes, path: str = "/") -> None:
    """Ask for a path as a server would; what is answered is added to the answers."""

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in message["headers"]}
            answers.append((message["status"], headers))

    headers = [(b"host", host) for host in hosts]
    asked = {"type": "http", "scheme": "http", "method": "GET", "path": path, "query_string": b""}
    await APP(asked | {"headers": headers}, receive, send)


@pytest.mark.parametrize(
    ("hosts", "status"),
    [
        ([b"chess.example"], 200),
        ([b"evil.example"], 421),
        ([], 400),
        ([b"["], 400),
        ([b"chess.example; script-src *"], 400),
        ([b"chess.example", b"chess.example"], 400),
        ([b"chess.example", b"evil.example"], 400),
    ],
)
async def test_only_a_host_of_ours_is_answered_and_written_into_the_policy(
    hosts: list[bytes], status: int
) -> None:
    answers: list[Answer] = []
    await ask(answers, *hosts)
    [(found, headers)] = answers
    assert found == status
    own = " wss://chess.example" if status == 200 else ""
    assert f"connect-src 'self'{own};" in headers["content-security-policy"]
    assert "*" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


async def test_a_failure_of_the_application_is_answered_with_the_headers_too() -> None:
    answers: list[Answer] = []
    with pytest.raises(ZeroDivisionError):  # after the answer, for the log
        await ask(answers, b"chess.example", path="/broken")
    [(status, headers)] = answers
    assert status == 500
    assert "default-src 'none'" in headers["content-security-policy"]

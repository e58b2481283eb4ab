"""Parts of a page that are fetched again, from a server that does not always answer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.unit.test_socket import CLOCKS, Peer, dial, peer

PART = "http://parts.invalid/rounds"


@pytest.fixture
def server() -> Iterator[Peer]:
    with peer() as made:
        yield made


def answer(route: Route, text: str) -> None:
    route.fulfill(body=text, content_type="text/html", headers={"Access-Control-Allow-Origin": "*"})


def keep(page: Page, server: Peer) -> None:
    """A page of version 3 with one part, on its line."""
    page.evaluate(
        """url => {
          document.body.innerHTML =
            `<div id="rounds" data-part="${url}" data-after="round_closed ended" data-version="3">old</div>`;
        }""",
        PART,
    )
    dial(page, server)
    page.evaluate("() => { globalThis.tell = units.keepParts(my.line) }")
    server.visit()


def ended(page: Page, v: int) -> None:
    news = {"t": "ended", "room": "event", "v": v, "game": "g", "result": {"white": 2, "black": 0}}
    page.evaluate("news => tell(news)", news | {"reason": "checkmate", "clocks": CLOCKS})


@pytest.mark.parametrize("first", ["nobody answers", "an error"])
def test_a_part_that_could_not_be_fetched_is_fetched_again(page: Page, server: Peer, first: str) -> None:
    asked: list[str] = []

    def once_in_vain(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 1:
            answer(route, "new")
        elif first == "an error":
            route.fulfill(status=503, body="later", headers={"Access-Control-Allow-Origin": "*"})
        else:
            route.abort()

    page.route(PART, once_in_vain)
    keep(page, server)
    ended(page, 4)
    expect(page.locator("#rounds")).to_have_text("new", timeout=8_000)
    assert len(asked) == 2
    ended(page, 4)
    page.wait_for_timeout(1_700)
    assert len(asked) == 2, "the page shows version 4 already"


def test_a_stream_of_news_does_not_put_a_part_off(page: Page, server: Peer) -> None:
    page.route(PART, lambda route: answer(route, "new"))
    keep(page, server)
    page.evaluate(
        """clocks => {
          let v = 4;
          const result = { white: 2, black: 0 };
          setInterval(() => tell({ t: "ended", v: v++, game: "g", result, reason: "checkmate", clocks }), 50);
        }""",
        CLOCKS,
    )
    expect(page.locator("#rounds")).to_have_text("new", timeout=3_000)

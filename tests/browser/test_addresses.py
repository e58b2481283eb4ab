"""Every page asks this server alone, under a policy that allows nothing else, and logs no error."""

import urllib.request

import pytest
from playwright.sync_api import Browser

from tests.system.served import Served

POLICY = ("default-src 'none'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'none'")


def pages(served: Served) -> list[str]:
    """One address of every kind of page."""
    return [
        f"{served.base}/",
        served.page,
        f"{served.page}standings",
        f"{served.page}game/r1m1b1",
        f"{served.page}enter",
        served.link("player", "Kazan board 1"),
        served.link("captain", "Kazan"),
        served.link("arbiter"),
    ]


@pytest.mark.parametrize("lang", ["ru", "zh", "en"])
def test_no_page_asks_anybody_else_or_logs_an_error(chromium: Browser, served: Served, lang: str) -> None:
    context = chromium.new_context(locale=lang)
    page = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for address in pages(served):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.locator("html").get_attribute("lang") == lang
        assert "://" not in page.content().replace(served.base, "").replace("http://www.w3.org/2000/svg", "")
    own = (served.base, served.base.replace("http", "ws", 1), "data:")
    assert [url for url in asked if not url.startswith(own)] == []
    assert errors == []


def test_every_page_carries_the_policy(served: Served) -> None:
    for address in pages(served):
        with urllib.request.urlopen(address) as answer:  # noqa: S310 — this machine's own address
            policy = answer.headers["Content-Security-Policy"]
            assert all(words in policy for words in POLICY), address
            assert "unsafe" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_request_under_a_foreign_name_is_refused(served: Served) -> None:
    request = urllib.request.Request(f"{served.base}/", headers={"Host": "evil.example"})  # noqa: S310 — as above
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)  # noqa: S310 — as above
    assert refused.value.code == 421
    refused.value.close()


def test_the_first_page_takes_less_than_100_kilobytes_over_the_wire(
    chromium: Browser, served: Served
) -> None:
    page = chromium.new_context(locale="zh-CN").new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(served.page)
    page.wait_for_load_state("networkidle")
    assert len(sizes) > 3
    assert sum(sizes) <= 100_000

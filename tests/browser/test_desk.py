"""The arbiter's desk against a real server: boards whose players do not come, and screens that are small."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_play import open_seat
from tests.system.served import Served


@pytest.fixture
def desk(chromium: Browser, served: Served) -> Iterator[Page]:
    """The desk, in a window of its own."""
    with chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en") as context:
        page = context.new_page()
        page.goto(served.link("arbiter"))
        page.locator("#console table").first.wait_for()
        yield page


def test_the_clocks_are_started_by_two_taps_that_name_the_absent(desk: Page, served: Served) -> None:
    player = open_seat(desk.context.new_page(), served.link("player", "Khabarovsk board 1"))
    row = desk.locator("tbody tr").first
    start = row.get_by_role("button", name="Start the clocks")
    expect(row.locator(".white .presence.here")).to_have_count(1)
    start.click()
    expect(row.locator(".sure p")).to_have_text(
        "Not here: 鹤云飞. White's clock starts now, and the time of whoever is absent runs on their move."
    )
    row.get_by_role("button", name="No, wait").click()
    expect(row.locator(".state")).to_have_text("Not started yet")
    start.dblclick()
    expect(start).to_be_visible()
    start.click()
    row.get_by_role("button", name="Yes, start them").click()
    expect(desk.locator(".answer")).to_have_text("Board 1: the clocks are running.")
    expect(row.locator(".state")).to_have_text("In progress")
    expect(start).to_have_count(0)
    expect(player.locator(".words.yours")).to_be_visible()


@pytest.mark.parametrize("width", [320, 768, 1024, 1440])
def test_nothing_of_the_desk_is_out_of_sight(desk: Page, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 800})
    cut = desk.evaluate(
        """() => {
          const shown = it => !it.closest(".sr") && it.getClientRects().length && it.clientWidth;
          const parts = "h2 .team, tbody *" + (innerWidth < 1024 ? "" : ", thead th");
          return [...document.getElementById("console").querySelectorAll(parts)]
            .filter(it => shown(it) && !it.matches("a, button"))
            .filter(it => it.getBoundingClientRect().right > innerWidth
              || it.scrollWidth > it.clientWidth + 1)
            .map(it => it.className || it.tagName);
        }"""
    )
    assert cut == []
    assert desk.evaluate("document.documentElement.scrollWidth") <= width

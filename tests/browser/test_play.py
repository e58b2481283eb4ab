"""A whole game between two pages opened by links, watched by a third, up to the table."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.boards import click, drag, shows_move
from tests.system.served import Served

GAME = (("e2e4", "e4"), ("e7e5", "e5"), ("d1h5", "Qh5"), ("b8c6", "Nc6"), ("f1c4", "Bc4"), ("g8f6", "Nf6"))


def open_seat(page: Page, link: str) -> Page:
    """Open a person's link and wait for the board."""
    page.goto(link)
    page.wait_for_url("**/play/*")
    page.locator("cg-board").wait_for()
    return page


def test_two_pages_play_to_mate_a_third_watches_and_the_table_shows_the_point(
    chromium: Browser, served: Served
) -> None:
    one_browser = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    other = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="ru")
    white = open_seat(one_browser.new_page(), served.link("player", "Khabarovsk board 1"))
    black = open_seat(one_browser.new_page(), served.link("player", "Qiqihar board 1"))
    spectator = other.new_page()
    spectator.goto(f"{served.page}game/r1m1b1")
    for ply, (move, san) in enumerate(GAME):
        mover = black if ply % 2 else white
        mover.bring_to_front()
        (drag if ply < 3 else click)(mover, move, white_below=mover is white)
        for page in (white, black, spectator):
            shows_move(page, san)
    white.bring_to_front()
    drag(white, "h5f7", white_below=True)
    for page in (white, black, spectator):
        shows_move(page, "Qxf7#")
    expect(spectator.get_by_text("мат").first).to_be_visible()
    spectator.goto(f"{served.page}standings")
    row = spectator.locator("#standings tbody tr").first
    expect(row).to_contain_text("Хабаровск")
    expect(row).to_contain_text("1")
    served.stop()
    assert served.rows("SELECT white, black, white_points, reason FROM result") == [
        ("p0101", "p0601", 2, "checkmate")
    ]


def test_a_reload_and_a_killed_server_lose_no_move(chromium: Browser, served: Served) -> None:
    browser = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    white = open_seat(browser.new_page(), served.link("player", "Khabarovsk board 2"))
    black = open_seat(browser.new_page(), served.link("player", "Qiqihar board 2"))
    # On board 2 Khabarovsk has Black.
    white, black = black, white
    white.bring_to_front()
    drag(white, "e2e4", white_below=True)
    shows_move(black, "e4")
    black.reload()
    black.locator("cg-board").wait_for()
    shows_move(black, "e4")
    served.kill()
    black.bring_to_front()
    drag(black, "e7e5", white_below=False)
    served.start()
    for page in (white, black):
        shows_move(page, "e5")


def test_the_arbiter_sees_the_round_and_may_not_close_it_early(chromium: Browser, served: Served) -> None:
    page = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en").new_page()
    page.goto(served.link("arbiter"))
    page.wait_for_url("**/arbiter/*")
    expect(page.locator("main")).to_contain_text("Khabarovsk")
    page.goto(served.link("captain", "Kazan"))
    page.wait_for_url("**/captain/*")
    expect(page.locator("main")).to_contain_text("Kazan")


def test_a_wrong_link_is_explained(chromium: Browser, served: Served) -> None:
    page = chromium.new_context(locale="en").new_page()
    page.goto(f"{served.page}enter#nonsense")
    expect(page.locator("main")).to_contain_text("This link does not work")

"""What a reader sees on a phone and on a wide screen: nothing is cut where he cannot reach it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.boards import click
from tests.browser.test_play import open_seat
from tests.system.served import Served, serving

WIDTHS = (320, 768, 1440)
LANGS = ("ru", "zh", "en")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page whose size the test sets."""
    with chromium.new_context(locale="en") as context:
        yield context.new_page()


def no_wider_than_the_screen(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_team_names_and_headers_are_whole_on_every_screen(page: Page, served: Served) -> None:
    for lang in LANGS:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"{served.page}?lang={lang}")
            no_wider_than_the_screen(page)
            cut = page.evaluate(
                """() => [...document.querySelectorAll(".match h2 .team")].filter(team => {
                  const own = team.getBoundingClientRect();
                  const card = team.closest(".match").getBoundingClientRect();
                  const outside = own.left < card.left || own.right > card.right;
                  return outside || team.scrollWidth > team.clientWidth;
                }).map(team => team.textContent)"""
            )
            assert cut == [], (lang, width)
            page.goto(served.link("captain", "Yekaterinburg"))
            page.wait_for_url("**/captain/*")
            no_wider_than_the_screen(page)
            page.goto(f"{served.page}standings?lang={lang}")
            no_wider_than_the_screen(page)
            lines = page.evaluate(
                """() => [...document.querySelectorAll(".standings th[scope=row], .cross th[scope=row]")]
                  .map(cell => { const range = document.createRange(); range.selectNodeContents(cell);
                                 return range.getClientRects().length; })"""
            )
            assert set(lines) <= {1}, "a team's name stands on one line"


def test_a_name_on_the_wall_is_whole_or_ends_in_an_ellipsis(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 768, "height": 1000})
    page.goto(served.page)
    page.locator("cg-board").first.wait_for()
    half_seen = page.evaluate(
        """() => [...document.querySelectorAll(".tile .latin")].filter(latin => {
          const [own, line] = [latin.getBoundingClientRect(), latin.parentElement.getBoundingClientRect()];
          const below = own.top >= line.bottom - 1;
          return !below && own.right > line.right + 0.5;
        }).length"""
    )
    assert half_seen == 0
    first = page.locator(".tile .person").first.evaluate("person => person.firstElementChild.lang")
    assert first in {"ru", "zh"}, "the native form stands first"


def test_a_tile_keeps_its_height_when_its_game_ends(page: Page, served: Served) -> None:
    seats = [page.context.new_page() for _ in range(2)]
    for seat, city in zip(seats, ("Khabarovsk", "Qiqihar"), strict=True):
        open_seat(seat, served.link("player", f"{city} board 1"))
    page.goto(served.page)
    expect(page.locator(".tile .clock.runs")).to_be_visible()
    seats[0].get_by_role("button", name="Resign", exact=True).click()
    seats[0].get_by_role("button", name="Yes, I resign").click()
    expect(page.locator(".tile .points")).to_have_count(2)
    heights = page.locator(".tile").evaluate_all(
        "tiles => tiles.map(tile => tile.getBoundingClientRect().height)"
    )
    assert len(heights) == 12
    assert len({round(height, 1) for height in heights}) == 1


@pytest.mark.parametrize("boards", [1, 2, 3])
def test_fewer_boards_fill_their_card(page: Page, tmp_path: Path, boards: int) -> None:
    with serving(tmp_path, "--boards", str(boards)) as few:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(few.page)
        page.locator("cg-board").first.wait_for()
        empty = page.evaluate(
            """() => [...document.querySelectorAll(".tiles")].map(tiles => {
              const boxes = [...tiles.children].map(tile => tile.getBoundingClientRect());
              const own = tiles.getBoundingClientRect();
              return Math.max(Math.min(...boxes.map(box => box.left)) - own.left,
                              own.right - Math.max(...boxes.map(box => box.right)));
            })"""
        )
        assert max(empty) < 2


def test_the_pawns_new_piece_is_chosen_on_the_screen_of_a_phone(page: Page, served: Served) -> None:
    white = open_seat(page, served.link("player", "Khabarovsk board 1"))
    black = open_seat(page.context.new_page(), served.link("player", "Qiqihar board 1"))
    white.set_viewport_size({"width": 320, "height": 568})
    for ply, move in enumerate(("e4", "d5", "exd5", "c6", "dxc6", "Nf6", "cxb7", "g6")):
        mover = black if ply % 2 else white
        expect(mover.locator(".words.yours")).to_be_visible()
        mover.locator(".typed input").fill(move)
        mover.locator(".typed input").press("Enter")
    expect(white.locator(".words.yours")).to_be_visible()
    white.bring_to_front()
    for white_below in (True, False):
        if not white_below:
            white.keyboard.press("Escape")
            white.get_by_role("button", name="Flip the board").click()
        orientation = "white" if white_below else "black"
        expect(white.locator(f".cg-wrap.orientation-{orientation}")).to_be_visible()
        white.locator("cg-board").scroll_into_view_if_needed()
        # The board measures itself again in the frame after the scroll.
        white.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        click(white, "b7a8", white_below=white_below)
        for role in ("Queen", "Knight", "Rook", "Bishop"):
            button = white.get_by_role("button", name=role)
            expect(button).to_be_in_viewport(ratio=0.99)
            box = button.bounding_box()
            assert box
            assert box["width"] >= 24

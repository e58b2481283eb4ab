"""The player's page against a real server: every way to move, to end a game, and to lose the line."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.boards import centre, click, shows_move
from tests.browser.test_play import open_seat
from tests.system.served import Served, serving

ROSTER = """city,city_ru,city_zh,zone,board,name,latin,captain,full_name
Kazan,Казань,喀山,Europe/Moscow,1,Сабиров Тимур,Sabirov Timur,x,x
Kazan,Казань,喀山,Europe/Moscow,2,Казанкин Глеб,Kazankin Gleb,,x
Ufa,Уфа,乌法,Asia/Yekaterinburg,1,Агиделев Ильдар,Agidelev Ildar,x,x
Guangzhou,Гуанчжоу,广州,Asia/Shanghai,1,梁启航,Liang Qihang,x,x
"""


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """Two players may sit in two tabs of one browser."""
    with chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en") as context:
        yield context


@pytest.fixture
def three_teams(tmp_path: Path) -> Iterator[Served]:
    """Three teams of one board, one with a reserve: three rounds, in each one team without an opponent."""
    roster = tmp_path / "three.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    with serving(tmp_path, "--roster", str(roster), "--boards", "1", "--time-control", "5+3") as running:
        yield running


def sit_down(window: BrowserContext, served: Served, board: int = 1) -> tuple[Page, Page]:
    """The players of the first match's board, White first."""
    first = open_seat(window.new_page(), served.link("player", f"Khabarovsk board {board}"))
    second = open_seat(window.new_page(), served.link("player", f"Qiqihar board {board}"))
    return (first, second) if board % 2 else (second, first)


def type_moves(white: Page, black: Page, *moves: str) -> None:
    """Type moves in turn, White's first, each once the one before it has come through."""
    for ply, move in enumerate(moves):
        page = black if ply % 2 else white
        expect(page.locator(".words.yours")).to_be_visible()
        page.locator(".typed input").fill(move)
        page.locator(".typed input").press("Enter")
        shows_move(black if page is white else white, move)


def words(page: Page, text: str) -> None:
    expect(page.locator(".panel > .words")).to_have_text(text)


def test_moves_are_typed_clicked_and_chosen_by_keys(window: BrowserContext, served: Served) -> None:
    white, black = sit_down(window, served)
    type_moves(
        white, black, "e4", "d5", "exd5", "c6", "dxc6", "Nf6", "cxb7", "g6", "Nf3", "Bg7", "Bb5+", "Nfd7"
    )
    white.bring_to_front()
    click(white, "e1h1", white_below=True)  # the king put on his own rook
    shows_move(black, "O-O")
    black.locator(".typed input").fill("Nf6")
    black.locator(".typed input").press("Enter")
    expect(black.locator("#typed-answer")).to_have_text("There is no such move here: Nf6")
    black.locator(".typed input").fill("e8g8")
    black.locator(".typed input").press("Enter")
    shows_move(white, "O-O")
    expect(white.locator(".words.yours")).to_be_visible()
    click(white, "b7a8", white_below=True)
    expect(white.get_by_role("dialog")).to_be_visible()
    white.keyboard.press("Escape")
    expect(white.get_by_role("dialog")).to_have_count(0)
    expect(white.locator(".words.yours")).to_be_visible()
    click(white, "b7a8", white_below=True)
    expect(white.get_by_role("button", name="Queen")).to_be_focused()
    queen = white.get_by_role("button", name="Queen").bounding_box()
    x, y = centre(white, "a8", white_below=True)
    assert queen
    assert queen["x"] < x < queen["x"] + queen["width"], "over the file of the square"
    assert queen["y"] < y < queen["y"] + queen["height"], "the queen on the square itself"
    white.keyboard.press("Tab")
    white.keyboard.press("Enter")
    shows_move(black, "bxa8=N")
    expect(white.locator(".saved")).to_have_text("All your moves are saved")


def test_a_look_back_is_not_disturbed_by_the_next_move(window: BrowserContext, served: Served) -> None:
    white, black = sit_down(window, served)
    type_moves(white, black, "e4", "e5", "Nf3")
    white.locator(".panel").click(position={"x": 5, "y": 5})
    white.keyboard.press("Home")
    current = white.locator(".moves [aria-current]")
    expect(current).to_have_count(0)
    type_moves(black, white, "Nc6")
    expect(current).to_have_count(0)
    expect(white.locator(".words.yours")).to_have_count(0)
    white.get_by_role("button", name="Latest move").click()
    expect(current).to_have_text("Nc6")
    expect(white.locator(".words.yours")).to_be_visible()


def test_a_draw_is_offered_declined_by_a_move_and_accepted(window: BrowserContext, served: Served) -> None:
    white, black = sit_down(window, served)
    type_moves(white, black, "d4")
    white.get_by_role("button", name="Offer a draw").click()
    expect(white.get_by_role("button", name="Draw offered")).to_be_disabled()
    expect(black.get_by_role("button", name="Accept the draw")).to_be_visible()
    type_moves(black, white, "d5")
    expect(black.get_by_role("button", name="Accept the draw")).to_have_count(0)
    white.get_by_role("button", name="Offer a draw").click()
    black.get_by_role("button", name="Accept the draw").click()
    for page in (white, black):
        words(page, "Draw: by agreement")
        expect(page.locator(".own-result")).to_have_text("Draw")
        expect(page.locator(".points")).to_have_text(["½", "½"])


def test_a_double_click_does_not_resign_two_taps_do(window: BrowserContext, served: Served) -> None:
    white, black = sit_down(window, served, board=2)
    type_moves(white, black, "e4")
    resign = black.get_by_role("button", name="Resign", exact=True)
    resign.dblclick()
    expect(resign).to_be_visible()
    words(black, "Your move")
    resign.click()
    black.get_by_role("button", name="Yes, I resign").click()
    words(white, "Your opponent resigned")
    words(black, "You resigned")
    expect(white.locator(".ended.won")).to_be_visible()
    expect(black.locator(".ended.lost")).to_be_visible()
    expect(white.locator(".own-result")).to_have_text("You won")
    expect(black.locator(".own-result")).to_have_text("You lost")
    black.get_by_role("link", name="Standings").last.click()
    expect(black.locator("#rounds")).to_contain_text("0 – 1")


def test_what_is_said_of_a_move_is_true_while_the_server_is_away(
    window: BrowserContext, served: Served
) -> None:
    white, black = sit_down(window, served)
    type_moves(white, black, "e4", "e5")
    served.kill()
    expect(white.locator(".banner.offline")).to_be_visible()
    expect(white.locator(".presence")).to_have_count(0)
    expect(white.locator(".seat.bottom .clock.stale")).to_be_visible()
    frozen = white.locator(".clock").all_inner_texts()
    for name in ("Offer a draw", "Resign"):
        expect(white.get_by_role("button", name=name, exact=True)).to_be_disabled()
    banner, heading = white.locator(".banner").bounding_box(), white.locator("h1").bounding_box()
    assert banner
    assert heading
    assert banner["y"] > heading["y"] + heading["height"], "neither menu nor title is covered"
    white.locator(".typed input").fill("Кf3")
    white.locator(".typed input").press("Enter")
    words(white, "Your move has not reached the server yet")
    expect(white.locator(".saved")).to_contain_text("Not sent yet")
    white.wait_for_timeout(1_500)
    assert white.locator(".clock").all_inner_texts() == frozen, "nothing is known of the time that passes now"
    served.start()
    shows_move(black, "Nf3")
    expect(white.locator(".saved")).to_have_text("All your moves are saved")
    expect(white.locator(".banner.offline")).to_have_count(0)
    expect(white.locator(".clock.stale")).to_have_count(0)
    assert served.rows("SELECT count(*) FROM event WHERE type = 'MovePlayed'") == [(3,)]


def test_the_countdown_after_a_restart_is_announced(window: BrowserContext, tmp_path: Path) -> None:
    with serving(tmp_path, "--time-control", "5+3", "--resume-countdown", "4") as served:
        white, black = sit_down(window, served)
        type_moves(white, black, "e4")
        served.kill()
        expect(black.locator(".banner.offline")).to_be_visible()
        served.start()
        for page in (white, black):
            words(page, "Both players are here. The clocks start again shortly.")
        words(black, "Your move")


def free_and_playing(window: BrowserContext, served: Served) -> tuple[list[Page], list[Page]]:
    """The pages of the three players: of him who has no opponent in round 1, and of the two who play."""
    seats = [window.new_page() for _ in range(3)]
    for city, page in zip(("Kazan", "Ufa", "Guangzhou"), seats, strict=True):
        page.goto(served.link("player", f"{city} board 1"))
        page.wait_for_url("**/play/*")
    free = [page for page in seats if "no opponent in round 1" in page.locator("main").inner_text()]
    playing = [page for page in seats if page not in free]
    assert (len(free), len(playing)) == (1, 2)
    for page in playing:
        expect(page.locator("h1")).to_contain_text("Round 1, board 1")
    return free, playing


def test_the_page_goes_on_to_the_next_round_by_itself(window: BrowserContext, three_teams: Served) -> None:
    free, playing = free_and_playing(window, three_teams)
    wall = window.new_page()
    wall.goto(three_teams.page)
    expect(wall.locator("[data-score]")).to_have_text("0 – 0")
    playing[0].get_by_role("button", name="Resign", exact=True).click()
    playing[0].get_by_role("button", name="Yes, I resign").click()
    expect(wall.locator("[data-score]")).to_have_text(re.compile("^(1 – 0|0 – 1)$"))
    expect(wall.locator("[data-progress]")).to_have_text("1 of 1 games finished")
    desk = window.new_page()
    desk.goto(three_teams.link("arbiter"))
    desk.get_by_role("button", name="Close round 1").click()
    expect(desk.locator(".answer")).to_have_text("Round 1 is closed.")
    desk.get_by_role("button", name="Pair and publish round 2").click()
    expect(desk.locator(".answer")).to_have_text("Round 2 is published.")
    expect(wall.locator("h1")).to_have_text("Round 2 of 3")
    expect(wall.locator("cg-board")).to_have_count(1)
    expect(free[0].locator("h1")).to_contain_text("Round 2, board 1")
    for page in playing:
        news = page.locator("h1, .lobby").first
        expect(news).to_have_text(re.compile("Round 2, board 1$|no opponent in round 2"))
    assert sum("no opponent" in page.locator("main").inner_text() for page in playing) == 1


def test_a_reserve_is_told_that_he_does_not_play(window: BrowserContext, three_teams: Served) -> None:
    reserve = window.new_page()
    reserve.goto(three_teams.link("player", "Kazan board 2"))
    resting = "Kazan" in wall_note(window, three_teams)
    words = (
        "Your team has no opponent in round 1."
        if resting
        else "You are a reserve; you do not play in round 1."
    )
    expect(reserve.locator(".lobby")).to_have_text(words)


def wall_note(window: BrowserContext, served: Served) -> str:
    """Who has no opponent, as the wall says it."""
    wall = window.new_page()
    wall.goto(served.page)
    return wall.locator(".note").inner_text()


def test_an_act_without_an_answer_is_repeated_under_its_id(
    window: BrowserContext, three_teams: Served
) -> None:
    white, _ = free_and_playing(window, three_teams)[1]
    white.get_by_role("button", name="Resign", exact=True).click()
    white.get_by_role("button", name="Yes, I resign").click()
    desk = window.new_page()
    desk.goto(three_teams.link("arbiter"))
    ids: list[str] = []

    def lose_the_first(route: Route) -> None:
        ids.append((route.request.post_data_json or {})["id"])
        route.abort() if len(ids) == 1 else route.continue_()

    desk.route("**/api/**", lose_the_first)
    desk.get_by_role("button", name="Close round 1").click()
    expect(desk.locator(".answer.bad")).to_contain_text("did not answer")
    desk.get_by_role("button", name="Close round 1").click()
    expect(desk.locator(".answer")).to_have_text("Round 1 is closed.")
    desk.get_by_role("button", name="Pair and publish round 2").click()
    expect(desk.locator(".answer")).to_have_text("Round 2 is published.")
    assert ids[0] == ids[1] != ids[2]


def test_a_flipped_board_plays_the_same_moves(window: BrowserContext, served: Served) -> None:
    white, black = sit_down(window, served)
    white.get_by_role("button", name="Flip the board").click()
    expect(white.locator(".cg-wrap.orientation-black")).to_be_visible()
    white.mouse.click(*centre(white, "g1", white_below=False))
    expect(white.locator("cg-board square.move-dest")).to_have_count(2)
    white.mouse.click(*centre(white, "f3", white_below=False))
    shows_move(black, "Nf3")


def test_small_boards_make_no_layers_of_their_own(window: BrowserContext, served: Served) -> None:
    white, black = sit_down(window, served)
    type_moves(white, black, "e4")
    wall = window.new_page()
    wall.goto(served.page)
    expect(wall.locator(".mini cg-board piece")).to_have_count(12 * 32)
    expect(wall.locator("cg-board square.last-move")).to_have_count(2)
    hints = wall.evaluate(
        "[...document.querySelectorAll('.mini cg-board *')].map(it => getComputedStyle(it).willChange)"
    )
    assert len(hints) == 12 * 32 + 2
    assert set(hints) == {"auto"}, "a layer for each piece of a hundred boards stops the wall"

"""What a person does at a board in the browser: click, drag, look."""

from playwright.sync_api import Page, expect


def centre(page: Page, square: str, *, white_below: bool) -> tuple[float, float]:
    """Where a square's middle is on the screen."""
    box = page.locator("cg-board").bounding_box()
    assert box
    size = box["width"] / 8
    column, row = ord(square[0]) - ord("a"), int(square[1]) - 1
    if not white_below:
        column, row = 7 - column, 7 - row
    return box["x"] + (column + 0.5) * size, box["y"] + (7 - row + 0.5) * size


def drag(page: Page, move: str, *, white_below: bool) -> None:
    """Drag a piece as with a mouse."""
    page.mouse.move(*centre(page, move[:2], white_below=white_below))
    page.mouse.down()
    page.mouse.move(*centre(page, move[2:4], white_below=white_below), steps=4)
    page.mouse.up()


def click(page: Page, move: str, *, white_below: bool) -> None:
    """Click the piece, then its target."""
    for square in (move[:2], move[2:4]):
        page.mouse.click(*centre(page, square, white_below=white_below))


def shows_move(page: Page, san: str) -> None:
    """Wait until the move list shows a move."""
    expect(page.locator(".moves").get_by_text(san, exact=True).last).to_be_visible(timeout=10_000)

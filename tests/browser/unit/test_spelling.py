"""Typed moves from keyboards other than the Latin one."""

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("e4", "e4"),
        ("Nf3", "Nf3"),
        ("exd8=Q+", "exd8=Q+"),
        ("е4", "e4"),  # Cyrillic letters from here on
        ("Е4", "e4"),
        ("схd5", "cxd5"),
        ("С4", "c4"),
        ("е2е4", "e2e4"),
        ("а7а8ф", "a7a8Q"),
        ("Кf3", "Nf3"),
        ("кf3", "Nf3"),
        ("Кс3", "Nc3"),
        ("Крe2", "Ke2"),
        ("крe2", "Ke2"),
        ("Сс4", "Bc4"),
        ("Сxc4", "Bxc4"),
        ("Лае1", "Rae1"),
        ("Фd1:d8", "Qd1xd8"),
        ("bха8=Ф", "bxa8=Q"),
        ("о-о", "O-O"),
        ("О-О-О", "O-O-O"),
        ("0-0", "O-O"),
    ],
)
def test_a_move_is_understood_in_its_writers_letters(page: Page, typed: str, meant: str) -> None:
    assert page.evaluate("typed => units.inLatin(typed)", typed) == meant

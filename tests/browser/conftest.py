"""Chromium for the browser tests: Debian's, found on the PATH."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.system.served import Served, serving

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for this folder; each test opens its own contexts.

    It ends with the folder: its event loop would keep the tests of other folders from running theirs.
    """
    path = shutil.which("chromium")
    assert path, "no chromium on the PATH: apt-get install chromium fonts-noto-cjk"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The six cities, games of 5+3."""
    with serving(tmp_path, "--time-control", "5+3", "--resume-countdown", "0") as running:
        yield running

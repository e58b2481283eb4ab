"""The pages' own modules, bundled as the build bundles the pages, in an empty page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from clients.web import build


@pytest.fixture(scope="session")
def units(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All modules under test in one script."""
    folder = tmp_path_factory.mktemp("units")
    node = build.find_node()
    build.install(node)
    files = build.bundle(node, folder, {"units": "tests/units.tsx"})
    return (folder / files["units.js"]).read_text(encoding="utf-8")


@pytest.fixture(scope="package")
def shared(chromium: Browser) -> Iterator[BrowserContext]:
    """Pages whose time is the real one share a context: a new one takes most of a second."""
    with chromium.new_context() as context:
        yield context


@pytest.fixture
def page(shared: BrowserContext, units: str) -> Iterator[Page]:
    """An empty page that has them as `units`."""
    yield from _page(shared, units)


@pytest.fixture
def wound(chromium: Browser, units: str) -> Iterator[Page]:
    """The same with a clock that the test winds."""
    with chromium.new_context() as context:
        context.clock.install(time=0)
        context.clock.pause_at(1_000)
        yield from _page(context, units)


def _page(context: BrowserContext, units: str) -> Iterator[Page]:
    """An error nobody caught fails the test."""
    with context.new_page() as made:
        errors: list[str] = []
        made.on("pageerror", lambda error: errors.append(str(error)))
        made.add_script_tag(content=units, type="module")
        made.wait_for_function("'units' in globalThis")
        yield made
        assert errors == []

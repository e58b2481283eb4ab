"""A served event for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.served import Served, serving


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The six cities, games of 5+3, clocks resumed half a second after both are back."""
    with serving(tmp_path, "--time-control", "5+3", "--resume-countdown", "0") as running:
        yield running


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One served event for a module's tests that leave it as it is."""
    with serving(tmp_path_factory.mktemp("shared")) as running:
        yield running

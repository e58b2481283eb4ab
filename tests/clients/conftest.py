"""A real server for the clients' tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.served import Served, serving


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Served]:
    """The six cities with one board each."""
    with serving(tmp_path / "data", "--boards", "1") as served:
        yield served

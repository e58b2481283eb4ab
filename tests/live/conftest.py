"""The clock of the tests that run."""

import pytest

from tests.live.by_hand import HandHours


@pytest.fixture
def hours() -> HandHours:
    """A clock that the test moves."""
    return HandHours()

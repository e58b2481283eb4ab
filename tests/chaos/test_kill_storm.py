"""The kill test in every run of the suite: ten kills, nothing lost, doubled or charged, everybody back."""

import secrets
from pathlib import Path

from tests.chaos.kill_storm import storm

KILLS = 10


def test_ten_kills_lose_nothing(tmp_path: Path) -> None:
    seed = secrets.randbelow(2**32)
    print("seed", seed)
    acknowledged = 0
    outages = 0
    for verdict in storm(tmp_path, KILLS, seed):
        print(verdict.summary())
        assert verdict.faults == []
        acknowledged += verdict.acknowledged
        outages += len(verdict.outages)
    assert acknowledged > 100, "the crowd hardly played: nothing was tested"
    assert outages >= 24, "hardly anybody came back from an outage: nothing was tested"

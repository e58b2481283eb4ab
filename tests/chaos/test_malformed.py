"""Strange frames in every run of the suite: documented answers, no error, others served, no growth."""

import secrets
from collections import Counter
from pathlib import Path
from random import Random

from tests.chaos.malformed import harm
from tests.chaos.strange import KINDS, OPEN, strange_cases

FRAMES = 1_500
GROWTH = 4 * 1024  # KiB


def test_strange_frames_harm_nobody(tmp_path: Path) -> None:
    seed = secrets.randbelow(2**32)
    print("seed", seed)
    verdict = harm(tmp_path, FRAMES, seed)
    print(verdict.summary())
    assert verdict.faults == []
    assert verdict.outcomes.total() == FRAMES
    assert {kind for kind, _ in verdict.outcomes} == set(KINDS)
    assert verdict.growth < GROWTH
    assert len(verdict.waits) > 3, "the bystander was not served"


def test_no_case_may_end_in_a_failure_of_the_server() -> None:
    kinds: Counter[str] = Counter()
    for case in strange_cases(100 * len(KINDS), Random(7)):
        kinds[case.kind] += 1
        assert case.ends, case
        assert 1011 not in case.ends, case
        assert case.complete or OPEN not in case.ends, case
    assert set(kinds.values()) == {100}

"""The power cut in every run of the suite: nothing told is lost, and a server that loses it is found out."""

import secrets
from pathlib import Path
from random import Random

import pytest

from tests.chaos.disk import Change, Disk, Fate
from tests.chaos.power_cut import (
    CARELESS,
    SERVER,
    NoCompilerError,
    Recording,
    Verdict,
    build_recorder,
    judge,
    record,
)

IMAGES, SECONDS = 200, 4.0


def judged(folder: Path, module: str) -> tuple[Recording, Verdict]:
    seed = secrets.randbelow(2**32)
    print("seed", seed)
    recording = record(folder, module, SECONDS, seed)
    verdict = judge(recording, folder, IMAGES, seed)
    print(verdict.summary(recording))
    assert recording.acknowledged > 50, "the crowd hardly played: nothing was tested"
    assert verdict.disturbed > IMAGES // 4, "hardly a disk had unsynced writes: nothing was tested"
    return recording, verdict


def test_a_power_cut_loses_nothing_that_was_told(tmp_path: Path) -> None:
    _, verdict = judged(tmp_path, SERVER)
    assert verdict.faults == []


def test_a_server_that_does_not_sync_its_commits_is_found_out(tmp_path: Path) -> None:
    _, verdict = judged(tmp_path, CARELESS)
    lost = [fault for fault in verdict.faults if "is lost" in fault]
    assert len(lost) > IMAGES // 4
    assert verdict.faults == lost, "write-ahead logging alone must keep the files whole"


def test_without_a_compiler_the_test_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoCompilerError, match="C compiler"):
        build_recorder(tmp_path)


def written(place: int, content: bytes) -> Change:
    return Change("W", "file", place, content, 0)


@pytest.mark.parametrize(
    ("fate", "possible"),
    [
        (Fate.NOTHING, {b"aaaa"}),
        (Fate.PREFIX, {b"aaaa", b"abba", b"ab"}),
        (Fate.SUBSET, {b"aaaa", b"abba", b"ab", b"aa"}),
    ],
)
def test_unsynced_writes_share_their_fate(fate: Fate, possible: set[bytes]) -> None:
    dice = Random(7)
    disk = Disk({"file": b""})
    for change in (written(0, b"aaaa"), Change("S", "file", 0, b"", 0), written(1, b"bb")):
        disk.take(change)
    disk.take(Change("T", "file", 2, b"", 0))
    found = {disk.after_a_power_cut(fate, dice)["file"] for _ in range(200)}
    assert found == possible
    assert disk.undisturbed() == {"file": b"ab"}


def test_a_torn_write_ends_at_a_sector_of_the_disk() -> None:
    dice = Random(7)
    disk = Disk({"file": b"." * 1536})
    disk.take(written(500, b"x" * 600))
    found = {disk.after_a_power_cut(Fate.TORN, dice)["file"] for _ in range(400)}
    sectors = [(500, 512), (512, 1024), (1024, 1100)]
    assert len(found) == 2 ** len(sectors)
    for content in found:
        assert all(len(set(content[start:end])) == 1 for start, end in sectors)

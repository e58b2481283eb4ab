"""The crowd at a real server: it plays rounds to their end, obeys its options, and goes home when told."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clients.crowd import main
from tests.system.served import REPO, Served


@pytest.fixture(autouse=True)
def _signals_as_they_were() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def links(served: Served, folder: Path) -> Path:
    """The links as the server's command hands them to the crowd."""
    players = [url for role, seat, url in served.links if seat.endswith("board 1")]
    file = folder / "links.json"
    file.write_text(
        json.dumps({"event": "cup", "arbiter": served.link("arbiter"), "players": players}), "utf-8"
    )
    return file


def attend(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def results(served: Served) -> list[tuple[object, ...]]:
    return served.rows("SELECT round, count(*) FROM result GROUP BY round ORDER BY round")


def test_sensible_players_play_two_rounds_to_their_end(small: Served, tmp_path: Path) -> None:
    done = attend("--links", links(small, tmp_path), "--pace", "0", "--rounds", "2", "--seed", "5")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        "seed 5",
        "6 players sit down.",
        "rounds/1/close: done",
        "rounds/2/publish: done",
        "rounds/2/close: done",
        "All rounds are played.",
    ]
    assert results(small) == [(1, 3), (2, 3)]
    reasons = {reason for (reason,) in small.rows("SELECT reason FROM result")}
    assert not reasons & {"flag_fall", "flag_fall_cannot_mate"}


def test_blitz_players_play_a_round_and_write_every_frame_down(small: Served, tmp_path: Path) -> None:
    record = tmp_path / "frames.jsonl"
    done = attend("--links", links(small, tmp_path), "--blitz", "--rounds", "1", "--record", record)
    assert done.exit_code == 0, done.output
    assert results(small) == [(1, 3)]
    frames = [json.loads(line) for line in record.read_bytes().splitlines()]
    assert {way for _, _, way, _ in frames} == {"open", "in", "out", "closed"}
    assert {client for _, client, _, _ in frames} == {"watcher", *(f"player {n}" for n in range(1, 7))}
    assert frames == sorted(frames, key=lambda frame: frame[0])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_go_home_the_crowd_goes_within_a_second(
    number: signal.Signals, small: Served, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "clients.crowd", "--links", str(links(small, tmp_path)), "--no-arbiter"]
    crowd = subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE, text=True)
    assert crowd.stdout is not None
    with crowd.stdout as printed:
        try:
            assert printed.readline().startswith("seed ")
            assert printed.readline() == "6 players sit down.\n"
            told = time.monotonic()
            crowd.send_signal(number)
            assert crowd.wait(5) == 0
            assert time.monotonic() - told < 1
            assert printed.read() == "Stopped.\n"
        finally:
            crowd.kill()
            crowd.wait()


def test_a_revoked_link_is_one_sentence(small: Served, tmp_path: Path) -> None:
    file = links(small, tmp_path)
    handed = json.loads(file.read_text("utf-8"))
    handed["players"][0] = handed["players"][0].partition("#")[0] + "#nobodys"
    file.write_text(json.dumps(handed), "utf-8")
    done = attend("--links", file)
    assert (done.exit_code, done.stderr) == (1, "Error: the server answers 403: this link opens nothing\n")


@pytest.mark.parametrize(
    "content", ["", "{}", '{"event": "demo", "players": []}', '{"event": "demo", "players": ["no link"]}']
)
def test_links_that_cannot_be_read_are_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "links.json").write_text(content, "utf-8")
    done = attend("--links", tmp_path / "links.json")
    assert done.exit_code == 2
    assert "link" in done.stderr

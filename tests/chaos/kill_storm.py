"""Kills the server again and again while a crowd plays, and has the witness judge what is left.

The server and the crowd are real processes; the kill is SIGKILL, at instants spread evenly over a server's
first seconds: while it starts, while clients come back, while the clocks are about to run, in full play.

    python -m tests.chaos.kill_storm --kills 25 --seed 7
"""

import json
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from random import Random

import click

from tests.chaos.evidence import Evidence, Kill, read_frames, read_rows
from tests.chaos.witness import Verdict, judge
from tests.system.served import free_port

LONGEST_LIFE = 6.0
"""Seconds: a server is killed within them, at any instant with the same chance."""
LAST_PLAY = 15.0
"""Seconds of play after the last kill: everybody has to be back by then."""
START_WITHIN, STOP_WITHIN = 30.0, 10.0
LINK = re.compile(r"^\s*(arbiter|captain|player)\b.*?(http\S+)", re.MULTILINE)


def monotonic() -> float:
    """Milliseconds of the machine's monotonic clock, which the crowd's record uses as well."""
    return time.monotonic_ns() / 1e6


@dataclass(frozen=True, slots=True)
class Place:
    """Where one event of the storm is held."""

    folder: Path
    port: int

    @property
    def frames(self) -> Path:
        """The crowd's record."""
        return self.folder / "frames.jsonl"

    @property
    def database(self) -> Path:
        """The event's journal."""
        return self.folder / "data" / "storm" / "event.db"

    def serve(self) -> subprocess.Popen[bytes]:
        """Start the server on the event, which is opened if it does not exist yet."""
        roster = resources.files("server.exchange").joinpath("twin_cities.csv")
        with (self.folder / "server.log").open("ab") as log:
            return subprocess.Popen(
                [
                    *(sys.executable, "-m", "server", "serve", "--roster", str(roster), "--event", "storm"),
                    *("--data", str(self.folder / "data"), "--port", str(self.port)),
                    *("--resume-countdown", "1", "--time-control", "15+5"),
                ],
                stdout=log,
                stderr=log,
            )

    def log(self) -> str:
        """What the servers have printed so far."""
        return (self.folder / "server.log").read_text("utf-8")


def links(place: Place, server: subprocess.Popen[bytes]) -> dict[str, list[str]]:
    """The links by role, once the server has printed them and answers.

    Raises:
        RuntimeError: it ended or did not come up in time.
    """
    until = time.monotonic() + START_WITHIN
    while "Serving " not in place.log():
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"the server did not come up:\n{place.log()}")
        time.sleep(0.05)
    found: dict[str, list[str]] = {"arbiter": [], "captain": [], "player": []}
    for role, url in LINK.findall(place.log()):
        found[role].append(url)
    return found


@contextmanager
def crowd(place: Place, seed: int) -> Iterator[subprocess.Popen[bytes]]:
    """Simulated players of blitz on the event, while the block runs; told to go home after it."""
    with (place.folder / "crowd.log").open("ab") as log:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "clients.crowd", "--links", str(place.folder / "links.json")),
                *("--blitz", "--seed", str(seed), "--record", str(place.frames)),
            ],
            stdout=log,
            stderr=log,
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(STOP_WITHIN)


def hold_event(place: Place, kills: int, dice: Random) -> tuple[Evidence, list[str]]:
    """One event with up to this many kills; what is left of it, and what the crowd had to complain of."""
    server = place.serve()
    done: list[Kill] = []
    try:
        found = links(place, server)
        handed = {"event": "storm", "arbiter": found["arbiter"][0], "players": found["player"]}
        (place.folder / "links.json").write_text(json.dumps(handed), "utf-8")
        with crowd(place, dice.randrange(2**32)) as players:
            while len(done) < kills and players.poll() is None:
                time.sleep(dice.uniform(0, LONGEST_LIFE))
                before = monotonic()
                server.kill()
                server.wait()
                after = monotonic()
                server = place.serve()
                done.append(Kill(before, after, monotonic()))
            _wait(players, LAST_PLAY)
            status = players.poll()
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(STOP_WITHIN)
    frames = read_frames(place.frames)
    if status == 0:  # all rounds are played and everybody has left: a later kill concerned nobody
        left = max(frame.at for frame in frames if frame.way == "in")
        done = [kill for kill in done if kill.before < left]
    return Evidence(frames, read_rows(place.database), done), _complaints(place, status)


def _wait(process: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def _complaints(place: Place, status: int | None) -> list[str]:
    if status in (None, 0):
        return []
    return [f"the crowd broke off ({status}):\n" + (place.folder / "crowd.log").read_text("utf-8")[-2_000:]]


def storm(folder: Path, kills: int, seed: int) -> Iterator[Verdict]:
    """Hold events, each with a verdict, until the server has been killed this often."""
    dice, left, number = Random(seed), kills, 0
    while left > 0:
        number += 1
        place = Place(folder / f"event{number}", free_port())
        place.folder.mkdir()
        evidence, complaints = hold_event(place, left, dice)
        left -= len(evidence.kills)
        verdict = judge(evidence)
        verdict.faults.extend(complaints)
        yield verdict


@click.command()
@click.option("--kills", type=click.IntRange(min=1), default=25, show_default=True)
@click.option("--seed", type=int, help="Kill at the same instants as on an earlier day.")
@click.option(
    "--keep", type=click.Path(path_type=Path, file_okay=False), help="Keep records and databases here."
)
def main(kills: int, seed: int | None, keep: Path | None) -> None:
    """Kill the server KILLS times while a crowd plays; fails if anything was lost, doubled or charged."""
    seed = secrets.randbelow(2**32) if seed is None else seed
    print("seed", seed, flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        faults = 0
        for verdict in storm(folder, kills, seed):
            print(verdict.summary(), flush=True)
            faults += len(verdict.faults)
    print(f"{kills} kills in {time.monotonic() - began:.0f} s, {faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

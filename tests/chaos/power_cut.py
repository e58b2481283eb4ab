"""Cuts the power while a crowd plays: whatever anybody was told of must be on every disk that may be left.

A real server runs under a recorder of its writes and syncs, and a crowd plays blitz against it. With every
message that tells of something stored the length of the record is noted. Then the record is cut at random
places, and of each cut a disk is made as a power cut could have left it. Such a disk must hold a sound
database with the beginning of the journal, and in it everything that had been told by then.

    python -m tests.chaos.power_cut --images 2000 --seed 7
"""

import asyncio
import json
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile
from pathlib import Path
from random import Random

import click

from clients.crowd import Links, Script, attend
from clients.line import Tap, Way
from tests.chaos.disk import Change, Disk, Fate, read_log
from tests.chaos.evidence import Evidence, Row, read_rows
from tests.chaos.witness import journal_faults
from tests.system.served import REPO, Served, free_port, run

SERVER, CARELESS = "server", "tests.chaos.careless"
"""The program under test, and one that must be found out."""
OPENED_AGAIN = 3
"""Of how many disks the program itself must be able to go on."""


class NoCompilerError(Exception):
    """The recorder is in C and has to be compiled."""


@dataclass(frozen=True, slots=True)
class Told:
    """A client has heard of row `v`; of its own command `id`, if it was an acknowledgement."""

    recorded: int
    """The length of the record at that moment."""
    v: int
    id: str | None


@dataclass(frozen=True, slots=True)
class Recording:
    """All of one event under the recorder."""

    before: dict[str, bytes]
    """The files when the recorder began."""
    changes: Sequence[Change]
    told: Sequence[Told]
    journal: Sequence[Row]
    """The rows when the server had ended in good order."""

    @property
    def acknowledged(self) -> int:
        """How many commands were acknowledged."""
        return len({told.id for told in self.told if told.id is not None})


@dataclass
class Verdict:
    """What was found on the disks."""

    images: int = 0
    disturbed: int = 0
    """How many of them a power cut could have spoilt."""
    faults: list[str] = field(default_factory=list)

    def summary(self, recording: Recording) -> str:
        """The figures in a few lines."""
        syncs = Counter(change.name for change in recording.changes if change.what == "S")
        return "\n".join(
            (
                f"{recording.acknowledged} commands acknowledged, {len(recording.journal)} rows, "
                f"{len(recording.changes)} changes, syncs {dict(syncs)}",
                f"{self.images} disks, {self.disturbed} with unsynced writes, {len(self.faults)} faults",
                *(f"FAULT {fault}" for fault in self.faults[:20]),
            )
        )


# Recording -----------------------------------------------------------------------------------------------


def build_recorder(folder: Path) -> Path:
    """The recorder as a shared library in this folder.

    Raises:
        NoCompilerError: there is no C compiler, or it does not accept the source.
    """
    library = folder / "recorder.so"
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise NoCompilerError(
            "The power-cut test needs a C compiler on the PATH (Debian: apt-get install gcc)."
        )
    source = Path(__file__).with_name("recorder.c")
    options = ("-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC")
    done = subprocess.run(
        [compiler, *options, "-o", str(library), str(source), "-ldl"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NoCompilerError(f"{compiler} does not compile the recorder:\n{done.stderr}")
    return library


def record(folder: Path, module: str, seconds: float, seed: int) -> Recording:
    """Let a crowd play at a served event for some seconds, all changes to its files on record.

    Raises:
        NoCompilerError: the recorder cannot be built.
        RuntimeError: the recorder missed a change.
    """
    library, log, told = build_recorder(folder), folder / "changes", list[Told]()
    roster = REPO / "server" / "exchange" / "twin_cities.csv"
    options = ["--roster", str(roster), "--event", "cup", "--time-control", "15+5"]
    served = Served(folder / "data", "cup", free_port(), options)
    served.start()
    served.stop()
    place = (served.data / served.event).resolve()
    before = _files(place)
    served.module = module
    served.environment = {
        "LD_PRELOAD": str(library),
        "RECORD_FOLDER": str(place),
        "RECORD_LOG": str(log),
    }
    served.start()
    try:
        asyncio.run(_play(served, seconds, seed, lambda _client: partial(_note, log, told)))
    finally:
        served.stop()
    changes, disk = read_log(log), Disk(before)
    for change in changes:
        disk.take(change)
    if disk.undisturbed() != _files(place):
        raise RuntimeError("the recorder missed a change: its replay differs from the files")
    return Recording(before, changes, told, read_rows(place / "event.db"))


def _files(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.iterdir() if not path.name.endswith("-shm")}


async def _play(served: Served, seconds: float, seed: int, tap: Callable[[str], Tap]) -> None:
    players = [url for role, _, url in served.links if role == "player"]
    links = Links(event=served.event, arbiter=served.link("arbiter"), players=players)
    script = Script(links, seed, pace=0, blitz=True, rounds=None, conduct=True, tap=tap)
    try:
        async with asyncio.timeout(seconds):
            await attend(script)
    except TimeoutError:
        return


def _note(log: Path, told: list[Told], way: Way, payload: bytes) -> None:
    if way is not Way.IN:
        return
    message = json.loads(payload)
    if "v" in message:
        told.append(Told(log.stat().st_size, message["v"], message.get("id")))


# Cutting and judging -------------------------------------------------------------------------------------


def cut(recording: Recording, folder: Path, images: int, dice: Random) -> Iterator[tuple[Fate, int]]:
    """So many disks in this folder, in turn: the fate of what was not synced, and the record's length."""
    changes, disk, taken = recording.changes, Disk(recording.before), 0
    for place in sorted(dice.randrange(len(changes) + 1) for _ in range(images)):
        for change in changes[taken:place]:
            disk.take(change)
        taken = place
        fate = dice.choice(list(Fate)) if disk.unsynced else Fate.NOTHING
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, content in disk.after_a_power_cut(fate, dice).items():
            (folder / name).write_bytes(content)
        yield fate, changes[place - 1].recorded if place else 0


def judge(recording: Recording, folder: Path, images: int, seed: int) -> Verdict:
    """Look at this many disks that power cuts could have left of a recorded event."""
    dice, verdict, place = Random(seed), Verdict(), folder / "image"
    verdict.faults.extend(journal_faults(Evidence([], recording.journal, [])))
    opened = set(dice.sample(range(images), min(OPENED_AGAIN, images)))
    for number, (fate, recorded) in enumerate(cut(recording, place, images, dice)):
        verdict.images += 1
        verdict.disturbed += fate is not Fate.NOTHING
        fault = _fault(recording, place, recorded)
        if fault is None and number in opened:
            fault = _not_opened(place)
        if fault is not None:
            verdict.faults.append(f"disk {number}, cut at {recorded}, {fate.value}: {fault}")
    return verdict


def _fault(recording: Recording, place: Path, recorded: int) -> str | None:
    """What is wrong with a disk on which everything told at this length of the record must be."""
    try:
        damaged = [name for name in ("people.db", "event.db") if not _sound(place / name)]
        rows = read_rows(place / "event.db")
    except sqlite3.Error as error:
        return f"cannot be read: {error}"
    if damaged:
        return f"damaged: {damaged}"
    # The journal is sound by itself, so its beginning is: versions without gaps, the hash chain, the moves.
    if rows != recording.journal[: len(rows)]:
        return "what is there is not the beginning of the journal"
    by_then = takewhile(lambda told: told.recorded <= recorded, recording.told)
    return next((fault for told in by_then if (fault := _missing(told, rows))), None)


def _sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA synchronous = OFF")
        return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _missing(told: Told, rows: Sequence[Row]) -> str | None:
    """What of this is not among the rows."""
    if told.v > len(rows):
        return f"row {told.v} was told ({told.id or 'news'}) and is lost: {len(rows)} rows are left"
    if told.id is not None and rows[told.v - 1].command_id != told.id:
        return f"row {told.v} was acknowledged as {told.id} and is {rows[told.v - 1]}"
    return None


def _not_opened(place: Path) -> str | None:
    """What the program says of a disk with which it cannot go on."""
    ended = run("rebuild", str(place))
    return None if ended.returncode == 0 else f"cannot be opened: {ended.stdout}{ended.stderr}"


@click.command()
@click.option("--images", type=click.IntRange(min=1), default=2_000, show_default=True)
@click.option("--seconds", type=click.FloatRange(min=1), default=15.0, show_default=True, help="Of play.")
@click.option("--seed", type=int, help="Cut at the same places as on an earlier day.")
@click.option(
    "--careless", is_flag=True, help="A server that does not sync its commits: it must be found out."
)
def main(*, images: int, seconds: float, seed: int | None, careless: bool) -> None:
    """Cut the power IMAGES times; fails if anything acknowledged was lost or anything damaged."""
    seed = secrets.randbelow(2**32) if seed is None else seed
    print("seed", seed, flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        recording = record(folder, CARELESS if careless else SERVER, seconds, seed)
        verdict = judge(recording, folder, images, seed)
    print(verdict.summary(recording))
    print(f"{time.monotonic() - began:.0f} s")
    sys.exit(1 if verdict.faults else 0)


if __name__ == "__main__":
    main()

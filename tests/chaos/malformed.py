"""Sends a real server thousands of frames that no client of ours would send, and judges what comes of it.

Each case says with which close codes the server may answer it. After a case that may be let pass the socket
must still answer a ping. Meanwhile a bystander's socket is served, and the process does not grow.

    python -m tests.chaos.malformed --frames 20000 --seed 7
"""

import asyncio
import json
import secrets
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import click

from tests.chaos.strange import OPEN, UNHEARD, Case, frame, strange_cases
from tests.system.lines import Line
from tests.system.served import Served, serving

AT_ONCE = 20
"""Sockets that send strange frames at the same time."""
HEARD_WITHIN = 10.0
"""Seconds in which the server has to answer or to hang up."""
WARM_UP = 0.2
"""Part of the frames after which the process has grown as far as it may."""


@dataclass
class Verdict:
    """What was found."""

    outcomes: Counter[tuple[str, int]] = field(default_factory=Counter)
    """How often a kind of case ended with a close code, or with none."""
    faults: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    """Resident memory of the server in KiB: at first, after the warm-up, at the end."""
    waits: list[float] = field(default_factory=list)
    """Ms in which a bystander's pings were answered."""

    @property
    def growth(self) -> int:
        """KiB by which the server has grown since the warm-up."""
        return self.sizes[-1] - self.sizes[1]

    def summary(self) -> str:
        """The figures in a few lines."""
        kinds: dict[str, list[str]] = {}
        for (kind, code), times in sorted(self.outcomes.items()):
            kinds.setdefault(kind, []).append(f"{_named(code)} {times}")
        waits = sorted(self.waits)
        return "\n".join(
            (
                *(f"{kind:<22} {', '.join(ends)}" for kind, ends in kinds.items()),
                f"memory {' → '.join(f'{size / 1024:.1f}' for size in self.sizes)} MiB",
                f"bystander: {len(waits)} pongs, p50 {waits[len(waits) // 2]:.0f}, most {waits[-1]:.0f} ms",
                *(f"FAULT {fault}" for fault in self.faults[:20]),
                f"{self.outcomes.total()} frames, {len(self.faults)} faults",
            )
        )


def _named(code: int) -> str:
    return {OPEN: "answered", UNHEARD: "cut"}.get(code, str(code))


class Stranger:
    """A socket without any library between: it writes bytes and reads the server's frames."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._pings = 0

    @classmethod
    async def come(cls, address: str) -> "Stranger":
        """A socket of a person by his link, or of a spectator by the event's page."""
        parts = urlsplit(address)
        event = parts.path.split("/")[2]
        who = (
            f"Authorization: Bearer {parts.fragment}" if parts.fragment else f"Origin: http://{parts.netloc}"
        )
        reader, writer = await asyncio.open_connection("127.0.0.1", parts.port)
        writer.write(
            f"GET /e/{event}/ws HTTP/1.1\r\nHost: {parts.netloc}\r\n{who}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="
            "\r\n\r\n".encode()
        )
        answer = await reader.readuntil(b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 101 "), answer
        return cls(reader, writer)

    async def send(self, case: Case) -> int:
        """Send a case; the close code it is answered with, or that the socket goes on."""
        with suppress(ConnectionError):  # what the server said before it hung up can still be read
            for piece in case.pieces:
                self._writer.write(piece)
                await self._writer.drain()
            if case.complete:
                self._pings += 1
                self._writer.write(frame(1, b'{"t":"ping","n":%d}' % self._pings))
            else:
                self._writer.write_eof()
        try:
            return await self._outcome()
        except (ConnectionError, asyncio.IncompleteReadError):
            return UNHEARD

    async def _outcome(self) -> int:
        while True:
            opcode, payload = await self._frame()
            if opcode == 8:
                return int.from_bytes(payload[:2], "big")
            if opcode == 1:
                message = json.loads(payload)
                if (message["t"], message.get("n")) == ("pong", self._pings):
                    return OPEN

    async def _frame(self) -> tuple[int, bytes]:
        first, size = await self._reader.readexactly(2)
        if size >= 126:
            size = int.from_bytes(await self._reader.readexactly(2 if size == 126 else 8), "big")
        return first & 0x0F, await self._reader.readexactly(size)

    async def leave(self) -> None:
        """Hang up."""
        self._writer.close()
        with suppress(ConnectionError):
            await self._writer.wait_closed()


class Harm:
    """One run against one server."""

    def __init__(self, served: Served, frames: int, dice: Random) -> None:
        self.verdict = Verdict()
        self._served = served
        self._frames = frames
        self._cases = self._counted(strange_cases(frames, dice))
        self._addresses = [served.page, *(url for role, _, url in served.links if role == "player")]

    async def do(self) -> Verdict:
        """Send all the frames while a bystander is served."""
        self._measure()
        async with asyncio.TaskGroup() as tasks:
            bystander = tasks.create_task(self._stand_by())
            async with asyncio.TaskGroup() as strangers:
                for number in range(AT_ONCE):
                    address = self._addresses[number % len(self._addresses)]
                    strangers.create_task(self._work(address))
            bystander.cancel()
        self._measure()
        return self.verdict

    def _counted(self, cases: Iterator[Case]) -> Iterator[Case]:
        for number, case in enumerate(cases):
            if number == int(self._frames * WARM_UP):
                self._measure()
            yield case

    async def _work(self, address: str) -> None:
        stranger: Stranger | None = None
        for case in self._cases:
            try:
                async with asyncio.timeout(HEARD_WITHIN):
                    stranger = stranger or await Stranger.come(address)
                    outcome = await stranger.send(case)
            except TimeoutError:
                self.verdict.faults.append(f"{case.kind}: no answer to {_shown(case)}")
                outcome = UNHEARD
            self._judge(case, outcome)
            if stranger and outcome != OPEN:
                await stranger.leave()
                stranger = None
        if stranger:
            await stranger.leave()

    def _judge(self, case: Case, outcome: int) -> None:
        self.verdict.outcomes[case.kind, outcome] += 1
        if outcome not in case.ends:
            self.verdict.faults.append(f"{case.kind}: {_named(outcome)} is no answer to {_shown(case)}")

    async def _stand_by(self) -> None:
        async with Line(self._served.page) as line:
            await line.kind("hello")
            for number in range(sys.maxsize):
                began = time.monotonic()
                await line.send({"t": "ping", "n": number})
                assert (await line.kind("pong"))["n"] == number
                self.verdict.waits.append((time.monotonic() - began) * 1000)
                await asyncio.sleep(0.1)

    def _measure(self) -> None:
        assert self._served.process
        status = Path(f"/proc/{self._served.process.pid}/status").read_text("utf-8")
        [size] = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
        self.verdict.sizes.append(int(size))


def _shown(case: Case) -> str:
    return " + ".join(repr(piece[:120]) for piece in case.pieces[:4])


def harm(folder: Path, frames: int, seed: int) -> Verdict:
    """Send so many strange frames to a server of its own, which must not log an error."""
    with serving(folder, "--time-control", "90+30") as served:
        started = served.printed
        verdict = asyncio.run(Harm(served, frames, Random(seed)).do())
        served.stop()
        said = served.printed.removeprefix(started)
    if "ERROR" in said or "Traceback" in said:
        verdict.faults.append(f"the server had to say: {said[:2_000]}")
    return verdict


@click.command()
@click.option("--frames", type=click.IntRange(min=100), default=20_000, show_default=True)
@click.option("--seed", type=int, help="Send the same frames as on an earlier day.")
def main(frames: int, seed: int | None) -> None:
    """Send FRAMES strange frames; fails if one is answered with what is not documented, or not at all."""
    seed = secrets.randbelow(2**32) if seed is None else seed
    print("seed", seed, flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        verdict = harm(Path(temporary), frames, seed)
    print(verdict.summary())
    print(f"{time.monotonic() - began:.0f} s")
    sys.exit(1 if verdict.faults else 0)


if __name__ == "__main__":
    main()

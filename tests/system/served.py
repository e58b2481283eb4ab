"""A real server in a process of its own, as a host would start it, for one test."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

REPO = Path(__file__).resolve().parents[2]
ROSTER = REPO / "server" / "exchange" / "twin_cities.csv"
START_LIMIT = 30.0  # seconds
LINK = re.compile(r"^  (arbiter|captain|player)\s+(.*?)\s+(http\S+#\S+)", re.MULTILINE)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A running `twinboards serve`, its port, its event folder and what it printed."""

    data: Path
    event: str
    port: int
    arguments: Sequence[str]
    process: "subprocess.Popen[str] | None" = None
    printed: str = ""
    program: Path = REPO
    """Where the program is: the checkout, or an unpacked wheel."""
    module: str = "server"
    environment: Mapping[str, str] = field(default_factory=dict)
    """What its environment has besides ours."""
    links: list[tuple[str, str, str]] = field(default_factory=list)
    """Role, seat and address of every link, as printed when the links were issued."""

    @property
    def base(self) -> str:
        """The address of the server."""
        return f"http://localhost:{self.port}"

    @property
    def page(self) -> str:
        """The address of the event."""
        return f"{self.base}/e/{self.event}/"

    def start(self) -> None:
        """Start and wait until the port answers."""
        command = [
            sys.executable,
            "-m",
            self.module,
            "serve",
            "--data",
            str(self.data),
            "--port",
            str(self.port),
        ]
        self.process = subprocess.Popen(
            [*command, *self.arguments],
            cwd=self.program,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self.environment},
        )
        assert self.process.stdout
        lines = []
        deadline = time.monotonic() + START_LIMIT
        for line in self.process.stdout:
            lines.append(line)
            if line.startswith("Serving ") or time.monotonic() > deadline:
                break
        self.printed = "".join(lines)
        assert "Serving " in self.printed, self.printed
        self.links = links_in(self.printed) or self.links

    def link(self, role: str, seat: str = "") -> str:
        """The address printed for a role and a seat such as `Kazan board 1`."""
        return next(url for found, where, url in self.links if found == role and where == seat)

    def kill(self) -> None:
        """End it with kill -9."""
        assert self.process
        self.process.kill()
        self._ended()

    def stop(self, signal_number: int = signal.SIGINT) -> float:
        """End it as Ctrl-C does; the seconds it took."""
        assert self.process
        before = time.monotonic()
        self.process.send_signal(signal_number)
        self._ended()
        return time.monotonic() - before

    def _ended(self) -> None:
        assert self.process
        assert self.process.stdout
        self.printed += self.process.stdout.read()
        self.process.wait(timeout=START_LIMIT)
        self.process.stdout.close()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What another program reads in the event's database."""
        with closing(
            sqlite3.connect(f"file:{self.data / self.event / 'event.db'}?mode=ro", uri=True)
        ) as database:
            return database.execute(query).fetchall()


def links_in(printed: str) -> list[tuple[str, str, str]]:
    """Role, seat and address of every link that was printed."""
    return [(role, seat.strip(), url) for role, seat, url in LINK.findall(printed)]


@contextmanager
def serving(data: Path, *arguments: str, event: str = "cup", program: Path = REPO) -> Iterator[Served]:
    """The demo's roster served as an event of its own, until the block ends."""
    served = Served(data, event, free_port(), ["--roster", str(ROSTER), "--event", event, *arguments])
    served.start()
    try:
        yield served
    finally:
        if served.process and served.process.poll() is None:
            served.stop()


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "server", *arguments],
        cwd=REPO,
        capture_output=True,
        text=True,
        timeout=START_LIMIT,
        check=False,
    )

"""Writes down every frame of every simulated player, as it is on the wire, for whoever judges afterwards.

One JSON list a line: the machine's monotonic clock in ns, the client, the way (open, in, out, closed) and
the frame; bytes that are no UTF-8 are kept as lone surrogates, so nothing is lost.

    [81273645000000, "player 3", "in", "{\\"t\\":\\"ack\\",\\"id\\":\\"4f0c\\",\\"v\\":812}"]
"""

import json
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from clients.line import Tap, Way


class Record:
    """An append-only file of frames; every line is handed to the system as it is written."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab", buffering=0)

    def tap(self, client: str) -> Tap:
        """The tap for this client's line."""

        def write(way: Way, payload: bytes) -> None:
            line = (time.monotonic_ns(), client, way, payload.decode("utf-8", "surrogateescape"))
            self._file.write(json.dumps(line).encode() + b"\n")

        return write

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

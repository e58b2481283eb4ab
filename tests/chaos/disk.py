"""A disk as it could be after a power cut, made from a record of every change to an event's files.

What was synced is there. Of the rest nothing is there, or what came first, or any part of it, or even single
sectors. Names are taken to survive: that a file was made or removed is on disk at once.

    disk = Disk(files_before)
    for change in read_log(log)[:cut]:
        disk.take(change)
    files = disk.after_a_power_cut(Fate.TORN, dice)
"""

import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from random import Random

SECTOR = 512
"""Bytes that a disk writes whole or not at all."""
HEADER = struct.Struct("<cB6xqq")


class Fate(Enum):
    """What becomes of writes that were not synced, file by file."""

    NOTHING = "nothing of them is there"
    PREFIX = "the first of them are there"
    SUBSET = "any of them are there"
    TORN = "any sectors of them are there"


@dataclass(frozen=True, slots=True)
class Change:
    """A change to a file: (W)ritten, cut (T)o a length, (S)ynced or removed (U)."""

    what: str
    name: str
    place: int
    content: bytes
    recorded: int
    """The length of the log with this record."""


def read_log(path: Path) -> list[Change]:
    """The recorder's log, in order."""
    log, end, changes = path.read_bytes(), 0, []
    while end < len(log):
        what, name_size, place, size = HEADER.unpack_from(log, end)
        name = end + HEADER.size
        content = name + name_size
        end = content + size
        changes.append(Change(what.decode(), log[name:content].decode(), place, log[content:end], end))
    return changes


class Disk:
    """The synced content of some files, and the changes to each that a power cut may still undo."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._synced = {name: bytearray(content) for name, content in files.items()}
        self._unsynced: defaultdict[str, list[Change]] = defaultdict(list)

    @property
    def unsynced(self) -> int:
        """How many changes a power cut may undo now."""
        return sum(map(len, self._unsynced.values()))

    def take(self, change: Change) -> None:
        """The next change."""
        match change.what:
            case "S":
                for earlier in self._unsynced.pop(change.name, ()):
                    _apply(self._synced.setdefault(change.name, bytearray()), earlier)
            case "U":
                self._synced.pop(change.name, None)
                self._unsynced.pop(change.name, None)
            case _:
                self._unsynced[change.name].append(change)

    def after_a_power_cut(self, fate: Fate, dice: Random) -> dict[str, bytes]:
        """The files as they could be found."""
        files = {name: bytearray(content) for name, content in self._synced.items()}
        for name, changes in self._unsynced.items():
            content = files.setdefault(name, bytearray())
            for change in _surviving(changes, fate, dice):
                _apply(content, change)
        return {name: bytes(content) for name, content in files.items()}

    def undisturbed(self) -> dict[str, bytes]:
        """The files with every change."""
        files = {name: bytearray(content) for name, content in self._synced.items()}
        for name, changes in self._unsynced.items():
            for change in changes:
                _apply(files.setdefault(name, bytearray()), change)
        return {name: bytes(content) for name, content in files.items()}


def _surviving(changes: list[Change], fate: Fate, dice: Random) -> Iterator[Change]:
    match fate:
        case Fate.NOTHING:
            return
        case Fate.PREFIX:
            yield from changes[: dice.randrange(len(changes) + 1)]
        case Fate.SUBSET:
            yield from (change for change in changes if dice.random() < 0.5)
        case Fate.TORN:
            for change in changes:
                yield from (part for part in _sectors(change) if dice.random() < 0.5)


def _sectors(change: Change) -> Iterator[Change]:
    """The change sector by sector, as the file lies on the disk."""
    if change.what != "W":
        yield change
        return
    start = 0
    while start < len(change.content):
        place = change.place + start
        end = start + SECTOR - place % SECTOR
        yield Change("W", change.name, place, change.content[start:end], change.recorded)
        start = end


def _apply(content: bytearray, change: Change) -> None:
    missing = change.place - len(content)
    if missing > 0:
        content.extend(bytes(missing))
    if change.what == "W":
        content[change.place : change.place + len(change.content)] = change.content
    else:
        del content[change.place :]

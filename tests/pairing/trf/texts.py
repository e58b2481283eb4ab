"""Lines of TRF26 for the readers' tests."""

from collections.abc import Mapping

from pairing.trf import Broken, Report, read
from pairing.trf.fields import Record

HEAD = "142 3\n352 WB\n192 FIDE_TEAM_TYPEA_MP_GP\n"


def player(number: int, *rounds: str) -> str:
    """A record 001 with these entries of eight columns."""
    entries = "".join(f"{entry:<10}" for entry in rounds)
    return f"001 {number:4}      {f'Player {number}':33} {'':31} {'0.0':>4} {number:4}  {entries}".rstrip()


def team(number: int, *members: int) -> str:
    """A record 310."""
    listed = " ".join(f"{member:4}" for member in members)
    return f"310 {number:3} {f'Team {number}':32} {'':5} {'':6} {'0.0':>6} {'0.0':>6} {number:3}  {listed}"


def four(*records: str, entries: Mapping[int, tuple[str, ...]] | None = None, head: str = HEAD) -> str:
    """Two boards, four teams of players 11 12, 21 22, 31 32, 41 42, and whatever else."""
    entries = entries or {}
    numbers = [10 * number + seat for number in (1, 2, 3, 4) for seat in (1, 2)]
    players = [player(number, *entries.get(number, ())) for number in numbers]
    teams = [team(number, 10 * number + 1, 10 * number + 2) for number in (1, 2, 3, 4)]
    return head + "\n".join((*players, *teams, *records)) + "\n"


PLAYED = {
    11: ("  21 w 1",),
    12: ("  22 b =",),
    21: ("  11 b 0",),
    22: ("  12 w =",),
    31: ("  41 b 0",),
    32: ("  42 w 0",),
    41: ("  31 w 1",),
    42: ("  32 b 1",),
}
"""Round 1: team 1 beats team 2 by 1½-½, team 4 with White beats team 3 by 2-0."""


def record(text: str, line: int = 1) -> Record:
    return Record(line, text)


def report(text: str) -> Report:
    """Read what must be readable."""
    answer = read(text)
    assert isinstance(answer, Report), answer
    return answer


def broken(text: str) -> str:
    """Read what must not be readable; the answer names the place by the text there."""
    answer = read(text)
    assert isinstance(answer, Broken), answer
    return str(answer)


def at(text: str, fragment: str, column: int, expected: str) -> str:
    """The message for the last line that contains this fragment."""
    lines = text.split("\n")
    line = max(number for number, one in enumerate(lines, start=1) if fragment in one)
    return f"line {line}, column {column}: expected {expected}"

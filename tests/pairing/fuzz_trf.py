"""Fuzz the reader of tournament files: `python -m tests.pairing.fuzz_trf -max_total_time=600`.

Coverage guides it. It needs atheris, which is not among the locked tools. Whatever the bytes, the answer must
be a report or one place; a report must come back from its own file.
"""

import sys

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]  # not among the locked tools

with atheris.instrument_imports(include=["pairing.trf"]):
    from pairing.trf import Broken, read, write

from pairing.generator import Recipe, generate
from pairing.model import System
from pairing.trf.report import Report

SYSTEMS = (System.TEAM_SWISS, System.INDIVIDUAL_SWISS, System.TEAM_ROUND_ROBIN)
FILES = tuple(
    write(Report(generate(seed, Recipe(system=system, teams=6, rounds=3)))).encode()
    for seed in (1, 2)
    for system in SYSTEMS
)


def one_input(data: bytes) -> None:
    """Read the bytes, and a good file with some of its bytes replaced by them."""
    source = atheris.FuzzedDataProvider(data)
    text = bytearray(source.PickValueInList([*FILES, b""]))
    for _ in range(source.ConsumeIntInRange(0, 5) if text else 0):
        place = source.ConsumeIntInRange(0, len(text) - 1)
        text[place : place + source.ConsumeIntInRange(0, 12)] = source.ConsumeBytes(12)
    answer = read(bytes(text) if text else data)
    if not isinstance(answer, Broken):
        again = write(answer)
        assert read(again) == answer
        assert write(answer) == again


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()

"""How long reading a file and ranking an event take, beside gacrux: `python -m tests.bench.counting`.

Files are read from memory by both. Standings have seven tie-breaks and the sum behind every number.
"""

from collections.abc import Callable
from functools import partial

from gacrux.tiebreak import tiebreak  # type: ignore[import-untyped]  # the library has no types
from gacrux.trf2json import trf2json  # type: ignore[import-untyped]  # the library has no types

from pairing.generator import Recipe, generate
from pairing.standings import standings
from pairing.trf import Report, read, write
from tests.bench.pairing import timed

CODES = ("PTS", "MPVGP", "EDE", "EMGSB/C1", "BH:MP/C1", "SSSC", "TBR")
SIZES = ((20, 7), (60, 11), (200, 9), (500, 9))


def main() -> None:
    print(f"{'teams x rounds':<16}{'kB':>6}{'read ms':>9}{'gacrux':>10}{'ratio':>7}", end="")
    print(f"{'rank ms':>9}{'gacrux':>9}{'ratio':>7}{'write ms':>10}")
    for teams, rounds in SIZES:
        event = generate(1, Recipe(teams=teams, rounds=rounds, boards=4))
        text = write(Report(event))
        data = text.encode()
        reading, theirs = timed(partial(read, data), 5), timed(partial(_gacrux_read, text), 1)
        ranking, them = timed(partial(standings, event, CODES), 5), timed(_gacrux_rank(text), 1)
        writing = timed(partial(write, Report(event)), 3)
        print(
            f"{f'{teams} x {rounds}':<16}{len(data) // 1000:>6}"
            f"{reading:>9.1f}{theirs:>10.1f}{theirs / reading:>7.0f}"
            f"{ranking:>9.1f}{them:>9.1f}{them / ranking:>7.0f}{writing:>10.1f}"
        )


def _gacrux_read(text: str) -> object:
    reader = trf2json()
    reader.parse_file(text, 0)
    assert reader.chessjson["status"]["code"] == 0
    return reader.get_tournament(1)


def _gacrux_rank(text: str) -> Callable[[], object]:
    read_in = _gacrux_read(text)
    options = {"tiebreak": list(CODES), "check": False, "unrated": None, "swiss": True}
    return lambda: tiebreak(read_in, -1, options).compute_tiebreaks(read_in, options)


if __name__ == "__main__":
    main()

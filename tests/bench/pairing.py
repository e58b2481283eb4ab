"""How long one round of a team Swiss takes, beside gacrux on the same events: `python -m
tests.bench.pairing`.

Both start from their own model of the event and build the state of the round from it; reading files is not
counted. A mid-event round is the fifth of nine, with results by chance and colour preferences of type B, the
dearest to pair.
"""

import argparse
import time
from collections.abc import Callable
from functools import partial

from pairing.generator import Recipe, generate
from pairing.model import ColorModel, Event, Primary
from pairing.team_swiss import pair
from tests.pairing.gacrux_oracle import opinion, tournament

SIZES = (20, 60, 100, 200, 500)
TARGETS = {20: 5, 60: 20, 100: 100, 200: 500, 500: 3000}
PLAYED = 4
ROUNDS = 9


def middle(size: int, seed: int = 1) -> Event:
    """Make an event of this size with four of nine rounds played."""
    return generate(seed, recipe(size, PLAYED))


def first(size: int) -> Event:
    """Make an event before its first round."""
    return generate(1, recipe(size, 0))


def recipe(size: int, played: int) -> Recipe:
    return Recipe(
        teams=size,
        rounds=ROUNDS,
        boards=4,
        color_model=ColorModel.B,
        primary=Primary.MATCH_POINTS,
        played=played,
        incidents=False,
    )


def timed(run: Callable[[], object], times: int) -> float:
    """Give the milliseconds of the fastest of several runs: the others measured the machine's other work."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def row(name: str, event: Event, target: int, *, largest: int) -> str:
    """Measure one event with both programs and spell the line of the table."""
    ours = timed(partial(pair, event), 7)
    line = f"{name:<22} {ours:>9.1f} {target:>8}"
    if len(event.teams) > largest:
        return line
    read = tournament(event)
    theirs = timed(partial(opinion, event, read), 2 if len(event.teams) <= 100 else 1)
    return f"{line} {theirs:>10.1f} {theirs / ours:>7.0f}"


def main() -> None:
    """Print the table, and with `--curve` how time grows with size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=500, help="the largest event gacrux is asked to pair")
    parser.add_argument("--curve", action="store_true", help="only our own times, for many sizes")
    options = parser.parse_args()
    if options.curve:
        for size in (20, 40, 60, 80, 100, 150, 200, 300, 400, 500, 700, 1000):
            milliseconds = timed(partial(pair, middle(size)), 3)
            print(f"{size:>5} teams {milliseconds:>9.1f} ms  " + "#" * int(milliseconds / 10), flush=True)
        return
    print(f"{'round':<22} {'ms':>9} {'target':>8} {'gacrux ms':>10} {'times':>7}", flush=True)
    for size in SIZES:
        print(
            row(f"mid-event, {size} teams", middle(size), TARGETS[size], largest=options.largest), flush=True
        )
    print(row("round 1, 200 teams", first(200), 50, largest=options.largest), flush=True)


if __name__ == "__main__":
    main()

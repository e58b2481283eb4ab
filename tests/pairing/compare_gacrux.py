"""Compare with gacrux over any number of random events: `python -m tests.pairing.compare_gacrux --events
2000`.
"""

import argparse
import sys
import time

from pairing.generator import generate
from tests.pairing.gacrux_oracle import differs, stages


def main() -> int:
    """Print the first seed, then every round that differs, then the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--first-seed", type=int, default=int(time.monotonic_ns() % 1_000_000_000))
    options = parser.parse_args()
    print("first seed", options.first_seed, flush=True)
    rounds = different = 0
    for seed in range(options.first_seed, options.first_seed + options.events):
        for event in stages(generate(seed)):
            rounds += 1
            if differs(event):
                different += 1
                print("differs: seed", seed, "round", event.next_round, flush=True)
    print(options.events, "events,", rounds, "rounds,", different, "differ")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

"""Events in a tangle: scores given by decision, most pairs forbidden, some teams floaters of the round
before.
"""

import random
from itertools import combinations

from pairing.model import (
    Adjustment,
    ColorModel,
    Event,
    Match,
    Prohibition,
    Regulations,
    Round,
    System,
    Team,
    boards,
)


def scattered(seed: int, teams: int, *, levels: int, forbidden: float, rounds: int = 9) -> Event:
    """Make an event before its second round; `forbidden` is the share of pairs that may not meet."""
    chance = random.Random(seed)
    numbers = list(range(1, teams + 1))
    order = chance.sample(numbers, teams)
    matches = tuple(
        Match(white, black, boards(chance.choice(["1", "=", "0", "+"])))
        for white, black in zip(order[::2], order[1::2], strict=False)
    )
    bans = tuple(
        Prohibition(1, rounds, pair) for pair in combinations(numbers, 2) if chance.random() < forbidden
    )
    before = tuple(
        Adjustment((tpn,), 2 * chance.randrange(levels), 0, 1 if tpn % 3 else None) for tpn in numbers
    )
    regulations = Regulations(
        System.TEAM_SWISS, rounds=rounds, color_model=chance.choice(tuple(ColorModel)), prohibited=bans
    )
    return Event(regulations, tuple(map(Team, numbers)), rounds=(Round(1, matches),), adjustments=before)

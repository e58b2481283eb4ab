"""The crowd's dice: the one place among the clients that knows chance.

Every simulated player draws from dice of its own, all thrown from one seed that is printed first, so a
crowd can be made to play the same way again.

    dice(7, "player 3").random()
"""

from random import Random as Dice  # noqa: TID251 — this module owns the crowd's chance

__all__ = ["Dice", "dice"]


def dice(seed: int, name: str) -> Dice:
    """The dice of one player; the same seed and name give the same throws."""
    return Dice(f"{seed} {name}")  # noqa: S311 — play, not secrecy

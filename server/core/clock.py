"""The two clocks of a game. They are told how much time went by; nothing here knows what time it is.

clocks = Clocks.start(TimeControl(Millis(180_000), Millis(2_000)))
clocks.after_move(Side.WHITE, Millis(5_000)).white == 177_000
"""

from dataclasses import dataclass, replace

from server.core.ids import Millis, Side
from server.core.regulations import TimeControl


@dataclass(frozen=True, slots=True)
class Clocks:
    """Time left to White and to Black in ms, and the increment that a completed move earns."""

    white: Millis
    black: Millis
    increment: Millis

    @classmethod
    def start(cls, control: TimeControl) -> "Clocks":
        """Both clocks with the base time and White's first increment due only after his move."""
        return cls(control.base, control.base, control.increment)

    def left(self, side: Side) -> Millis:
        """Time left to a side, in ms; never negative."""
        return self.white if side is Side.WHITE else self.black

    def after_thinking(self, side: Side, spent: Millis) -> "Clocks":
        """The clocks after a side has used `spent` ms without completing a move."""
        left = Millis(max(0, self.left(side) - spent))
        return replace(self, white=left) if side is Side.WHITE else replace(self, black=left)

    def after_move(self, side: Side, spent: Millis) -> "Clocks":
        """The clocks after a side has completed a move that took `spent` ms (Laws 6.2.1, 6.1.2)."""
        left = Millis(max(0, self.left(side) - spent) + self.increment)
        return replace(self, white=left) if side is Side.WHITE else replace(self, black=left)

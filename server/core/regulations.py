"""What an event has decided beforehand, in one frozen value; the rest of the core asks it and nobody else."""

from dataclasses import dataclass

from server.core.ids import Millis, Side


@dataclass(frozen=True, slots=True)
class TimeControl:
    """Base time for the whole game and the increment of each move, in ms (Laws 6.1, Online 4.3)."""

    base: Millis
    increment: Millis


@dataclass(frozen=True, slots=True)
class Regulations:
    """The choices of one event."""

    rounds: int
    boards: int
    """Boards of a match."""
    time_control: TimeControl
    resume_countdown: Millis = Millis(10_000)
    """How long both players must be back after an outage before their clocks run again."""
    tiebreaks: tuple[str, ...] = ("MPVGP", "EDEBT", "EMGSB")
    """FIDE C.07 codes, in the order in which they decide among teams with equal match points."""
    initial_color: Side = Side.WHITE

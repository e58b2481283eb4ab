"""What may be asked for, in two closed unions. A command says who asks only where the rules depend on it."""

from dataclasses import dataclass

from server.core.ids import Millis, Side

# Of a game -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StartGame:
    """Start White's clock."""


@dataclass(frozen=True, slots=True)
class PlayMove:
    """Play a move in UCI; `ply` is the number of half-moves the player has seen."""

    side: Side
    ply: int
    uci: str


@dataclass(frozen=True, slots=True)
class OfferDraw:
    """Offer a draw; while the opponent's own offer stands this accepts it."""

    side: Side


@dataclass(frozen=True, slots=True)
class AcceptDraw:
    """Accept the opponent's standing offer."""

    side: Side


@dataclass(frozen=True, slots=True)
class Resign:
    """Resign."""

    side: Side


@dataclass(frozen=True, slots=True)
class TimeIsUp:
    """The deadline of the side to move has come."""


@dataclass(frozen=True, slots=True)
class JudgePosition:
    """A proof has ended: whether the position it was given is dead, and so every one that follows it."""

    dead: bool


@dataclass(frozen=True, slots=True)
class SuspendClocks:
    """Stop both clocks; `spent` is the thinking time since the last event, in ms, or None to count it now."""

    spent: Millis | None = None


@dataclass(frozen=True, slots=True)
class ResumeClocks:
    """Let the clock of the side to move run again."""


# Of the event --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PublishRound:
    """Pair a round and publish its boards."""

    round: int


@dataclass(frozen=True, slots=True)
class CloseRound:
    """Close a round whose games are all over."""

    round: int


GameCommand = (
    StartGame
    | PlayMove
    | OfferDraw
    | AcceptDraw
    | Resign
    | TimeIsUp
    | JudgePosition
    | SuspendClocks
    | ResumeClocks
)
TournamentCommand = PublishRound | CloseRound

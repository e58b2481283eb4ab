"""What has happened, in two closed unions: facts only, in the past tense, without names of people.

An event is appended to the journal first and applied second. Rosters and rounds live in the stream
`tournament`, each game in a stream of its own, `game:ID`.
"""

from dataclasses import dataclass

from server.core.ids import EndReason, GameId, MatchId, Millis, PersonId, Side, TeamId
from server.core.regulations import Regulations, TimeControl


@dataclass(frozen=True, slots=True)
class Trilingual:
    """A name in the three languages of the pages."""

    ru: str
    zh: str
    en: str


# The tournament's stream ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EventOpened:
    """The event exists, under these regulations."""

    title: Trilingual
    regulations: Regulations


@dataclass(frozen=True, slots=True)
class TeamEntered:
    """A city's team takes part under a pairing number (from 1); `zone` is its IANA time zone."""

    team: TeamId
    number: int
    names: Trilingual
    zone: str


@dataclass(frozen=True, slots=True)
class PlayerEntered:
    """A player stands at a place of his team's fixed order (from 1); places past the boards are reserves."""

    person: PersonId
    team: TeamId
    place: int


@dataclass(frozen=True, slots=True)
class BoardPairing:
    """One board of a match: its game and its players."""

    game: GameId
    board: int
    white: PersonId
    black: PersonId


@dataclass(frozen=True, slots=True)
class MatchPairing:
    """Team against team; `white` has White on board 1 and on the other odd boards."""

    match: MatchId
    white: TeamId
    black: TeamId
    boards: tuple[BoardPairing, ...]


@dataclass(frozen=True, slots=True)
class RoundPublished:
    """The round's matches and boards are known to everybody; `free` has no opponent."""

    round: int
    matches: tuple[MatchPairing, ...]
    free: TeamId | None


@dataclass(frozen=True, slots=True)
class RoundClosed:
    """The arbiter has closed the round."""

    round: int


# A game's stream -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GameCreated:
    """A board is set up for two players; its clocks show the base time and stand."""

    game: GameId
    white: PersonId
    black: PersonId
    time_control: TimeControl


@dataclass(frozen=True, slots=True)
class GameStarted:
    """White's clock was started (Laws 6.6)."""


@dataclass(frozen=True, slots=True)
class MovePlayed:
    """A legal move, in UCI, and the thinking time in ms that it cost its player."""

    uci: str
    spent: Millis


@dataclass(frozen=True, slots=True)
class DrawOffered:
    """A draw was offered; the offer cannot be withdrawn (Online 5.3)."""

    by: Side


@dataclass(frozen=True, slots=True)
class FlagFell:
    """The flag of the side to move fell, but the position may be dead: the clocks stand till it is judged."""


@dataclass(frozen=True, slots=True)
class ClocksSuspended:
    """Both clocks stand; the side to move had thought for `spent` ms since the last event."""

    spent: Millis


@dataclass(frozen=True, slots=True)
class ClocksResumed:
    """The clock of the side to move runs again."""


@dataclass(frozen=True, slots=True)
class GameEnded:
    """The game is over: half-points of both, why, and the ms the side to move had thought until then."""

    white: int
    black: int
    reason: EndReason
    spent: Millis


TournamentEvent = EventOpened | TeamEntered | PlayerEntered | RoundPublished | RoundClosed
GameEvent = (
    GameCreated
    | GameStarted
    | MovePlayed
    | DrawOffered
    | FlagFell
    | ClocksSuspended
    | ClocksResumed
    | GameEnded
)
Event = TournamentEvent | GameEvent

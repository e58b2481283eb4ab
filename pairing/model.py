"""An event as the rules see it: regulations, competitors, rounds of matches, byes and points.

Values only: nothing here pairs, counts or ranks. A competitor is a team in a team event and a player in an
individual one; either is known by its number (TPN, or starting rank). Points are integers in half-points,
match points and game points alike, so 3/1/0 is `Scale(6, 2, 0)`. A round holds what was paired and what came
of it; a competitor that is in no match and has no bye in a round was not there (zero points; a free round in
a round robin).

>>> match = Match(1, 4, boards("1==0"))
>>> match.played, [board.first.value for board in match.boards]
(True, ['1', '=', '=', '0'])
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from pairing.why import Why

Points: TypeAlias = int
"""Half-points: a won game is 2, a drawn one 1. Ints only; nothing in a score is ever a float."""


class Color(Enum):
    """The colour of a player, or of a team: that of its player on board 1 (C.04.6 1.6)."""

    WHITE = "w"
    BLACK = "b"

    @property
    def other(self) -> "Color":
        """The opposite colour."""
        return Color.BLACK if self is Color.WHITE else Color.WHITE


class Mark(Enum):
    """What one player is given for one game, in the letters of TRF26; `PENDING` is a game still to be
    finished.
    """

    WIN = "1"
    DRAW = "="
    LOSS = "0"
    UNRATED_WIN = "W"
    UNRATED_DRAW = "D"
    UNRATED_LOSS = "L"
    FORFEIT_WIN = "+"
    FORFEIT_LOSS = "-"
    PENDING = "*"


FORFEITED = frozenset({Mark.FORFEIT_WIN, Mark.FORFEIT_LOSS})


@dataclass(frozen=True, slots=True)
class Board:
    """One board of a match, seen from the match's White team; in an individual event, from the White player.

    `first` is the mark of that team's player and `second` the opponent's: two marks, because an arbiter may
    give ½–0 or 0–0. The players are their starting ranks, 0 where none sat or none is known.
    """

    first: Mark
    second: Mark
    first_player: int = 0
    second_player: int = 0

    @property
    def played(self) -> bool:
        """Whether the game was played or is to be played, and not decided by forfeit."""
        return self.first not in FORFEITED and self.second not in FORFEITED


_SECOND = {
    Mark.WIN: Mark.LOSS,
    Mark.DRAW: Mark.DRAW,
    Mark.LOSS: Mark.WIN,
    Mark.UNRATED_WIN: Mark.UNRATED_LOSS,
    Mark.UNRATED_DRAW: Mark.UNRATED_DRAW,
    Mark.UNRATED_LOSS: Mark.UNRATED_WIN,
    Mark.FORFEIT_WIN: Mark.FORFEIT_LOSS,
    Mark.FORFEIT_LOSS: Mark.FORFEIT_WIN,
    Mark.PENDING: Mark.PENDING,
}
_BOARDS = {mark.value: Board(mark, second) for mark, second in _SECOND.items()}
_BOARDS["x"] = Board(Mark.FORFEIT_LOSS, Mark.FORFEIT_LOSS)


def boards(letters: str) -> tuple[Board, ...]:
    """Spell a match's boards by the White team's marks, `x` where both players were absent.

    Raises:
        KeyError: a letter is neither a mark nor `x`.
    """
    return tuple(_BOARDS[letter] for letter in letters)


class Forfeit(Enum):
    """A whole match decided without play, the White team's sign first (TRF26 record 330)."""

    WHITE_WINS = "+-"
    BLACK_WINS = "-+"
    BOTH_LOSE = "--"


@dataclass(frozen=True, slots=True)
class Match:
    """One pair of a round; `white` is the competitor that has White (on board 1).

    Without boards and without a forfeit the match is still to be played. An annulled match stays in the
    record, gives nobody a point and does not count as played.
    """

    white: int
    black: int
    boards: tuple[Board, ...] = ()
    forfeit: Forfeit | None = None
    annulled: bool = False

    @property
    def played(self) -> bool:
        """Whether at least one board was played (C.04.6 2.1.1): they have met and had their colours."""
        if self.forfeit is not None or self.annulled:
            return False
        if not self.boards:
            return True
        return any(board.played for board in self.boards)


class ByeKind(Enum):
    """Why a competitor has no opponent in a round, in the letters of TRF26."""

    PAIRING = "U"
    FULL = "F"
    HALF = "H"
    ZERO = "Z"


@dataclass(frozen=True, slots=True)
class Bye:
    """A competitor without an opponent: the pairing-allocated bye, or a bye asked for."""

    competitor: int
    kind: ByeKind


@dataclass(frozen=True, slots=True)
class Round:
    """One round: its matches in board order and its byes; `why` says how they came about and is never
    compared.
    """

    number: int
    matches: tuple[Match, ...]
    byes: tuple[Bye, ...] = ()
    why: Why | None = field(default=None, compare=False)

    @property
    def pab(self) -> int | None:
        """The competitor with the pairing-allocated bye, if there is one."""
        return next((bye.competitor for bye in self.byes if bye.kind is ByeKind.PAIRING), None)


@dataclass(frozen=True, slots=True)
class Absence:
    """A bye known beforehand for a round to come (TRF26 record 240)."""

    round: int
    competitor: int
    kind: ByeKind = ByeKind.ZERO


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points given or taken by decision (TRF26 record 299): a penalty is negative; `round` None is the event.

    `kind` is the record's letter. Blank adds the points to what was scored; W D L F H Z + - instead replace
    what that outcome is worth to these competitors in that round.
    """

    competitors: tuple[int, ...]
    match_points: Points
    game_points: Points
    round: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Player:
    """A player by starting rank. `rating` 0 is unrated; `city` is whom the player plays for in an individual
    event.

    The competitor takes part from `first_round` to `last_round`; None is to the end.
    """

    number: int
    name: str = ""
    city: str = ""
    rating: int = 0
    title: str = ""
    sex: str = ""
    federation: str = ""
    fide_id: str = ""
    birth: str = ""
    first_round: int = 1
    last_round: int | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """A team by TPN. `members` are starting ranks in board order; `group` is its age group in a city match.

    The team takes part from `first_round` to `last_round`; None is to the end.
    """

    number: int
    name: str = ""
    nickname: str = ""
    strength: int = 0
    members: tuple[int, ...] = ()
    city: str = ""
    group: str = ""
    first_round: int = 1
    last_round: int | None = None


Competitor: TypeAlias = Team | Player


class System(Enum):
    """How the rounds of an event are paired."""

    TEAM_SWISS = "team-swiss"
    TEAM_ROUND_ROBIN = "team-round-robin"
    TEAM_DOUBLE_ROUND_ROBIN = "team-double-round-robin"
    CITY_MATCH = "city-match"
    INDIVIDUAL_SWISS = "individual-swiss"
    ROUND_ROBIN = "round-robin"
    DOUBLE_ROUND_ROBIN = "double-round-robin"
    SCHEVENINGEN = "scheveningen"

    @property
    def of_teams(self) -> bool:
        """Whether the competitors are teams; in the other systems they are players."""
        return self in _OF_TEAMS

    @property
    def swiss(self) -> bool:
        """Whether pairs follow from the scores; in the other systems a table fixes them beforehand."""
        return self in _SWISS


_SWISS = frozenset({System.TEAM_SWISS, System.INDIVIDUAL_SWISS})
_OF_TEAMS = frozenset(
    {System.TEAM_SWISS, System.TEAM_ROUND_ROBIN, System.TEAM_DOUBLE_ROUND_ROBIN, System.CITY_MATCH}
)


class ColorModel(Enum):
    """The colour preferences of the event (C.04.6 1.7): simple, strong and mild, or none at all."""

    A = "A"
    B = "B"
    NONE = "none"


class Primary(Enum):
    """Which points decide the event, and so are the score (C.04.6 1.2)."""

    MATCH_POINTS = "mp"
    GAME_POINTS = "gp"


@dataclass(frozen=True, slots=True)
class Scale:
    """What a win, a draw and a loss are worth; `absent` is a loss by forfeit. The usual game points are the
    default.
    """

    win: Points = 2
    draw: Points = 1
    loss: Points = 0
    absent: Points = 0


@dataclass(frozen=True, slots=True)
class ByePoints:
    """What the pairing-allocated bye is worth, the same for every one of the event."""

    match_points: Points
    game_points: Points


@dataclass(frozen=True, slots=True)
class Prohibition:
    """Competitors of whom no two may meet in these rounds, both included (TRF26 record 260)."""

    first_round: int
    last_round: int
    competitors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Acceleration:
    """Virtual points of the competitors `first` to `last` in these rounds, all included (record 250)."""

    first_round: int
    last_round: int
    first: int
    last: int
    match_points: Points
    game_points: Points = 0


@dataclass(frozen=True, slots=True)
class Readings:
    """The choices where C.04.6 can be read in two ways; the defaults are the majority's.

     `last_round_strong`: in the last round a team with equal colours keeps a strong preference (1.7, type B).
    `graded_c6`: [C6] asks for the fewest upfloaters of the following scoregroup, not just for the parity
    minimum. `c6_skips_empty`: the following scoregroup is the next with somebody to pair, not the next in the
    standings.
    `arrived_numbers`: 4.3.1 looks at the number among the teams that have arrived, not at the TPN.
    """

    last_round_strong: bool = True
    graded_c6: bool = False
    c6_skips_empty: bool = False
    arrived_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Regulations:
    """What an event fixes before its first round.

     `rounds` is the declared number. `board_colors` are the White team's colours from board 1 on, such as
    "WBWB". `pab` None is what the rules give: a draw to a team, a win to a player. `best` is how many of its
    players count for a city in an individual Swiss (0: all). `own_city_games` are the games between players
    of one city the arbiter allows in a round. `baku` accelerates by C.04.7; `accelerations` by the event's
    own table.
    """

    system: System
    rounds: int
    boards: int = 1
    board_colors: str = ""
    color_model: ColorModel = ColorModel.A
    primary: Primary = Primary.MATCH_POINTS
    secondary_for_colors: bool = True
    match_points: Scale = Scale(4, 2, 0)
    game_points: Scale = Scale()
    pab: ByePoints | None = None
    initial_color: Color = Color.WHITE
    prohibited: tuple[Prohibition, ...] = ()
    accelerations: tuple[Acceleration, ...] = ()
    baku: bool = False
    readings: Readings = Readings()
    tiebreaks: tuple[str, ...] = ()
    best: int = 0
    own_city_games: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """All that pairing and standings look at: regulations, competitors, the rounds so far and known absences.

    The rounds are complete from round 1 on, each with its results; the round to be paired is the next one.
    """

    regulations: Regulations
    teams: tuple[Team, ...] = ()
    players: tuple[Player, ...] = ()
    rounds: tuple[Round, ...] = ()
    absences: tuple[Absence, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def competitors(self) -> tuple[Competitor, ...]:
        """Teams in a team event, players in an individual one, in the order given."""
        return self.teams if self.regulations.system.of_teams else self.players

    @property
    def next_round(self) -> int:
        """The number of the round to be paired."""
        return len(self.rounds) + 1


class Impossible(Enum):
    """Why a round has no legal pairing."""

    NO_COMPLETE_PAIRING = "no-complete-pairing"
    NO_BYE_LEFT = "no-bye-left"
    CITY_TOO_LARGE = "city-too-large"
    NOBODY_TO_PAIR = "nobody-to-pair"
    ROUNDS_ARE_OVER = "rounds-are-over"
    SIDES_UNFIT = "sides-unfit"


@dataclass(frozen=True, slots=True)
class NoLegalPairing:
    """The answer when no legal round exists; the arbiter decides what happens then (C.04.6 3.3.3).

    `competitors` are those concerned. For a city with too many players `city` names it and `own_city_games`
    is the least number of games between its own players that an arbiter would have to allow.
    """

    round: int
    reason: Impossible
    competitors: tuple[int, ...] = ()
    city: str = ""
    own_city_games: int = 0


def not_paired(event: Event) -> dict[int, ByeKind]:
    """Name the competitors that stay out of the round to be paired, with the bye each is recorded with.

    Late arrivals and withdrawals (C.04.2 2.4, 3.2) have a zero-point bye, others the bye they asked for.
    """
    number = event.next_round
    out = {
        competitor.number: ByeKind.ZERO
        for competitor in event.competitors
        if number < competitor.first_round
        or (competitor.last_round is not None and number > competitor.last_round)
    }
    out.update({absence.competitor: absence.kind for absence in event.absences if absence.round == number})
    return out

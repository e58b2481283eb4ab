"""The field of one round: for each team to be paired, all that C.04.6 looks at, drawn from the event's
record.

It reads history; it chooses nothing. Teams are positions 0, 1, 2 ... in ascending TPN, sets of teams are bits
of an int. Colour history is that of played matches only, squeezed together (C.04.2 3.4).

>>> from pairing.model import Event, Match, Regulations, Round, System, Team, boards
>>> played = Round(1, (Match(1, 3, boards("11")), Match(4, 2, boards("=="))))
>>> teams = tuple(Team(tpn) for tpn in (1, 2, 3, 4))
>>> event = Event(Regulations(System.TEAM_SWISS, rounds=3, boards=2), teams, rounds=(played,))
>>> [(entrant.tpn, entrant.score, entrant.colors) for entrant in survey(event).entrants]
[(1, 4, 'w'), (2, 2, 'b'), (3, 0, 'b'), (4, 2, 'w')]
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from pairing.model import (
    ByeKind,
    Color,
    ColorModel,
    Event,
    Match,
    Points,
    Primary,
    Regulations,
    Round,
    not_paired,
)
from pairing.results import barred_from_bye, bye_points, match_points
from pairing.team_swiss.acceleration import virtual_points

_DIGITS = bytes.maketrans(b"01", b"\0\1")


@dataclass(frozen=True, slots=True)
class Entrant:
    """One team to be paired.

     `score` is the pairing score, with virtual points; `primary` and `secondary` are the points of the
    standings. `colors` are those of its played matches. `floated`: it was a floater in the round before
    (1.5). `barred`: it must not get the bye (2.1.2). `lot_number` is the number whose parity 4.3.1 asks for.
    """

    tpn: int
    score: Points
    primary: Points
    secondary: Points
    colors: str
    floated: bool
    barred: bool
    lot_number: int
    preference: Color | None
    strong: bool

    @property
    def difference(self) -> int:
        """Colour difference: matches with White less matches with Black (1.6.2)."""
        return 2 * self.colors.count("w") - len(self.colors)


@dataclass(frozen=True, slots=True)
class Field:
    """All teams to be paired, by ascending TPN, and for each the set of those it may meet ([C1],
    prohibitions).
    """

    regulations: Regulations
    round: int
    entrants: tuple[Entrant, ...]
    may_meet: tuple[int, ...]

    @property
    def everybody(self) -> int:
        """The set of all teams to be paired."""
        return (1 << len(self.entrants)) - 1

    @property
    def last_two_rounds(self) -> bool:
        """Whether [C7] and [C10] are not looked at."""
        return self.round > self.regulations.rounds - 2


def members(teams: int) -> list[int]:
    """List the positions of a set, ascending."""
    # Selecting by the digits takes a fifth of the time of a loop that strips one bit after the other.
    digits = format(teams, "b")[::-1].encode().translate(_DIGITS)
    return list(compress(range(len(digits)), digits))


def team_set(positions: Iterable[int]) -> int:
    """Make a set of positions."""
    teams = 0
    for position in positions:
        teams |= 1 << position
    return teams


def preference(
    colors: str, model: ColorModel, *, last_round: bool, strong_when_equal: bool = True
) -> tuple[Color | None, bool]:
    """Give the colour preference of a team with these played matches, and whether it is strong (1.7).

    In the last round equal colours leave no mild preference; `strong_when_equal` says whether they leave a
    strong one. Type A knows one strength only, which is not called strong: [C9] and 4.3.4 belong to type B.
    """
    if model is ColorModel.NONE or not colors:
        return None, False
    difference = 2 * colors.count("w") - len(colors)
    last_two = colors[-2:]
    type_b = model is ColorModel.B
    if not difference and last_round and type_b and not strong_when_equal:
        return None, False
    if difference <= -2 or (difference <= 0 and last_two == "bb"):
        return Color.WHITE, type_b
    if difference >= 2 or (difference >= 0 and last_two == "ww"):
        return Color.BLACK, type_b
    if not type_b or (not difference and last_round):
        return None, False
    wants_white = difference < 0 or (not difference and colors[-1] == "b")
    return (Color.WHITE if wants_white else Color.BLACK), False


class _Gain(NamedTuple):
    """What a team made in one round, with the letter of the outcome as in record 299."""

    match: Points
    game: Points
    letter: str


class _Histories:
    """What every team has gathered, round by round."""

    def __init__(self, event: Event) -> None:
        numbers = [team.number for team in event.teams]
        self.event = event
        self.match = dict.fromkeys(numbers, 0)
        self.game = dict.fromkeys(numbers, 0)
        self.colors = dict.fromkeys(numbers, "")
        self.met: dict[int, set[int]] = {number: set() for number in numbers}
        self.barred = barred_from_bye(event)
        self.floated: set[int] = set()
        self._add_adjustments(None)
        for played in event.rounds:
            self._add_round(played)

    def primary(self, number: int) -> Points:
        by_match = self.event.regulations.primary is Primary.MATCH_POINTS
        return self.match[number] if by_match else self.game[number]

    def secondary(self, number: int) -> Points:
        by_match = self.event.regulations.primary is Primary.MATCH_POINTS
        return self.game[number] if by_match else self.match[number]

    def _add_round(self, played: Round) -> None:
        regulations = self.event.regulations
        if played.number == len(self.event.rounds):
            self._note_floaters(played)
        gains: dict[int, _Gain] = {}
        for match in played.matches:
            self._add_match(match, gains)
        for bye in played.byes:
            worth = bye_points(bye.kind, regulations)
            gains[bye.competitor] = _Gain(worth.match_points, worth.game_points, bye.kind.value)
        self._replace(played.number, gains)
        for number, gain in gains.items():
            self.match[number] += gain.match
            self.game[number] += gain.game
        self._add_adjustments(played.number)

    def _note_floaters(self, played: Round) -> None:
        virtual = virtual_points(self.event, played.number)
        for match in played.matches:
            scores = [self.primary(number) + virtual.get(number, 0) for number in (match.white, match.black)]
            if match.played and scores[0] != scores[1]:
                self.floated |= {match.white, match.black}

    def _add_match(self, match: Match, gains: dict[int, _Gain]) -> None:
        points, played = match_points(match, self.event.regulations), match.played
        margin = points.white_game - points.black_game
        white, black = ("W", "L") if margin > 0 else ("L", "W") if margin < 0 else ("D", "D")
        if played:
            self.colors[match.white] += "w"
            self.colors[match.black] += "b"
            self.met[match.white].add(match.black)
            self.met[match.black].add(match.white)
        else:
            white, black = ("+", "-") if margin > 0 else ("-", "+") if margin < 0 else ("-", "-")
        gains[match.white] = _Gain(points.white_match, points.white_game, white)
        gains[match.black] = _Gain(points.black_match, points.black_game, black)

    def _replace(self, number: int, gains: dict[int, _Gain]) -> None:
        """Apply the adjustments that say what an outcome is worth: to those named, or to all; in a round of
        its own to whatever they made there.
        """
        for adjustment in self.event.adjustments:
            named = adjustment.competitors
            in_one_round = bool(named) and adjustment.round is not None
            if not adjustment.kind or (in_one_round and adjustment.round != number):
                continue
            for competitor in named or gains:
                gain = gains.get(competitor)
                if gain and (in_one_round or gain.letter == adjustment.kind):
                    gains[competitor] = _Gain(adjustment.match_points, adjustment.game_points, gain.letter)

    def _add_adjustments(self, number: int | None) -> None:
        for adjustment in self.event.adjustments:
            if adjustment.round == number and not adjustment.kind:
                for competitor in adjustment.competitors:
                    self.match[competitor] += adjustment.match_points
                    self.game[competitor] += adjustment.game_points


def survey(event: Event) -> Field:
    """Read the event's rounds and draw the field of the round to be paired."""
    histories = _Histories(event)
    out = not_paired(event)
    present = sorted(team.number for team in event.teams if team.number not in out)
    entrants = _entrants(event, histories, present)
    return Field(event.regulations, event.next_round, entrants, _may_meet(event, present, histories))


def _entrants(event: Event, histories: _Histories, present: list[int]) -> tuple[Entrant, ...]:
    regulations, number = event.regulations, event.next_round
    virtual = virtual_points(event, number)
    last_round = number >= regulations.rounds
    strong_when_equal = regulations.readings.last_round_strong
    lot_numbers = {tpn: tpn for tpn in present}
    if regulations.readings.arrived_numbers:
        lot_numbers = {tpn: place for place, tpn in enumerate(_arrived(event, present), start=1)}
    entrants = []
    for tpn in present:
        colors = histories.colors[tpn]
        wish, strong = preference(
            colors, regulations.color_model, last_round=last_round, strong_when_equal=strong_when_equal
        )
        entrants.append(
            Entrant(
                tpn=tpn,
                score=histories.primary(tpn) + virtual.get(tpn, 0),
                primary=histories.primary(tpn),
                secondary=histories.secondary(tpn),
                colors=colors,
                floated=tpn in histories.floated,
                barred=tpn in histories.barred,
                lot_number=lot_numbers[tpn],
                preference=wish,
                strong=strong,
            )
        )
    return tuple(entrants)


def _arrived(event: Event, present: list[int]) -> list[int]:
    """List the teams that have come so far: in this round, or in an earlier one in more than a zero-point
    bye.
    """
    came = set(present)
    for played in event.rounds:
        for match in played.matches:
            came |= {match.white, match.black}
        came |= {bye.competitor for bye in played.byes if bye.kind is not ByeKind.ZERO}
    return sorted(came)


def _may_meet(event: Event, present: list[int], histories: _Histories) -> tuple[int, ...]:
    """Make the sets of [C1] and of the event's prohibitions (an event may forbid more than the rules do)."""
    position = {tpn: place for place, tpn in enumerate(present)}
    everybody = (1 << len(present)) - 1
    barred = {tpn: set(histories.met[tpn]) for tpn in present}
    for prohibition in event.regulations.prohibited:
        if prohibition.first_round <= event.next_round <= prohibition.last_round:
            for tpn in prohibition.competitors:
                if tpn in barred:
                    barred[tpn].update(prohibition.competitors)
    return tuple(
        everybody & ~team_set(position[other] for other in barred[tpn] if other in position) & ~(1 << place)
        for tpn, place in position.items()
    )

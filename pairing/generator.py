"""Random events for tests and measurements: everything follows from the seed, which a caller prints first.

The rounds are paired by the library itself and played by chance, stronger competitors winning more often.
What a
`Recipe` leaves open is drawn as well. An event ends early where no legal pairing exists.

>>> event = generate(1, Recipe(teams=5, rounds=3))
>>> len(event.teams), len(event.rounds), event == generate(1, Recipe(teams=5, rounds=3))
(5, 3, True)
"""

from dataclasses import dataclass, replace
from random import Random  # noqa: TID251 — chance is this module's business; it is always seeded
from typing import TypeAlias

from pairing.model import (
    Absence,
    Board,
    ByeKind,
    ByePoints,
    Color,
    ColorModel,
    Event,
    Forfeit,
    Mark,
    Match,
    NoLegalPairing,
    Player,
    Primary,
    Prohibition,
    Regulations,
    Round,
    Scale,
    System,
    Team,
)
from pairing.round_robin import DOUBLE, cycle_length
from pairing.systems import pair

Span: TypeAlias = tuple[int, int | None]
"""The first and the last round of a competitor; None is to the end."""

CITIES = ("Khabarovsk", "Yekaterinburg", "Kazan", "Ufa", "Guangzhou", "Qiqihar")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an event is to be like. None, or no value, leaves it to chance.

    `teams` counts competitors, players in an individual event; a city match has two. `played` stops the event
    after so many rounds. `incidents` allows forfeits and, in a Swiss, byes, late arrivals, withdrawals,
    prohibited pairs.
    """

    system: System = System.TEAM_SWISS
    teams: int | None = None
    rounds: int | None = None
    boards: int | None = None
    color_model: ColorModel | None = None
    primary: Primary | None = None
    played: int | None = None
    incidents: bool = True
    baku: bool = False


def generate(seed: int, recipe: Recipe = Recipe()) -> Event:
    """Make the event of this seed and recipe, with all its rounds played."""
    chance = Random(seed)  # noqa: S311 — no secret
    event = _begin(chance, recipe)
    strengths = {one.number: chance.gauss(0, 1) for one in event.competitors}
    last = event.regulations.rounds if recipe.played is None else recipe.played
    for number in range(1, last + 1):
        if recipe.incidents and recipe.system.swiss:
            event = replace(event, absences=event.absences + _absences(chance, event, number))
        paired = pair(event)
        if isinstance(paired, NoLegalPairing):
            break
        matches = tuple(_play(chance, event, match, strengths, recipe) for match in paired.matches)
        event = replace(event, rounds=(*event.rounds, Round(number, matches, paired.byes)))
    return event


def _begin(chance: Random, recipe: Recipe) -> Event:
    """Draw the regulations and the competitors; in a table system nobody comes late or leaves."""
    count = _count(chance, recipe)
    rounds = recipe.rounds or _rounds(chance, recipe.system, count)
    boards = (recipe.boards or chance.randint(1, 6)) if recipe.system.of_teams else 1
    swiss = recipe.incidents and recipe.system.swiss
    primary = recipe.primary or chance.choice(
        (Primary.MATCH_POINTS, Primary.MATCH_POINTS, Primary.GAME_POINTS)
    )
    regulations = Regulations(
        recipe.system,
        rounds=rounds,
        boards=boards,
        board_colors=("WB" * boards)[:boards],
        color_model=recipe.color_model or chance.choice(tuple(ColorModel)),
        primary=Primary.MATCH_POINTS if recipe.baku else primary,
        secondary_for_colors=chance.random() < 0.7,
        match_points=Scale(6, 2, 0) if chance.random() < 0.2 else Scale(4, 2, 0),
        pab=ByePoints(2, boards) if recipe.system.of_teams else None,
        initial_color=chance.choice(tuple(Color)),
        prohibited=_prohibited(chance, count, rounds) if swiss else (),
        baku=recipe.baku,
    )
    spans = [_span(chance, rounds) if swiss else (1, None) for _ in range(count)]
    if recipe.system.of_teams:
        return Event(regulations, _teams(count, boards, spans), _players(count * boards, None))
    sides = _sides(count) if recipe.system is System.SCHEVENINGEN else ()
    return Event(regulations, sides, _players(count, spans))


def _count(chance: Random, recipe: Recipe) -> int:
    if recipe.system is System.CITY_MATCH:
        return 2
    return recipe.teams or chance.choice((4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40))


def _rounds(chance: Random, system: System, count: int) -> int:
    if system.swiss:
        return chance.randint(3, max(3, min(count - 1, 11)))
    if system in DOUBLE:
        return 2 * cycle_length(count)
    return cycle_length(count) if system is not System.SCHEVENINGEN else (count + 1) // 2


def _teams(count: int, boards: int, spans: list[Span]) -> tuple[Team, ...]:
    return tuple(
        Team(
            number,
            _name(number),
            members=tuple(range((number - 1) * boards + 1, number * boards + 1)),
            city=CITIES[(number - 1) % len(CITIES)],
            first_round=spans[number - 1][0],
            last_round=spans[number - 1][1],
        )
        for number in range(1, count + 1)
    )


def _sides(count: int) -> tuple[Team, ...]:
    """Divide the players of a Scheveningen match into its two teams."""
    half = (count + 1) // 2
    return Team(1, CITIES[0], members=tuple(range(1, half + 1))), Team(
        2, CITIES[1], members=tuple(range(half + 1, count + 1))
    )


def _name(number: int) -> str:
    lap, place = divmod(number - 1, len(CITIES))
    return CITIES[place] + (f" {lap + 1}" if lap else "")


def _players(count: int, spans: list[Span] | None) -> tuple[Player, ...]:
    spans = spans or [(1, None)] * count
    return tuple(
        Player(
            number,
            f"Player {number}",
            city=CITIES[(number - 1) % len(CITIES)],
            first_round=spans[number - 1][0],
            last_round=spans[number - 1][1],
        )
        for number in range(1, count + 1)
    )


def _span(chance: Random, rounds: int) -> Span:
    """Draw when a competitor arrives and leaves: nearly always it is there from first to last."""
    draw = chance.random()
    if draw < 0.03:
        return chance.randint(2, max(2, rounds // 2)), None
    return 1, (chance.randint(1, rounds - 1) if draw < 0.05 else None)


def _prohibited(chance: Random, count: int, rounds: int) -> tuple[Prohibition, ...]:
    if chance.random() < 0.85:
        return ()
    first = chance.randint(1, rounds)
    some = tuple(sorted(chance.sample(range(1, count + 1), chance.randint(2, 3))))
    return (Prohibition(first, chance.randint(first, rounds), some),)


def _absences(chance: Random, event: Event, number: int) -> tuple[Absence, ...]:
    kinds = (ByeKind.ZERO, ByeKind.ZERO, ByeKind.HALF, ByeKind.FULL)
    return tuple(
        Absence(number, one.number, chance.choice(kinds))
        for one in event.competitors
        if one.first_round <= number <= (one.last_round or number) and chance.random() < 0.02
    )


def _play(chance: Random, event: Event, match: Match, strengths: dict[int, float], recipe: Recipe) -> Match:
    """Play one match: now and then it is forfeited, or one of its boards is."""
    edge = strengths[match.white] - strengths[match.black]
    lineups = _lineups(event, match)
    if recipe.incidents and chance.random() < 0.03:
        forfeit = chance.choice(tuple(Forfeit))
        marks = {
            Forfeit.WHITE_WINS: (Mark.FORFEIT_WIN, Mark.FORFEIT_LOSS),
            Forfeit.BLACK_WINS: (Mark.FORFEIT_LOSS, Mark.FORFEIT_WIN),
            Forfeit.BOTH_LOSE: (Mark.FORFEIT_LOSS, Mark.FORFEIT_LOSS),
        }[forfeit]
        return replace(match, boards=tuple(Board(*marks, *seats) for seats in lineups), forfeit=forfeit)
    played = [_board(chance, edge, seats, recipe) for seats in lineups]
    if not any(board.played for board in played):  # a match nobody played is a forfeited match
        played[0] = Board(Mark.DRAW, Mark.DRAW, *lineups[0])
    return replace(match, boards=tuple(played))


def _lineups(event: Event, match: Match) -> list[tuple[int, int]]:
    """Seat both sides in their default order, White team's player first."""
    if not event.regulations.system.of_teams:
        return [(match.white, match.black)]
    members = {team.number: team.members for team in event.teams}
    return list(zip(members[match.white], members[match.black], strict=True))


def _board(chance: Random, edge: float, seats: tuple[int, int], recipe: Recipe) -> Board:
    if recipe.incidents and chance.random() < 0.03:
        marks = chance.choice(
            (
                (Mark.FORFEIT_WIN, Mark.FORFEIT_LOSS),
                (Mark.FORFEIT_LOSS, Mark.FORFEIT_WIN),
                (Mark.FORFEIT_LOSS, Mark.FORFEIT_LOSS),
            )
        )
        return Board(*marks, *seats)
    draw = chance.gauss(edge, 1.5)
    if abs(draw) < 0.6:
        return Board(Mark.DRAW, Mark.DRAW, *seats)
    return Board(*((Mark.WIN, Mark.LOSS) if draw > 0 else (Mark.LOSS, Mark.WIN)), *seats)

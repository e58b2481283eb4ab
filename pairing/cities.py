"""What each city made: the best players of an individual event, or all its teams.

>>> from pairing.model import Match, Player, Regulations, Round, System, boards
>>> event = Event(
...     Regulations(System.INDIVIDUAL_SWISS, rounds=1, best=1),
...     players=tuple(Player(number, city="Ufa" if number % 2 else "Harbin") for number in range(1, 5)),
...     rounds=(Round(1, (Match(1, 2, boards("1")), Match(4, 3, boards("=")))),),
... )
>>> [(row.rank, row.city, row.game_points, row.counted) for row in city_standings(event)]
[(1, 'Ufa', 2, (1,)), (2, 'Harbin', 1, (4,))]
"""

from dataclasses import dataclass, replace

from pairing.model import Event, Points
from pairing.scoring import Ledger, ledger


@dataclass(frozen=True, slots=True)
class CityRow:
    """A city's place: points in half-points, and the competitors that made them, best first.

    In an individual event match points and game points are the same.
    """

    rank: int
    city: str
    match_points: Points
    game_points: Points
    counted: tuple[int, ...]


def city_standings(event: Event, after: int | None = None) -> tuple[CityRow, ...]:
    """Rank the cities by match points, then game points; equal ones share the rank.

    In an individual event the best `Regulations.best` players of a city count, all of them if it is 0; a city
    with fewer players makes nothing for those it lacks. Competitors without a city are left out.
    """
    book = ledger(event, after)
    cities: dict[str, list[int]] = {}
    for one in event.competitors:
        if one.city and one.number in book.lines:
            cities.setdefault(one.city, []).append(one.number)
    best = 0 if event.regulations.system.of_teams else event.regulations.best
    rows = sorted((_row(book, city, numbers, best) for city, numbers in cities.items()), key=_order)
    ranked: list[CityRow] = []
    for place, row in enumerate(rows, start=1):
        level = bool(ranked) and _order(ranked[-1])[:2] == _order(row)[:2]
        ranked.append(replace(row, rank=ranked[-1].rank if level else place))
    return tuple(ranked)


def _row(book: Ledger, city: str, numbers: list[int], best: int) -> CityRow:
    counted = sorted(
        numbers, key=lambda number: (-book.match_points(number), -book.game_points(number), number)
    )[: best or None]
    return CityRow(
        0,
        city,
        sum(book.match_points(number) for number in counted),
        sum(book.game_points(number) for number in counted),
        tuple(counted),
    )


def _order(row: CityRow) -> tuple[int, int, str]:
    return -row.match_points, -row.game_points, row.city

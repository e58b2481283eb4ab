"""Individual Swiss in which players of one city never meet (Dutch system of 2026, C.04.3).

The pairing itself is the gacrux library's, behind the one function of `dutch`; here it is told who may not
meet whom. Before each round it is worked out whether players of one city can be kept apart at all. If not,
the answer names the city and the least number of games between its own players, and an arbiter may allow that
many (`Regulations.own_city_games`): then just so many such pairs are let through, between players as equal in
score as possible. Players without a city may meet anybody.

>>> from pairing.model import Event, Player, Regulations, System
>>> cities = ["Ufa", "Kazan", "Ufa", "Kazan"]
>>> players = tuple(Player(number, city=city) for number, city in enumerate(cities, start=1))
>>> event = Event(Regulations(System.INDIVIDUAL_SWISS, rounds=2), players=players)
>>> [(match.white, match.black) for match in pair(event).matches]
[(1, 4), (3, 2)]
"""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from pairing import dutch
from pairing.matching import cheapest
from pairing.model import (
    Bye,
    ByeKind,
    Event,
    Impossible,
    Match,
    NoLegalPairing,
    Points,
    Round,
    not_paired,
)
from pairing.results import barred_from_bye, bye_points, match_points


@dataclass(frozen=True, slots=True)
class Forecast:
    """The least number of games between a city's own players that the rest of the event will force.

    `from_round` is the first round in which one is certain to be forced if none is played before.
    """

    city: str
    own_city_games: int
    from_round: int


@dataclass(frozen=True, slots=True)
class _Field:
    """Who is to be paired, whom each has met, and who may still have the bye."""

    numbers: tuple[int, ...]
    cities: dict[int, str]
    met: dict[int, frozenset[int]]
    points: dict[int, Points]
    barred: frozenset[int]

    def own_city(self, one: int, other: int) -> bool:
        return bool(self.cities[one]) and self.cities[one] == self.cities[other]


def pair(event: Event) -> Round | NoLegalPairing:
    """Pair the next round so that no two players of one city meet, or say what prevents it."""
    number, out = event.next_round, not_paired(event)
    if number > event.regulations.rounds:
        return NoLegalPairing(number, Impossible.ROUNDS_ARE_OVER)
    field = _survey(event)
    if len(field.numbers) < 2:
        return NoLegalPairing(number, Impossible.NOBODY_TO_PAIR, field.numbers)
    own = _least_own_city(field)
    if own is None:
        return NoLegalPairing(number, Impossible.NO_COMPLETE_PAIRING, field.numbers)
    if len(own) > event.regulations.own_city_games:
        city = Counter(field.cities[one] for one, _ in own).most_common(1)[0][0]
        players = tuple(one for one in field.numbers if field.cities[one] == city)
        return NoLegalPairing(number, Impossible.CITY_TOO_LARGE, players, city, len(own))
    forbidden = [
        (one, other)
        for one, other in combinations(field.numbers, 2)
        if other in field.met[one] or (field.own_city(one, other) and (one, other) not in own)
    ]
    pairs = dutch.pair(event, field.numbers, forbidden)
    if pairs is None:
        return NoLegalPairing(number, Impossible.NO_COMPLETE_PAIRING, field.numbers)
    byes = [Bye(white, ByeKind.PAIRING) for white, black in pairs if not black]
    byes += [Bye(one, kind) for one, kind in sorted(out.items())]
    return Round(number, tuple(Match(white, black) for white, black in pairs if black), tuple(byes))


def forecast(event: Event) -> tuple[Forecast, ...]:
    """Foresee the own-city games that the remaining rounds force, for each city that will need some.

    A player cannot meet more players of other cities than there are left to meet, and a city with more than
    half of the field has too few opponents in every round. Both counts are lower bounds: results may force
    more.
    """
    field = _survey(event)
    left = event.regulations.rounds - len(event.rounds)
    found = []
    for city, size in sorted(Counter(field.cities[one] for one in field.numbers).items()):
        others = len(field.numbers) - size
        if city:
            fresh = [_fresh(field, one) for one in field.numbers if field.cities[one] == city]
            forced = [_forced(fresh, others, rounds) for rounds in range(1, left + 1)]
            if forced and forced[-1]:
                first = next(rounds for rounds, games in enumerate(forced) if games)
                found.append(Forecast(city, forced[-1], event.next_round + first))
    return tuple(found)


def _fresh(field: _Field, one: int) -> int:
    """Count the players of other cities that this one has not met."""
    return sum(
        other not in field.met[one] and not field.own_city(one, other) and other != one
        for other in field.numbers
    )


def _forced(fresh: list[int], others: int, rounds: int) -> int:
    """Count the own-city games that so many rounds force on a city; one of its players may have the bye."""
    short = sum(max(0, rounds - count) for count in fresh)
    crowded = rounds * max(0, len(fresh) - others)
    byes = rounds * ((len(fresh) + others) % 2)
    return max(0, max(short, crowded) - byes + 1) // 2


def _survey(event: Event) -> _Field:
    out = not_paired(event)
    points: dict[int, Points] = {player.number: 0 for player in event.players}
    met: dict[int, set[int]] = {player.number: set() for player in event.players}
    for played in event.rounds:
        for match in played.matches:
            worth = match_points(match, event.regulations)
            points[match.white] += worth.white_game
            points[match.black] += worth.black_game
            if match.played:
                met[match.white].add(match.black)
                met[match.black].add(match.white)
        for bye in played.byes:
            points[bye.competitor] += bye_points(bye.kind, event.regulations).game_points
    for number, played_against in met.items():
        played_against |= _prohibited(event, number)
    return _Field(
        numbers=tuple(sorted(number for number in points if number not in out)),
        cities={player.number: player.city for player in event.players},
        met={number: frozenset(others) for number, others in met.items()},
        points=points,
        barred=frozenset(barred_from_bye(event)),
    )


def _prohibited(event: Event, number: int) -> set[int]:
    """Name whom the event's own rules keep from this player in the coming round."""
    return {
        other
        for ban in event.regulations.prohibited
        if ban.first_round <= event.next_round <= ban.last_round and number in ban.competitors
        for other in ban.competitors
    }


def _least_own_city(field: _Field) -> list[tuple[int, int]] | None:
    """Find the fewest own-city pairs a complete pairing needs, as equal in score as can be; None if there is
    none.
    """
    edges, place = [], {number: index for index, number in enumerate(field.numbers)}
    for one, other in combinations(field.numbers, 2):
        if other not in field.met[one]:
            gap = abs(field.points[one] - field.points[other])
            edges.append((place[one], place[other], (1 << 24) + gap if field.own_city(one, other) else 0))
    size = len(field.numbers)
    if size % 2:
        edges += [(place[one], size, 0) for one in field.numbers if one not in field.barred]
        size += 1
    pairs = cheapest(size, edges)
    if pairs is None:
        return None
    named = [(field.numbers[one], field.numbers[other]) for one, other in pairs if other < len(field.numbers)]
    return [(one, other) for one, other in named if field.own_city(one, other)]

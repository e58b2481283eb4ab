"""Scheveningen: each player of one team meets each player of the other, one game a round.

The tables are the standard ones: closed formulas, and lists for the few sizes that no formula balances. An
event has two teams whose members, in their order, are A1, A2 ... and B1, B2 ...; the competitors are the
players. A smaller team is filled up with places nobody sits on; who would meet one of them has a free round.
No line-up may change.

>>> [tuple(game) for game in table(4, 2)]
[(1, 2, False), (2, 1, False), (3, 4, True), (4, 3, True)]
"""

from typing import NamedTuple

from pairing.model import Event, Impossible, Match, NoLegalPairing, Round

_LISTED = {
    2: "1 2/-2 -1",
    6: "1 -2 -3 4 -5 6/-2 3 5 -6 4 -1/3 -5 -1 2 6 -4/-4 -6 2 1 -3 5/5 4 6 -3 -1 -2/-6 1 -4 -5 2 3",
    10: (
        "1 2 3 4 -5 -6 -7 8 -9 -10/-2 -1 -8 -3 10 5 6 -4 7 9/3 8 4 10 -6 -7 -9 1 -2 -5/"
        "-4 -3 -10 6 7 -8 5 9 -1 2/5 4 -9 -7 -1 10 -8 -2 3 6/-6 7 1 9 8 2 -10 -5 -4 -3/"
        "7 -5 -2 -1 -4 -9 3 10 6 8/-8 -6 5 2 9 1 4 -3 -10 -7/9 10 7 -5 -2 -3 -1 6 8 -4/"
        "-10 -9 -6 -8 3 4 2 -7 5 1"
    ),
}


class Game(NamedTuple):
    """Places of both teams, from 1, and whether the first team's player has White."""

    first: int
    second: int
    first_white: bool


def table(size: int, number: int) -> tuple[Game, ...]:
    """Give round `number` of the table for two teams of `size`, in the order of the first team.

    Raises:
        ValueError: the table has no such round.
    """
    if not 1 <= number <= size:
        message = f"no round {number} in a Scheveningen table of {size}"
        raise ValueError(message)
    if size in _LISTED:
        opponents = map(int, _LISTED[size].split("/")[number - 1].split())
        return tuple(Game(place, abs(other), other > 0) for place, other in enumerate(opponents, start=1))
    if size % 2:
        return _odd(size, number - 1)
    return _even(size, number - 1)


def _odd(size: int, turn: int) -> tuple[Game, ...]:
    """Everybody moves on by one; the half with White moves back by one every other round."""
    majority, start = (size + 1) // 2, (turn + 1) // 2
    return tuple(
        Game(place + 1, (place + turn) % size + 1, ((place + start) % size < majority) is (turn % 2 == 0))
        for place in range(size)
    )


def _even(size: int, turn: int) -> tuple[Game, ...]:
    """The halves meet their like half first, then the other; each half has one colour in a round."""
    half = size // 2
    games = []
    for place in range(size):
        block, seat = divmod(place, half)
        other_block = block if turn < half else 1 - block
        games.append(
            Game(place + 1, other_block * half + (seat + turn) % half + 1, (block == 0) is (turn % 2 == 0))
        )
    return tuple(games)


def pair(event: Event) -> Round | NoLegalPairing:
    """Pair the next round of a Scheveningen match between the event's two teams."""
    number = event.next_round
    if len(event.teams) != 2 or not all(team.members for team in event.teams):
        return NoLegalPairing(number, Impossible.SIDES_UNFIT, tuple(team.number for team in event.teams))
    first, second = (team.members for team in event.teams)
    size = max(len(first), len(second))
    if number > size:
        return NoLegalPairing(number, Impossible.ROUNDS_ARE_OVER)
    matches = []
    for game in table(size, number):
        if game.first <= len(first) and game.second <= len(second):
            one, other = first[game.first - 1], second[game.second - 1]
            matches.append(Match(one, other) if game.first_white else Match(other, one))
    return Round(number, tuple(matches))

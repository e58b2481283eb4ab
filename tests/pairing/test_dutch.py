"""The Dutch system through its one door: what goes in as an event comes out as pairs."""

import pytest

from pairing import dutch
from pairing.model import (
    Bye,
    ByeKind,
    Color,
    Event,
    Forfeit,
    Match,
    Player,
    Regulations,
    Round,
    System,
    boards,
)


def event_of(count: int, *rounds: Round, initial: Color = Color.WHITE) -> Event:
    regulations = Regulations(System.INDIVIDUAL_SWISS, rounds=5, initial_color=initial)
    return Event(regulations, players=tuple(Player(10 * one) for one in range(1, count + 1)), rounds=rounds)


def test_the_first_round_is_upper_half_against_lower() -> None:
    numbers = (10, 20, 30, 40, 50)
    assert dutch.pair(event_of(5), numbers, []) == [(10, 30), (40, 20), (50, 0)]
    assert dutch.pair(event_of(5, initial=Color.BLACK), numbers, []) == [(30, 10), (20, 40), (50, 0)]


def test_who_is_absent_or_forbidden_is_left_out() -> None:
    pairs = dutch.pair(event_of(5), (10, 20, 40, 50), [(10, 40)])
    assert pairs is not None
    assert {frozenset(one) for one in pairs} == {frozenset((10, 50)), frozenset((20, 40))}
    assert dutch.pair(event_of(2), (10, 20), [(10, 20)]) is None


def test_byes_are_told() -> None:
    first = Round(1, (Match(10, 20, boards("=")),), (Bye(30, ByeKind.PAIRING), Bye(40, ByeKind.HALF)))
    pairs = dutch.pair(event_of(5, first), (10, 20, 30, 40, 50), [])
    assert pairs is not None
    assert pairs[0][0] == 30 or pairs[0][1] == 30
    assert pairs[-1] == (50, 0)


@pytest.mark.parametrize(
    ("match", "equals"),
    [
        (Match(10, 20), {10, 20}),
        (Match(10, 20, boards("*")), {10, 20}),
        (Match(10, 20, boards("1")), {10}),
        (Match(10, 20, boards("L")), {20}),
        (Match(10, 20, forfeit=Forfeit.BLACK_WINS), {20}),
        (Match(10, 20, boards("1"), annulled=True), {10, 20}),
    ],
)
def test_every_kind_of_result_reaches_the_dutch_system(match: Match, equals: set[int]) -> None:
    event = event_of(4, Round(1, (match, Match(30, 40, boards("0")))))
    pairs = dutch.pair(event, (10, 20, 30, 40), [])
    assert pairs is not None
    leaders = next(set(one) for one in pairs if 40 in one)
    assert leaders - {40} <= equals
    if match.played:
        assert {10, 20} not in [set(one) for one in pairs]

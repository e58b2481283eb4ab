"""Individual Swiss by cities: own-city games never happen unless an arbiter allows as many as are forced."""

import doctest
from dataclasses import replace

from pairing import individual_swiss
from pairing.individual_swiss import Forecast, forecast, pair
from pairing.model import (
    Absence,
    Bye,
    ByeKind,
    Event,
    Impossible,
    Match,
    NoLegalPairing,
    Player,
    Prohibition,
    Regulations,
    Round,
    System,
    boards,
)

RULES = Regulations(System.INDIVIDUAL_SWISS, rounds=5)


def event_of(cities: str, *rounds: Round, regulations: Regulations = RULES) -> Event:
    """Make an event of players whose cities are single letters; a dot is no city."""
    players = tuple(Player(number, city=city.strip(".")) for number, city in enumerate(cities, start=1))
    return Event(regulations, players=players, rounds=rounds)


def own_city(event: Event, round_: Round) -> list[Match]:
    city = {player.number: player.city for player in event.players}
    return [match for match in round_.matches if city[match.white] and city[match.white] == city[match.black]]


def play(event: Event, letters: str = "1=0") -> Event:
    """Pair the next round and give its games these results in turn."""
    paired = pair(event)
    assert isinstance(paired, Round)
    matches = tuple(
        replace(match, boards=boards(letters[index % len(letters)]))
        for index, match in enumerate(paired.matches)
    )
    return replace(event, rounds=(*event.rounds, replace(paired, matches=matches)))


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(individual_swiss).failed == 0


def test_players_of_one_city_never_meet_in_a_whole_event() -> None:
    event = event_of("KKKUUUYYYQQQG")
    for _ in range(5):
        event = play(event)
    assert len(event.rounds) == 5
    assert not any(own_city(event, round_) for round_ in event.rounds)
    assert len({round_.pab for round_ in event.rounds}) == 5
    met = [frozenset((match.white, match.black)) for round_ in event.rounds for match in round_.matches]
    assert len(met) == len(set(met))


def test_players_without_a_city_may_meet() -> None:
    paired = pair(event_of("...."))
    assert paired == Round(1, (Match(1, 3), Match(4, 2)))


def test_a_city_with_more_than_half_is_named_with_the_least_own_games() -> None:
    event = event_of("KKKKKKUU")
    assert pair(event) == NoLegalPairing(1, Impossible.CITY_TOO_LARGE, (1, 2, 3, 4, 5, 6), "K", 2)
    one = replace(event, regulations=replace(RULES, own_city_games=1))
    assert isinstance(pair(one), NoLegalPairing)
    allowed = replace(event, regulations=replace(RULES, own_city_games=2))
    paired = pair(allowed)
    assert isinstance(paired, Round)
    assert len(own_city(allowed, paired)) == 2


def test_allowed_own_city_games_are_between_players_equal_in_score() -> None:
    event = event_of("KKKKKU", regulations=replace(RULES, own_city_games=2))
    event = play(event, "1")
    paired = pair(event)
    assert isinstance(paired, Round)
    points = {one: 0 for one in range(1, 7)}
    for match in event.rounds[0].matches:
        points[match.white] += 2
    own = own_city(event, paired)
    assert len(own) == 2
    assert sum(abs(points[match.white] - points[match.black]) for match in own) <= 2


def test_opponents_run_out_where_two_cities_are_small() -> None:
    event = event_of("KKUU")
    event = play(play(event))
    assert pair(event) == NoLegalPairing(3, Impossible.CITY_TOO_LARGE, (1, 2), "K", 2)


def test_a_forecast_counts_what_the_rest_will_force() -> None:
    assert forecast(event_of("KKUU")) == (Forecast("K", 3, 3), Forecast("U", 3, 3))
    assert forecast(event_of("KKKKKKUU")) == (Forecast("K", 10, 1),)
    assert forecast(event_of("KKUUYYQQ")) == ()
    assert forecast(event_of("....")) == ()
    full = play(play(event_of("KKUU", regulations=replace(RULES, rounds=2))))
    assert forecast(full) == ()


def test_the_bye_may_spare_a_city_one_game() -> None:
    assert forecast(event_of("KKU", regulations=replace(RULES, rounds=1))) == ()
    event = event_of("KKU")
    paired = pair(event)
    assert isinstance(paired, Round)
    assert not own_city(event, paired)


def test_a_player_with_a_bye_gets_no_second_one() -> None:
    barring = [
        Round(1, (Match(1, 2, boards("1")),), (Bye(3, ByeKind.PAIRING),)),
        Round(1, (Match(1, 2, boards("1")),), (Bye(3, ByeKind.FULL),)),
        Round(1, (Match(1, 2, boards("+")),), (Bye(3, ByeKind.ZERO),)),
        Round(1, (Match(1, 2, boards("-")),), (Bye(3, ByeKind.ZERO),)),
        Round(1, (Match(1, 2, boards("x")),), (Bye(3, ByeKind.PAIRING),)),
    ]
    for round_, byes in zip(barring, [{1, 2}, {1, 2}, {2, 3}, {1, 3}, {1, 2}], strict=True):
        paired = pair(event_of("KUY", round_))
        assert isinstance(paired, Round)
        assert paired.pab in byes


def test_nobody_left_for_the_bye_is_no_complete_pairing() -> None:
    event = event_of("KUY", Round(1, (Match(1, 2, boards("+")),), (Bye(3, ByeKind.PAIRING),)))
    full = Round(2, (), (Bye(2, ByeKind.FULL), Bye(1, ByeKind.HALF), Bye(3, ByeKind.ZERO)))
    stuck = replace(event, rounds=(*event.rounds, full))
    assert pair(stuck) == NoLegalPairing(3, Impossible.NO_COMPLETE_PAIRING, (1, 2, 3))


def test_colours_alone_can_make_a_round_impossible() -> None:
    whites = [
        Round(number, (Match(1, number + 2, boards("=")), Match(2, number + 5, boards("="))))
        for number in (1, 2)
    ]
    event = event_of("........", *whites)
    out = tuple(Absence(3, one) for one in range(3, 9))
    alone = replace(event, absences=out)
    assert pair(alone) == NoLegalPairing(3, Impossible.NO_COMPLETE_PAIRING, (1, 2))


def test_prohibited_pairs_and_absent_players_are_left_out() -> None:
    rules = replace(RULES, prohibited=(Prohibition(1, 2, (1, 3)), Prohibition(2, 2, (1, 4))))
    event = replace(
        event_of("......", regulations=rules), absences=(Absence(1, 5), Absence(1, 6, ByeKind.HALF))
    )
    paired = pair(event)
    assert isinstance(paired, Round)
    assert {frozenset((match.white, match.black)) for match in paired.matches} in (
        {frozenset((1, 4)), frozenset((2, 3))},
        {frozenset((1, 2)), frozenset((3, 4))},
    )
    assert paired.byes == (Bye(5, ByeKind.ZERO), Bye(6, ByeKind.HALF))


def test_one_player_has_nobody_to_meet() -> None:
    assert pair(event_of("K")) == NoLegalPairing(1, Impossible.NOBODY_TO_PAIR, (1,))


def test_the_event_ends_after_its_declared_rounds() -> None:
    event = play(event_of("KUYQ", regulations=replace(RULES, rounds=1)))
    assert pair(event) == NoLegalPairing(2, Impossible.ROUNDS_ARE_OVER)

"""The best set of upfloaters: in tangles where one upfloater is seldom enough, and in large ones."""

import time
from dataclasses import replace

import pytest

from pairing.model import Adjustment, Event, NoLegalPairing, Prohibition, Readings, Regulations, System, Team
from pairing.team_swiss import pair
from pairing.team_swiss.field import members, survey, team_set
from pairing.team_swiss.upfloater_sets import Bracket, best_set, fewest_upfloaters
from tests.pairing.literal_swiss import Literal
from tests.pairing.scattered import scattered

READINGS = [
    Readings(),
    Readings(graded_c6=True),
    Readings(c6_skips_empty=True),
    Readings(graded_c6=True, c6_skips_empty=True),
]


@pytest.mark.parametrize("readings", READINGS)
@pytest.mark.parametrize("rounds", [3, 9])
def test_tangles_are_paired_word_by_word(readings: Readings, rounds: int) -> None:
    sets = 0
    for seed in range(150):
        print("seed", seed)
        event = scattered(
            seed, 6 + seed % 3, levels=1 + seed % 4, forbidden=0.2 + 0.05 * (seed % 7), rounds=rounds
        )
        event = replace(event, regulations=replace(event.regulations, readings=readings))
        expected, paired = Literal(event).answer(), pair(event)
        if expected is None:
            assert isinstance(paired, NoLegalPairing)
            continue
        assert not isinstance(paired, NoLegalPairing)
        assert paired.why is not None
        assert [(why.residents, why.upfloaters) for why in paired.why.brackets] == expected.brackets
        assert [(match.white, match.black) for match in paired.matches] == expected.pairs
        sets += any(len(why.upfloaters) > 1 for why in paired.why.brackets)
    assert sets > 10


def first_bracket(event: Event) -> Bracket | None:
    """Give the first bracket of an even field that can be paired, or None."""
    field = survey(event)
    literal = Literal(event)
    if len(field.entrants) % 2 or literal.answer() is None:
        return None
    scores = sorted({entrant.score for entrant in field.entrants}, reverse=True)
    groups = [
        team_set(place for place, entrant in enumerate(field.entrants) if entrant.score == score)
        for score in scores
    ]
    return Bracket(groups[0], tuple(groups[1:]), groups[1] if len(groups) > 1 else 0)


def test_matchings_find_what_trying_finds() -> None:
    compared = 0
    for seed in range(300):
        event = scattered(1000 + seed, 8, levels=3, forbidden=0.15)
        bracket, paired = first_bracket(event), pair(event)
        if bracket is None or isinstance(paired, NoLegalPairing):
            continue
        assert paired.why is not None
        field = survey(event)
        chosen = tuple(field.entrants[place].tpn for place in best_set(field, bracket))
        assert chosen == paired.why.brackets[0].upfloaters
        compared += 1
    assert compared > 200


def test_the_fewest_upfloaters_of_a_group() -> None:
    everybody_but = [0b111110, 0b111101, 0b111011, 0b110111, 0b101111, 0b011111]
    assert fewest_upfloaters(tuple(everybody_but), 0b000011, 0b111100) == 0
    assert fewest_upfloaters(tuple(everybody_but), 0b000111, 0b111000) == 1
    apart = (0b111100, 0b111100, *everybody_but[2:])
    assert fewest_upfloaters(apart, 0b000011, 0b111100) == 2


def tangle(scores: list[int], *cliques: range) -> Event:
    """Make an event of these scores in which nobody of a clique may meet another of it."""
    teams = tuple(Team(number) for number in range(1, len(scores) + 1))
    given = tuple(Adjustment((number,), score, 0) for number, score in enumerate(scores, start=1))
    bans = tuple(Prohibition(1, 9, tuple(clique)) for clique in cliques)
    return Event(Regulations(System.TEAM_SWISS, rounds=9, prohibited=bans), teams, adjustments=given)


LARGE = {
    "top half apart": tangle([4] * 100 + [2] * 100, range(1, 101)),
    "top half apart, a hundred scores below": tangle([400] * 100 + list(range(100)), range(1, 101)),
    "two halves apart, sorted": tangle([place // 10 for place in range(200)], range(1, 101), range(101, 201)),
    "two halves apart, mixed": tangle(
        [7 * place % 20 for place in range(200)], range(1, 101), range(101, 201)
    ),
    "a clique of 99 in forty scores": tangle([37 * place % 40 for place in range(200)], range(1, 100)),
    "every score once, lower half apart": tangle(list(range(200)), range(1, 101)),
    "odd, hardly a bye": tangle([place // 10 for place in range(199)], range(1, 101)),
    "impossible": tangle([place % 20 for place in range(200)], range(1, 102)),
}


@pytest.mark.parametrize("event", LARGE.values(), ids=LARGE)
def test_no_tangle_of_two_hundred_teams_takes_ten_seconds(event: Event) -> None:
    start = time.process_time()
    paired = pair(event)
    assert time.process_time() - start < 10
    if isinstance(paired, NoLegalPairing):
        assert paired.competitors == tuple(range(1, 201))
        return
    apart = [set(ban.competitors) for ban in event.regulations.prohibited]
    assert not [match for match in paired.matches if any({match.white, match.black} <= one for one in apart)]
    assert len(paired.matches) == len(event.teams) // 2


def test_upfloaters_come_from_as_high_as_they_can() -> None:
    event = tangle([400] * 40 + list(range(80)), range(1, 41))
    paired = pair(event)
    assert not isinstance(paired, NoLegalPairing)
    assert paired.why is not None
    assert paired.why.brackets[0].upfloaters == tuple(range(120, 80, -1))


def test_a_set_lists_higher_scores_first() -> None:
    event = tangle([8, 8, 8, 4, 6, 4, 6, 4, 4, 4], range(1, 4))
    bracket = first_bracket(replace(event, teams=event.teams))
    assert bracket is not None
    assert [place + 1 for place in best_set(survey(event), bracket)] == [5, 7, 4]
    assert members(bracket.residents) == [0, 1, 2]

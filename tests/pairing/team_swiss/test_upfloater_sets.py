"""The best set of upfloaters: in tangles where one upfloater is seldom enough, and in large ones."""

import random
import time
from dataclasses import replace
from itertools import combinations

import pytest

from pairing import matching
from pairing.model import Adjustment, Event, NoLegalPairing, Prohibition, Readings, Regulations, System, Team
from pairing.team_swiss import pair, upfloater_sets
from pairing.team_swiss.field import Field, members, survey, team_set
from pairing.team_swiss.legality import Legality
from pairing.team_swiss.upfloater_sets import Bracket, best_set, fewest_upfloaters
from tests.pairing.literal_swiss import Literal
from tests.pairing.scattered import scattered
from tests.pairing.team_swiss.builders import entrant, field_of

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


def highest_bracket(field: Field) -> Bracket:
    """Take the highest scoregroup as residents and the next one as the following."""
    scores = sorted({one.score for one in field.entrants}, reverse=True)
    groups = [
        team_set(place for place, one in enumerate(field.entrants) if one.score == score) for score in scores
    ]
    return Bracket(groups[0], tuple(groups[1:]), groups[1] if len(groups) > 1 else 0)


def first_bracket(event: Event) -> Bracket | None:
    """Give the first bracket of an even field that can be paired, or None."""
    field = survey(event)
    literal = Literal(event)
    if len(field.entrants) % 2 or literal.answer() is None:
        return None
    return highest_bracket(field)


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


def drawn(seed: int, size: int, levels: int) -> Field:
    """Draw teams of which the two to six at the top may not meet each other, and others not always."""
    chance = random.Random(seed)
    top = 2 + seed % 5
    points = sorted((chance.randrange(levels) for _ in range(size - top)), reverse=True)
    teams = [
        entrant(tpn, score=score, floated=chance.random() < 0.4)
        for tpn, score in enumerate([levels] * top + points, start=1)
    ]
    share = 0.3 + 0.1 * (seed % 5)
    apart = tuple(
        pair for pair in combinations(range(1, size + 1), 2) if pair[1] <= top or chance.random() < share
    )
    return field_of(*teams, apart=apart, readings=Readings(graded_c6=seed % 2 == 1))


def smallest_sets(legality: Legality, upper: int, lower: int) -> list[int]:
    """List the legal sets of the fewest upfloaters by trying them all."""
    for size in range(upper.bit_count() % 2, lower.bit_count() + 1, 2):
        sets = map(team_set, combinations(members(lower), size))
        legal = [one for one in sets if legality.can_pair(upper | one) and legality.can_pair(lower & ~one)]
        if legal:
            return legal
    raise AssertionError


def tried(field: Field, bracket: Bracket) -> tuple[int, ...]:
    """Choose among all legal sets by [C5], [C6], [C7] and the order of 3.5.4."""
    legality = Legality(field.may_meet)

    def worth(teams: int) -> tuple[object, ...]:
        following, order = bracket.following & ~teams, []
        for group in bracket.groups:
            order += members(group & teams)
        needed = smallest_sets(legality, following, bracket.lower & ~teams & ~following)[0].bit_count()
        excess = needed - following.bit_count() % 2
        return (
            [(group & teams).bit_count() for group in reversed(bracket.groups)],
            excess if field.regulations.readings.graded_c6 else excess > 0,
            sum(field.entrants[position].floated for position in order),
            order,
        )

    best = min(smallest_sets(legality, bracket.residents, bracket.lower), key=worth)
    return tuple(position for group in bracket.groups for position in members(group & best))


def limit(monkeypatch: pytest.MonkeyPatch, bits: int) -> None:
    """Allow costs of so many bits; a larger one is an OverflowError."""
    monkeypatch.setattr(upfloater_sets, "COST_BITS", bits)
    monkeypatch.setattr(matching, "COST_BITS", bits)


def test_no_other_set_is_better() -> None:
    compared = 0
    for seed in range(200):
        print("seed", seed)
        field = drawn(seed, 12, 2 + seed % 3)
        if Legality(field.may_meet).can_pair(field.everybody):
            bracket = highest_bracket(field)
            assert best_set(field, bracket) == tried(field, bracket)
            compared += 1
    assert compared > 120


def test_few_bits_settle_a_set_in_small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    fields = [drawn(seed, 30, 2 + seed % 20) for seed in range(100)]
    pairable = [field for field in fields if Legality(field.may_meet).can_pair(field.everybody)]
    at_once = [best_set(field, highest_bracket(field)) for field in pairable]
    limit(monkeypatch, 24)
    assert [best_set(field, highest_bracket(field)) for field in pairable] == at_once
    assert len(pairable) > 60


def test_few_bits_hold_what_is_carried_from_group_to_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of six at the top may meet one team alone; six of the lowest scoregroups give up one of two."""
    scores = [200] * 6 + list(range(100, 70, -1)) + [6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1]
    apart = tuple(
        (top, other) for top in range(1, 7) for other in range(1, 49) if other not in (top, 35 + 2 * top)
    )
    field = field_of(*(entrant(tpn, score=score) for tpn, score in enumerate(scores, start=1)), apart=apart)
    limit(monkeypatch, 32)
    assert best_set(field, highest_bracket(field)) == (36, 38, 40, 42, 44, 46)


def test_one_from_a_lower_score_is_worse_than_all_from_a_higher_one() -> None:
    """Teams 1 to 4 meet 5, 6, 7 and 12, or 8 to 11; any mixture leaves somebody without an opponent."""
    meet = {(1, 5), (2, 6), (3, 7), (4, 12), (1, 8), (2, 9), (3, 10), (4, 11)}
    meet |= {(5, 6), (7, 12), (8, 10), (9, 11)}
    apart = tuple(pair for pair in combinations(range(1, 13), 2) if pair not in meet)
    scores = [8] * 4 + [6] * 3 + [4] * 4 + [2]
    field = field_of(*(entrant(tpn, score=score) for tpn, score in enumerate(scores, start=1)), apart=apart)
    assert best_set(field, highest_bracket(field)) == (7, 8, 9, 10)


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

"""Recorded team events: every round is paired as the rules have it, and its reasons are the rules' own."""

from dataclasses import replace

import pytest

from pairing.model import Impossible, NoLegalPairing
from pairing.team_swiss import pair
from pairing.why import BracketWhy
from tests.pairing.corpus import Json, Recorded, half_points, recorded

EVENTS = list(recorded("events"))


def bracket(record: Json) -> BracketWhy:
    return BracketWhy(
        score=half_points(record["score"]),
        residents=tuple(record["residents"]),
        upfloaters=tuple(record["upfloaters"]),
        c6_ok=record["c6_ok"],
        c7=record["c7"],
        c8=record["c8"],
        c9=record["c9"],
        c10=record["c10"],
    )


def spelled(why: BracketWhy) -> BracketWhy:
    return BracketWhy(why.score, why.residents, why.upfloaters, why.c6_ok, why.c7, why.c8, why.c9, why.c10)


@pytest.mark.parametrize("corpus", EVENTS, ids=lambda corpus: corpus.name)
def test_every_round_is_paired_as_recorded(corpus: Recorded) -> None:
    for record in corpus.record["rounds"]:
        paired = pair(replace(corpus.event, rounds=corpus.event.rounds[: record["round"] - 1]))
        expected = record["expected"]
        if expected is None:
            assert isinstance(paired, NoLegalPairing)
            assert paired.reason in {Impossible.NO_COMPLETE_PAIRING, Impossible.NO_BYE_LEFT}
            continue
        assert not isinstance(paired, NoLegalPairing)
        assert paired.why is not None
        assert [[match.white, match.black] for match in paired.matches] == expected["pairs"]
        assert paired.pab == expected["pab"]
        assert [why.color_rule.value for why in paired.why.pairs] == expected["colour_rules"]
        assert [spelled(why) for why in paired.why.brackets] == [
            bracket(record) for record in expected["brackets"]
        ]


def test_the_events_are_all_here() -> None:
    assert len(EVENTS) == 100

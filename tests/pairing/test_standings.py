"""Standings: every value and rank of 120 events, shared ranks, and what leaves them."""

import doctest
from fractions import Fraction

from pairing import standings as module
from pairing.standings import Standings, standings
from tests.pairing.corpus import recorded


def table(answer: object) -> Standings:
    assert isinstance(answer, Standings)
    return answer


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(module).failed == 0


def test_every_value_of_the_recorded_events() -> None:
    checked = 0
    for one in recorded("events"):
        required = one.record["standings"]
        codes = tuple(sorted({code for values in required["values"].values() for code in values}))
        for row in table(standings(one.event, codes, after=required["after_round"])).rows:
            for code, value in zip(codes, row.values, strict=True):
                number = required["values"][str(row.number)][code]
                if number is None:
                    # an average of nobody: the record has none, here it is zero
                    assert value.number == 0
                else:
                    assert value.number == Fraction(str(number)), (one.name, row.number, code)
                checked += 1
    assert checked == 52220


def test_every_rank_of_the_recorded_events() -> None:
    checked = 0
    for one in recorded("events", "ties"):
        required = one.record["standings"]
        for order in required["orders"]:
            rows = table(standings(one.event, order["tiebreaks"], after=required["after_round"])).rows
            ranks = {str(row.number): row.rank for row in rows}
            assert ranks == order["rank"], (one.name, order["tiebreaks"])
            checked += len(ranks)
    assert checked == 23478

"""Tie-breaks beside gacrux on random events: `python -m tests.pairing.compare_tiebreaks --events 200`.

Both read the same file. What differs by the reading of an article is left out of the comparison.
WIN:GP, STD:GP: gacrux counts a pairing-allocated bye as won on every board, though it is worth a draw
(7.1, 7.7). REP with free rounds of a round robin: a free round is no bye that was asked for (7.6). Fore
Buchholz before the last round. SSSC where its divisor would be zero: gacrux stops there, here it is 1.
"""

import argparse
from fractions import Fraction
from typing import Any

from gacrux.tiebreak import tiebreak  # type: ignore[import-untyped]  # the library has no types
from gacrux.trf2json import trf2json  # type: ignore[import-untyped]  # the library has no types

from pairing.generator import Recipe, generate
from pairing.model import Event, Primary, System
from pairing.standings import Standings, standings
from pairing.trf import Report, write

SYSTEMS = (System.TEAM_SWISS, System.TEAM_SWISS, System.TEAM_ROUND_ROBIN)
VALUES: tuple[str, ...] = (
    *("MPTS", "GPTS", "MPVGP", "BH", "BH:MP/C1", "BH:MP/C2", "BH:MP/M1", "BH:GP", "BH:GP/C1", "BH:GP/M2"),
    *("SB:MP", "SB:GP", "SB:MP/C1", "ESB", "EMMSB", "EMGSB", "EGMSB", "EGGSB"),
    *("EMMSB/C1", "EMGSB/C1", "EGMSB/C2", "EGGSB/C1", "SSSC", "SSSC:MP", "SSSC:GP", "SSSC:MP/K3"),
    *("AOB:MP", "AOB:GP", "WIN:MP", "WON:MP", "WON:GP", "BPG:MP", "BWG:MP"),
    *("PS:MP", "PS:GP", "PS:MP/C1", "PS:GP/C2", "STD:MP", "BC"),
    *("BH:MP/P", "BH:MP/C1/P", "EMGSB/P", "EMGSB/C1/P", "EGGSB/P", "EGMSB/C1/P", "SSSC:MP/P"),
)
SWISS_ONLY = frozenset({"REP:MP", "FB:MP", "FB:GP", "FB:MP/C1", "AOB:MP/F", "SSSC:MP/F"})
ORDERS = (
    *("PTS,DE,MPVGP", "PTS,DE:GP", "PTS,DE/P", "PTS,EDE", "PTS,EDE:GP", "PTS,EDE/P"),
    *("PTS,EDET", "PTS,EDEB", "PTS,EDEBT", "PTS,EDEBB", "PTS,MPVGP,TBR", "PTS,MPVGP,BBE", "PTS,MPVGP,BC"),
    *("PTS,MPVGP,EDE,EMGSB/C1,BH:MP/C1,TBR", "PTS,MPVGP,EDEBT,EMGSB", "PTS/R,MPVGP/R"),
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--first-seed", type=int, default=1)
    options = parser.parse_args()
    values = ranks = 0
    found = []
    for seed in range(options.first_seed, options.first_seed + options.events):
        counted, ranked, differences = compare(random_event(seed))
        values, ranks = values + counted, ranks + ranked
        found += [f"seed {seed}: {one}" for one in differences]
    print(f"{options.events} events, {values} values, {ranks} ranks: {len(found)} differences")
    print("\n".join(found[:50]))


def random_event(seed: int) -> Event:
    """An event of this seed, with all its rounds played or as many as can be."""
    system = SYSTEMS[seed % len(SYSTEMS)]
    teams = None if system is System.TEAM_SWISS else 5 + seed % 6
    incidents = system is System.TEAM_SWISS
    # a round robin's file cannot say that game points come first
    primary = None if incidents else Primary.MATCH_POINTS
    return generate(seed, Recipe(system=system, teams=teams, primary=primary, incidents=incidents))


def compare(event: Event) -> tuple[int, int, list[str]]:
    """How many values and ranks were compared, and the differences."""
    text, last = write(Report(event)), len(event.rounds)
    swiss = event.regulations.system is System.TEAM_SWISS
    codes = _codes(event)
    found = []
    theirs, rows = _gacrux(text, codes, last, swiss=swiss), _ours(event, codes)
    for row in rows:
        for index, code in enumerate(codes):
            number = theirs[row.number]["tiebreakScore"][index]
            if row.values[index].number != Fraction(str(number or 0)):
                found.append(f"{code} of {row.number}: {row.values[index].number}, gacrux {number}")
    for order in ORDERS:
        listed = tuple(order.split(","))
        ranked = _gacrux(text, listed, last, swiss=swiss)
        for row in _ours(event, listed):
            if row.rank != ranked[row.number]["rank"]:
                found.append(f"{order}: {row.number} is {row.rank}, gacrux {ranked[row.number]['rank']}")
    return len(rows) * len(codes), len(rows) * len(ORDERS), found


def _codes(event: Event) -> tuple[str, ...]:
    """The codes that both count alike on this event."""
    codes = VALUES
    if event.regulations.system is System.TEAM_SWISS and len(event.rounds) == event.regulations.rounds:
        codes += tuple(sorted(SWISS_ONLY))
    if _divisible(event):
        return codes
    return tuple(code for code in codes if not code.startswith("SSSC") or "/K" in code)


def _divisible(event: Event) -> bool:
    """Whether SSSC has a divisor of at least 1 in either score (13.4)."""
    rules, rounds = event.regulations, len(event.rounds)
    return rules.match_points.win * rounds >= rules.boards * rules.game_points.win


def _ours(event: Event, codes: tuple[str, ...]) -> Any:  # the rows of a table
    table = standings(event, codes)
    assert isinstance(table, Standings)
    return table.rows


def _gacrux(text: str, codes: tuple[str, ...], last: int, *, swiss: bool) -> dict[int, dict[str, Any]]:
    reader = trf2json()
    reader.parse_file(text, 0)
    assert reader.chessjson["status"]["code"] == 0, reader.chessjson["status"]
    read = reader.get_tournament(1)
    options = {
        "tiebreak": list(codes),
        "check": False,
        "unrated": None,
        "swiss": swiss,
        "pre_determined": not swiss,
    }
    answer = tiebreak(read, last, options).compute_tiebreaks(read, options)
    return {one["cid"]: one for one in answer["competitors"]}


if __name__ == "__main__":
    main()

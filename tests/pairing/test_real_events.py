"""Final tables of two real leagues, recomputed from their published cross tables.

Both are seasons of the Austrian women's league: round robins ranked by match points, then board points, which
is MPvGP in every edition of C.07 so far. Sources, read in November 2026:

* 2011/12, eight teams on two boards: the German Wikipedia's article
  "Schachbundesliga 2011/12 (Österreich, Frauen)", as mirrored at de.wiki.li.
* 2020/21, four teams on four boards: "Schachbundesliga 2020/21 (Österreich, Frauen)", there as well. The copy
  read had lost the cells with halves; the only results that fit the published totals are typed in here.

A cross table does not tell the rounds; Berger's table stands in for them, which changes no number here.
"""

from dataclasses import replace
from fractions import Fraction

import pytest

from pairing.model import Event, Match, NoLegalPairing, Regulations, Round, System, Team, boards
from pairing.scoring import Edition
from pairing.standings import Standings, cross_table, standings
from pairing.systems import pair

LEAGUE_2012 = """
SV Wulkaprodersdorf     |  - 2 1½ 2 1½ 2 1½ 2 | 14 12½
Freundinnen Tirol       |  0 - 1½ 2 2 2 1½ 2  | 12 11
SV Pamhagen             |  ½ ½ - 1 1½ 2 2 1½  | 9 9
Vorarlberg              |  0 0 1 - 2 1½ 1 2   | 8 7½
SV Feldbach             |  ½ 0 ½ 0 - 2 1½ 1   | 5 5½
Apoptosis Wien          |  0 0 0 ½ 0 - 2 1½   | 4 4
SV Schachamazonen Graz  |  ½ ½ 0 1 ½ 0 - 1½   | 3 4
SV Tschaturanga         |  0 0 ½ 0 1 ½ ½ -    | 1 2½
"""
LEAGUE_2021 = """
SK Erste Bank Baden     |  - 2½ 2½ 3 | 6 8
ASVÖ Pamhagen           |  1½ - 4 4  | 4 9½
SV St. Veit an der Glan |  1½ 0 - 2  | 1 3½
Rapid Feffernitz        |  1 0 2 -   | 1 3
"""


def points(text: str) -> Fraction:
    """Read 1½ and the like."""
    whole = text.removesuffix("½")
    return Fraction(int(whole or 0)) + Fraction(text.endswith("½"), 2)


class League:
    """A published table: names and totals in the order of the ranks, and the results between them."""

    def __init__(self, text: str) -> None:
        rows = [row.split("|") for row in text.strip().splitlines()]
        self.names = [name.strip() for name, _, _ in rows]
        self.cells = [cells.split() for _, cells, _ in rows]
        self.totals = [tuple(map(points, totals.split())) for _, _, totals in rows]

    def event(self, size: int) -> Event:
        """The league with the teams numbered from the last to the first, so that numbers do not help."""
        count = len(self.names)
        rules = Regulations(System.TEAM_ROUND_ROBIN, rounds=count - 1, boards=size)
        teams = tuple(Team(number, self.names[count - number]) for number in range(1, count + 1))
        event = Event(rules, teams)
        for _ in range(count - 1):
            paired = pair(event)
            assert not isinstance(paired, NoLegalPairing)
            matches = tuple(self.played(match, size) for match in paired.matches)
            event = replace(event, rounds=(*event.rounds, Round(paired.number, matches)))
        return event

    def played(self, match: Match, size: int) -> Match:
        """The match with boards that give the published result."""
        count = len(self.names)
        made = points(self.cells[count - match.white][count - match.black])
        against = points(self.cells[count - match.black][count - match.white])
        assert made + against == size
        whole, half = divmod(int(2 * made), 2)
        return replace(match, boards=boards(("1" * whole + "=" * half).ljust(size, "0")))


@pytest.mark.parametrize(("text", "size"), [(LEAGUE_2012, 2), (LEAGUE_2021, 4)], ids=["2011/12", "2020/21"])
@pytest.mark.parametrize("codes", [("PTS", "MPVGP"), ("PTS", "MPVGP", "EDEBT", "EMGSB")])
def test_the_published_table(text: str, size: int, codes: tuple[str, ...]) -> None:
    league = League(text)
    event = league.event(size)
    table = standings(event, codes, edition=Edition.AUGUST_2024)
    assert isinstance(table, Standings)
    names = {team.number: team.name for team in event.teams}
    assert [names[row.number] for row in table.rows] == league.names
    assert [row.rank for row in table.rows] == list(range(1, len(league.names) + 1))
    assert [tuple(value.number for value in row.values[:2]) for row in table.rows] == league.totals


@pytest.mark.parametrize(("text", "size"), [(LEAGUE_2012, 2), (LEAGUE_2021, 4)], ids=["2011/12", "2020/21"])
def test_the_published_cross_table(text: str, size: int) -> None:
    league = League(text)
    table = standings(league.event(size), ("PTS", "MPVGP"))
    assert isinstance(table, Standings)
    laid = [
        [Fraction(lines[0].game_points, 2) if lines else None for lines in columns]
        for _, columns in cross_table(table)
    ]
    assert laid == [[None if cell == "-" else points(cell) for cell in row] for row in league.cells]

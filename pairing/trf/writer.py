"""Write a TRF26 file: every record of the event, and what others like to read beside it (totals, ranks).

Lines end with CR LF; the text is to be encoded in UTF-8. An event whose boards have no players gets some, see
`pairing.trf.seating`. An annulled match is left out, for TRF26 has no word for it.

>>> from pairing.model import Match, Player, Regulations, Round, System, boards
>>> event = Event(
...     Regulations(System.ROUND_ROBIN, rounds=1),
...     players=(Player(1, "Li"), Player(2, "Wang")),
...     rounds=(Round(1, (Match(2, 1, boards("+")),)),),
... )
>>> [line[91:99] for line in write(Report(event)).splitlines() if line.startswith("001")]
['   2 b -', '   1 w +']
"""

from collections.abc import Iterator

from pairing.model import Event, Points
from pairing.scoring import Ledger, ledger
from pairing.standings import default_tiebreaks, ranked
from pairing.tiebreaks.codes import Code, Misread, parse_list
from pairing.trf.entries import player_entries, player_points
from pairing.trf.fields import CONTROL, fitted
from pairing.trf.header_lines import header_lines
from pairing.trf.report import Report
from pairing.trf.round_lines import round_lines
from pairing.trf.rows import WIDTH
from pairing.trf.seating import seated


def write(report: Report) -> str:
    """Write a report as the text of a TRF26 file.

    Raises:
        ValueError: a board was played by nobody.
    """
    event = seated(report.event)
    book = ledger(event)
    ranks = _ranks(event, book)
    lines = [*header_lines(report, event), *_player_lines(event, book, ranks)]
    lines += _team_lines(event, book, ranks) if event.regulations.system.of_teams else _city_lines(event)
    lines += [*round_lines(event), *report.heading.others]
    return "".join(f"{line.rstrip()}\r\n" for line in lines)


def _ranks(event: Event, book: Ledger) -> dict[int, int]:
    """The ranks by the event's own tie-breaks; where they cannot be read, by the score alone."""
    codes = parse_list(default_tiebreaks(event.regulations))
    table = ranked(book, (Code("PTS", "PTS"),) if isinstance(codes, Misread) else codes)
    return {row.number: row.rank for row in table.rows}


def _player_lines(event: Event, book: Ledger, ranks: dict[int, int]) -> Iterator[str]:
    entries = player_entries(event)
    points = player_points(event, book)
    if event.regulations.system.of_teams:
        ranks = _shared(points)
    last = max((round_ for _, round_ in entries), default=0)
    for player in event.players:
        number = player.number
        rounds = "".join(f"{entries.get((number, round_), ''):{WIDTH}}" for round_ in range(1, last + 1))
        yield (
            f"001 {number:4} {_cut(player.sex, 1)}{_cut(player.title, 3, '>')} {_cut(player.name, 33)}"
            f" {player.rating or '':4} {_cut(player.federation, 3)} {_cut(player.fide_id, 11, '>')}"
            f" {_cut(player.birth, 10)} {fitted(points.get(number, 0), 4)} {ranks.get(number, 0):4}  {rounds}"
        )


def _shared(points: dict[int, Points]) -> dict[int, int]:
    """Ranks by points alone, equal ones shared."""
    ordered = sorted(points.values(), reverse=True)
    first = {worth: place for place, worth in reversed(list(enumerate(ordered, start=1)))}
    return {number: first[worth] for number, worth in points.items()}


def _team_lines(event: Event, book: Ledger, ranks: dict[int, int]) -> Iterator[str]:
    for team in event.teams:
        counted = team.number in book.lines
        match_points = book.match_points(team.number) if counted else 0
        game_points = book.game_points(team.number) if counted else 0
        yield (
            f"310 {team.number:3} {_cut(team.name, 32)} {_cut(team.nickname, 5)} {team.strength or '':6}"
            f" {fitted(match_points, 6)} {fitted(game_points, 6)} {ranks.get(team.number, 0):3}  "
            + " ".join(f"{member:4}" for member in team.members)
        )


def _city_lines(event: Event) -> Iterator[str]:
    """Records 013: whom the players of an individual event play for."""
    cities: dict[str, list[int]] = {}
    for player in event.players:
        if player.city:
            cities.setdefault(player.city, []).append(player.number)
    for city, numbers in cities.items():
        yield f"013 {_cut(city, 32)}" + " ".join(f"{number:4}" for number in numbers)


def _cut(text: str, width: int, align: str = "<") -> str:
    """Text in so many columns, nothing in it that would end a line."""
    plain = CONTROL.sub(" ", text)
    return f"{plain[:width]:{align}{width}}"

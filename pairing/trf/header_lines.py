"""Write the records of the tournament section, ??2.

>>> from pairing.model import Regulations, Scale, System
>>> list(scale_lines(Regulations(System.TEAM_SWISS, rounds=3, match_points=Scale(6, 2, 0))))[1]
'362 TW 3.0   TD 1.0   TL 0.0'
"""

from collections.abc import Iterable, Iterator

from pairing.model import Color, Event, Points, Regulations
from pairing.trf.event_types import KINDS, spell_type
from pairing.trf.fields import spell
from pairing.trf.report import Heading, Report


def header_lines(report: Report, event: Event) -> Iterator[str]:
    """Every record that holds something, in the order of their numbers."""
    heading, regulations = report.heading, event.regulations
    texts = [*_heading(heading, event), *_regulations(report, regulations)]
    for code, text in sorted(texts, key=lambda one: one[0]):
        if text:
            yield f"{code} {text}"
    if heading.dates:
        yield f"132{'':88}" + "  ".join(f"{day:8}" for day in heading.dates)
    yield from scale_lines(regulations)


def _heading(heading: Heading, event: Event) -> Iterable[tuple[str, str]]:
    return (
        ("012", heading.name),
        ("022", heading.city),
        ("032", heading.federation),
        ("042", heading.start),
        ("052", heading.end),
        ("062", str(len(event.players))),
        ("072", str(sum(player.rating > 0 for player in event.players))),
        ("082", str(len(event.teams)) if event.teams else ""),
        ("092", heading.kind or KINDS[event.regulations.system]),
        ("102", heading.arbiter),
        *(("112", deputy) for deputy in heading.deputies),
        ("122", heading.time_control),
        ("182", heading.controller),
        ("222", heading.encoded_time_control),
    )


def _regulations(report: Report, regulations: Regulations) -> Iterable[tuple[str, str]]:
    listed = regulations.tiebreaks
    of_teams = regulations.system.of_teams
    return (
        ("142", str(regulations.rounds) if report.rounds_stated else ""),
        ("152", "B" if regulations.initial_color is Color.BLACK else "W"),
        ("192", report.heading.code or spell_type(regulations)),
        ("202", ",".join(listed[1:]) if listed[:1] == ("PTS",) else ""),
        ("212", ",".join(listed)),
        ("352", (regulations.board_colors or ("WB" * regulations.boards)[: regulations.boards]) * of_teams),
    )


def scale_lines(regulations: Regulations) -> Iterator[str]:
    """What results are worth: records 162 and, for teams, 362."""
    games, matches = regulations.game_points, regulations.match_points
    worth: list[tuple[str, Points]] = [("W", games.win), ("D", games.draw), ("L", games.loss)]
    if games.absent:
        worth.append(("A", games.absent))
    if regulations.pab is not None and not regulations.system.of_teams:
        worth.append(("P", regulations.pab.game_points))
    yield _scale("162", worth)
    if regulations.system.of_teams:
        yield _scale("362", (("TW", matches.win), ("TD", matches.draw), ("TL", matches.loss)))


def _scale(code: str, worth: Iterable[tuple[str, Points]]) -> str:
    return f"{code} " + "   ".join(f"{symbol:>2}{spell(points):>4}" for symbol, points in worth)

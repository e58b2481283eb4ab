"""Writing the tournament section."""

import doctest

from pairing.model import ByePoints, Color, Event, Player, Regulations, Scale, System, Team
from pairing.trf import header_lines as module
from pairing.trf.header_lines import header_lines
from pairing.trf.report import Heading, Report


def lines(event: Event, heading: Heading = Heading(), *, stated: bool = True) -> list[str]:  # noqa: B008 — frozen
    return list(header_lines(Report(event, heading, stated), event))


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(module).failed == 0


def test_an_event_of_teams() -> None:
    rules = Regulations(
        System.TEAM_SWISS,
        rounds=5,
        boards=3,
        initial_color=Color.BLACK,
        tiebreaks=("PTS", "MPVGP"),
        game_points=Scale(2, 1, 0, 1),
        pab=ByePoints(2, 3),
    )
    event = Event(rules, (Team(1), Team(2)), (Player(1, rating=2000), Player(2)))
    heading = Heading("Кубок", "Уфа", "RUS", "2026/11/22", "2026/11/23", arbiter="A", deputies=("B", "C"))
    assert lines(event, heading) == [
        "012 Кубок",
        "022 Уфа",
        "032 RUS",
        "042 2026/11/22",
        "052 2026/11/23",
        "062 2",
        "072 1",
        "082 2",
        "092 Team Swiss",
        "102 A",
        "112 B",
        "112 C",
        "142 5",
        "152 B",
        "192 FIDE_TEAM_TYPEA_MP_GP",
        "202 MPVGP",
        "212 PTS,MPVGP",
        "352 WBW",
        "162  W 1.0    D 0.5    L 0.0    A 0.5",
        "362 TW 2.0   TD 1.0   TL 0.0",
    ]


def test_an_event_of_players() -> None:
    rules = Regulations(System.ROUND_ROBIN, rounds=5, pab=ByePoints(1, 1), tiebreaks=("DE", "SB"))
    found = lines(Event(rules, players=(Player(1),)), Heading(dates=("26/11/22", "26/11/23")), stated=False)
    assert found == [
        "062 1",
        "072 0",
        "092 Individual Round robin",
        "152 W",
        "192 BERGER_ROUNDROBIN",
        "212 DE,SB",
        f"132{'':88}26/11/22  26/11/23",
        "162  W 1.0    D 0.5    L 0.0    P 0.5",
    ]


def test_what_the_heading_says_of_the_type_stands() -> None:
    found = lines(
        Event(Regulations(System.TEAM_SWISS, rounds=3, board_colors="BW", boards=2)),
        Heading(
            kind="Own words",
            code="CUSTOM_TEAM_SWISS",
            controller="X",
            time_control="15+10",
            encoded_time_control="900+10",
        ),
    )
    for line in ("092 Own words", "192 CUSTOM_TEAM_SWISS", "182 X", "122 15+10", "222 900+10", "352 BW"):
        assert line in found

"""The tournament section: heading and regulations."""

import doctest

import pytest

from pairing.model import ByePoints, Color, Points, Primary, Regulations, Scale, System
from pairing.trf import header
from pairing.trf.report import Heading
from tests.pairing.trf.texts import PLAYED, at, broken, four, player, report


def rules(*lines: str, teams: bool = True) -> Regulations:
    text = "\n".join((*lines, "")) if lines else ""
    if teams:
        return report(four(head=text)).event.regulations
    return report(text + player(1) + "\n" + player(2)).event.regulations


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(header).failed == 0


def test_the_heading_is_kept() -> None:
    lines = (
        "012 Кубок городов",
        "022 Хабаровск",
        "032 RUS",
        "042 2026/11/22",
        "052 2026/11/24",
        "092 Cup by Swiss",
        "102 Arbiter, Chief",
        "112 Deputy, First",
        "112",
        "112 Deputy, Second",
        "122 15'+10\"",
        "222 900+10",
        "182 Somebody",
        "192 FIDE_TEAM",
        f"132{'':88}26/11/22  26/11/23",
        "062 8",
        "072 0",
        "082 4",
    )
    assert report(four(head="\n".join((*lines, "")))).heading == Heading(
        name="Кубок городов",
        city="Хабаровск",
        federation="RUS",
        start="2026/11/22",
        end="2026/11/24",
        kind="Cup by Swiss",
        arbiter="Arbiter, Chief",
        deputies=("Deputy, First", "Deputy, Second"),
        time_control="15'+10\"",
        encoded_time_control="900+10",
        controller="Somebody",
        dates=("26/11/22", "26/11/23"),
        code="FIDE_TEAM",
    )


def test_a_type_the_writer_would_state_itself_is_not_kept() -> None:
    heading = report(four(head="092 Team Swiss\n192 FIDE_TEAM_TYPEA_MP_GP\n")).heading
    assert (heading.kind, heading.code) == ("", "")


@pytest.mark.parametrize("code", ["012", "132", "142", "192", "212"])
def test_a_record_that_stands_twice(code: str) -> None:
    text = four(head=f"{code} 5\nXXX\n{code} 5\n" if code != "192" else "192 FIDE_TEAM\n\n192 FIDE_TEAM\n")
    assert broken(text) == f"line 3, column 1: expected record {code} no more than once"


@pytest.mark.parametrize(
    ("lines", "system"),
    [
        ((), System.TEAM_SWISS),
        (("092 Swiss",), System.TEAM_SWISS),
        (("092 All-play-all",), System.TEAM_ROUND_ROBIN),
        (("092 Double Round Robin",), System.TEAM_DOUBLE_ROUND_ROBIN),
        (("092 Round robin", "192 FIDE_TEAM"), System.TEAM_SWISS),
        (("192 fide_team_roundrobin",), System.TEAM_ROUND_ROBIN),
    ],
)
def test_the_system_of_teams(lines: tuple[str, ...], system: System) -> None:
    assert rules(*lines).system is system


@pytest.mark.parametrize(
    ("lines", "system"),
    [
        ((), System.INDIVIDUAL_SWISS),
        (("092 Berger",), System.ROUND_ROBIN),
        (("092 double round-robin",), System.DOUBLE_ROUND_ROBIN),
    ],
)
def test_the_system_of_players(lines: tuple[str, ...], system: System) -> None:
    assert rules(*lines, teams=False).system is system


def test_an_unknown_type() -> None:
    text = four(head="192 FIDE_CHAOS\n")
    assert broken(text) == "line 1, column 5: expected a type of event such as FIDE_TEAM_TYPEA_MP_GP"


@pytest.mark.parametrize(
    ("lines", "rounds"), [((), 0), (("142 9",), 9), (("142    11",), 11), (("XXR 7",), 7), (("142",), 0)]
)
def test_the_number_of_rounds(lines: tuple[str, ...], rounds: int) -> None:
    assert rules(*lines).rounds == rounds


def test_whether_the_number_of_rounds_is_stated() -> None:
    assert report(four(head="142 3\n")).rounds_stated
    assert report(four(head="XXR 3\n")).rounds_stated
    assert not report(four(head="")).rounds_stated


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("142 five", 5, "the number of rounds"),
        ("142 0", 5, "the number of rounds"),
        ("142 5    x", 5, "the number of rounds"),
        ("152 R", 5, "the initial colour: W or B"),
        ("352 WBX", 5, "the colours of the boards, such as WBWB"),
        ("162  W 1.0    Q 0.5", 15, "one of W D L A P X and its points, such as W 1.0"),
        ("162  W 1.0    D 0.7", 15, "one of W D L A P X and its points, such as W 1.0"),
        ("362 2.0", 5, "one of TW TD TL and its points, such as TW 1.0"),
    ],
)
def test_what_a_record_cannot_say(line: str, column: int, expected: str) -> None:
    text = four(head=f"012 Cup\n{line}\n")
    assert broken(text) == at(text, line, column, expected)


@pytest.mark.parametrize(
    ("lines", "color"),
    [
        ((), Color.WHITE),
        (("152 b",), Color.BLACK),
        (("152 W",), Color.WHITE),
        (("XXC black1",), Color.BLACK),
        (("XXC white1 rank",), Color.WHITE),
    ],
)
def test_the_initial_color(lines: tuple[str, ...], color: Color) -> None:
    assert rules(*lines).initial_color is color


def test_boards_by_their_colors_or_by_what_was_played() -> None:
    assert (rules("352 wbwb").boards, rules("352 wbwb").board_colors) == (4, "WBWB")
    assert (rules().boards, rules().board_colors) == (2, "WB")
    played = report(four(head="", entries={11: ("  21 w 1",), 21: ("  11 b 0",)})).event.regulations
    assert (played.boards, played.board_colors) == (1, "W")
    assert report(four(head="", entries=PLAYED)).event.regulations.boards == 2
    assert rules("142 3", teams=False).boards == 1


@pytest.mark.parametrize(
    ("line", "scale"),
    [
        ("162  W 1.0    D 0.5    L 0.0", Scale()),
        ("162  W 3.0    D 1.0    L 0.5    A 0.0", Scale(6, 2, 1, 0)),
        ("162 w 3 d1 X 1.0", Scale(6, 2, 0)),
        ("162", Scale()),
    ],
)
def test_what_games_are_worth(line: str, scale: Scale) -> None:
    assert rules(line).game_points == scale


@pytest.mark.parametrize(
    ("lines", "scale"),
    [
        (("362 TW 3.0   TD 1.0   TL 0.0",), (6, 2, 0)),
        (("362 TW  2.0   TD  1.0   TL  0.0",), (4, 2, 0)),
        (("362 TW 3", "362 TL 1"), (6, 2, 2)),
    ],
)
def test_what_matches_are_worth(lines: tuple[str, ...], scale: tuple[Points, Points, Points]) -> None:
    assert rules(*lines).match_points == Scale(*scale)


def test_the_bye_of_players_is_in_the_scale_of_games() -> None:
    assert rules("162 P 0.5", teams=False).pab == ByePoints(1, 1)
    assert rules("162 P 1.0", teams=False).pab is None
    assert rules("162 P 0.5").pab is None


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ((), ()),
        (("202 MPvGP,ede",), ("PTS", "MPVGP", "EDE")),
        (("212 PTS, BH:MP/C1 ;TPN",), ("PTS", "BH:MP/C1", "TPN")),
        (("202 EDE", "212 PTS,BH"), ("PTS", "BH")),
    ],
)
def test_the_tiebreaks(lines: tuple[str, ...], codes: tuple[str, ...]) -> None:
    assert rules(*lines).tiebreaks == codes


def test_the_primary_score() -> None:
    assert rules("192 FIDE_TEAM_GP").primary is Primary.GAME_POINTS
    assert not rules("192 FIDE_TEAM_GP").secondary_for_colors

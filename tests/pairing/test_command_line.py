"""The command line as other programs call it: what it prints, and how it ends."""

import io
import json
import runpy
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from pairing.__main__ import edition, main
from pairing.model import (
    Bye,
    ByeKind,
    Event,
    Match,
    Player,
    Regulations,
    Round,
    System,
    Team,
    boards,
)
from pairing.scoring import Edition
from pairing.trf import Heading, Report, read, write
from tests.pairing.corpus import recorded

SIX = Event(
    Regulations(System.TEAM_SWISS, rounds=5, boards=4),
    tuple(Team(tpn, name) for tpn, name in enumerate(("Khabarovsk", "Kazan", "Ufa", "Уфа", "广州"), start=1)),
    rounds=(Round(1, (Match(1, 4, boards("1=01")), Match(5, 2, boards("1==0")))),),
)


@pytest.fixture
def six(tmp_path: Path) -> str:
    return written(tmp_path / "six.trf", SIX)


def written(path: Path, event: Event, **heading: str) -> str:
    path.write_bytes(write(Report(event, Heading(**heading))).encode())  # type: ignore[arg-type]  # text fields
    return str(path)


def test_pairs_are_printed_white_first_and_the_bye_against_0(
    six: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pair", six]) == 0
    assert capsys.readouterr().out == "3\n2 1\n3 5\n4 0\n"


def test_pairs_as_json_say_why(six: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pair", "--json", six]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["file", "round", "pairs", "pab", "why"]
    assert (answer["file"], answer["round"], answer["pab"]) == (six, 2, 4)
    assert answer["pairs"] == [[2, 1], [3, 5]]
    assert [one["pair"] for one in answer["why"][:2]] == answer["pairs"]
    assert answer["why"][0]["color_rule"] == "4.3.5"
    assert answer["why"][0]["bracket"]["residents"] == [1]
    assert answer["why"][2]["pab"] == 4


def test_pairs_without_a_bye_and_of_a_round_robin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event = Event(
        Regulations(System.TEAM_ROUND_ROBIN, rounds=3), tuple(Team(tpn, str(tpn)) for tpn in range(1, 5))
    )
    path = written(tmp_path / "robin.trf", event)
    assert main(["pair", path]) == 0
    assert capsys.readouterr().out == "2\n1 4\n2 3\n"
    assert main(["pair", "--json", path]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {"file": path, "round": 1, "pairs": [[1, 4], [2, 3]], "pab": None, "why": []}


def test_no_legal_pairing_ends_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event = Event(
        Regulations(System.TEAM_SWISS, rounds=3),
        (Team(1, "A"), Team(2, "B")),
        rounds=(Round(1, (Match(1, 2, boards("1")),)),),
    )
    path = written(tmp_path / "two.trf", event)
    assert main(["pair", path]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"{path}: round 2 has no legal pairing: no-complete-pairing\n"
    assert main(["pair", "--json", path]) == 3
    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "file": path,
        "round": 2,
        "error": "no-legal-pairing",
        "detail": {"reason": "no-complete-pairing", "competitors": [1, 2]},
    }


def test_unusable_input_ends_with_2_and_a_message(
    six: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.trf"
    broken.write_text("012 Cup\n001    X\n")
    missing = str(tmp_path / "missing.trf")
    assert main(["pair", missing, six]) == 2
    printed = capsys.readouterr()
    assert printed.out.startswith("3\n")
    assert printed.err == f"{missing}: No such file or directory\n"
    assert main(["standings", "--json", str(broken)]) == 2
    printed = capsys.readouterr()
    expected = "line 2, column 5: expected a starting rank from 1 to 9999"
    assert json.loads(printed.out) == {"file": str(broken), "error": "unusable", "detail": expected}
    assert printed.err == f"{broken}: {expected}\n"


def test_the_number_of_rounds_must_be_known_to_pair(
    six: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Path(six).read_bytes().replace(b"142 5\r\n", b"")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["pair", "-"]) == 2
    assert capsys.readouterr().err == "-: expected the number of rounds (record 142)\n"


def test_standings_as_a_table(six: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standings", six, "--tiebreaks", "PTS, MPVGP"]) == 0
    assert capsys.readouterr().out == (
        "                  PTS  MPVGP\n"
        "1  1  Khabarovsk    2    2.5\n"
        "2  2  Kazan         1      2\n"
        "2  5  广州            1      2\n"
        "4  4  Уфа           0    1.5\n"
        "5  3  Ufa           0      0\n"
    )


def test_standings_as_json_have_the_codes_as_asked_and_exact_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = next(recorded("events"))
    required = one.record["standings"]
    codes = list(required["values"]["1"])
    path = written(tmp_path / "one.trf", one.event)
    assert main(["standings", "--json", path, "--tiebreaks", ",".join(codes)]) == 0
    answer = json.loads(capsys.readouterr().out, parse_float=Fraction)
    assert list(answer) == ["file", "rank", "values"]
    for number, values in required["values"].items():
        assert list(answer["values"][number]) == codes
        assert answer["values"][number] == {code: Fraction(str(value)) for code, value in values.items()}
    order = required["orders"][1]
    assert main(["standings", "--json", path, "--tiebreaks", ",".join(order["tiebreaks"])]) == 0
    assert json.loads(capsys.readouterr().out)["rank"] == order["rank"]


def test_standings_take_the_tiebreaks_of_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event = replace(SIX, regulations=replace(SIX.regulations, tiebreaks=("PTS", "TPN")))
    assert main(["standings", "--json", written(tmp_path / "file.trf", event)]) == 0
    assert list(json.loads(capsys.readouterr().out)["values"]["1"]) == ["PTS", "TPN"]


def test_an_unknown_tiebreak_is_unusable(six: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standings", six, "--tiebreaks", "PTS,XYZ"]) == 2
    assert capsys.readouterr().err == (
        f"{six}: tie-break XYZ: expected a tie-break of C.07 such as BH or EMGSB/C1\n"
    )


@pytest.mark.parametrize(
    ("start", "used"),
    [
        ("2026/02/28", Edition.AUGUST_2024),
        ("2026/03/01", Edition.MARCH_2026),
        ("2025-11-30", Edition.AUGUST_2024),
        ("", Edition.MARCH_2026),
        ("24/09/2010", Edition.MARCH_2026),
    ],
)
def test_the_first_day_chooses_the_edition(start: str, used: Edition) -> None:
    assert edition(Heading(start=start)) is used


def test_an_event_by_chance_has_its_seed_in_front(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["generate", "--seed", "7", "--teams", "6", "--rounds", "3", "--quiet"]) == 0
    printed = capfdbinary.readouterr()
    assert printed.err == b"seed 7\n"
    assert printed.out.startswith(b"### seed 7\r\n012 Random event 7\r\n")
    report = read(printed.out)
    assert isinstance(report, Report)
    assert len(report.event.teams) == 6
    assert not any(bye.kind is not ByeKind.PAIRING for one in report.event.rounds for bye in one.byes)
    assert main(["generate", "--teams", "4", "--played", "1"]) == 0
    assert capfdbinary.readouterr().err.startswith(b"seed ")


def test_it_runs_as_a_program(six: str) -> None:
    command = [sys.executable, "-m", "pairing", "pair", six]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "3\n2 1\n3 5\n4 0\n", "")


def test_its_exit_code_is_that_of_the_command(
    six: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["pairing", "pair", six, six + ".missing"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(Path(__file__).parents[2] / "pairing" / "__main__.py"), run_name="__main__")
    assert ended.value.code == 2
    assert capsys.readouterr().out == "3\n2 1\n3 5\n4 0\n"


def test_an_individual_event_is_paired(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event = Event(
        Regulations(System.INDIVIDUAL_SWISS, rounds=3),
        players=tuple(Player(number, str(number), rating=2000 - number) for number in range(1, 5)),
    )
    assert main(["pair", "--json", written(tmp_path / "players.trf", event)]) == 0
    assert len(json.loads(capsys.readouterr().out)["pairs"]) == 2


def test_a_record_is_checked(six: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = next(recorded("events"))
    path = written(tmp_path / "right.trf", right.event)
    assert main(["check", path]) == 0
    assert capsys.readouterr().out == f"{path}: {len(right.event.rounds)} rounds as the rules have them\n"
    wrong = replace(SIX, rounds=(Round(1, (Match(1, 2, boards("1=01")), Match(5, 4, boards("1==0")))),))
    path = written(tmp_path / "wrong.trf", wrong)
    assert main(["check", path]) == 1
    assert capsys.readouterr().out == f"{path}: round 1: recorded 1-2 5-4; expected 1-4 5-2\n"
    assert main(["check", "--json", six, path]) == 1
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {"file": six, "rounds": 1, "differences": []}
    assert second["differences"][0]["recorded"] == [[1, 2], [5, 4]]


def test_a_check_finds_colours_byes_and_impossible_rounds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = replace(SIX, teams=SIX.teams[:2], rounds=(Round(1, (Match(2, 1, boards("1=01")),)),))
    path = written(tmp_path / "turned.trf", event)
    assert main(["check", path]) == 1
    assert capsys.readouterr().out == f"{path}: round 1: colours reversed 2-1\n"
    event = replace(event, rounds=(*event.rounds, Round(2, (Match(1, 2, boards("1=01")),))))
    path = written(tmp_path / "again.trf", event)
    assert main(["check", path]) == 1
    assert capsys.readouterr().out.endswith("round 2: no legal pairing exists (no-complete-pairing)\n")
    event = replace(
        SIX,
        teams=SIX.teams[:3],
        rounds=(Round(1, (Match(1, 3, boards("1=01")),), (Bye(2, ByeKind.PAIRING),)),),
    )
    path = written(tmp_path / "bye.trf", event)
    assert main(["check", path]) == 1
    assert "; bye 2, expected 3\n" in capsys.readouterr().out


def test_before_the_first_round_too_many_rounds_are_warned_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "start.trf", replace(SIX, rounds=()))
    assert main(["pair", path]) == 0
    assert capsys.readouterr().err == (
        f"{path}: after round 2 a legal pairing may not exist; a round robin takes 5 rounds\n"
    )

"""Reading whole files: encodings, line ends, unknown records, and noise of every kind."""

import doctest
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing.generator import Recipe, generate
from pairing.model import System, Team
from pairing.trf import Broken, Report, read, reader, write
from tests.pairing.trf.texts import PLAYED, at, broken, four, player, report, team

TEXT = four(entries=PLAYED)


def test_the_example_of_the_module_holds() -> None:
    assert doctest.testmod(reader).failed == 0


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_lines_end_with_cr_lf_or_both(end: str) -> None:
    assert read(TEXT.replace("\n", end)) == report(TEXT)
    wrong = TEXT.replace("  22 b =", "  22 b ?").replace("\n", end)
    assert broken(wrong) == at(wrong.replace(end, "\n"), "  22 b ?", 99, "a result: 1 = 0 W D L + - H F U Z")


@pytest.mark.parametrize("data", [TEXT.encode(), b"\xef\xbb\xbf" + TEXT.encode(), TEXT.encode() + b"\x1a"])
def test_bytes_are_text_in_utf_8(data: bytes) -> None:
    assert read(data) == report(TEXT)


def test_another_encoding_is_found_at_its_first_character() -> None:
    text = TEXT.replace(f"{'Player 12':33}", f"{'Игрок 12':33}")
    assert read(text.encode()) == report(text)
    name = text.split("\n").index(next(line for line in text.split("\n") if "Игрок" in line))
    assert read(text.encode("cp1251")) == Broken(name + 1, 15, "text in UTF-8")
    assert read("012 Кубок\r\n022 Ufa".encode() + b"\xff") == Broken(2, 8, "text in UTF-8")


def test_columns_are_characters_not_bytes() -> None:
    text = TEXT.replace(f"{'Player 12':33}", f"{'Игрок 广州 №12':33}")
    assert report(text).event.players[1].name == "Игрок 广州 №12"
    shifted = TEXT.replace(f"{'Player 12':33}", f"{'Игрок 广州':23}")
    assert broken(shifted).endswith("expected a blank between two fields")


@pytest.mark.parametrize("control", ["\x00", "\t", "\x0c", "\x7f", "\x85"])
def test_control_characters_are_refused_inside_a_line(control: str) -> None:
    text = TEXT.replace("Player 12", f"Play{control}er 12")
    assert broken(text) == at(text, control, 19, "printable text")


def test_blanks_of_every_kind_may_end_a_line() -> None:
    assert read(TEXT.replace("\n", "\t \n")) == report(TEXT)


def test_records_may_come_in_any_order_and_comments_anywhere() -> None:
    lines = TEXT.rstrip("\n").split("\n")
    random.Random(5).shuffle(lines)
    shuffled = "\n".join(line for one in lines for line in ("### comment", "", "   ", one, "801 x", "802 y"))
    assert read(shuffled) == report(TEXT)


def test_unknown_records_are_kept_as_they_are() -> None:
    kept = ("RUS   11  ", "XXA whatever", "172 RUS FIDON")
    assert report(TEXT + "\n".join(kept)).heading.others == ("RUS   11", "XXA whatever", "172 RUS FIDON")


def test_a_file_without_players() -> None:
    for text in ("", "012 Cup\n", "\n\n", "### 001\n"):
        assert broken(text) == "expected at least one player (record 001)"


def test_a_starting_rank_twice() -> None:
    text = f"{player(1)}\n{player(2)}\n{player(1)} "
    assert broken(text) == "line 3, column 5: expected a starting rank other than 1, which is taken"


def test_old_teams_have_the_numbers_of_their_places() -> None:
    text = f"{player(1)}\n{player(2)}\n013 {'Kazan':32}   2\n013 {'Ufa':32}   1\n"
    event = report(text).event
    assert event.regulations.system is System.TEAM_SWISS
    assert event.teams == (Team(1, "Kazan", members=(2,)), Team(2, "Ufa", members=(1,)))


def test_in_an_individual_event_teams_are_cities() -> None:
    text = f"192 FIDE_DUTCH\n{player(1)}\n{player(2)}\n{player(3)}\n013 {'Ufa':32}   1    3\n"
    event = report(text).event
    assert event.teams == ()
    assert [one.city for one in event.players] == ["Ufa", "", "Ufa"]


@pytest.mark.parametrize(
    ("lines", "line", "column", "expected"),
    [
        ((team(1, 1), team(3, 2)), 4, 5, "a team's number from 1 to 2 that is not taken"),
        ((team(1, 1), team(1, 2)), 4, 5, "a team's number from 1 to 2 that is not taken"),
        ((team(1, 1), team(2, 1)), 4, 74, "players who are in no other team"),
        ((team(1, 1, 1),), 3, 74, "players who are in no other team"),
        ((f"013 {'A':32}   1    1",), 3, 37, "players who are in no other team"),
    ],
)
def test_teams_that_cannot_be(lines: tuple[str, ...], line: int, column: int, expected: str) -> None:
    text = "\n".join((player(1), player(2), *lines))
    assert read(text) == Broken(line, column, expected)


CODES = (
    *(
        "001",
        "012",
        "013",
        "132",
        "142",
        "152",
        "162",
        "192",
        "212",
        "240",
        "250",
        "260",
        "299",
        "300",
        "310",
    ),
    *("320", "330", "352", "362", "XXZ"),
)


class TestFuzz:
    """Whatever the text, the answer is a report or one place; a report comes back from its own file."""

    FILES = tuple(
        write(Report(generate(seed, Recipe(system=system, teams=6, rounds=3))))
        for seed in (1, 2)
        for system in (System.TEAM_SWISS, System.INDIVIDUAL_SWISS, System.TEAM_ROUND_ROBIN)
    )

    def answered(self, data: bytes | str) -> None:
        answer = read(data)
        if isinstance(answer, Broken):
            assert answer.expected
            assert "\n" not in str(answer)
            return
        text = write(answer)
        assert read(text) == answer
        assert write(answer) == text

    @settings(max_examples=300, deadline=None)
    @given(st.sampled_from(FILES), st.data())
    def test_characters_changed(self, text: str, data: st.DataObject) -> None:
        letters = st.sampled_from("0123456789 wb=+-HFUZWDL1.x\nЖ")
        for _ in range(data.draw(st.integers(1, 4))):
            place = data.draw(st.integers(0, len(text) - 1))
            text = text[:place] + data.draw(letters) + text[place + data.draw(st.integers(0, 1)) :]
        self.answered(text)

    @settings(max_examples=150, deadline=None)
    @given(st.sampled_from(FILES), st.data())
    def test_lines_moved_dropped_and_doubled(self, text: str, data: st.DataObject) -> None:
        lines = text.split("\r\n")
        for _ in range(data.draw(st.integers(1, 4))):
            place = data.draw(st.integers(0, len(lines) - 1))
            line = lines.pop(place)
            for _ in range(data.draw(st.integers(0, 2))):
                lines.insert(data.draw(st.integers(0, len(lines))), line)
            lines.append("")
        self.answered("\r\n".join(lines))

    @settings(max_examples=150, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(CODES),
                st.text("0123456789 wbHFUZ+-=.TWDL", max_size=110),
            ),
            max_size=12,
        )
    )
    def test_records_made_up(self, lines: list[tuple[str, str]]) -> None:
        self.answered("\n".join(code + content for code, content in lines))

    @settings(max_examples=150, deadline=None)
    @given(st.binary(max_size=400))
    def test_bytes(self, data: bytes) -> None:
        self.answered(data)

    def test_ten_megabytes_of_noise(self) -> None:
        noise = random.Random(1).randbytes(10_000_000)
        assert isinstance(read(noise), Broken)
        assert isinstance(read("".join(chr(33 + byte % 90) for byte in noise)), Broken)
        assert isinstance(read("001 \n" * 2_000_000), Broken)

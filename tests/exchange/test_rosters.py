"""Roster files as spreadsheets write them, in three languages, and one clear sentence for each mistake."""

from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.events import Trilingual
from server.exchange.rosters import City, Entrant, UnreadableRosterError, read, script_of

FEWER = "; fewer boards a match are chosen with --boards."
PLAIN = """\
city,board,name
Ufa,1,Рысь Анна
Ufa,2,Ёжиков Иван
Kazan,1,梁启航
Kazan,2,Liang Qihang
"""


def entrant(native: str, board: int | None, *, captain: bool = False, full: bool = False) -> Entrant:
    """A person whose Latin form was not given."""
    return Entrant(native, native, board, captain, full)


def city(name: str, *entrants: Entrant) -> City:
    """A team with one name in all languages and no time zone."""
    return City(Trilingual(name, name, name), "UTC", entrants)


UFA = city("Ufa", entrant("Рысь Анна", 1), entrant("Ёжиков Иван", 2))
KAZAN = city("Kazan", entrant("梁启航", 1), entrant("Liang Qihang", 2))


def changed(line: int, text: str) -> bytes:
    """The plain file with one line (from 1) changed."""
    lines = PLAIN.splitlines()
    lines[line - 1] = text
    return "\n".join(lines).encode()


def complaint(content: bytes, boards: int = 2) -> str:
    """What the reader says of a file that cannot be used."""
    with pytest.raises(UnreadableRosterError) as caught:
        read(content, boards)
    return str(caught.value)


# Files as they come --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PLAIN.encode(), id="commas"),
        pytest.param(PLAIN.encode("utf-8-sig"), id="a byte order mark"),
        pytest.param(PLAIN.replace(",", ";").encode(), id="semicolons"),
        pytest.param(PLAIN.replace(",", "\t").encode(), id="tabs"),
        pytest.param(PLAIN.replace("\n", "\r\n").encode(), id="line ends of Windows"),
        pytest.param(PLAIN.replace("\n", "\r").encode(), id="line ends of an old Macintosh"),
        pytest.param(PLAIN.rstrip().encode(), id="no last line end"),
        pytest.param(PLAIN.replace("\n", "\n\n ,,\n").encode(), id="empty lines between"),
        pytest.param(PLAIN.replace("Ufa", '" Ufa "').encode(), id="quotes and blanks"),
        pytest.param(PLAIN.replace("Рысь Анна", "Рысь \u00a0 Анна").encode(), id="hard blanks"),
        pytest.param(PLAIN.replace(",1,", ",１,").encode(), id="full-width digits"),
        pytest.param(PLAIN.replace("city,", "CITY ,").encode(), id="a header in capitals"),
        pytest.param(
            PLAIN.replace("\n", ",a note\n").replace("a note", "coach", 1).encode(), id="a column more"
        ),
    ],
)
def test_a_roster_is_read_however_the_spreadsheet_wrote_it(content: bytes) -> None:
    assert read(content, 2) == (UFA, KAZAN)


@pytest.mark.parametrize(
    "header",
    [
        "city,board,name,latin,zone,captain,full_name",
        "team,board,name,latin,time zone,captain,full_name",
        "город,доска,фио,латиницей,часовой пояс,капитан,полное имя",
        "Команда,Доска,Фамилия Имя,Латиницей,Часовой пояс,Капитан,Полное имя",
        "城市,台次,姓名,拼音,时区,领队,公开全名",
        "代表队,台次,姓名,拼音,时区,队长,公开全名",
    ],
)
def test_headers_are_known_in_three_languages(header: str) -> None:
    content = f"{header}\nUfa,1,Рысь Анна,Rys Anna,Asia/Yekaterinburg,x,\nKazan,1,梁启航,Liang Qihang,,,да\n"
    assert read(content.encode(), 1) == (
        City(
            Trilingual("Ufa", "Ufa", "Ufa"),
            "Asia/Yekaterinburg",
            (Entrant("Рысь Анна", "Rys Anna", 1, captain=True, full_name=False),),
        ),
        City(
            Trilingual("Kazan", "Kazan", "Kazan"),
            "UTC",
            (Entrant("梁启航", "Liang Qihang", 1, captain=False, full_name=True),),
        ),
    )


def test_a_city_has_a_name_in_each_language_where_they_differ() -> None:
    content = "city,city_ru,city_zh,board,name\nUfa,Уфа,乌法,1,A\nKazan,,,1,B\n"
    names = [team.names for team in read(content.encode(), 1)]
    assert names == [Trilingual("Уфа", "乌法", "Ufa"), Trilingual("Kazan", "Kazan", "Kazan")]


@pytest.mark.parametrize("mark", ["x", "X", "х", "Х", "1", "yes", "Y", "да", "Да", "是", "true", "+"])
def test_a_mark_is_a_mark_on_every_keyboard(mark: str) -> None:
    content = f"city,board,name,captain,full_name\nUfa,1,A,{mark},{mark}\nKazan,1,B,,no\n"
    ufa, kazan = read(content.encode(), 1)
    assert ufa == city("Ufa", entrant("A", 1, captain=True, full=True))
    assert kazan == city("Kazan", entrant("B", 1))


def test_the_order_of_the_boards_is_by_their_numbers_and_captains_may_not_play() -> None:
    content = "city,board,name,captain\nUfa,,Cap,x\nUfa,3,R,\nUfa,2,B,\nUfa,1,A,\nKazan,1,C,\nKazan,2,D,\n"
    ufa, _ = read(content.encode(), 2)
    assert [entered.native for entered in ufa.entrants] == ["A", "B", "R", "Cap"]
    assert [entered.native for entered in ufa.players] == ["A", "B", "R"]


def test_the_cities_of_the_demonstration_are_complete() -> None:
    cities = read(resources.files("server.exchange").joinpath("twin_cities.csv").read_bytes(), 4)
    assert [team.names.en for team in cities] == [
        "Khabarovsk", "Yekaterinburg", "Kazan", "Ufa", "Guangzhou", "Qiqihar",
    ]  # fmt: skip
    assert all(len(team.players) == 4 for team in cities)
    assert all(sum(entered.captain for entered in team.entrants) == 1 for team in cities)


# Mistakes ------------------------------------------------------------------------------------------------


NO_UTF_8 = "The roster is not in UTF-8 (byte {}): save it as «CSV UTF-8» and try again."
NO_COLUMN = "Line 1: no column «{}»; the columns city, board and name are needed."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (PLAIN.encode("cp1251", "replace"), NO_UTF_8.format(23)),
        (PLAIN.encode("utf-16"), NO_UTF_8.format(1)),
        (b"", "The roster is empty: its first line must name the columns."),
        (b"\n", NO_COLUMN.format("city")),
        (changed(1, "board,name"), NO_COLUMN.format("city")),
        (changed(1, "город;фио"), NO_COLUMN.format("board")),
        (changed(1, "city,board,who"), NO_COLUMN.format("name")),
        (changed(2, ",1,Рысь Анна"), "Line 2: the city is missing."),
        (changed(3, "Ufa,2, "), "Line 3: the name is missing."),
        (changed(3, "Ufa"), "Line 3: the name is missing."),
        (changed(4, "Kazan,2,梁启航"), "Line 5: Kazan has two players on board 2."),
        (
            changed(3, "Ufa,3,Ёжиков"),
            "Ufa: boards 1 to 2 must each have a player, found [1, 3]" + FEWER,
        ),
        (
            changed(3, ""),
            "Ufa: boards 1 to 2 must each have a player, found [1]" + FEWER,
        ),
        (PLAIN.partition("Kazan")[0].encode(), "The roster has 1 team(s): an event needs at least two."),
        (b"city,board,name\n", "The roster has 0 team(s): an event needs at least two."),
    ],
)
def test_each_mistake_is_told_in_one_sentence_with_its_line(content: bytes, message: str) -> None:
    assert complaint(content) == message


@pytest.mark.parametrize("board", ["", "0", "00", "100", "-1", "+1", "1.0", "two", "²", "1 2", "9" * 5000])
def test_a_board_is_a_number_from_1_to_99(board: str) -> None:
    sentence = f"Line 3: the board of Ёжиков must be a number from 1 to 99, not «{board}»."
    assert complaint(changed(3, f"Ufa,{board},Ёжиков")) == sentence


def test_a_time_zone_must_exist() -> None:
    content = b"city,board,name,zone\nUfa,1,A,UTC\nKazan,1,B,Moscow\n"
    assert complaint(content, 1) == "Line 3: «Moscow» is no time zone; write one like Asia/Vladivostok."


def test_a_team_has_one_captain() -> None:
    content = b"city,board,name,captain\nUfa,1,A,x\nUfa,,C,x\nKazan,1,B,\n"
    assert complaint(content, 1) == "Ufa: only one captain can be marked."


def test_a_quote_that_is_never_closed_is_told_with_its_line() -> None:
    endless = '"' + "Ёжиков " * 20_000
    assert complaint(changed(3, f"Ufa,2,{endless}")).startswith("Line 3: ")


def test_a_line_is_counted_as_the_editor_counts_it() -> None:
    content = PLAIN.replace("Рысь Анна", '"Рысь\nАнна"').replace("Kazan,2", "Kazan,none")
    assert complaint(content.encode()).startswith("Line 6: ")


cells = st.text(alphabet='city,board,name;\t\n"x12Уфа', max_size=300).map(str.encode)


@given(content=st.binary(max_size=300) | cells | cells.map(PLAIN.encode().__add__))
@settings(deadline=None)
def test_any_file_is_either_read_or_complained_about(content: bytes) -> None:
    try:
        cities = read(content, 1)
    except UnreadableRosterError:
        return
    assert len(cities) >= 2


# Scripts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("梁启航", "zh"),
        ("梁 Qihang", "zh"),
        ("Рысь Анна", "ru"),
        ("Ёж", "ru"),
        ("Liang Qihang", "en"),
        ("", "en"),
    ],
)
def test_a_names_language_is_seen_by_its_letters(name: str, lang: str) -> None:
    assert script_of(name) == lang


def test_two_teams_of_one_name_are_taken_for_a_slip() -> None:
    roster = "city,city_en,board,name\nКазань,Kazan,1,А\nKazan,Kazan,1,B\n"
    with pytest.raises(UnreadableRosterError, match="Two teams are called Kazan"):
        read(roster.encode(), boards=1)


def test_a_team_with_too_few_boards_hears_of_the_option() -> None:
    with pytest.raises(UnreadableRosterError, match="fewer boards a match are chosen with --boards"):
        read(b"city,board,name\nKazan,1,A\nUfa,1,B\n", boards=2)

"""Persons, links and sessions: what is kept, what is shown, and for how long a door stays open."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiosqlite
import pytest

from server.core.ids import Millis, PersonId, Role, TeamId
from server.storage.people import SESSION_LIFE, People, Person, new_token, public_names, short_name
from tests.storage.builders import content, rows, writing

NOON = Millis(1_000_000)
ANNA = Person(PersonId("p0101"), Role.PLAYER, TeamId("t1"), 1, "Рысь Анна", "Rys Anna", "ru", full=False)
LIANG = Person(PersonId("p0501"), Role.PLAYER, TeamId("t5"), 1, "梁启航", "Liang Qihang", "zh", full=True)
CAPTAIN = Person(PersonId("c01"), Role.CAPTAIN, TeamId("t1"), None, "Рысь Анна", "Rys Anna", "ru", full=False)
ARBITER = Person(PersonId("a1"), Role.ARBITER, None, None, "Arbiter", "Arbiter", "en", full=False)
EVERYBODY = [ARBITER, ANNA, LIANG, CAPTAIN]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "people.db"


@pytest.fixture
async def connection(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    async with writing(path, "people") as opened:
        yield opened


@pytest.fixture
async def people(connection: aiosqlite.Connection) -> People:
    """Everybody, entered."""
    entered = People(connection)
    await entered.enter(EVERYBODY)
    return entered


async def test_everybody_is_there_again_after_a_restart(
    people: People, connection: aiosqlite.Connection
) -> None:
    again = await People.load(connection)
    assert again.persons == people.persons == {person.id: person for person in EVERYBODY}


# Names ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "lang", "short"),
    [
        ("Рысь Анна", "ru", "Рысь А."),
        ("Рысь Анна Петровна", "ru", "Рысь А."),
        ("Римская-Корсакова Яна", "ru", "Римская-Корсакова Я."),
        ("Рысь", "ru", "Рысь"),
        ("Liang Qihang", "en", "Liang Q."),
        ("梁启航", "zh", "梁*"),
        ("欧阳 娜娜", "zh", "欧阳*"),
        ("张", "zh", "张"),
    ],
)
def test_the_short_form_is_the_surname_and_at_most_an_initial(name: str, lang: str, short: str) -> None:
    assert short_name(name, lang) == short


def test_the_full_name_is_shown_only_where_that_was_agreed() -> None:
    assert public_names(ANNA) == ("Рысь А.", "Rys A.")
    assert public_names(LIANG) == ("梁启航", "Liang Qihang")


def test_a_chinese_name_without_a_latin_form_is_shown_no_fuller_for_that() -> None:
    person = Person(PersonId("p1"), Role.PLAYER, TeamId("t1"), 1, "梁启航", "梁启航", "zh", full=False)
    assert public_names(person) == ("梁*", "梁*")


# Links ---------------------------------------------------------------------------------------------------


async def test_a_link_opens_one_persons_door(people: People) -> None:
    tokens = await people.issue_links([person.id for person in EVERYBODY])
    assert {person: people.by_link(token) for person, token in tokens.items()} == {
        person.id: person.id for person in EVERYBODY
    }
    assert people.by_link("guessed") is None
    assert people.by_link("") is None


async def test_new_links_revoke_a_persons_older_ones_for_ever(
    people: People, connection: aiosqlite.Connection
) -> None:
    before = await people.issue_links([ANNA.id, LIANG.id])
    after = await people.issue_links([ANNA.id])
    for known in (people, await People.load(connection)):
        assert known.by_link(before[ANNA.id]) is None
        assert known.by_link(after[ANNA.id]) == ANNA.id
        assert known.by_link(before[LIANG.id]) == LIANG.id


async def test_only_hashes_of_tokens_and_cookies_are_kept(people: People, path: Path) -> None:
    token = (await people.issue_links([ANNA.id]))[ANNA.id]
    cookie = await people.seat(None, ANNA.id, NOON)
    kept = content(path.parent)
    assert token.encode() not in kept
    assert cookie.encode() not in kept
    assert [
        len(value) for row in rows(path, "SELECT hash FROM link") for value in row if isinstance(value, bytes)
    ] == [32]


@pytest.mark.parametrize("bits", [128, 256])
def test_tokens_are_long_different_and_fit_into_an_address(bits: int) -> None:
    tokens = {new_token(bits) for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) >= bits / 6 for token in tokens)
    assert all(token.replace("-", "").replace("_", "").isalnum() for token in tokens)


# Sessions ------------------------------------------------------------------------------------------------


async def test_a_browser_holds_as_many_seats_as_it_was_given(people: People) -> None:
    cookie = await people.seat(None, ANNA.id, NOON)
    assert await people.seat(cookie, CAPTAIN.id, NOON) == cookie
    held = {person.id for person in EVERYBODY if people.may_speak_for(cookie, person.id, NOON)}
    assert held == {ANNA.id, CAPTAIN.id}


async def test_a_seat_is_held_for_its_life_and_renewed_by_entering_again(
    people: People, connection: aiosqlite.Connection
) -> None:
    cookie = await people.seat(None, ANNA.id, NOON)
    end = Millis(NOON + SESSION_LIFE)
    assert people.may_speak_for(cookie, ANNA.id, Millis(end - 1))
    assert not people.may_speak_for(cookie, ANNA.id, end)
    await people.seat(cookie, ANNA.id, Millis(NOON + 1))
    for known in (people, await People.load(connection)):
        assert known.may_speak_for(cookie, ANNA.id, end)


@pytest.mark.parametrize("foreign", ["", "invented", "x" * 43])
async def test_a_cookie_that_was_never_given_out_is_not_taken_over(people: People, foreign: str) -> None:
    cookie = await people.seat(foreign, ANNA.id, NOON)
    assert cookie != foreign
    assert not people.may_speak_for(foreign, ANNA.id, NOON)
    assert people.may_speak_for(cookie, ANNA.id, NOON)


async def test_two_browsers_know_nothing_of_each_other(people: People) -> None:
    one = await people.seat(None, ANNA.id, NOON)
    two = await people.seat(None, LIANG.id, NOON)
    assert one != two
    assert not people.may_speak_for(one, LIANG.id, NOON)
    assert not people.may_speak_for(two, ANNA.id, NOON)


async def test_new_links_end_the_sessions_of_the_older_ones_for_ever(
    people: People, connection: aiosqlite.Connection
) -> None:
    cookie = await people.seat(None, ANNA.id, NOON)
    await people.seat(cookie, LIANG.id, NOON)
    await people.issue_links([ANNA.id])
    for known in (people, await People.load(connection)):
        assert not known.may_speak_for(cookie, ANNA.id, NOON)
        assert known.may_speak_for(cookie, LIANG.id, NOON)


async def test_sessions_that_are_over_are_forgotten(people: People, path: Path) -> None:
    old = await people.seat(None, ANNA.id, NOON)
    later = Millis(NOON + 1)
    new = await people.seat(None, LIANG.id, later)
    await people.seat(old, CAPTAIN.id, later)
    await people.forget_expired(Millis(NOON + SESSION_LIFE))
    assert set(rows(path, "SELECT person FROM session")) == {(LIANG.id,), (CAPTAIN.id,)}
    assert people.may_speak_for(new, LIANG.id, later)
    assert people.may_speak_for(old, CAPTAIN.id, later)
    await people.forget_expired(Millis(later + SESSION_LIFE))
    assert rows(path, "SELECT person FROM session") == []
    assert not people.may_speak_for(old, CAPTAIN.id, later)

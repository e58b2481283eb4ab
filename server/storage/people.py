"""Persons, their links and their sessions: the one place where names stand.

Tokens are kept as SHA-256 only. Sessions and links are few, so they live in memory and are written through:
a socket's handshake is answered without touching the disk.

    people = await People.load(connection)
    people.by_link(token), people.seats(cookie, now)
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import aiosqlite

from server.core.ids import Millis, PersonId, Role, TeamId

SESSION_LIFE = Millis(7 * 24 * 3600 * 1000)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a role. Names are written surname first; `board` is the place in the team's order."""

    id: PersonId
    role: Role
    team: TeamId | None
    board: int | None
    native: str
    latin: str
    lang: str
    full: bool
    """Whether the full name may be shown to the public; otherwise the short form is."""


def short_name(name: str, lang: str) -> str:
    """The public short form: surname and initial («Иванов С.»), of a Chinese name the surname («张*»)."""
    surname, _, given = name.partition(" ")
    if lang == "zh":
        shown = surname if given else name[:1]  # written together, the first character is the surname
        return shown if shown == name else f"{shown}*"
    return f"{surname} {given[0]}." if given else surname


def public_names(person: Person) -> tuple[str, str]:
    """The native and the Latin form by the public-name rule."""
    if person.full:
        return person.native, person.latin
    # A roster without Latin forms repeats the native one: it is shortened as such.
    latin = person.lang if person.latin == person.native else "en"
    return short_name(person.native, person.lang), short_name(person.latin, latin)


def _hash(token: str) -> bytes:
    # Surrogates are bytes of a header that are no text: nobody's token, but no reason to fall over.
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()


def new_token(bits: int) -> str:
    """A token nobody can guess, in URL-safe letters."""
    return secrets.token_urlsafe(bits // 8)


class People:
    """The persons of one event."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.persons: dict[PersonId, Person] = {}
        self._links: dict[bytes, PersonId] = {}
        self._sessions: dict[bytes, dict[PersonId, Millis]] = {}

    @classmethod
    async def load(cls, connection: aiosqlite.Connection) -> "People":
        """Everybody in the database."""
        people = cls(connection)
        query = "SELECT id, role, team, board, native, latin, lang, public = 'full' FROM person"
        async with connection.execute(query) as cursor:
            async for person, role, team, board, native, latin, lang, full in cursor:
                people.persons[person] = Person(
                    person, Role(role), team, board, native, latin, lang, bool(full)
                )
        async with connection.execute("SELECT hash, person FROM link") as cursor:
            async for key, person in cursor:
                people._links[key] = person
        async with connection.execute("SELECT hash, person, expires FROM session") as cursor:
            async for key, person, expires in cursor:
                people._sessions.setdefault(key, {})[person] = expires
        return people

    async def enter(self, persons: Iterable[Person]) -> None:
        """Add persons."""
        added = list(persons)
        await self._connection.executemany(
            "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(p.id, p.role, p.team, p.board, p.native, p.latin, p.lang, _public(p)) for p in added],
        )
        await self._connection.commit()
        self.persons |= {person.id: person for person in added}

    async def issue_links(self, persons: Sequence[PersonId]) -> dict[PersonId, str]:
        """New link tokens (128 bits) for these persons; their older links and sessions end."""
        tokens = {person: new_token(128) for person in persons}
        for table in ("link", "session"):
            await self._connection.executemany(
                f"DELETE FROM {table} WHERE person = ?",  # noqa: S608 — one of the two above
                [(person,) for person in persons],
            )
        await self._connection.executemany(
            "INSERT INTO link VALUES (?, ?)", [(_hash(token), person) for person, token in tokens.items()]
        )
        await self._connection.commit()
        self._links = {key: person for key, person in self._links.items() if person not in tokens}
        self._links |= {_hash(token): person for person, token in tokens.items()}
        self._keep_seats(lambda person, _: person not in tokens)
        return tokens

    def has_links(self) -> bool:
        """Whether links have been issued, be they handed out or not."""
        return bool(self._links)

    async def forget_expired(self, now: Millis) -> None:
        """Remove the sessions whose life is over."""
        await self._connection.execute("DELETE FROM session WHERE expires <= ?", (now,))
        await self._connection.commit()
        self._keep_seats(lambda _, expires: expires > now)

    def _keep_seats(self, keeps: Callable[[PersonId, Millis], bool]) -> None:
        kept = {
            key: {person: expires for person, expires in seats.items() if keeps(person, expires)}
            for key, seats in self._sessions.items()
        }
        self._sessions = {key: seats for key, seats in kept.items() if seats}

    def by_link(self, token: str) -> PersonId | None:
        """Whose link this token is."""
        return self._links.get(_hash(token))

    async def seat(self, cookie: str | None, person: PersonId, now: Millis) -> str:
        """Let a browser speak for a person, besides those it already speaks for; returns its cookie."""
        if cookie is None or _hash(cookie) not in self._sessions:
            cookie = new_token(256)
        expires = Millis(now + SESSION_LIFE)
        await self._connection.execute(
            "INSERT OR REPLACE INTO session VALUES (?, ?, ?)", (_hash(cookie), person, expires)
        )
        await self._connection.commit()
        self._sessions.setdefault(_hash(cookie), {})[person] = expires
        return cookie

    def may_speak_for(self, cookie: str, person: PersonId, now: Millis) -> bool:
        """Whether a browser with this cookie holds the seat of a person."""
        return self._sessions.get(_hash(cookie), {}).get(person, 0) > now


def _public(person: Person) -> str:
    return "full" if person.full else "short"

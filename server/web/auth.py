"""Whom a request speaks for: a browser's session and the seat its page names, or a program's link token.

One browser may hold several seats at once, so the cookie names the browser and `as` names the person.
"""

from typing import Final

from starlette.requests import cookie_parser

from server.core.ids import Millis, PersonId
from server.storage.people import People, Person

SECURE_COOKIE: Final = "__Host-twinboards"
PLAIN_COOKIE: Final = "twinboards"


def cookie_name(*, secure: bool) -> str:
    """The session cookie's name; over https it is bound to this host."""
    return SECURE_COOKIE if secure else PLAIN_COOKIE


def session_cookie(header: str | None, *, secure: bool) -> str | None:
    """The session token in a Cookie header, whatever other programs on this host have put beside it."""
    return cookie_parser(header or "").get(cookie_name(secure=secure))


def bearer(header: str | None) -> str | None:
    """The token in an Authorization header."""
    scheme, _, token = (header or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token else None


def speaks_for(
    people: People, cookie: str | None, token: str | None, person: str | None, now: Millis
) -> Person | None:
    """The person a request speaks for, if it may: by its link token, or by a seat of its session."""
    if token is not None:
        holder = people.by_link(token)
        return people.persons.get(holder) if holder else None
    if cookie is None or person is None or not people.may_speak_for(cookie, PersonId(person), now):
        return None
    return people.persons.get(PersonId(person))

"""Whom a request speaks for: what stands in its Cookie and Authorization headers."""

import pytest

from server.web.auth import bearer, session_cookie


@pytest.mark.parametrize(
    "header",
    [
        "twinboards=abc",
        'prefs={"a": 1}; twinboards=abc',
        "twinboards=abc; a[b]=1, 2; =; nameless",
        'other="unclosed; twinboards=abc',
        "__Host-twinboards=other; twinboards=abc",
    ],
)
def test_another_programs_cookie_locks_nobody_out(header: str) -> None:
    assert session_cookie(header, secure=False) == "abc"


@pytest.mark.parametrize("header", [None, "", "twinboards", "nottwinboards=abc", "__Host-twinboards=abc"])
def test_without_our_cookie_there_is_no_session(header: str | None) -> None:
    assert session_cookie(header, secure=False) is None


def test_over_https_only_the_cookie_bound_to_this_host_counts() -> None:
    assert session_cookie("twinboards=abc; __Host-twinboards=def", secure=True) == "def"


@pytest.mark.parametrize(
    ("header", "token"),
    [("Bearer abc", "abc"), ("bearer  abc ", "abc"), ("Basic abc", None), ("Bearer", None), (None, None)],
)
def test_a_program_shows_its_link_as_a_bearer(header: str | None, token: str | None) -> None:
    assert bearer(header) == token

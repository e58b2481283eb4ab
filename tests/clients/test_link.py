"""Links are read strictly and keep their token to themselves."""

import pytest

from clients.link import Link


def test_a_link_names_the_socket_and_the_token() -> None:
    link = Link.parse("http://127.0.0.1:8000/e/demo/enter#k7Qw")
    assert (link.socket_url, link.authorization) == ("ws://127.0.0.1:8000/e/demo/ws", "Bearer k7Qw")


def test_a_secure_link_leads_to_a_secure_socket_under_the_same_path() -> None:
    assert (
        Link.parse(" https://chess.example/cup/e/demo/enter#k\n").socket_url
        == "wss://chess.example/cup/e/demo/ws"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "k7Qw",
        "http://h/e/demo/enter",
        "http://h/e/demo/enter#",
        "ftp://h/e/demo/enter#k",
        "http://h/e/a/b/enter#k",
    ],
)
def test_anything_else_is_no_link(text: str) -> None:
    with pytest.raises(ValueError, match="not a link"):
        Link.parse(text)


def test_a_printed_link_does_not_give_the_token_away() -> None:
    assert "k7Qw" not in repr(Link.parse("http://h/e/demo/enter#k7Qw"))

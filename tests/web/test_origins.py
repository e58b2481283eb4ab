"""Which hosts are ours, and which pages may talk to us."""

import pytest

from server.web.origins import Origins, name_of

CUP = Origins("https://chess.example")
LAN = Origins(None, any_host=True)
NO_HOSTS = [
    "",
    "[",
    "]",
    "[::1",
    "::1",
    "a b",
    "chess.example, chess.example",
    "chess.example\n",
    "chess.example;script-src *",
    "user@chess.example",
    "chess.example/path",
    "chess.example:http",
    "chess.example:123456",
    "шахматы.example",
    "chess.example\udcff",
]


@pytest.mark.parametrize("host", NO_HOSTS)
def test_what_is_no_host_is_unknown_even_where_any_host_will_do(host: str) -> None:
    assert name_of(host) is None
    for origins in (CUP, LAN):
        assert not origins.known_host(host)
        assert not origins.same_origin(f"http://{host}", host, tls=False)


@pytest.mark.parametrize(
    ("host", "name"),
    [("Chess.Example:443", "chess.example"), ("[::1]:8000", "[::1]"), ("192.0.2.1", "192.0.2.1")],
)
def test_a_hosts_name_is_read_without_its_port(host: str, name: str) -> None:
    assert name_of(host) == name


def test_the_address_we_listen_on_is_known() -> None:
    origins = Origins("https://chess.example", "192.0.2.10")
    assert all(origins.known_host(host) for host in ("192.0.2.10:8443", "192.0.2.10", "chess.example"))
    assert Origins(None, "[2001:db8::A]").known_host("[2001:db8::a]:8443")
    assert not origins.known_host("192.0.2.11")


def test_the_public_name_and_this_machine_are_known() -> None:
    known = ["chess.example", "CHESS.example:8443", "localhost:8000", "127.0.0.1", "[::1]:8000"]
    assert all(CUP.known_host(host) for host in known)
    assert not CUP.known_host("evil.example")
    assert LAN.known_host("evil.example")


@pytest.mark.parametrize("origin", ["", "null", "http://[", "http://]", "//chess.example", "chess.example"])
def test_an_origin_that_cannot_be_read_is_nobodys(origin: str) -> None:
    assert not CUP.same_origin(origin, "chess.example", tls=False)


def test_over_https_a_page_of_plain_http_is_another_origin() -> None:
    for origins in (CUP, LAN):
        assert origins.same_origin("https://chess.example", "chess.example", tls=True)
        assert not origins.same_origin("http://chess.example", "chess.example", tls=True)
    assert not LAN.same_origin("https://chess.example", "chess.example", tls=False)
    assert LAN.same_origin("http://chess.example", "chess.example", tls=False)


def test_behind_a_proxy_the_public_address_tells_the_scheme() -> None:
    for host in ("chess.example", "Chess.Example"):
        assert CUP.secure(host, tls=False)
        assert CUP.same_origin("https://chess.example", host, tls=False)
        assert not CUP.same_origin("http://chess.example", host, tls=False)


def test_a_page_of_the_public_address_is_ours_where_the_proxy_names_this_machine() -> None:
    assert CUP.same_origin("https://chess.example", "localhost:8000", tls=False)
    assert CUP.same_origin("http://localhost:8000", "localhost:8000", tls=False)
    assert not CUP.same_origin("http://chess.example", "localhost:8000", tls=False)


def test_another_port_of_the_same_host_is_another_origin() -> None:
    assert not CUP.same_origin("https://chess.example:8443", "chess.example", tls=True)

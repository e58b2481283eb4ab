"""Where to listen and what every link begins with; what does not go together is refused in one sentence."""

from pathlib import Path

import pytest

from server.settings import Settings, UnusableSettingsError

PEM = Path("chain.pem")
EVERYWHERE = "0.0.0.0"  # noqa: S104 — nothing is bound in these tests


def settings(
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    public: str | None = None,
    tls: bool = False,
    proxy: str | None = None,
    lan: bool = False,
) -> Settings:
    """Checked settings."""
    pem = PEM if tls else None
    return Settings(Path("data"), host, port, public, pem, pem, proxy, lan).checked()


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://chess.example", "https://chess.example"),
        ("HTTPS://Chess.Example:443/", "https://chess.example"),
        ("http://chess.example:80", "http://chess.example"),
        ("http://192.0.2.10:8000", "http://192.0.2.10:8000"),
        ("https://chess.example:80", "https://chess.example:80"),
        ("https://[2001:DB8::A]:8443", "https://[2001:db8::a]:8443"),
        ("https://пример.example", "https://xn--e1afmkfd.example"),
    ],
)
def test_a_public_address_is_kept_as_browsers_name_it(written: str, origin: str) -> None:
    found = settings(public=written)
    assert found.public_url == found.base_url == origin
    assert found.origins().same_origin(origin, origin.partition("://")[2], tls=origin.startswith("https"))


@pytest.mark.parametrize(
    "written",
    [
        "ftp://chess.example",
        "chess.example",
        "https://",
        "https://chess.example/cup",
        "https://chess.example?lang=ru",
        "https://chess.example#top",
        "https://me@chess.example",
        "https://chess.example:http",
        "https://chess.example:99999",
        "https://[",
        "https://chess example",
        "https://chess..example",
        "https://\udcff.example",
    ],
)
def test_a_public_address_that_is_more_or_less_than_a_host_is_refused(written: str) -> None:
    with pytest.raises(UnusableSettingsError, match="write scheme and host alone") as refused:
        settings(public=written)
    assert str(refused.value).isascii()
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("host", "port", "base"),
    [
        ("127.0.0.1", 8000, "http://localhost:8000"),
        ("::1", 8000, "http://localhost:8000"),
        ("127.0.0.2", 8000, "http://127.0.0.2:8000"),
        ("192.0.2.10", 8443, "https://192.0.2.10:8443"),
        ("192.0.2.10", 443, "https://192.0.2.10"),
        ("2001:db8::a", 8443, "https://[2001:db8::a]:8443"),
    ],
)
def test_the_address_we_listen_on_is_what_links_begin_with_and_is_answered(
    host: str, port: int, base: str
) -> None:
    tls = base.startswith("https")
    found = settings(host, port, tls=tls)
    assert found.base_url == base
    assert found.origins().same_origin(base, base.partition("://")[2], tls=tls)


def test_the_address_we_listen_on_is_answered_beside_the_public_one() -> None:
    origins = settings("192.0.2.10", 8443, tls=True, public="https://chess.example").origins()
    assert origins.known_host("192.0.2.10:8443")
    assert origins.known_host("chess.example")
    assert not origins.known_host("192.0.2.11:8443")


@pytest.mark.parametrize("host", [EVERYWHERE, "::", ""])
def test_every_address_of_the_machine_is_none_for_a_link(host: str) -> None:
    with pytest.raises(UnusableSettingsError, match="--public-url"):
        settings(host, tls=True)
    assert settings(host, tls=True, public="https://chess.example").base_url == "https://chess.example"
    [warning] = settings(host, lan=True).warnings()
    assert "--public-url" in warning


@pytest.mark.parametrize("public", [None, "http://chess.example"])
def test_behind_a_proxy_its_own_address_is_needed(public: str | None) -> None:
    with pytest.raises(UnusableSettingsError, match="Behind a proxy"):
        settings(proxy="127.0.0.1", public=public)
    assert settings(proxy="127.0.0.1", public="https://chess.example").warnings() == []


def test_an_address_of_plain_http_is_not_that_of_a_server_with_a_certificate() -> None:
    with pytest.raises(UnusableSettingsError, match="plain http"):
        settings(tls=True, public="http://chess.example")

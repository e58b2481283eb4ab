"""What the command line decides about serving, in one value; a contradiction is one clear sentence.

settings = Settings(data, host="192.0.2.10", port=8443, tls_cert=..., tls_key=...).checked()
settings.base_url  # 'https://192.0.2.10:8443'
"""

import ipaddress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from server.web.origins import Origins, name_of

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


class UnusableSettingsError(Exception):
    """The options do not go together; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where to listen, under which address to be known, and where the events are."""

    data: Path
    host: str
    port: int
    public_url: str | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None
    trusted_proxy: str | None = None
    insecure_lan: bool = False

    def checked(self) -> "Settings":
        """The same settings, the public address in the form in which browsers name it.

        Raises:
            UnusableSettingsError: the options contradict each other, would send links and moves of children
                over an open network unprotected, or name no address under which anybody could come.
        """
        settings = replace(self, public_url=_origin(self.public_url)) if self.public_url else self
        settings._check_protection()
        settings._check_address()
        return settings

    def _check_protection(self) -> None:
        if (self.tls_cert is None) != (self.tls_key is None):
            raise UnusableSettingsError("--tls-cert and --tls-key belong together: give both.")
        if not self.loopback and not (self.tls_cert or self.trusted_proxy or self.insecure_lan):
            raise UnusableSettingsError(
                f"Plain http is for this machine alone, and {self.host} can be reached from outside: add "
                "--tls-cert and --tls-key, or --trusted-proxy behind a proxy with https, or --insecure-lan "
                "in a closed network."
            )

    def _check_address(self) -> None:
        https = self.public_url is not None and self.public_url.startswith("https:")
        if self.trusted_proxy and not https:
            raise UnusableSettingsError(
                "Behind a proxy nobody comes under the address we listen on: add the proxy's own with "
                "--public-url, like https://chess.example."
            )
        if self.tls_cert and self.public_url and not https:
            raise UnusableSettingsError(
                f"--public-url {self.public_url} is plain http, and with --tls-cert this server speaks https."
            )
        if self._everywhere and not (self.public_url or self.insecure_lan):
            raise UnusableSettingsError(
                f"{self.host} is every address of this machine and none that a link could begin with: add "
                "--public-url, like https://chess.example."
            )

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach us."""
        return _is_loopback(self.host)

    @property
    def _everywhere(self) -> bool:
        address = _ip(self.host)
        return not self.host or (address is not None and address.is_unspecified)

    @property
    def bound(self) -> str:
        """The address we listen on, as an address names it."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def base_url(self) -> str:
        """The address that every link begins with, without a slash at its end."""
        if self.public_url:
            return self.public_url
        scheme = "https" if self.tls_cert else "http"
        host = "localhost" if self.host in ("127.0.0.1", "::1") else self.bound
        return _without_default_port(scheme, host, self.port)

    def origins(self) -> Origins:
        """Where browsers may reach us."""
        return Origins(self.public_url, self.bound, any_host=self.insecure_lan)

    def warnings(self) -> list[str]:
        """What a host should know before sending links around."""
        address = urlsplit(self.base_url)
        outside = not self.loopback or self.public_url is not None
        warnings = []
        if outside and _is_loopback(address.hostname or ""):
            warnings.append(f"The links begin with {self.base_url}: they open on this machine only.")
        elif self._everywhere and not self.public_url:
            warnings.append(
                f"The links begin with {self.base_url}, which is no machine's address: add --public-url."
            )
        elif address.scheme == "http" and not _is_loopback(address.hostname or ""):
            warnings.append(
                f"The links begin with {self.base_url}: anybody on the way can read and use them."
            )
        return warnings


def _origin(url: str) -> str:
    """A public address as browsers name it: small letters, no port where the scheme says it, nothing after.

    Raises:
        UnusableSettingsError: it is no address of a whole host.
    """
    wrong = UnusableSettingsError(
        f"--public-url {ascii(url)[1:-1]}: write scheme and host alone, like https://chess.example or "
        "http://192.0.2.10:8000."
    )
    try:
        parts = urlsplit(url)
        scheme, port = parts.scheme, parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError as error:  # brackets, a port or letters that are none
        raise wrong from error
    host = f"[{host}]" if ":" in host else host
    more = parts.path.rstrip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if scheme not in _DEFAULT_PORTS or name_of(host) is None or more:
        raise wrong
    return _without_default_port(scheme, host, port)


def _without_default_port(scheme: str, host: str, port: int | None) -> str:
    shown = "" if port in (None, _DEFAULT_PORTS[scheme]) else f":{port}"
    return f"{scheme}://{host}{shown}"


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_loopback(host: str) -> bool:
    address = _ip(host)
    return host == "localhost" or (address is not None and address.is_loopback)

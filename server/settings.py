"""What the command line decides about serving, in one value; a contradiction is one clear sentence."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


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

    def check(self) -> None:
        """Refuse what would send links and moves of children over an open network unprotected.

        Raises:
            UnusableSettingsError: the options contradict each other.
        """
        if (self.tls_cert is None) != (self.tls_key is None):
            raise UnusableSettingsError("--tls-cert and --tls-key belong together: give both.")
        if self.public_url and urlsplit(self.public_url).scheme not in ("http", "https"):
            raise UnusableSettingsError(
                f"--public-url {self.public_url}: write it like https://chess.example."
            )
        if not self.loopback and not (self.tls_cert or self.trusted_proxy or self.insecure_lan):
            raise UnusableSettingsError(
                f"Plain http is for this machine alone, and {self.host} can be reached from outside: add "
                "--tls-cert and --tls-key, or --trusted-proxy behind a proxy with https, or --insecure-lan "
                "in a closed network."
            )

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach us."""
        return _is_loopback(self.host)

    @property
    def base_url(self) -> str:
        """The address that every link begins with, without a slash at its end."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = "localhost" if self.loopback else self.host
        return f"{'https' if self.tls_cert else 'http'}://{host}:{self.port}"

    def warnings(self) -> list[str]:
        """What a host should know before sending links around."""
        address = urlsplit(self.base_url)
        outside = not self.loopback or self.public_url is not None
        warnings = []
        if outside and _is_loopback(address.hostname or ""):
            warnings.append(f"The links begin with {self.base_url}: they open on this machine only.")
        elif address.scheme == "http" and not _is_loopback(address.hostname or ""):
            warnings.append(
                f"The links begin with {self.base_url}: anybody on the way can read and use them."
            )
        return warnings


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

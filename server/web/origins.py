"""Where this server may be reached, and so which pages may talk to it.

A request must name a host we answer to (against DNS rebinding), and a browser's socket or act must come from
a page of that same origin.
"""

import re
from dataclasses import dataclass
from typing import Final

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
_HOST: Final = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")


def name_of(host: str) -> str | None:
    """The name in a Host header, in small letters and without the port; None if the header is no host's.

    Of a name there is nothing but letters, digits and `.-_[]:`, so a host may be written into a header.
    """
    parts = _HOST.fullmatch(host)
    return parts[1].lower() if parts else None


@dataclass(frozen=True, slots=True)
class Origins:
    """The public address, if one was given; the address we listen on; whether any name will do, as in a LAN.

    `public_url` is an origin as browsers write it: `https://chess.example`, without a default port.
    """

    public_url: str | None
    bound: str = ""
    any_host: bool = False

    def known_host(self, host: str) -> bool:
        """Whether a Host header names this server."""
        name = name_of(host)
        if name is None:
            return False
        public = self.public_url.partition("://")[2] if self.public_url else ""
        return self.any_host or name in LOOPBACK or name in (name_of(public), self.bound.lower())

    def secure(self, host: str, *, tls: bool) -> bool:
        """Whether the browser that asked for this host did so over https, here or at the proxy before us."""
        return tls or self.public_url == f"https://{host.lower()}"

    def same_origin(self, origin: str, host: str, *, tls: bool) -> bool:
        """Whether a page of this origin, scheme included, belongs to the server asked for under this host."""
        if not self.known_host(host):
            return False
        scheme = "https" if self.secure(host, tls=tls) else "http"
        return origin in (f"{scheme}://{host.lower()}", self.public_url)

"""Where this server may be reached, and so which pages may talk to it.

A request must name a host we answer to (against DNS rebinding), and a browser's socket or act must come from
a page of that same origin.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


@dataclass(frozen=True, slots=True)
class Origins:
    """The public address, if one was given, and whether any name of the local network will do."""

    public_url: str | None
    any_host: bool = False

    def known_host(self, host: str) -> bool:
        """Whether a Host header names this server."""
        name = urlsplit(f"//{host}").hostname or ""
        public = urlsplit(self.public_url).hostname if self.public_url else None
        return self.any_host or name in LOOPBACK or name == public

    def secure(self, host: str, *, tls: bool) -> bool:
        """Whether the browser that asked for this host did so over https, here or at the proxy before us."""
        public = urlsplit(self.public_url) if self.public_url else None
        return tls or (public is not None and public.scheme == "https" and public.netloc == host)

    def same_origin(self, origin: str, host: str) -> bool:
        """Whether a page of this origin belongs to the server that was asked for under this host."""
        if not self.known_host(host):
            return False
        public = urlsplit(self.public_url) if self.public_url else None
        own = urlsplit(origin)
        if public and (own.scheme, own.netloc) == (public.scheme, public.netloc):
            return True
        return own.scheme in ("http", "https") and own.netloc == host

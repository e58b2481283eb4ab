"""A link as an arbiter hands it out, taken apart: `http://HOST:PORT/e/EVENT/enter#TOKEN`.

The token stands in the fragment, which a browser never sends; a program sends it as a bearer token.

    Link.parse("http://127.0.0.1:8000/e/demo/enter#k7Qw").socket_url == "ws://127.0.0.1:8000/e/demo/ws"
"""

import re
from dataclasses import dataclass, field

SHAPE = re.compile(r"(?P<base>https?://[^#?]+?)/e/(?P<event>[^/#?]+)/enter#(?P<token>[!-~]+)")


@dataclass(frozen=True, slots=True)
class Link:
    """Where an event is, and the token of one seat in it; the token is kept out of every print."""

    base: str
    event: str
    token: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> "Link":
        """The link in this text.

        Raises:
            ValueError: it is not of the form above.
        """
        parts = SHAPE.fullmatch(text.strip())
        if parts is None:
            raise ValueError("not a link of the form http://HOST:PORT/e/EVENT/enter#TOKEN")
        return cls(parts["base"], parts["event"], parts["token"])

    @property
    def socket_url(self) -> str:
        """The address of the event's websocket; https becomes wss."""
        return f"ws{self.base.removeprefix('http')}/e/{self.event}/ws"

    @property
    def api_url(self) -> str:
        """The address under which the event takes an arbiter's acts."""
        return f"{self.base}/api/e/{self.event}"

    @property
    def authorization(self) -> str:
        """The value of the Authorization header."""
        return f"Bearer {self.token}"

"""A message made ready once and written to many: the payload with its websocket header before it.

Servers do not mask, so the same bytes serve every socket (RFC 6455 5.1, 5.2).
"""

from server.protocol.messages import Message, encode

_TEXT = 0x81  # final fragment, text


def websocket_bytes(payload: bytes) -> bytes:
    """The payload as one unmasked text frame."""
    size = len(payload)
    if size < 126:
        return bytes((_TEXT, size)) + payload
    if size < 65_536:
        return bytes((_TEXT, 126)) + size.to_bytes(2, "big") + payload
    return bytes((_TEXT, 127)) + size.to_bytes(8, "big") + payload


class Frame:
    """A message as bytes, encoded once; `version` is None for what has no place in a room's history."""

    __slots__ = ("payload", "version", "wire")

    def __init__(self, message: Message) -> None:
        self.payload = encode(message)
        self.wire = websocket_bytes(self.payload)
        self.version: int | None = getattr(message, "v", None)

"""Frames that no client of ours would send, each with the close codes that may answer it (RFC 6455 5, 7.4).

for case in strange_cases(100, Random(7)): …
"""

import json
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.system.lines import Facts

OPEN: Final = 0
"""No close code: the socket goes on."""
UNHEARD: Final = 1006
"""The line was cut before a close code was heard (RFC 6455 7.1.5)."""
LIMIT: Final = 4096
"""Bytes that a message may have."""

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


@dataclass(frozen=True, slots=True)
class Case:
    """What is sent, and how it may end."""

    kind: str
    pieces: Sequence[bytes]
    """Each is a write of its own."""
    ends: frozenset[int]
    complete: bool = True
    """Whether the server can know where it ends, and so what comes after it."""


def frame(
    opcode: int, payload: bytes, *, final: bool = True, reserved: int = 0, masked: bool = True
) -> bytes:
    """A frame as a client sends it, or nearly."""
    return header(opcode, len(payload), final=final, reserved=reserved, masked=masked) + payload


def header(opcode: int, size: int, *, final: bool = True, reserved: int = 0, masked: bool = True) -> bytes:
    """The beginning of a frame; its mask is of zeros, which leaves the payload as it is."""
    first = final << 7 | reserved << 4 | opcode
    mask = bytes(4) if masked else b""
    if size < 126:
        return bytes((first, masked << 7 | size)) + mask
    if size < 65_536:
        return bytes((first, masked << 7 | 126)) + struct.pack(">H", size) + mask
    return bytes((first, masked << 7 | 127)) + struct.pack(">Q", size) + mask


def strange_cases(count: int, dice: Random) -> Iterator[Case]:
    """So many cases, of all kinds in turn."""
    kinds = list(KINDS)
    for number in range(count):
        yield KINDS[kinds[number % len(kinds)]](kinds[number % len(kinds)], dice)


# Text that is no message ---------------------------------------------------------------------------------

MESSAGES: Final[tuple[Facts, ...]] = (
    {"t": "watch", "room": "event", "since": 3},
    {"t": "watch", "room": "play:r1m1b1"},
    {"t": "unwatch", "room": "game:r1m1b1"},
    {"t": "move", "id": "a", "game": "r1m1b1", "ply": 0, "uci": "e2e4"},
    {"t": "offer_draw", "id": "b", "game": "r1m1b2"},
    {"t": "accept_draw", "id": "c", "game": "r1m2b1"},
    {"t": "resign", "id": "d", "game": "r9m9b9"},
    {"t": "ping", "n": 7},
)
RTL: Final = "\u202e\u05d0\u0627\u2066e2e4\u2069"
STRANGE_TEXTS: Final = (
    *("", "\0", "e2e4\0", RTL, "\ufeff", "\U0010ffff", "棋" * 40),
    *("a" * 3_000, "../" * 9, "%00", "' OR 1=1 --", "<script>"),
)
STRANGE_LITERALS: Final = (
    *("1e400", "-1e400", "1.5", "1e2", "-0", "-1", str(2**53), str(2**63), str(-(2**63) - 1), "9" * 3_000),
    *("NaN", "Infinity", "01", "0x10", "true", "null", "[]", "{}", "[[0]]"),
    *('"\\ud800"', '"\\u0000"', "'e2e4'"),
)


def _text(kind: str, text: str, *, may_pass: bool = True) -> Case:
    ends = {1008, OPEN} if may_pass else {1008}
    return Case(kind, [frame(TEXT, text.encode())], frozenset(ends))


def _wrong_value(kind: str, dice: Random) -> Case:
    """A message with another literal or text in one of its fields."""
    message = dict(dice.choice(MESSAGES))
    name = dice.choice(list(message))
    message[name] = "@"
    strange = dice.choice((*STRANGE_LITERALS, *map(json.dumps, STRANGE_TEXTS)))
    return _text(kind, json.dumps(message).replace('"@"', strange))


def _wrong_fields(kind: str, dice: Random) -> Case:
    """A message that lacks a field, or has one more than it may."""
    message = dict(dice.choice(MESSAGES))
    if dice.random() < 0.5:
        del message[dice.choice([name for name in message if name != "since"])]
    else:
        message[dice.choice(("more", "v", "__proto__", RTL, "\0", ""))] = dice.choice((None, 1, "x", [], {}))
    return _text(kind, json.dumps(message, ensure_ascii=dice.random() < 0.5), may_pass=False)


def _twice(kind: str, dice: Random) -> Case:
    """A message with a key twice: the last counts, or it is none."""
    message = dice.choice(MESSAGES)
    name = dice.choice(list(message))
    again = json.dumps({name: dice.choice((None, 0, "x", "event", "ping"))})
    whole = json.dumps(message)
    return _text(kind, f"{whole[:-1]}, {again[1:]}" if dice.random() < 0.5 else f"{again[:-1]}, {whole[1:]}")


def _deep(kind: str, dice: Random) -> Case:
    """Brackets in brackets, alone or as a field's value."""
    depth = dice.randrange(2, 1_900)
    nested = dice.choice(("[" * depth, "[" * depth + "]" * depth, '{"t":' * (depth // 3)))
    return _text(kind, dice.choice((nested, f'{{"t":"ping","n":{nested}}}')), may_pass=False)


def _no_object(kind: str, dice: Random) -> Case:
    """JSON that is no object, or no JSON."""
    texts = ("", " ", "0", '"ping"', "{", "}{", '{"t":}', "\0", "\ufeff{}", RTL, "ping", "{'t':1}")
    return _text(kind, dice.choice((*texts, *STRANGE_LITERALS)), may_pass=False)


def _bitten(kind: str, dice: Random) -> Case:
    """A message with some characters changed, doubled or lost."""
    text = list(json.dumps(dice.choice(MESSAGES)))
    for _ in range(dice.randrange(1, 5)):
        place = dice.randrange(len(text))
        text[place] = dice.choice(("", text[place] * 2, chr(dice.randrange(32, 127)), "\0", "é", "\u202e"))
    return _text(kind, "".join(text))


def _no_utf_8(kind: str, dice: Random) -> Case:
    """Text with bytes that are no UTF-8: cut off, overlong, surrogates, beyond Unicode."""
    broken = dice.choice(
        (b"\xff", b"\xc3\x28", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe6\xa3")
    )
    payload = b'{"t":"watch","room":"' + broken + b'"}'
    cut = dice.randrange(len(payload) + 1)
    whole = [frame(TEXT, payload)]
    parts = [frame(TEXT, payload[:cut], final=False), frame(0, payload[cut:])]
    return Case(kind, dice.choice((whole, parts)), frozenset({1007}))


# Frames --------------------------------------------------------------------------------------------------


def _binary(kind: str, dice: Random) -> Case:
    """Binary messages, whole or in parts."""
    payload = dice.randbytes(dice.randrange(0, LIMIT))
    cut = dice.randrange(len(payload) + 1)
    parts = [frame(BINARY, payload[:cut], final=False), frame(0, payload[cut:])]
    return Case(kind, dice.choice(([frame(BINARY, payload)], parts)), frozenset({1003}))


def _oversized(kind: str, dice: Random) -> Case:
    """A message over the limit, in one frame or in many; somebody who still sends may not hear the answer."""
    size = dice.choice((LIMIT + 1, LIMIT * 2, 65_535, 65_536, 1_000_000))
    start, rest = b"a" * (size // 2), b"a" * (size - size // 2)
    parts = [frame(TEXT, start, final=False), frame(0, rest)]
    return Case(kind, dice.choice(([frame(TEXT, start + rest)], parts)), frozenset({1009, UNHEARD}))


def _announced(kind: str, dice: Random) -> Case:
    """The beginning of a frame that would be far too long."""
    size = dice.choice((LIMIT + 1, 65_536, 2**31, 2**32, 2**62, 2**63 - 1))
    return Case(kind, [header(TEXT, size) + b"{"], frozenset({1009}), complete=False)


def _in_parts(kind: str, dice: Random) -> Case:
    """A message as it should be, in many small frames with pings between them, in pieces of any size."""
    payload = json.dumps({"t": "unwatch", "room": "event"}).encode()
    cuts = sorted(dice.randrange(len(payload) + 1) for _ in range(dice.randrange(1, 30)))
    frames, start = b"", 0
    for cut in cuts:
        frames += frame(0 if frames else TEXT, payload[start:cut], final=False)
        frames += frame(PING, dice.randbytes(dice.randrange(126))) if dice.random() < 0.3 else b""
        start = cut
    frames += frame(0, payload[start:])
    return Case(kind, list(_pieces(frames, dice)), frozenset({OPEN}))


def _pieces(sent: bytes, dice: Random) -> Iterator[bytes]:
    start = 0
    while start < len(sent):
        size = dice.choice((1, 2, 7, 100))
        yield sent[start : start + size]
        start += size


def _out_of_order(kind: str, dice: Random) -> Case:
    """A part without a beginning, or a beginning inside another message."""
    inside = [frame(TEXT, b"{", final=False), frame(dice.choice((TEXT, BINARY)), b"}")]
    return Case(kind, dice.choice(([frame(0, b"{}")], inside)), frozenset({1002}))


def _reserved(kind: str, dice: Random) -> Case:
    """Opcodes and bits without a meaning, and frames without a mask."""
    opcode = dice.choice((3, 4, 5, 6, 7, 11, 12, 13, 14, 15))
    payload = dice.randbytes(dice.randrange(126))
    sent = dice.choice(
        (
            frame(opcode, payload),
            frame(TEXT, payload, reserved=dice.randrange(1, 8)),
            frame(dice.choice((TEXT, PING)), payload, masked=False),
        )
    )
    return Case(kind, [sent], frozenset({1002}))


def _control(kind: str, dice: Random) -> Case:
    """Pings and pongs that nobody waits for."""
    frames = [
        frame(dice.choice((PING, PONG)), dice.randbytes(dice.randrange(126)))
        for _ in range(dice.randrange(1, 20))
    ]
    return Case(kind, list(_pieces(b"".join(frames), dice)), frozenset({OPEN}))


def _wrong_control(kind: str, dice: Random) -> Case:
    """Control frames that are too long, or in parts."""
    opcode = dice.choice((CLOSE, PING, PONG))
    sent = dice.choice((frame(opcode, bytes(126)), frame(opcode, b"\x03\xe8", final=False)))
    return Case(kind, [sent], frozenset({1002}))


def _close(kind: str, dice: Random) -> Case:
    """A goodbye with a code that may be sent: it is answered with the same."""
    code = dice.choice((1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 3000, 4999))
    reason = dice.choice(("", "bye", RTL, "\0")).encode()
    return Case(kind, [frame(CLOSE, struct.pack(">H", code) + reason)], frozenset({code}))


def _wrong_close(kind: str, dice: Random) -> Case:
    """A goodbye with half a code, or one that must not be sent, or a reason that is no text."""
    codes = [struct.pack(">H", code) for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535)]
    if dice.random() < 0.2:
        return Case(kind, [frame(CLOSE, struct.pack(">H", 1000) + b"\xff")], frozenset({1007}))
    return Case(kind, [frame(CLOSE, dice.choice((b"\x03", *codes)))], frozenset({1002}))


def _longhand(kind: str, dice: Random) -> Case:
    """A size written in more bytes than it needs, or with its highest bit set."""
    medium, long = b"\xfe" + struct.pack(">H", 2), b"\xff" + struct.pack(">Q", 2)
    beyond = b"\xff" + struct.pack(">Q", 2**63)
    sent = b"\x81" + dice.choice((medium, long, beyond)) + bytes(4) + b"{}"
    return Case(kind, [sent], frozenset({1002, 1008, 1009}))


def _noise(kind: str, dice: Random) -> Case:
    """Any bytes; whoever sends half a frame and goes may not be told anything."""
    sent = dice.randbytes(dice.randrange(1, 600))
    return Case(kind, [sent], frozenset({1002, 1003, 1007, 1008, 1009, 1000, 1005, UNHEARD}), complete=False)


KINDS: Final[dict[str, Callable[[str, Random], Case]]] = {
    "wrong value": _wrong_value,
    "wrong fields": _wrong_fields,
    "a key twice": _twice,
    "deep": _deep,
    "no object": _no_object,
    "bitten": _bitten,
    "no UTF-8": _no_utf_8,
    "binary": _binary,
    "oversized": _oversized,
    "announced": _announced,
    "in parts": _in_parts,
    "out of order": _out_of_order,
    "reserved": _reserved,
    "control": _control,
    "wrong control": _wrong_control,
    "close": _close,
    "wrong close": _wrong_close,
    "longhand": _longhand,
    "noise": _noise,
}
"""Each kind's name and how a case of it is made."""

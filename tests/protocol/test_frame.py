"""A frame's websocket bytes are those that the websockets library would have written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame as LibraryFrame
from websockets.frames import Opcode

from server.protocol.frame import Frame, websocket_bytes
from server.protocol.messages import Ack, CommandId, Message, Ping, RoundClosed, Seq, Standings, encode


def by_the_library(payload: bytes) -> bytes:
    return LibraryFrame(Opcode.TEXT, payload).serialize(mask=False)


@pytest.mark.parametrize("size", [0, 1, 124, 125, 126, 127, 65_534, 65_535, 65_536, 65_537, 1_000_000])
def test_each_length_gets_the_header_of_rfc_6455(size: int) -> None:
    payload = b"x" * size
    assert websocket_bytes(payload) == by_the_library(payload)


@given(payload=st.binary(max_size=300))
def test_the_payload_is_never_touched(payload: bytes) -> None:
    assert websocket_bytes(payload) == by_the_library(payload)


@pytest.mark.parametrize(
    ("message", "version"),
    [
        (RoundClosed(room="event", v=Seq(41), round=2), 41),
        (Ack(id=CommandId("k1"), v=Seq(7)), 7),
        (Ping(n=3), None),
        (Standings(room="event", as_of=Seq(9), codes=[], rows=[]), None),
    ],
)
def test_a_frame_is_a_message_made_ready_with_its_version(message: Message, version: int | None) -> None:
    frame = Frame(message)
    assert frame.payload == encode(message)
    assert frame.wire == by_the_library(frame.payload)
    assert frame.version == version

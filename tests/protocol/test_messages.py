"""The wire is a closed set: what is of it comes back as it went, everything else is refused."""

import json
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from server.protocol import messages as wire
from server.protocol.messages import Message, encode, parse, parse_server

CLIENT_KINDS: tuple[type[Message], ...] = get_args(get_args(wire.ClientMessage)[0])
SERVER_KINDS: tuple[type[Message], ...] = get_args(get_args(wire.ServerMessage)[0])

ids = st.from_regex(r"[A-Za-z0-9_-]{1,36}", fullmatch=True)
games = st.from_regex(r"[a-z0-9]{1,24}", fullmatch=True)
rooms = st.just("event") | st.builds("{}:{}".format, st.sampled_from(["game", "play"]), games)
uci = st.from_regex(r"[a-h][1-8][a-h][1-8][qrbn]?", fullmatch=True)
CLIENT_MESSAGES: dict[type[Message], st.SearchStrategy[Message]] = {
    wire.Watch: st.builds(wire.Watch, room=rooms, since=st.none() | st.integers(0, 2**53 - 1)),
    wire.Unwatch: st.builds(wire.Unwatch, room=rooms),
    wire.MoveCommand: st.builds(wire.MoveCommand, id=ids, game=games, ply=st.integers(0, 20_000), uci=uci),
    wire.OfferDraw: st.builds(wire.OfferDraw, id=ids, game=games),
    wire.AcceptDraw: st.builds(wire.AcceptDraw, id=ids, game=games),
    wire.Resign: st.builds(wire.Resign, id=ids, game=games),
    wire.Ping: st.builds(wire.Ping, n=st.integers(0, 2**53 - 1)),
}

MOVE = '{"t":"move","id":"k1","game":"r1m1b1","ply":0,"uci":"e2e4"}'


def altered(**changes: object) -> bytes:
    """A good move with some fields changed."""
    return json.dumps(json.loads(MOVE) | changes).encode()


@pytest.mark.parametrize("kind", CLIENT_KINDS, ids=lambda kind: str(kind.__name__))
@given(chance=st.data())
@settings(deadline=None, max_examples=30)
def test_what_a_client_sends_arrives_as_it_was_sent(kind: type[Message], chance: st.DataObject) -> None:
    message = chance.draw(CLIENT_MESSAGES[kind])
    assert parse(encode(message)) == message


@pytest.mark.parametrize("kind", SERVER_KINDS, ids=lambda kind: str(kind.__name__))
@given(chance=st.data())
@settings(deadline=None, max_examples=20)
def test_what_the_server_sends_arrives_as_it_was_sent(kind: type[Message], chance: st.DataObject) -> None:
    message = chance.draw(st.from_type(kind))
    assert parse_server(encode(message)) == message
    assert parse_server(encode(message).decode()) == message


def test_no_two_messages_carry_the_same_t() -> None:
    for kinds in (CLIENT_KINDS, SERVER_KINDS):
        words = [kind.model_fields["t"].default for kind in kinds]
        assert len(set(words)) == len(kinds)


@pytest.mark.parametrize(
    ("payload", "message"),
    [
        (b'{"t":"watch","room":"event"}', wire.Watch(room="event")),
        (b'{"t":"watch","room":"play:r1m1b1","since":null}', wire.Watch(room="play:r1m1b1")),
        (b'{"room":"game:r1m1b1","since":7,"t":"watch"}', wire.Watch(room="game:r1m1b1", since=wire.Seq(7))),
        (b' {"t" : "ping" , "n" : 9007199254740991 } ', wire.Ping(n=2**53 - 1)),
        (
            MOVE.encode(),
            wire.MoveCommand(id=wire.CommandId("k1"), game=wire.GameId("r1m1b1"), ply=0, uci="e2e4"),
        ),
    ],
)
def test_a_message_is_read_by_its_t(payload: bytes, message: Message) -> None:
    assert parse(payload) == message


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b" ", id="blank"),
        pytest.param(b"null", id="null"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"7", id="a number"),
        pytest.param(b"{}", id="no t"),
        pytest.param(b'{"t":null}', id="t is null"),
        pytest.param(b'{"t":["move"]}', id="t is a list"),
        pytest.param(b'{"t":"Move"}', id="t in another case"),
        pytest.param(b'{"t":"ack","id":"k1","v":3}', id="a message of the server"),
        pytest.param(b'{"t":"takeback","id":"k1","game":"r1m1b1"}', id="an unknown t"),
        pytest.param(MOVE.encode()[:-1], id="cut off"),
        pytest.param(MOVE.encode() + b"{}", id="two messages"),
        pytest.param(MOVE.encode() + b"\x00", id="a NUL behind"),
        pytest.param(MOVE.replace('"', "'").encode(), id="no JSON"),
        pytest.param(altered(extra=1), id="an extra field"),
        pytest.param(altered(spent=0), id="a clock from the client"),
        pytest.param(altered(ply=-1), id="ply below nought"),
        pytest.param(altered(ply=20_001), id="ply too great"),
        pytest.param(altered(ply="0"), id="ply as text"),
        pytest.param(altered(ply=0.0), id="ply as a fraction"),
        pytest.param(altered(ply=True), id="ply as a truth"),
        pytest.param(altered(ply=None), id="ply is null"),
        pytest.param(altered(ply=10**40), id="ply of forty digits"),
        pytest.param(MOVE.replace("0,", "1" * 5000 + ",").encode(), id="ply of five thousand digits"),
        pytest.param(MOVE.replace("0,", "1e999,").encode(), id="ply beyond every number"),
        pytest.param(MOVE.replace("0,", "NaN,").encode(), id="ply is not a number"),
        pytest.param(altered(uci=""), id="no move"),
        pytest.param(altered(uci="e2e9"), id="no such square"),
        pytest.param(altered(uci="e7e8k"), id="promotion to a king"),
        pytest.param(altered(uci="E2E4"), id="capital letters"),
        pytest.param(altered(uci="e2e4\n"), id="a line end behind the move"),
        pytest.param(altered(uci="e2\u0000e4"), id="a NUL in the move"),
        pytest.param(altered(uci="е2е4"), id="Cyrillic letters that look alike"),
        pytest.param(altered(uci="e2e٤"), id="a digit of another script"),
        pytest.param(altered(uci=["e2e4"]), id="the move in a list"),
        pytest.param(altered(id=""), id="no id"),
        pytest.param(altered(id="k" * 37), id="an id too long"),
        pytest.param(altered(id="k 1"), id="an id with a blank"),
        pytest.param(altered(id="k\u0000"), id="an id with a NUL"),
        pytest.param(altered(id=1), id="an id that is a number"),
        pytest.param(altered(game="game:1"), id="no game's id"),
        pytest.param(altered(game="g" * 25), id="a game's id too long"),
        pytest.param(MOVE.encode().replace(b"k1", b"k\xff"), id="no UTF-8"),
        pytest.param(MOVE.encode().replace(b"k1", b"\xed\xa0\x80"), id="half a surrogate pair in UTF-8"),
        pytest.param(MOVE.replace("k1", "\\ud800").encode(), id="half a surrogate pair escaped"),
        pytest.param(MOVE.encode("utf-16"), id="UTF-16"),
        pytest.param(b"\xef\xbb\xbf" + MOVE.encode(), id="a byte order mark"),
        pytest.param(b'{"t":"ping","n":-1}', id="ping below nought"),
        pytest.param(b'{"t":"ping","n":9007199254740992}', id="ping beyond what a page can count"),
        pytest.param(b'{"t":"watch","room":"rooms"}', id="no such kind of room"),
        pytest.param(b'{"t":"watch","room":"event:r1m1b1"}', id="the event has one room"),
        pytest.param(b'{"t":"watch","room":"game:"}', id="a room without a game"),
        pytest.param(b'{"t":"watch","room":"event\\n"}', id="a line end behind the room"),
        pytest.param(b'{"t":"watch","room":"event","since":"7"}', id="a version as text"),
        pytest.param(b'{"t":"watch","room":"event","since":1.5}', id="a broken version"),
        pytest.param(b'{"t":"watch","room":"event","since":-1}', id="a version below nought"),
        pytest.param(b'{"t":"watch","room":"event","since":9007199254740992}', id="a version too great"),
        pytest.param(b"[" * 2000 + b"]" * 2000, id="deep lists"),
        pytest.param(b'{"t":' * 800 + b"1" + b"}" * 800, id="deep objects"),
        pytest.param(b'{"t":"ping","n":' + b"[" * 1500 + b"]" * 1500 + b"}", id="deep lists in a field"),
    ],
)
def test_what_is_not_of_the_wire_is_refused(payload: bytes) -> None:
    with pytest.raises(ValidationError):
        parse(payload)


@given(payload=st.binary(max_size=200))
@example(payload=b'{"t":"ping","n":1}')
@settings(deadline=None)
def test_bytes_are_either_a_message_or_refused(payload: bytes) -> None:
    try:
        message = parse(payload)
    except ValidationError:
        return
    assert parse(encode(message)) == message


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(field=st.sampled_from(["t", "id", "game", "ply", "uci"]), value=json_values)
@settings(deadline=None, max_examples=150)
def test_no_field_takes_a_value_of_another_type(field: str, value: object) -> None:
    expected = int if field == "ply" else str
    try:
        message = parse(altered(**{field: value}))
    except ValidationError:
        return
    assert type(value) is expected
    assert json.loads(encode(message))[field] == value


@given(name=st.text(), value=json_values)
@settings(deadline=None)
def test_no_message_takes_a_field_it_does_not_have(name: str, value: object) -> None:
    if name not in wire.MoveCommand.model_fields:
        with pytest.raises(ValidationError):
            parse(altered(**{name: value}))


def test_a_message_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        wire.Ping(n=1).n = 2


@pytest.mark.parametrize("kind", [*CLIENT_KINDS, *SERVER_KINDS], ids=lambda kind: str(kind.__name__))
def test_every_message_is_strict_and_closed(kind: type[BaseModel]) -> None:
    assert (kind.model_config["strict"], kind.model_config["extra"]) == (True, "forbid")


def test_a_client_refuses_what_the_server_never_sends() -> None:
    with pytest.raises(ValidationError):
        parse_server(MOVE)
    with pytest.raises(ValidationError):
        parse_server(b'{"t":"ack","id":"k1","v":3,"more":1}')

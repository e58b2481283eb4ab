"""The manual is what the messages say today: its fields, its examples, its codes and its numbers."""

import json
import re
import runpy
import sys
from pathlib import Path
from typing import get_args

import pytest

from clients import line
from server.core.ids import Refusal
from server.protocol import messages as wire
from server.protocol.manual import ManualError, manual
from server.show.rooms import HELD_LIMIT, RING
from server.show.wire import MESSAGE_LIMIT, PING_INTERVAL, SLOW_READER
from server.web.sockets import BURST, REFILL, ROOMS_PER_SOCKET

DOCS = Path(__file__).resolve().parents[2] / "docs"
TEMPLATE = (DOCS / "protocol.in.md").read_text("utf-8")
WRITTEN = (DOCS / "protocol.md").read_text("utf-8")
CLIENT = {kind.model_fields["t"].default for kind in get_args(get_args(wire.ClientMessage)[0])}
SERVER = {kind.model_fields["t"].default for kind in get_args(get_args(wire.ServerMessage)[0])}


def examples() -> list[str]:
    return re.findall(r"```json\n(.+?)\n```", WRITTEN, re.DOTALL)


def test_the_manual_is_up_to_date() -> None:
    assert manual(TEMPLATE) == WRITTEN, (
        "run: python -m server.protocol.manual docs/protocol.in.md > docs/protocol.md"
    )


def test_every_message_has_an_example_that_is_one() -> None:
    shown = set()
    for example in examples():
        kind = json.loads(example)["t"]
        shown.add(kind)
        read = wire.parse(example.encode()) if kind in CLIENT else wire.parse_server(example)
        again = json.loads(wire.encode(read))
        assert again | json.loads(example) == again
    assert shown == CLIENT | SERVER


def test_the_dialogue_is_of_messages_in_the_right_direction() -> None:
    lines = re.findall(r"^([←→]) (.+)$", WRITTEN, re.MULTILINE)
    assert len(lines) > 6
    for way, message in lines:
        if way == "→":
            wire.parse(message.encode())
        else:
            wire.parse_server(message)


def test_every_refusal_is_explained_once() -> None:
    section = WRITTEN.partition("### Refusals")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    others = re.findall(r"`(\w+)`", section.rpartition("|\n")[2])
    assert sorted([*rows, *others]) == sorted(Refusal)


@pytest.mark.parametrize(
    "sentence",
    [
        f"at most {MESSAGE_LIMIT:,} bytes",
        f"send {BURST} messages at once and {REFILL} a second",
        f"follow {ROOMS_PER_SOCKET} rooms",
        f"more than {HELD_LIMIT // 1024} KiB",
        f"after {SLOW_READER:.0f} s it is closed",
        f"some {RING} pieces of news",
        f"a websocket ping every {PING_INTERVAL:.0f} s",
        f"send one {line.PING_EVERY / 1000} s after",
        f"within {line.PONG_WITHIN // 1000} s",
        f"pause {line.FIRST_PAUSE} s",
        f"up to {line.LONGEST_PAUSE:.0f} s",
        f"`hello.protocol` is {wire.PROTOCOL}.",
    ],
)
def test_the_manual_states_the_limits_that_hold(sentence: str) -> None:
    assert sentence in " ".join(WRITTEN.split())


def test_every_link_of_the_manual_leads_to_a_heading() -> None:
    headings = re.findall(r"^#+ (.+)$", WRITTEN, re.MULTILINE)
    anchors = {heading.lower().replace(" ", "-").replace("`", "").replace("'", "") for heading in headings}
    assert set(re.findall(r"\(#([^)]+)\)", WRITTEN)) <= anchors


@pytest.mark.parametrize(
    ("found", "put", "words"),
    [
        ("@Ping\n", "@Pang\n", "not described: ['Ping']"),
        ("n: any number", "m: any number", "Ping has the fields ['n']; described are ['m']"),
        ("@Ping\n", "@Pang\n\n@Ping\n", "Pang is no message"),
    ],
)
def test_a_template_that_does_not_fit_the_messages_is_refused(found: str, put: str, words: str) -> None:
    with pytest.raises(ManualError, match=re.escape(words)):
        manual(TEMPLATE.replace(found, put, 1))


@pytest.mark.filterwarnings("ignore:'server.protocol.manual' found in sys.modules:RuntimeWarning")
def test_run_as_a_program_it_prints_the_manual(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["manual", str(DOCS / "protocol.in.md")])
    runpy.run_module("server.protocol.manual", run_name="__main__")
    assert capsys.readouterr().out == WRITTEN

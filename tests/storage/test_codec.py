"""Events to rows and back, for ever: `tests/data/events` keeps a row of every schema ever written."""

import json
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from server.core.events import (
    BoardPairing,
    ClocksResumed,
    ClocksSuspended,
    DrawOffered,
    Event,
    EventOpened,
    FlagFell,
    GameCreated,
    GameEnded,
    GameEvent,
    GameStarted,
    MatchPairing,
    MovePlayed,
    PlayerEntered,
    RoundClosed,
    RoundPublished,
    TeamEntered,
    TournamentEvent,
    Trilingual,
)
from server.core.ids import EndReason, GameId, MatchId, Millis, PersonId, Side, TeamId
from server.core.regulations import Regulations, TimeControl
from server.storage import codec

GOLDEN = Path(__file__).parents[1] / "data" / "events"
KINDS: tuple[type[Event], ...] = get_args(TournamentEvent) + get_args(GameEvent)
CONTROL = TimeControl(Millis(900_000), Millis(10_000))
BOARDS = (
    BoardPairing(GameId("r1m1b1"), 1, PersonId("p0101"), PersonId("p0601")),
    BoardPairing(GameId("r1m1b2"), 2, PersonId("p0602"), PersonId("p0102")),
)
MEANT: dict[str, Event] = {
    "EventOpened.1": EventOpened(
        Trilingual("Дружба", "友谊", "Friendship"),
        Regulations(5, 4, CONTROL, Millis(10_000), ("MPVGP", "EDEBT", "EMGSB"), Side.BLACK),
    ),
    "TeamEntered.1": TeamEntered(
        TeamId("t1"), 1, Trilingual("Хабаровск", "哈巴罗夫斯克", "Khabarovsk"), "Asia/Vladivostok"
    ),
    "PlayerEntered.1": PlayerEntered(PersonId("p0101"), TeamId("t1"), 1),
    "RoundPublished.1": RoundPublished(
        1, (MatchPairing(MatchId("r1m1"), TeamId("t1"), TeamId("t6"), BOARDS),), TeamId("t7")
    ),
    "RoundClosed.1": RoundClosed(1),
    "GameCreated.1": GameCreated(GameId("r1m1b1"), PersonId("p0101"), PersonId("p0601"), CONTROL),
    "GameStarted.1": GameStarted(),
    "FlagFell.1": FlagFell(),
    "MovePlayed.1": MovePlayed("e7e8q", Millis(1_234)),
    "DrawOffered.1": DrawOffered(Side.BLACK),
    "ClocksSuspended.1": ClocksSuspended(Millis(4_321)),
    "ClocksResumed.1": ClocksResumed(),
    "GameEnded.1": GameEnded(1, 1, EndReason.THIRD_REPETITION, Millis(77)),
}
"""What each golden row has always meant, in today's words."""


def golden(row: str) -> tuple[str, int, str]:
    """The type, schema and body of a golden row."""
    kept = json.loads((GOLDEN / f"{row}.json").read_text("utf-8"))
    return kept["type"], kept["schema"], kept["body"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_every_schema_ever_written_has_a_golden_row(kind: type[Event]) -> None:
    name = kind.__name__
    rows = {f"{name}.{schema}" for schema in range(1, codec.SCHEMAS[name] + 1)}
    assert rows <= {path.stem for path in GOLDEN.glob("*.json")}
    assert rows <= MEANT.keys()


@pytest.mark.parametrize("row", sorted(path.stem for path in GOLDEN.glob("*.json")))
def test_a_golden_row_means_what_it_always_meant(row: str) -> None:
    name, schema, body = golden(row)
    assert f"{name}.{schema}" == row
    assert codec.decode(name, schema, body) == MEANT[row]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_today_rows_are_written_as_the_newest_golden_row(kind: type[Event]) -> None:
    newest = f"{kind.__name__}.{codec.SCHEMAS[kind.__name__]}"
    assert codec.encode(MEANT[newest]) == golden(newest)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
@given(chance=st.data())
@settings(deadline=None, max_examples=25)
def test_an_event_comes_back_as_it_was_written(kind: type[Event], chance: st.DataObject) -> None:
    event = chance.draw(st.from_type(kind))
    name, schema, body = codec.encode(event)
    assert (name, schema) == (kind.__name__, codec.SCHEMAS[name])
    assert codec.decode(name, schema, body) == event


def test_an_older_body_is_brought_to_todays_schema_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(codec.SCHEMAS, "GameEnded", 3)
    monkeypatch.setitem(codec.UPCASTERS, ("GameEnded", 1), lambda body: body | {"why": body["reason"]})
    monkeypatch.setitem(
        codec.UPCASTERS,
        ("GameEnded", 2),
        lambda body: {key: body["why" if key == "reason" else key] for key in body if key != "why"},
    )
    name, _, body = golden("GameEnded.1")
    assert codec.decode(name, 1, body) == MEANT["GameEnded.1"]
    assert codec.decode(name, 3, body) == MEANT["GameEnded.1"]
    assert codec.encode(MEANT["GameEnded.1"])[1] == 3
    monkeypatch.delitem(codec.UPCASTERS, ("GameEnded", 2))
    with pytest.raises(KeyError):
        codec.decode(name, 1, body)


def test_a_row_of_an_unknown_type_is_not_guessed_at() -> None:
    with pytest.raises(KeyError):
        codec.decode("Takeback", 1, "{}")


@pytest.mark.parametrize("body", ["", "{}", '{"uci":"e2e4"}', '{"uci":"e2e4","spent":"soon"}'])
def test_a_body_that_is_none_of_its_type_is_an_error(body: str) -> None:
    with pytest.raises(ValidationError):
        codec.decode("MovePlayed", 1, body)

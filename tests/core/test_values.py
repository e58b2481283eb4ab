"""Commands and events are values: closed unions of frozen dataclasses."""

import dataclasses
from typing import get_args

import pytest

from server.core.commands import GameCommand, TournamentCommand
from server.core.events import GameEvent, TournamentEvent

KINDS = [
    kind for union in (GameCommand, TournamentCommand, GameEvent, TournamentEvent) for kind in get_args(union)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_commands_and_events_are_frozen_and_hold_nothing_but_their_fields(kind: type) -> None:
    assert dataclasses.is_dataclass(kind)
    names = tuple(field.name for field in dataclasses.fields(kind))
    assert kind.__dict__["__slots__"] == names
    value = object.__new__(kind)
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
        setattr(value, (*names, "anything")[0], 1)


def test_no_event_goes_by_the_name_of_another() -> None:
    events = [kind.__name__ for union in (GameEvent, TournamentEvent) for kind in get_args(union)]
    assert len(events) == len(set(events))

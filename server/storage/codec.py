"""Events to journal rows and back: a type's name, the schema of its body, and the body as JSON.

A schema number grows when a body changes; the upcaster of (type, schema) turns the older body into the next
schema's. `tests/data/events` keeps a row of every schema that was ever written.
"""

import json
from collections.abc import Callable
from typing import Any, Final, get_args

from pydantic import TypeAdapter

from server.core.events import Event, GameEvent, TournamentEvent

Body = dict[str, Any]  # JSON as it stands in the file: an upcaster's business, nobody else's

_adapters: Final[dict[str, TypeAdapter[Event]]] = {
    event_type.__name__: TypeAdapter(event_type)
    for union in (TournamentEvent, GameEvent)
    for event_type in get_args(union)
}

SCHEMAS: Final[dict[str, int]] = dict.fromkeys(_adapters, 1)
"""The schema each type is written in now."""

UPCASTERS: Final[dict[tuple[str, int], Callable[[Body], Body]]] = {}
"""(type, schema) to the function that turns its body into schema + 1."""


def encode(event: Event) -> tuple[str, int, str]:
    """The type, schema and body of an event."""
    name = type(event).__name__
    return name, SCHEMAS[name], _adapters[name].dump_json(event).decode()


def decode(name: str, schema: int, body: str) -> Event:
    """The event a row holds, brought to today's schema.

    Raises:
        KeyError: no such type, or no upcaster from this schema.
        pydantic.ValidationError: the body is not one of its type.
    """
    if schema == SCHEMAS[name]:
        return _adapters[name].validate_json(body)
    facts: Body = json.loads(body)
    for older in range(schema, SCHEMAS[name]):
        facts = UPCASTERS[name, older](facts)
    return _adapters[name].validate_python(facts)

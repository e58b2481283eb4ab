"""The schema names every message, so that the pages' types can be emitted from it."""

import json
import runpy
from typing import get_args

import pytest

from server.protocol import messages as wire
from server.protocol.schema import schema


def test_the_schema_names_every_message_of_both_unions() -> None:
    definitions = schema()["definitions"]
    assert isinstance(definitions, dict)
    for title, union in (("ClientMessage", wire.ClientMessage), ("ServerMessage", wire.ServerMessage)):
        kinds = {kind.__name__ for kind in get_args(get_args(union)[0])}
        assert {part["$ref"].rpartition("/")[2] for part in definitions[title]["oneOf"]} == kinds
        assert kinds <= definitions.keys()


def test_every_reference_of_the_schema_leads_to_a_definition() -> None:
    whole = schema()
    definitions = whole["definitions"]
    assert isinstance(definitions, dict)
    assert _references(whole) <= {f"#/definitions/{name}" for name in definitions}


@pytest.mark.filterwarnings("ignore:'server.protocol.schema' found in sys.modules:RuntimeWarning")
def test_run_as_a_program_it_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_module("server.protocol.schema", run_name="__main__")
    assert json.loads(capsys.readouterr().out) == schema()


def _references(part: object) -> set[str]:
    if isinstance(part, dict):
        own = {part["$ref"]} if "$ref" in part else set()
        return own.union(*map(_references, part.values()))
    return set().union(*map(_references, part)) if isinstance(part, list) else set()

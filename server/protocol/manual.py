"""Writes the protocol's manual: the prose of a template, and each message's fields from its declaration.

A line `@Watch` of the template stands for that message; the lines below it, up to an empty one, say what each
field means, and the types and ranges are the model's own. Neither side may name a field the other does not.

    python -m server.protocol.manual docs/protocol.in.md > docs/protocol.md
"""

import enum
import inspect
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from server.protocol import messages as wire

_BLOCK: Final = re.compile(r"^@(\w+)\n((?:\w+: .+\n)*)", re.MULTILINE)

_PLAIN: Final = {
    "boolean": "`true` or `false`",
    "integer": "whole number",
    "null": "`null`",
    "string": "text",
}

Part = Mapping[str, Any]  # a part of a JSON Schema


class ManualError(Exception):
    """The template and the messages do not say the same; the text says where."""


def manual(template: str) -> str:
    """The manual in Markdown.

    Raises:
        ManualError: a message or field is described that is not there, or one that is there is not described.
    """
    named = set(re.findall(r"^@(\w+)$", template, re.MULTILINE))
    missing = _declared() - named
    if missing:
        raise ManualError(f"not described: {sorted(missing)}")
    written = _BLOCK.sub(_section, template)
    return written.replace("__PROTOCOL__", str(wire.PROTOCOL))


def _definitions() -> dict[str, Part]:
    """Every model's schema, as a sender of it must see it."""
    definitions: dict[str, Part] = {}
    definitions |= wire.SERVER.json_schema(mode="serialization", ref_template="{model}")["$defs"]
    definitions |= wire.CLIENT.json_schema(mode="validation", ref_template="{model}")["$defs"]
    return definitions


def _declared() -> set[str]:
    return set(_definitions()) - {"Refusal"}  # its codes stand in a table of their own


def _section(block: re.Match[str]) -> str:
    name, lines = block[1], block[2].splitlines()
    part = _definitions().get(name)
    if part is None:
        raise ManualError(f"{name} is no message")
    if "enum" in part:
        words = ", ".join(f"`{word}`" for word in part["enum"])
        return f"### {name}\n\n{_told(name)}\n\n{words}\n"
    meanings = dict(line.split(": ", 1) for line in lines)
    fields = {key: value for key, value in part["properties"].items() if key != "t"}
    if list(meanings) != list(fields):
        raise ManualError(f"{name} has the fields {list(fields)}; described are {list(meanings)}")
    kind = part["properties"].get("t", {}).get("const")
    required = part.get("required", ())
    rows = [
        f"| `{key}` | {_type(field)}{'' if key in required else ', optional'} | {meanings[key]} |"
        for key, field in fields.items()
    ]
    title = f"`{kind}`" if kind else name
    return "\n".join((f"### {title}\n", _told(name), "", "| key | type | |", "|---|---|---|", *rows, ""))


def _told(name: str) -> str:
    """What the declaration says of itself."""
    declared: type[wire.Message] | type[enum.Enum] = getattr(wire, name)
    return inspect.getdoc(declared) or ""


def _type(field: Part) -> str:
    """A field's type in words."""
    if "anyOf" in field:
        return " or ".join(map(_type, field["anyOf"]))
    if "$ref" in field:
        return f"[{field['$ref']}](#{field['$ref'].lower()})" if field["$ref"] != "Refusal" else "text"
    kind: str = field["type"]
    if kind == "array":
        return f"list of {_type(field['items'])}"
    if "maximum" in field:
        return f"whole number, {field['minimum']} to {field['maximum']}"
    if "pattern" in field:
        return f"text `{field['pattern']}`".replace("|", "\\|")
    return _PLAIN[kind]


if __name__ == "__main__":
    sys.stdout.write(manual(Path(sys.argv[1]).read_text("utf-8")))

"""The wire's JSON Schema, from which `clients/web/shared/protocol.ts` is emitted.

`python -m server.protocol.schema` prints it.
"""

import json
import sys

from server.protocol.messages import CLIENT, SERVER


def schema() -> dict[str, object]:
    """One schema that names every message; `ClientMessage` and `ServerMessage` are the two unions."""
    definitions: dict[str, object] = {}
    for title, union in (("ClientMessage", CLIENT), ("ServerMessage", SERVER)):
        part = union.json_schema(mode="serialization", ref_template="#/definitions/{model}")
        definitions |= part["$defs"]
        definitions[title] = {"title": title, "oneOf": part["oneOf"]}
    return {
        "title": "Wire",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "client": {"$ref": "#/definitions/ClientMessage"},
            "server": {"$ref": "#/definitions/ServerMessage"},
        },
        "required": ["client", "server"],
        "definitions": definitions,
    }


if __name__ == "__main__":
    json.dump(schema(), sys.stdout, indent=1, ensure_ascii=False)

"""What a program can say to each operation, made from the description of the interface and from ids that exist."""

import json
import re
import secrets

from homeward.web.machine.mounted import description

DESCRIPTION = json.loads(description())
OPERATIONS = tuple(
    (method, path, operation) for path, methods in DESCRIPTION["paths"].items() for method, operation in methods.items()
)
# What cannot be told from the kind of a field: words that are known, and ids that fit each other.
KNOWN = {
    "kind": "thing",
    "said": {"id": "C-900", "level": "container", "place": "here"},
    "axis": "custody",
    "value": "held",
    "on": "2026-05-03",
    "voice": "giver",
    "to": "requested",
    "result": "no profile",
    "gate": "wish",
    "by": "North",
    "terms": "{}",
    "outcome": "premature",
    "passphrase": "of nobody who is here",
    "people": [],
    "containers": [],
    "opens_at": "2026-06-02T09:00+03:00",
    "closes_at": "2026-06-02T12:00+03:00",
    "expires_at": "2026-06-02T20:00+03:00",
    "form": "csv",
    "code": "C-900",
    "reasons": [{"code": "dna agrees", "text": "nothing else is known"}],
    "members": ["greta", "hanna", "ivan"],
}
KNOWN_OF = {"crossings_outcome": {"kind": "person", "outcome": "open"}, "cases_deed": {"kind": "family told"}}


def address_of(path, ids, operation):
    """The address of an operation, with ids that exist; a file that others look at gets no flag."""
    if operation["operationId"] in ("files_harm", "files_erase"):
        ids = ids | {"file_id": ids["spare_id"]}
    return re.sub(r"\{(\w+)\}", lambda match: ids[match[1]], path).removeprefix("/api/1")


def body_of(operation, ids):
    """A body that the description allows, with an act id of its own."""
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    return _value(schema, ids, KNOWN | KNOWN_OF.get(operation["operationId"], {}))


def _value(schema, ids, known, name=""):
    schema = DESCRIPTION["components"]["schemas"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if name == "act_id":
        return secrets.token_hex(16)
    if name in known:
        return known[name]
    if name in ids or f"{name}_id" in ids:
        return ids.get(f"{name}_id", ids.get(name))
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        fields = schema.get("properties", {})
        return {field: _value(fields[field], ids, known, field) for field in schema.get("required", ())}
    if kind == "array":
        return [ids["file_id"]] if name == "files" else []
    return {"integer": 1, "number": 0.5, "boolean": True}.get(kind, "0" * 32 if "32" in str(schema) else "eA==")

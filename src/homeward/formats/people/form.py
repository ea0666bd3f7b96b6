"""The form of a record about a person, as plain data: for the heading of a table, a JSON schema, a page, or paper.

Everything follows from the one table of fields. All of it is offered and nothing is mandatory: a prisoner may be asked
for five things only (GC III art. 17), and what is not known stays empty.
"""

from collections.abc import Sequence

from homeward.records.claim import ROLES, SURE
from homeward.records.fields import CHOICES, FIELDS, GROUPS, Field

Json = dict[str, object]
SCHEMA = "homeward-people/1"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def make_form(fields: Sequence[Field] = FIELDS) -> tuple[Json, ...]:
    """Give the form: groups in order, each with its fields in order.

    returns    (name, label, fields) of each group; (name, label, input, choices, required, headings) of each field

    >>> [(group["name"], len(group["fields"])) for group in make_form()][:2]
    [('identity', 9), ('birth', 4)]
    """
    groups = ((name, label, [field for field in fields if field.group == name]) for name, label in GROUPS.items())
    return tuple(
        {"name": name, "label": label, "fields": [_ask(field) for field in own]} for name, label, own in groups if own
    )


def _ask(field: Field) -> Json:
    return {
        "name": field.name,
        "label": field.says,
        "input": field.input,
        "choices": list(CHOICES.get(field.name, ())),
        "required": False,
        "headings": list(field.headings),
    }


def csv_header(fields: Sequence[Field] = FIELDS) -> tuple[str, ...]:
    """Give the heading of an empty table: every field once; names in parts, so without `full_name`."""
    return tuple(field.name for field in fields if field.name != "full_name")


def json_schema(fields: Sequence[Field] = FIELDS) -> Json:
    """Give the JSON Schema (2020-12) of what `json_people` reads: people as flat objects, or as files with claims."""
    claimed = [field.name for field in fields if field.name != "record_id"]
    flat: Json = {field.name: {"title": field.says, "type": ["string", "number", "null"]} for field in fields}
    claim = _object({"id": _TEXT, "field": {"enum": claimed}, "value": _TEXT, "source": _TEXT, "on": _TEXT,
                     "sure": {"enum": list(SURE)}, "by": _TEXT}, ("field", "value"))  # fmt: skip
    withdrawal = _object({"of": _TEXT, "by": _TEXT, "on": _TEXT, "because": _TEXT}, ("of", "by", "on", "because"))
    file = _object({"record_id": _TEXT, "role": {"enum": list(ROLES)}, "claims": {"type": "array", "items": claim},
                    "withdrawals": {"type": "array", "items": withdrawal}}, ("claims",))  # fmt: skip
    people: Json = {"type": "array", "items": {"anyOf": [_object(flat), file]}}
    whole = _object({"schema": {"const": SCHEMA}, "people": people}, ("people",))
    return {"$schema": _DIALECT, "title": "People", "anyOf": [people, whole]}


_TEXT: Json = {"type": "string"}


def _object(properties: Json, required: Sequence[str] = ()) -> Json:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}

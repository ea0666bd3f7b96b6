"""Requests that Schemathesis makes from the description of the interface, sent as every role.

No answer is an error of the program, each conforms to the description, and no role does what the table refuses it.
"""

import json
from dataclasses import dataclass, field
from functools import cache
from itertools import cycle

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema_rs import Draft202012Validator
from schemathesis.generation import GenerationMode

from tests.web import told
from tests.web.conftest import BROWSER
from tests.web.machine.said import DESCRIPTION

SCHEMA = schemathesis.openapi.from_dict(json.loads(json.dumps(DESCRIPTION)))
ENDS_WORK = ("sign_in", "signing_in_sign_out")  # asked by hand: they count attempts, and end the work of a role


@dataclass
class Heard:
    """What was asked and answered."""

    n_asked: int = 0
    n_done: int = 0
    wrong: list = field(default_factory=list)


def ask(operation, programs, ids, *, n_examples, sizes=(GenerationMode.POSITIVE, GenerationMode.NEGATIVE)):
    """Send generated requests of one operation, half of which do not fit its description, as one role after another."""
    heard, definition = Heard(), operation.definition.raw
    roles = cycle(programs)
    known = {one.name: ids[one.name] for one in operation.path_parameters if one.name in ids}

    def send(case):
        role = next(roles)
        answer = _sent(programs[role], case)
        heard.n_asked += 1
        may = not definition["x-homeward-rights"] or any(
            told.ways(role, right) or right == "see genetic profile" for right in definition["x-homeward-rights"]
        )
        if answer.status_code >= 500 and answer.status_code != 503:
            heard.wrong.append((role.value, answer.status_code, case.body))
        if answer.status_code in (200, 202):
            heard.n_done += 1
            if not may:
                heard.wrong.append((role.value, "did what the table refuses", answer.status_code))
        _conforms(heard, definition, answer)

    for mode in sizes:
        fixed = known if mode is GenerationMode.POSITIVE else None
        made = operation.as_strategy(generation_mode=mode, **({"path_parameters": fixed} if fixed else {}))
        _run(send, made, n_examples)
    return heard


def _run(send, made, n_examples):
    @settings(
        max_examples=n_examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=made)
    def each(case):
        send(case)

    each()


def _sent(program, case):
    body = case.body if isinstance(case.body, str | bytes) else json.dumps(_plain(case.body))
    query = {name: value for name, value in (case.query or {}).items() if value is not None}
    path = case.formatted_path
    if case.method.upper() == "GET":
        return program.client.get(path, query, **BROWSER, **program.headers)
    return program.client.generic(
        case.method.upper(), path, body, content_type="application/json", **BROWSER, **program.headers
    )


def _plain(body):
    return body if isinstance(body, dict | list | str | int | float | bool) or body is None else {}


def _conforms(heard, definition, answer):
    if str(answer.status_code) not in definition["responses"]:
        if answer.status_code not in (403, 404, 405, 413, 415, 429):
            heard.wrong.append(("not described", answer.status_code))
        return
    shape = definition["responses"][str(answer.status_code)]["content"]["application/json"]["schema"]
    for fault in _validator(json.dumps(shape)).iter_errors(answer.json()):
        heard.wrong.append(("not as described", answer.status_code, fault.message[:300]))


@cache
def _validator(shape):
    return Draft202012Validator({"components": DESCRIPTION["components"], **json.loads(shape)})

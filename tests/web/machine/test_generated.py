"""Requests made from the description: no failure of the program, answers as described, no right exceeded.

A few for each operation here, always the same ones; many, for an hour of their own: python -m tests.web.machine.long
"""

import pytest

from tests.web import told
from tests.web.machine.conftest import Program
from tests.web.machine.generated import ENDS_WORK, SCHEMA, ask

OPERATIONS = [one.ok() for one in SCHEMA.get_all_operations()]


@pytest.fixture(scope="module")
def programs(served):
    return {role: Program(name) for role, name in told.WHO.items()}


@pytest.mark.parametrize("area", sorted({one.definition.raw["tags"][0] for one in OPERATIONS}))
def test_generated_requests_are_answered_as_described_and_exceed_no_right(programs, ids, area):
    n_asked = 0
    for operation in OPERATIONS:
        name = operation.definition.raw["operationId"]
        if operation.definition.raw["tags"] != [area] or name in ENDS_WORK or name == "audit_verify":
            continue
        heard = ask(operation, programs, ids, n_examples=3)
        assert heard.wrong == [], name
        n_asked += heard.n_asked
    assert n_asked > 0

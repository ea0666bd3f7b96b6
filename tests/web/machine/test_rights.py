"""Every operation by every role: what the table of rights refuses is not found, and the attempt is an entry."""

from collections import Counter

import pytest

from homeward.actions.workspace.rights import Role, Scope, right_of
from tests.web import told
from tests.web.machine.conftest import Program
from tests.web.machine.said import DESCRIPTION, OPERATIONS, address_of, body_of

ALONE = {"lists_one", "lists_version", "files_mine"}  # many files at once: for who opens files without a second person
IN_PART = {"remains_all_samples", "remains_sample"}  # the laboratory sees profiles by the ids of samples alone
NOBODYS = {"lists_ordered", "audit_named"}  # orders are carried out by who gave them, and there is none
# What a role may do with its own, and here it is somebody else's.
NOT_OWN = {
    Role.CASEWORKER: set(),
    Role.REVIEWER: {"lists_version", "files_one", "files_open_with", "files_status", "remains_note"},
    Role.LABORATORY: {"lists_export"},
    Role.NEGOTIATOR: {"lists_export", "files_harm"},  # flagged by then, by another team
    Role.HAND_OVER: {
        "lists_version",
        "lists_export",
        "files_harm",
        "files_one",
        "files_open_with",
        "files_glass",
        "remains_every",
        "remains_note",
    },
    Role.ADJUDICATOR: {"lists_version", "lists_export", "files_one", "files_open_with", "remains_note"},
}


def granted(role, operation):
    """In which scopes a role may do this."""
    name, scopes = operation["operationId"], set()
    for right in operation["x-homeward-rights"]:
        scopes |= told.ways(role, right)
        if name in IN_PART and right_of(role, right, Scope.OWN).is_granted:
            scopes.add(Scope.OWN)
        if name in ALONE and right_of(role, right, Scope.OWN).way != "alone":
            return set()
    return scopes


def not_there(role, name):
    return name in NOBODYS or name in NOT_OWN.get(role, ())


@pytest.mark.parametrize("role", told.WHO, ids=str)
def test_a_role_reaches_what_the_table_grants_and_nothing_else(served, ids, role):
    asks, wrong = Program(told.WHO[role]), []
    for method, path, operation in OPERATIONS:
        name = operation["operationId"]
        if not operation["x-homeward-rights"] or (name == "audit_verify" and role is not Role.AUDITOR):
            continue  # to verify is everybody's right, and takes half a second
        before, at = told.Entries.after(served), address_of(path, ids, operation)
        answer = asks.get(at) if method == "get" else asks.post(at, **body_of(operation, ids))
        scopes = granted(role, operation)
        if answer.status_code >= 500 or answer.status_code in (400, 401, 403, 405, 415):
            wrong.append((name, answer.status_code, answer.content))
        if not scopes and (answer.status_code != 404 or "refused" not in before.kinds):
            wrong.append((name, "may not", answer.status_code, answer.content[:200], before.kinds))
        if scopes and answer.status_code == 404 and not not_there(role, name):
            wrong.append((name, "may", answer.status_code))
    assert wrong == []


def test_each_operation_is_described_with_its_summary_its_answers_and_who_may(program):
    names = Counter(operation["operationId"] for _, _, operation in OPERATIONS)
    assert set(names.values()) == {1}
    for method, path, operation in OPERATIONS:
        assert operation["summary"].endswith("."), path
        assert {"200", "401", "422"} <= operation["responses"].keys(), path
        assert operation["security"] == [] if path.endswith("/sign-in") else operation["security"], path
        assert ("requestBody" in operation) is (method == "post"), path
    assert DESCRIPTION["openapi"].startswith("3.1")
    answer = program().get("/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["paths"].keys() == DESCRIPTION["paths"].keys()

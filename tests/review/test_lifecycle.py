from pathlib import Path

import pytest

from homeward.review.act import KIND_OF
from homeward.review.case import Case
from homeward.review.fold import advance
from homeward.review.lifecycle import KINDS, STATES, TABLE, NotAllowed, allowed_kinds, table_as_markdown
from tests.review.acts import CASES, MINUTE, START, attempts, case_of

LATER = START + 60 * MINUTE


def outcomes_of(state: str, kind: str) -> tuple[list[Case], list[str]]:
    """Every case that some attempt leads to, and every refusal."""
    accepted, refused = [], []
    for steps in CASES[state]:
        case = case_of(*steps)
        assert case.state == state
        for act in attempts(case, kind, LATER):
            try:
                accepted.append(advance(case, act))
            except NotAllowed as error:
                refused.append(str(error))
    return accepted, refused


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", STATES)
def test_every_act_in_every_state_is_allowed_as_the_table_says_or_clearly_refused(state, kind):
    accepted, refused = outcomes_of(state, kind)
    assert {case.state for case in accepted} == set(TABLE[kind].get(state, ()))
    for says in refused:
        assert repr(state) in says
        assert f"this {kind} is refused, because " in says
        assert says.endswith(f"this state allows {', '.join(allowed_kinds(state))}")


def test_the_table_speaks_of_every_kind_of_act_and_every_state():
    assert set(TABLE) == set(KINDS) == set(KIND_OF.values())
    assert {state for after in TABLE.values() for state in after} == set(STATES) == set(CASES)


def test_every_state_can_be_reached():
    assert {state for after in TABLE.values() for states in after.values() for state in states} == set(STATES[1:])


def test_the_documents_show_the_table_of_the_code():
    page = Path(__file__).resolve().parents[2] / "docs" / "models" / "review.md"
    assert table_as_markdown() in page.read_text(encoding="utf-8")

from datetime import timedelta

import pytest

from homeward.actions.workspace.desk import Refused, approve, new_id, waiting_acts
from homeward.actions.workspace.files import flag_harm
from homeward.actions.workspace.pairs import (
    all_cases,
    read_case,
    read_reason,
    reopen_case,
    show_score,
    sign_decision,
    take_reading,
)
from homeward.actions.workspace.review.by_dna import REMAINS, Asked, propose_by_dna
from homeward.actions.workspace.review.doubts import declare_conflict
from homeward.actions.workspace.review.identified import cases_named, link_identified, naming_of
from homeward.actions.workspace.things import all_things, note_remains, view_remains
from homeward.errors import InvalidInput
from tests.actions.workspace.laboratory import PEOPLE, all_entered, belongs, data
from tests.actions.workspace.sample import make, propose, seat

BECAUSE = (read_reason("dna agrees: both parents, 16 markers"),)
READERS = ("boris", "clara")


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE, ivan="2")).store:
        yield made


def remains_case(workspace, outcome="established", parts=("I-1",)):
    """A case of remains with the signed decision of two readers: its id."""
    sought = all_entered(workspace)
    for item in parts:
        belongs(workspace, item)
    [anna] = seat(workspace, "anna")
    propose_by_dna(anna, REMAINS, sought, Asked(frequencies=data("frequencies"), table="t"))
    code = "D-1" if parts else "I-1"
    [found] = [thing.id for thing in all_things(anna) if thing.code == code]
    [one] = [one for one in all_cases(anna) if one.case.pair.found == found]
    desks = seat(workspace, *READERS)
    for desk in desks:
        take_reading(desk, one.id)
        read_case(desk, one.id, outcome, BECAUSE)
    for desk in desks:
        sign_decision(desk, one.id, outcome)
    return one


def test_the_link_is_asked_for_by_one_and_stands_when_a_second_has_signed(workspace):
    one = remains_case(workspace)
    anna, boris, clara = seat(workspace, "anna", "boris", "clara")
    before = naming_of(boris, one.id)
    assert (before.code, before.level, before.linked_on, before.waits_for) == ("D-1", "individual", None, None)
    assert (before.can_ask, before.can_sign) == (True, False)
    kept = link_identified(boris, one.id, "by the decision of two readers")
    asked = naming_of(boris, one.id)
    assert (asked.waits_for, asked.can_ask, asked.can_sign) == (kept.waits_for, False, False)
    assert (naming_of(clara, one.id).can_ask, naming_of(clara, one.id).can_sign) == (False, True)
    assert cases_named(clara) == {kept.waits_for: one.id}
    approve(clara, kept.waits_for)
    after = naming_of(clara, one.id)
    assert (after.waits_for, after.can_ask, after.can_sign) == (None, False, False)
    assert workspace.clock().date() - after.linked_on < timedelta(days=2)
    [link] = [link for link in view_remains(anna).remains.links if link.kind == "identified as"]
    assert (link.part, link.whole, link.because) == ("D-1", one.case.pair.sought, "by the decision of two readers")
    assert cases_named(clara) == {}


def test_the_second_person_is_whoever_confirms_identities_but_for_who_asks_and_who_has_a_conflict(workspace):
    one = remains_case(workspace)
    boris, clara = seat(workspace, "boris", "clara")
    greta, hanna, ivan = seat(workspace, "greta", "hanna", "ivan")
    assert naming_of(boris, one.id).seconds == ("clara",)  # the other reader; nobody else was shown the case
    for desk in (greta, hanna, ivan):
        show_score(desk, one.id, "to sign")
    assert naming_of(boris, one.id).seconds == ("clara", "greta", "hanna", "ivan")
    declare_conflict(boris, one.id, "hanna", "a cousin")
    assert naming_of(boris, one.id).seconds == ("clara", "greta", "ivan")
    link_identified(clara, one.id, "by the decision")
    assert naming_of(boris, one.id).seconds == ("boris", "greta", "ivan")
    flag_harm(boris, one.case.pair.sought, lift=False, reason="threats")  # ivan is of another team
    assert naming_of(boris, one.id).seconds == ("boris", "greta")


def test_what_waits_tells_nobody_what_was_decided_who_may_still_read_the_case_blind(workspace):
    one = remains_case(workspace)
    boris, clara, greta, lena = seat(workspace, "boris", "clara", "greta", "lena")
    asked = link_identified(clara, one.id, "by the decision").waits_for
    assert asked in dict(waiting_acts(boris))
    for desk in (greta, lena):
        assert asked not in dict(waiting_acts(desk))
        with pytest.raises(Refused):
            approve(desk, asked)
    show_score(greta, one.id, "to sign")
    approve(greta, asked)
    assert naming_of(boris, one.id).linked_on is not None


def test_whoever_has_a_conflict_of_interest_asks_for_no_link(workspace):
    one = remains_case(workspace)
    [boris] = seat(workspace, "boris")
    declare_conflict(boris, one.id, "boris", "a cousin")
    assert not naming_of(boris, one.id).can_ask
    with pytest.raises(InvalidInput, match="without a conflict of interest"):
        link_identified(boris, one.id, "by the decision")


def test_whoever_has_a_conflict_of_interest_signs_no_link_as_the_second_person(workspace):
    one = remains_case(workspace)
    boris, clara, greta = seat(workspace, "boris", "clara", "greta")
    asked = link_identified(clara, one.id, "by the decision").waits_for
    declare_conflict(boris, one.id, "boris", "a cousin")
    with pytest.raises(InvalidInput, match="without a conflict of interest"):
        approve(boris, asked)
    show_score(greta, one.id, "to sign")
    approve(greta, asked)
    assert naming_of(clara, one.id).linked_on is not None


def test_whoever_was_not_shown_the_case_learns_nothing_of_the_link(workspace):
    one = remains_case(workspace)
    greta, anna, fadi = seat(workspace, "greta", "anna", "fadi")
    assert naming_of(greta, one.id) is None
    with pytest.raises(InvalidInput, match="that you have seen"):
        link_identified(greta, one.id, "by the decision")
    with pytest.raises(Refused):
        link_identified(anna, one.id, "by the decision")
    with pytest.raises(Refused):
        naming_of(fadi, one.id)


def test_remains_of_a_case_that_establishes_nothing_are_not_linked(workspace):
    one = remains_case(workspace, "probable")
    [boris] = seat(workspace, "boris")
    assert naming_of(boris, one.id) is None
    with pytest.raises(InvalidInput, match="signed decision"):
        link_identified(boris, one.id, "by the decision")


def test_an_item_is_linked_to_nobody_before_it_belongs_to_an_individual(workspace):
    one = remains_case(workspace, parts=())
    [boris] = seat(workspace, "boris")
    found = naming_of(boris, one.id)
    assert (found.code, found.level, found.can_ask) == ("I-1", "item", False)
    with pytest.raises(InvalidInput, match="individual"):
        link_identified(boris, one.id, "by the decision")


def test_a_link_that_is_asked_for_twice_with_one_id_waits_once(workspace):
    one = remains_case(workspace)
    [boris] = seat(workspace, "boris")
    act_id = new_id()
    first, again = (link_identified(boris, one.id, "by the decision", act_id=act_id) for _ in range(2))
    assert (first.waits_for, again.waits_for, again.is_repeat) == (act_id, act_id, True)


def test_a_link_stays_in_sight_while_the_case_is_read_again_and_is_gone_when_taken_back(workspace):
    one = remains_case(workspace)
    anna, boris, clara = seat(workspace, "anna", "boris", "clara")
    approve(clara, link_identified(boris, one.id, "by the decision").waits_for)
    approve(clara, reopen_case(boris, one.id, "a second sample").waits_for)
    assert naming_of(boris, one.id).linked_on is not None
    [link] = [link for link in view_remains(anna).remains.links if link.kind == "identified as"]
    taken = note_remains(boris, "withdrawal", {"of": link.id, "because": "another sample says otherwise"})
    assert cases_named(clara) == {}
    approve(clara, taken.waits_for)
    assert naming_of(boris, one.id).linked_on is None


def test_a_case_of_two_people_on_lists_has_nothing_to_link(workspace):
    [anna, boris] = seat(workspace, "anna", "boris")
    case_id = propose(anna)[0]
    take_reading(boris, case_id)
    assert naming_of(boris, case_id) is None
    with pytest.raises(InvalidInput, match="a person on a list"):
        link_identified(boris, case_id, "by the decision")

from hashlib import sha256

import pytest
from pytest import approx

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused, approve
from homeward.actions.workspace.files import flag_harm
from homeward.actions.workspace.laboratory.results import import_results
from homeward.actions.workspace.laboratory.samples import Taking, take_sample
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.pairs import (
    all_cases,
    open_case,
    propose_pairs,
    read_case,
    read_reason,
    sign_decision,
    take_reading,
)
from homeward.actions.workspace.review.by_dna import REMAINS, Asked, propose_by_dna
from homeward.actions.workspace.rights import Role
from homeward.actions.workspace.things import all_things, note_remains, view_remains
from homeward.errors import InvalidInput
from homeward.review.basis import unnamed_sources, weaknesses
from tests.actions.workspace.laboratory import PEOPLE, REPORT, all_entered, belongs, both, data
from tests.actions.workspace.sample import a_list, acts, delivery, make, seat

BECAUSE = (read_reason("dna agrees: both parents, 16 markers"),)
ASKED = Asked(frequencies=data("frequencies"), table="north-2026")
N_LISTED = 4  # people on the list of people sought


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE | {"tom": (Role.CASEWORKER,), "greta": (Role.REVIEWER,)}, tom="2")).store:
        yield made


@pytest.fixture
def sought(workspace):
    return all_entered(workspace)


def record_of(desk, list_id, pair):
    return files_of(desk, list_id)[pair.sought].record_id


def proposed(desk, sought, **how):
    """Propose remains by DNA: the case of each pair, by the code of the remains and the line of the list."""
    done = propose_by_dna(desk, REMAINS, sought, Asked(**{"frequencies": data("frequencies"), "table": "t"} | how))
    code = {thing.id: thing.code for thing in all_things(desk)}
    cases = {(code[one.case.pair.found], record_of(desk, sought, one.case.pair)): one for one in all_cases(desk)}
    return done, cases


def test_remains_are_proposed_for_the_children_of_their_parents_and_a_stranger_for_nobody(workspace, sought):
    [anna] = seat(workspace, "anna")
    done, cases = proposed(anna, sought)
    assert set(cases) == {("I-1", "N-1"), ("I-2", "N-2")}
    assert (done.n_found, done.n_families, done.problems) == (3, 3, ())
    again, _ = proposed(anna, sought)
    assert (again.proposed.case_ids, again.proposed.n_known) == ((), 2)


def test_a_basis_by_dna_says_all_it_was_computed_with_and_not_a_genotype(workspace, sought):
    [anna] = seat(workspace, "anna")
    _, cases = proposed(anna, sought)
    basis = cases["I-1", "N-1"].case.round.basis
    [weight] = basis.weights
    assert (weight.kind, weight.log10_lr > 9.0) == ("kinship", True)
    assert "2 donors, 16 markers compared, 0 of them impossible" in weight.because
    assert basis.posterior > 0.9995
    assert basis.prior == approx(0.5 / N_LISTED)
    assert f"{N_LISTED} people are sought" in basis.prior_rule
    assert basis.frequency_table.digest == sha256(data("frequencies")).hexdigest()
    assert basis.pedigree.digest == sha256(basis.pedigree.text.encode()).hexdigest()
    assert basis.pedigree.text.splitlines()[3:] == ["N-1,father,mother,F", "donors: father mother"]
    assert (unnamed_sources(basis), weaknesses(basis), basis.discrepancies) == ((), (), ())
    assert "/" not in basis.pedigree.text + weight.because


def test_posterior_and_weight_agree_with_a_calculation_by_hand(workspace, sought):
    """One candidate of three stands out: posterior odds are LR times prior odds, but for the rivals' tiny rest."""
    [anna] = seat(workspace, "anna")
    _, cases = proposed(anna, sought, listed=1e-9)
    basis = cases["I-1", "N-1"].case.round.basis
    odds = 10.0**basis.log10_lr * basis.prior / (1.0 - 1e-9)
    assert basis.posterior == approx(odds / (1.0 + odds), rel=1e-6)


def test_from_import_to_a_decision_that_two_signed(workspace, sought):
    anna, boris, clara = seat(workspace, "anna", "boris", "clara")
    _, cases = proposed(anna, sought)
    case_id = cases["I-1", "N-1"].id
    take_reading(boris, case_id)
    shown = open_case(boris, case_id)
    assert shown.view.basis.weights[0].kind == "kinship"
    read_case(boris, case_id, "established", BECAUSE)
    take_reading(clara, case_id)
    assert open_case(clara, case_id).view.basis is None
    read_case(clara, case_id, "established", BECAUSE)
    for desk in (boris, clara):
        sign_decision(desk, case_id, "established")
    [signed] = all_cases(anna, "signed")
    assert signed.case.round.outcome == "established"
    assert check_workspace(workspace).is_whole


def test_all_samples_of_one_individual_are_one_profile(workspace, sought):
    belongs(workspace, "I-1")
    [anna] = seat(workspace, "anna")
    _, cases = proposed(anna, sought)
    assert set(cases) == {("D-1", "N-1"), ("I-2", "N-2")}


def test_an_individual_of_two_people_is_compared_with_nobody_and_said(workspace, sought):
    for item in ("I-1", "I-2"):
        belongs(workspace, item)
    [anna] = seat(workspace, "anna")
    done, cases = proposed(anna, sought)
    assert cases == {}
    assert [(one.where, "different people" in one.says) for one in done.problems] == [("D-1", True)]


@pytest.mark.parametrize("outcome", ["not ours", "several people"])
def test_what_is_not_ours_or_of_several_people_is_compared_with_nobody_and_said(workspace, sought, outcome):
    [anna] = seat(workspace, "anna")
    note_remains(anna, "finding", {"of": "I-1", "outcome": outcome, "because": "two left femurs"})
    done, cases = proposed(anna, sought)
    assert set(cases) == {("I-2", "N-2")}
    assert [one.where for one in done.problems] == ["I-1"]


def test_the_name_declared_of_a_bag_weighs_nothing_for_an_item_split_out_of_it(workspace, sought):
    """C-1 came under the name of N-4; I-1 lay in it, and I-9 was split out of I-1."""
    [anna] = seat(workspace, "anna")
    note_remains(anna, "thing", {"id": "I-9", "level": "item"})
    note_remains(anna, "link", {"kind": "split from", "part": "I-9", "whole": "I-1", "because": "another left femur"})
    _, cases = proposed(anna, sought)
    assert all("claimed identity" not in one.case.round.basis.grounds for one in cases.values())
    assert not any(line == "N-4" for _, line in cases)


def test_a_name_declared_of_an_item_is_weighed_and_put_before_readers_even_where_dna_says_no(workspace, sought):
    [anna] = seat(workspace, "anna")
    said = {"of": "I-3", "name": "Somebody", "source": "tag", "line": "N-4"}
    note_remains(anna, "declaration", said)
    _, cases = proposed(anna, sought)
    basis = cases["I-3", "N-4"].case.round.basis
    assert {weight.kind for weight in basis.weights} == {"kinship", "claimed identity"}
    assert basis.posterior < 1e-3
    assert basis.discrepancies[0].kind == "kinship"


def test_an_exclusion_of_a_part_is_not_forgotten_for_the_whole(workspace, sought):
    anna, boris, clara = seat(workspace, "anna", "boris", "clara")
    note_remains(anna, "declaration", {"of": "I-3", "name": "Somebody", "source": "tag", "line": "N-4"})
    case_id = proposed(anna, sought)[1]["I-3", "N-4"].id
    for desk in (boris, clara):
        take_reading(desk, case_id)
        read_case(desk, case_id, "excluded", (read_reason("dna speaks against: many markers"),))
    for desk in (boris, clara):
        sign_decision(desk, case_id, "excluded")
    belongs(workspace, "I-3")
    note_remains(anna, "declaration", {"of": "D-1", "name": "Somebody", "source": "tag", "line": "N-4"})
    basis = proposed(anna, sought)[1]["D-1", "N-4"].case.round.basis
    assert "earlier decision" in {one.kind for one in basis.discrepancies}


def test_lists_weigh_beside_dna_kind_by_kind(workspace, sought):
    """The same person stands on both lists and has a profile: the basis carries names, dates and kinship."""
    [anna] = seat(workspace, "anna")
    found = import_list(anna, delivery("found", a_list("S"))).list_id
    file_id = next(one for one, file in files_of(anna, found).items() if file.record_id == "S-2")
    take_sample(anna, file_id, Taking("cheek swab", "North", "T-8"))
    both(workspace, import_results, data("results").replace(b"T-2", b"T-8"), REPORT)
    done = propose_by_dna(anna, found, sought, ASKED)
    assert len(done.proposed.case_ids) == 1
    [one] = all_cases(anna)
    kinds = {weight.kind: weight.log10_lr for weight in one.case.round.basis.weights}
    assert {"kinship", "family_name", "birth_date", "relative"} <= kinds.keys()
    assert kinds["family_name"] > 0 > kinds["relative"] - 1e-9
    assert one.case.round.basis.posterior > 0.9995


def test_known_pairs_are_read_again_on_the_new_evidence_when_two_ask_for_it(workspace, sought):
    anna, boris = seat(workspace, "anna", "boris")
    found = import_list(anna, delivery("found", a_list("S"))).list_id
    before = propose_pairs(anna, found, sought)
    file_id = next(one for one, file in files_of(anna, found).items() if file.record_id == "S-2")
    take_sample(anna, file_id, Taking("cheek swab", "North", "T-8"))
    both(workspace, import_results, data("results").replace(b"T-2", b"T-8"), REPORT)
    asked = Asked(frequencies=data("frequencies"), table="t", reopen="a sample came")
    done = propose_by_dna(anna, found, sought, asked)
    assert (done.proposed.case_ids, done.proposed.n_known) == ((), 1)
    approve(boris, done.reopened.waits_for)
    again = [one.case for one in all_cases(anna) if len(one.case.rounds) == 2]
    assert len(before.case_ids) == 4
    assert ["kinship" in case.round.basis.grounds for case in again] == [True]
    assert "kinship" not in again[0].rounds[0].basis.grounds


def test_whoever_may_not_propose_compares_nothing(workspace, sought):
    for name in ("boris", "fadi"):
        with pytest.raises(Refused):
            propose_by_dna(seat(workspace, name)[0], REMAINS, sought, ASKED)
    [lena] = seat(workspace, "lena")
    assert len(propose_by_dna(lena, REMAINS, sought, ASKED).proposed.case_ids) == 2
    facts = next(dict(act.facts) for act in acts(workspace) if act.kind == "dna compared")
    assert facts["frequencies"] == sha256(data("frequencies")).hexdigest()


def test_without_a_common_marker_nothing_is_compared(workspace, sought):
    [anna] = seat(workspace, "anna")
    with pytest.raises(InvalidInput, match="none of the markers"):
        propose_by_dna(anna, REMAINS, sought, Asked(frequencies=b"marker,allele,frequency\nPENTA E,5,1.0\n", table="t"))


def test_remains_are_linked_to_a_person_where_a_signed_decision_says_so_and_only_then(workspace, sought):
    anna, boris, clara, greta = seat(workspace, "anna", "boris", "clara", "greta")
    belongs(workspace, "I-1")
    _, cases = proposed(anna, sought)
    one = cases["D-1", "N-1"]
    link = {"kind": "identified as", "part": "D-1", "whole": one.case.pair.sought, "because": "decision"}
    with pytest.raises(InvalidInput, match="signed decision"):
        note_remains(boris, "link", link)
    for desk in (boris, clara):
        take_reading(desk, one.id)
        read_case(desk, one.id, "established", BECAUSE)
    for desk in (boris, clara):
        sign_decision(desk, one.id, "established")
    with pytest.raises(Refused):
        note_remains(anna, "link", link)
    with pytest.raises(InvalidInput, match="that you have seen"):  # else a guess would tell the outcome
        note_remains(greta, "link", link)
    approve(clara, note_remains(boris, "link", link).waits_for)
    assert any(link.kind == "identified as" for link in view_remains(anna).remains.links)
    [lena] = seat(workspace, "lena")
    assert not any(link.kind == "identified as" for link in view_remains(lena).remains.links)


def test_whom_remains_were_is_not_shown_where_that_person_must_not_exist(workspace, sought):
    anna, boris, clara, tom = seat(workspace, "anna", "boris", "clara", "tom")
    belongs(workspace, "I-1")
    one = proposed(anna, sought)[1]["D-1", "N-1"]
    for desk in (boris, clara):
        take_reading(desk, one.id)
        read_case(desk, one.id, "established", BECAUSE)
    for desk in (boris, clara):
        sign_decision(desk, one.id, "established")
    link = {"kind": "identified as", "part": "D-1", "whole": one.case.pair.sought, "because": "decision"}
    approve(clara, note_remains(boris, "link", link).waits_for)
    note_remains(tom, "thing", {"id": "I-7", "level": "item"})
    seen = [{link.kind for link in view_remains(desk).remains.links} for desk in (anna, tom)]
    flag_harm(anna, one.case.pair.sought, lift=False, reason="threatened")
    after = [{link.kind for link in view_remains(desk).remains.links} for desk in (anna, tom)]
    assert ["identified as" in kinds for kinds in (*seen, *after)] == [True, True, True, False]

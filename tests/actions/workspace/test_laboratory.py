import json

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused, approve, new_id
from homeward.actions.workspace.files import erase_file, open_file
from homeward.actions.workspace.folding.genetic import Controls
from homeward.actions.workspace.folding.record_text import plain_of
from homeward.actions.workspace.laboratory.controls import like_controls
from homeward.actions.workspace.laboratory.families import import_families
from homeward.actions.workspace.laboratory.results import enter_result, import_results, withdraw_result
from homeward.actions.workspace.laboratory.samples import (
    Taking,
    all_samples,
    open_profile,
    take_sample,
    view_samples,
)
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.things import view_remains
from homeward.errors import InvalidInput
from homeward.formats.str_table import read_samples
from homeward.store.state import Wanted
from tests.actions.workspace.laboratory import PEOPLE, REPORT, all_entered, bags, both, data
from tests.actions.workspace.sample import acts, delivery, last, make, seat


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w", PEOPLE)).store:
        yield made


def by_code(desk):
    return {one.code: one for one in all_samples(desk).values() if one.code}


def changed(name, marker, genotype):
    """The laboratory's file, with another genotype of one sample at one marker."""
    head, *rows = data("results").decode().splitlines()
    place = head.split(",").index(marker)
    told = []
    for row in rows:
        cells = row.split(",")
        cells[place] = genotype if cells[0] == name else cells[place]
        told.append(",".join(cells))
    return "\n".join([head, *told]).encode()


def test_a_result_counts_when_two_scientists_have_signed_it(workspace):
    bags(workspace)
    lena, luka = seat(workspace, "lena", "luka")
    asked = import_results(lena, data("results"), REPORT)
    assert dict(asked.samples) == {"new": 3, "known": 0, "held": 0}
    assert asked.rows == {"in": 3, "accepted": 3, "held": 0, "refused": 0}
    assert by_code(lena)["T-1"].results == ()
    with pytest.raises(Refused):
        approve(lena, asked.kept.waits_for)
    approve(luka, asked.kept.waits_for)
    assert {code: one.typed.result.result for code, one in by_code(lena).items()} == dict.fromkeys(
        ("T-1", "T-2", "T-3"), "profile"
    )
    assert [len(entry.signatures) for entry in entries(workspace, "result entered")] == [2, 2, 2]


def entries(workspace, kind):
    with workspace.store.read() as now:
        return now.entries_of_kind(kind)


@pytest.mark.parametrize("name", ["anna", "boris", "dina", "fadi"])
def test_nobody_but_the_laboratory_enters_results_or_sees_genotypes(workspace, name):
    all_entered(workspace)
    [desk] = seat(workspace, name)
    for doing in (
        lambda: import_results(desk, data("results"), REPORT),
        lambda: open_profile(desk, "T-1"),
        lambda: view_samples(desk),
    ):
        with pytest.raises(Refused):
            doing()
        assert last(workspace).kind == "refused"


def test_genotypes_stand_with_the_sample_and_nowhere_else(workspace):
    all_entered(workspace)
    with workspace.store.read() as now:
        for kind in ("thing", "person", "case", "family", "list"):
            for state in now.states(Wanted(kind=kind)):
                assert "14/15" not in state.body
                assert "D3S1358" not in state.body
        assert sum("D3S1358" in state.body for state in now.states(Wanted(kind="sample"))) == 9
    anna, lena = seat(workspace, "anna", "lena")
    assert "/" not in json.dumps(plain_of(view_remains(anna).remains))
    sample_id, [typed] = open_profile(lena, "T-2")
    assert typed.genotypes["D3S1358"] == "13/15"
    assert (last(workspace).kind, last(workspace).subjects) == ("profile viewed", (sample_id,))


def test_the_laboratory_sees_neither_declared_names_nor_who_remains_were(workspace):
    all_entered(workspace)
    lena, anna = seat(workspace, "lena", "anna")
    assert view_remains(lena).remains.declarations == ()
    assert len(view_remains(anna).remains.declarations) == 1


def test_the_same_results_again_change_nothing(workspace):
    all_entered(workspace)
    [lena] = seat(workspace, "lena")
    n_acts = len(acts(workspace))
    again = import_results(lena, data("results"), REPORT)
    assert (dict(again.samples), again.kept.is_repeat) == ({"new": 0, "known": 3, "held": 0}, True)
    assert import_families(lena, data("families"), REPORT).kept.is_repeat
    assert len(acts(workspace)) == n_acts


def test_results_approved_twice_count_once(workspace):
    bags(workspace)
    lena, luka = seat(workspace, "lena", "luka")
    first, second = (import_results(lena, data("results"), REPORT).kept.waits_for for _ in range(2))
    approve(luka, first)
    approve(luka, second)
    assert [len(one.results) for one in by_code(lena).values()] == [1, 1, 1]
    assert check_workspace(workspace).is_whole


def test_a_result_that_contradicts_an_earlier_profile_is_held_until_a_person_takes_one_back(workspace):
    all_entered(workspace)
    [lena] = seat(workspace, "lena")
    other = changed("T-1", "vWA", "9/15")
    done = import_results(lena, other, REPORT)
    assert dict(done.samples) == {"new": 0, "known": 2, "held": 1}
    [problem] = done.problems
    assert problem.where == "sample T-1"
    assert "earlier profile at 1 markers" in problem.says
    assert "9/15" not in repr(done.problems)
    kept = by_code(lena)["T-1"]
    assert (len(kept.results), len(kept.held)) == (1, 1)
    import_results(lena, other, REPORT)
    assert len(by_code(lena)["T-1"].held) == 1
    both(workspace, withdraw_result, "T-1", kept.typed.id, "tube exchanged")
    both(workspace, import_results, other, REPORT)
    now = by_code(lena)["T-1"]
    assert (now.typed.genotypes["vWA"], len(now.results)) == ("9/15", 2)


def test_two_contradicting_results_signed_at_once_do_not_both_count(workspace):
    bags(workspace)
    lena, luka = seat(workspace, "lena", "luka")
    asked = [
        import_results(lena, file, REPORT).kept.waits_for for file in (data("results"), changed("T-1", "vWA", "9/15"))
    ]
    approve(luka, asked[0])
    with pytest.raises(InvalidInput, match="meanwhile"):
        approve(luka, asked[1])
    assert by_code(lena)["T-1"].typed.genotypes["vWA"] == "9/14"


def test_no_profile_and_mixed_profile_are_results_and_a_mixture_after_a_profile_is_held(workspace):
    bags(workspace)
    [lena] = seat(workspace, "lena")
    both(workspace, enter_result, "T-1", "no profile", REPORT, remaining="half")
    both(workspace, enter_result, "T-2", "mixed profile", REPORT)
    assert [by_code(lena)[code].typed for code in ("T-1", "T-2")] == [None, None]
    assert by_code(lena)["T-1"].standing[0].result.remaining == "half"
    done = both(workspace, import_results, data("results"), REPORT)
    assert dict(done.samples) == {"new": 2, "known": 0, "held": 1}
    assert enter_result(lena, "T-3", "mixed profile", REPORT).samples["held"] == 1
    with pytest.raises(InvalidInput, match="in a file"):
        enter_result(lena, "T-3", "profile", REPORT)
    with pytest.raises(Refused):
        enter_result(lena, "T-9", "no profile", REPORT)


def test_a_row_of_a_sample_that_nobody_took_is_held_and_said(workspace):
    bags(workspace)
    [lena] = seat(workspace, "lena")
    done = import_results(lena, data("results").replace(b"T-3", b"T-9"), REPORT)
    assert dict(done.samples) == {"new": 2, "known": 0, "held": 1}
    assert [one.where for one in done.problems] == ["sample 'T-9'"]
    with pytest.raises(InvalidInput, match="no profile could be read"):
        import_results(lena, b"", REPORT)


@pytest.mark.parametrize(("n_off", "is_like"), [(0, True), (1, True), (2, False), (16, False)])
def test_a_profile_like_one_of_the_staff_is_said_and_a_brother_is_not(n_off, is_like):
    [control] = read_samples(data("controls")).samples
    texts = {name: "/".join(genotype) for name, genotype in control.genotypes.items()}
    off = dict(list(control.genotypes.items())[:n_off])
    profile = {**control.genotypes, **dict.fromkeys(off, ("90", "91"))}
    assert bool(like_controls(profile, Controls({"K-1": texts}))) is is_like


def test_a_sample_with_the_profile_of_a_control_is_held(workspace):
    all_entered(workspace)
    [lena] = seat(workspace, "lena")
    contaminated = data("controls").replace(b"K-1", b"T-3")
    done = import_results(lena, contaminated, REPORT)
    assert (done.samples["held"], done.samples["new"]) == (1, 0)
    assert "control 'K-1'" in done.problems[0].says


def test_a_sample_of_a_listed_person_is_known_to_the_laboratory_by_its_code_alone(workspace):
    anna, lena = seat(workspace, "anna", "lena")
    file_id = next(iter(files_of(anna, import_list(anna, delivery("found")).list_id)))
    sample_id, _ = take_sample(anna, file_id, Taking("cheek swab", "laboratory of the North", "T-1"))
    assert open_file(anna, file_id).file.samples[0].id == sample_id
    assert file_id not in json.dumps(plain_of(view_samples(lena)[sample_id]))
    with pytest.raises(InvalidInput, match="taken before"):
        take_sample(anna, file_id, Taking("blood", "laboratory of the North", "T-1"))
    with pytest.raises(Refused):
        take_sample(lena, file_id, Taking("blood", "laboratory of the North"))


def test_a_sample_that_is_noted_twice_by_one_act_is_one_sample(workspace):
    [anna] = seat(workspace, "anna")
    file_id = next(iter(files_of(anna, import_list(anna, delivery("found")).list_id)))
    taking, act_id = Taking("cheek swab", "laboratory of the North", "T-1"), new_id()
    first, _ = take_sample(anna, file_id, taking, act_id=act_id)
    again, kept = take_sample(anna, file_id, taking, act_id=act_id)
    assert (again, kept.is_repeat) == (first, True)
    assert [one.id for one in open_file(anna, file_id).file.samples] == [first]


def test_a_file_is_erased_with_its_samples_and_a_donors_sample_alone(workspace):
    anna, dina, fadi, lena = seat(workspace, "anna", "dina", "fadi", "lena")
    file_id = next(iter(files_of(anna, import_list(anna, delivery("found")).list_id)))
    sample_id, _ = take_sample(anna, file_id, Taking("cheek swab", "laboratory of the North", "T-1"))
    other, _ = take_sample(
        anna, next(iter(files_of(anna, import_list(anna, delivery()).list_id))), Taking("blood", "North")
    )
    for gone in (file_id, other):
        approve(fadi, erase_file(dina, gone, reason="asked by the person").waits_for)
    assert {sample_id, other}.isdisjoint(all_samples(lena))
    found = check_workspace(workspace)
    assert found.is_whole, found.sentences


def test_everything_about_samples_follows_from_the_acts(workspace):
    all_entered(workspace)
    found = check_workspace(workspace)
    assert found.is_whole, found.sentences

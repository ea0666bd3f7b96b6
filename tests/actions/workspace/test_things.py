from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused, approve
from homeward.actions.workspace.things import asked_of, note_remains, note_several, view_remains
from homeward.errors import InvalidInput
from homeward.records.remains import history_of, links_on
from tests.actions.workspace.sample import acts, last, make, seat


@pytest.fixture
def workspace(tmp_path):
    with (made := make(tmp_path / "w")).store:
        yield made


@pytest.fixture
def anna(workspace):
    [anna] = seat(workspace, "anna")
    for kind, said in (
        ("thing", {"id": "C-1", "level": "container", "place": "crossing"}),
        ("thing", {"id": "I-1", "level": "item"}),
        ("thing", {"id": "P-1", "level": "individual"}),
        ("link", {"kind": "lies in", "part": "I-1", "whole": "C-1", "because": "found inside"}),
        ("declaration", {"of": "C-1", "name": "Somebody", "source": "tag of the South"}),
    ):
        note_remains(anna, kind, said)
    sort_out(workspace, "belongs to", "I-1", "P-1")
    return anna


def sort_out(workspace, kind, part, whole):
    """Link by two people: the caseworker proposes, a reviewer confirms."""
    anna, boris = seat(workspace, "anna", "boris")
    said = {"kind": kind, "part": part, "whole": whole, "because": "one skeleton"}
    approve(boris, note_remains(anna, "link", said).waits_for)


def test_a_container_holds_its_items_and_the_declared_name_stays_with_the_bag(anna):
    view = view_remains(anna)
    [container] = view.tree
    assert [(item.id, item.below[0].id) for item in container.below] == [("I-1", "P-1")]
    assert [one.of for one in view.remains.declarations] == ["C-1"]


def test_broken_custody_is_said(anna):
    hand = {"of": "C-1", "place": "crossing", "because": "delivery"}
    note_remains(anna, "custody", hand | {"giver": "South", "taker": "neutral", "seal_out": "17"})
    note_remains(anna, "custody", hand | {"giver": "driver", "taker": "North", "seal_in": "18"})
    assert len(view_remains(anna).breaks) == 2


def test_a_sample_belongs_to_the_item_and_its_result_comes_from_the_laboratory(anna):
    said = {"item": "I-1", "tissue": "femur", "laboratory": "laboratory of the North", "code": "T-1"}
    note_remains(anna, "sample", said)
    [sample] = view_remains(anna).remains.samples
    assert (sample.item, sample.code) == ("I-1", "T-1")
    with pytest.raises(InvalidInput, match="homeward laboratory"):
        note_remains(anna, "result", {"sample": sample.id, "result": "no profile"})
    with pytest.raises(InvalidInput, match="taken before"):
        note_remains(anna, "sample", said)


def test_who_is_one_individual_takes_two_people_and_can_be_taken_back(workspace, anna):
    note_remains(anna, "thing", {"id": "P-2", "level": "individual"})
    said = {"kind": "merged into", "part": "P-2", "whole": "P-1", "because": "DNA of both agrees"}
    asked = note_remains(anna, "link", said)
    assert "merged into" not in {link.kind for link in view_remains(anna).remains.links}
    [boris] = seat(workspace, "boris")
    approve(boris, asked.waits_for)
    [link] = [link for link in view_remains(anna).remains.links if link.kind == "merged into"]
    taken = note_remains(anna, "withdrawal", {"of": link.id, "because": "another sample says otherwise"})
    assert taken.waits_for
    approve(boris, taken.waits_for)
    remains = view_remains(anna).remains
    assert ("merged into", "P-2") not in links_on(remains)
    assert [before for before, _ in history_of(remains, "P-2")] == [link]
    assert check_workspace(workspace).is_whole


def test_where_a_thing_lies_takes_one_person(anna):
    note_remains(anna, "thing", {"id": "C-2", "level": "container"})
    said = {"kind": "lies in", "part": "I-1", "whole": "C-2", "because": "bagged again"}
    assert note_remains(anna, "link", said).waits_for is None
    assert [node.id for node in view_remains(anna).tree if node.below] == ["C-2"]


def test_an_earlier_state_stays_readable_as_of_its_day(tmp_path):
    days = iter((3, 4, 5, 6, 7))
    now = [3]
    seconds = count()

    def clock():
        return datetime(2026, 5, now[0], 12, tzinfo=UTC) + timedelta(seconds=next(seconds))

    with (made := make(tmp_path / "w")).store:
        workspace = replace(made, clock=clock)
        [anna] = seat(workspace, "anna")
        for said in ({"id": "I-1", "level": "item"}, {"id": "P-1", "level": "individual"}):
            now[0] = next(days)
            note_remains(anna, "thing", said)
        for whole in ("P-1", "P-2"):
            now[0] = next(days)
            if whole == "P-2":
                note_remains(anna, "thing", {"id": "P-2", "level": "individual"})
            sort_out(workspace, "belongs to", "I-1", whole)

        def whose(day):
            view = view_remains(anna, as_of=date(2026, 5, day))
            return [below.id for node in view.tree if node.id == "I-1" for below in node.below]

        assert [whose(day) for day in (2, 3, 4, 5, 6)] == [[], [], [], ["P-1"], ["P-2"]]
        assert len(view_remains(anna, as_of=date(2026, 5, 3)).remains.things) == 1


def test_what_holds_several_people_is_split_before_it_belongs_to_one(workspace, anna):
    note_remains(anna, "finding", {"of": "I-1", "outcome": "several people", "because": "two left femurs"})
    said = {"kind": "belongs to", "part": "I-1", "whole": "P-1", "because": "one skeleton"}
    with pytest.raises(InvalidInput, match="split it"):
        note_remains(anna, "link", said)
    assert [due.split(";")[0] for due in view_remains(anna).due] == ["I-1: several people"]
    note_remains(anna, "thing", {"id": "I-2", "level": "item"})
    note_remains(anna, "link", {"kind": "split from", "part": "I-2", "whole": "I-1", "because": "the left one"})
    assert view_remains(anna).due == ()


def test_what_is_not_ours_is_to_be_given_back_until_it_was(anna):
    note_remains(anna, "finding", {"of": "C-1", "outcome": "not ours", "because": "isotopes"})
    assert "return it to the other side" in view_remains(anna).due[0]
    hand = {"of": "C-1", "place": "crossing", "because": "not ours", "giver": "North", "taker": "neutral"}
    note_remains(anna, "custody", hand)
    assert view_remains(anna).due == ()


def test_a_part_of_an_earlier_delivery_is_to_be_linked_to_it(workspace, anna):
    note_remains(anna, "thing", {"id": "I-2", "level": "item"})
    finding = {"of": "I-2", "outcome": "part of an earlier delivery", "because": "DNA agrees"}
    for other in ({}, {"other": "I-9"}):
        with pytest.raises(InvalidInput, match="code"):
            note_remains(anna, "finding", finding | other)
    note_remains(anna, "finding", finding | {"other": "I-1"})
    assert len(view_remains(anna).due) == 1
    sort_out(workspace, "belongs to", "I-2", "P-1")
    assert view_remains(anna).due == ()


def test_individuals_are_not_merged_in_a_circle(workspace, anna):
    note_remains(anna, "thing", {"id": "P-2", "level": "individual"})
    sort_out(workspace, "merged into", "P-1", "P-2")
    with pytest.raises(InvalidInput, match="withdraw that link"):
        sort_out(workspace, "merged into", "P-2", "P-1")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("thing", {"id": "C-1", "level": "container"}),
        ("thing", {"id": "C-2", "level": "person"}),
        ("thing", {"id": "C-2"}),
        ("link", {"kind": "lies in", "part": "I-9", "whole": "C-1", "because": "found inside"}),
        ("link", {"kind": "lies in", "part": "I-1", "whole": "C-9", "because": "found inside"}),
        ("link", {"kind": "lies in", "part": "I-1", "whole": "P-1", "because": "found inside"}),
        ("withdrawal", {"of": "0" * 32, "because": "wrong"}),
        ("link", {"kind": "lies under", "part": "I-1", "whole": "C-1", "because": "found inside"}),
        ("finding", {"of": "I-1", "outcome": "ours", "because": "tag"}),
        ("thing", {"id": "C-2", "level": "item", "colour": "red"}),
        ("photograph", {}),
    ],
)
def test_what_cannot_be_noted_is_refused_with_a_sentence(anna, kind, said):
    with pytest.raises(InvalidInput):
        note_remains(anna, kind, said)


def test_whoever_has_no_right_to_remains_sees_and_notes_nothing(workspace, anna):
    [boris] = seat(workspace, "boris")
    with pytest.raises(Refused):
        view_remains(boris)
    with pytest.raises(Refused):
        note_remains(boris, "thing", {"id": "C-9", "level": "container"})
    assert last(workspace).kind == "refused"


def test_a_note_says_what_it_is_asked_for():
    assert asked_of("link") == ("kind", "part", "whole", "because")
    assert asked_of("thing") == ("id", "level", "place")


def test_two_who_may_only_propose_are_not_one_who_may_confirm(anna, workspace):
    said = {"kind": "merged into", "part": "I-2", "whole": "P-1", "because": "one skeleton"}
    dina = seat(workspace, "dina")[0]  # a caseworker, too
    note_remains(anna, "thing", {"id": "I-2", "level": "individual"})
    asked = note_remains(anna, "link", said)
    with pytest.raises(Refused):
        approve(dina, asked.waits_for)
    assert last(workspace).kind == "refused"
    approve(seat(workspace, "boris")[0], asked.waits_for)


def one_by_one(desk, notes):
    for kind, said in notes:
        note_remains(desk, kind, said)


def test_a_delivery_is_noted_at_once_as_if_one_by_one(tmp_path):
    notes = [
        ("thing", {"id": "C-1", "level": "container", "place": "crossing"}),
        ("thing", {"id": "I-1", "level": "item"}),
        ("link", {"kind": "lies in", "part": "I-1", "whole": "C-1", "because": "found inside"}),
        ("sample", {"item": "I-1", "tissue": "femur", "laboratory": "North", "code": "T-1"}),
        ("sample", {"item": "I-1", "tissue": "rib", "laboratory": "North", "code": "T-1"}),  # a code used twice
    ]
    shown = []
    for name in ("at once", "one by one"):
        with (workspace := make(tmp_path / name)).store:
            [anna] = seat(workspace, "anna")
            several = note_several if name == "at once" else one_by_one
            with pytest.raises(InvalidInput, match="was taken before"):
                several(anna, notes)
            remains = view_remains(anna).remains
            things = sorted((one.id, one.level) for one in remains.things)
            shown.append((things, [one.code for one in remains.samples]))
            assert [act.kind for act in acts(workspace)].count("remains noted") == 4
    assert shown[0] == shown[1]


def test_notes_that_name_nothing_in_common_are_kept_in_one_step(workspace_of_anna):
    anna = workspace_of_anna
    things = [("thing", {"id": f"C-{number}", "level": "container"}) for number in range(250)]
    kept = note_several(anna, [*things, ("thing", {"id": "I-1", "level": "item"})])
    assert [len(one.entries) for one in kept] == [100, 100, 51]
    link = {"kind": "lies in", "part": "I-1", "whole": "C-1", "because": "found inside"}
    moved = [("link", link), ("link", {**link, "whole": "C-2"}), ("link", {**link, "whole": "C-3"})]
    assert [len(one.entries) for one in note_several(anna, moved)] == [1, 1, 1]
    remains = view_remains(anna).remains
    assert len(remains.things) == 251
    assert [one.whole for one in remains.links] == ["C-1", "C-2", "C-3"]


@pytest.fixture
def workspace_of_anna(tmp_path):
    with (workspace := make(tmp_path / "many")).store:
        yield seat(workspace, "anna")[0]

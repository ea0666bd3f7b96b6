import pytest

from homeward.actions.workspace.desk import Refused
from homeward.actions.workspace.things import asked_of, note_remains, view_remains
from homeward.errors import InvalidInput
from tests.actions.workspace.sample import last, make, seat


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
        ("link", {"kind": "belongs to", "part": "I-1", "whole": "P-1", "because": "one skeleton"}),
        ("declaration", {"of": "C-1", "name": "Somebody", "source": "tag of the South"}),
    ):
        note_remains(anna, kind, said)
    return anna


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


def test_a_sample_and_its_result_belong_to_the_item(anna):
    note_remains(anna, "sample", {"item": "I-1", "tissue": "femur", "laboratory": "laboratory of the North"})
    [sample] = view_remains(anna).remains.samples
    note_remains(anna, "result", {"sample": sample.id, "result": "no profile"})
    note_remains(anna, "finding", {"of": "I-1", "outcome": "several people", "because": "two left femurs"})
    remains = view_remains(anna).remains
    assert (remains.results[0].result, remains.findings[0].outcome) == ("no profile", "several people")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("thing", {"id": "C-1", "level": "container"}),
        ("thing", {"id": "C-2", "level": "person"}),
        ("thing", {"id": "C-2"}),
        ("link", {"kind": "lies in", "part": "I-9", "whole": "C-1", "because": "found inside"}),
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

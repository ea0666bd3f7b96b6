"""Remains with samples, and the laboratory's files of examples/laboratory: three families, three samples, a control."""

from pathlib import Path

from homeward.actions.workspace.desk import approve
from homeward.actions.workspace.laboratory.controls import keep_controls
from homeward.actions.workspace.laboratory.families import import_families
from homeward.actions.workspace.laboratory.results import Report, import_results
from homeward.actions.workspace.lists import import_list
from homeward.actions.workspace.rights import Role
from homeward.actions.workspace.things import note_remains
from tests.actions.workspace.sample import DAY, a_list, delivery, seat

FOLDER = Path(__file__).parents[3] / "examples" / "laboratory"
REPORT = Report(laboratory="laboratory of the North", on=DAY, kit="16 markers", has_statistics=True)
READERS = dict.fromkeys(("boris", "clara", "greta", "hanna", "ivan"), (Role.REVIEWER,))
SCIENTISTS = dict.fromkeys(("lena", "luka"), (Role.LABORATORY,))
PEOPLE = READERS | SCIENTISTS | {"anna": (Role.CASEWORKER,), "dina": (Role.PROTECTION,), "fadi": (Role.CUSTODIAN,)}


def data(name):
    return (FOLDER / f"{name}.csv").read_bytes()


def both(workspace, doing, *told, names=("lena", "luka"), **how):
    """Let two people do something: what the first one asks for, the second one approves."""
    first, second = seat(workspace, *names)
    done = doing(first, *told, **how)
    kept = getattr(done, "kept", done)
    if kept.waits_for:
        approve(second, kept.waits_for)
    return done


def bags(workspace):
    """One container, two items in it, one individual; a sample of each item and of a loose one."""
    [anna] = seat(workspace, "anna")
    for kind, said in (
        ("thing", {"id": "C-1", "level": "container", "place": "crossing"}),
        *(("thing", {"id": f"I-{number}", "level": "item"}) for number in (1, 2, 3)),
        ("thing", {"id": "D-1", "level": "individual"}),
        *(
            ("link", {"kind": "lies in", "part": f"I-{number}", "whole": "C-1", "because": "found inside"})
            for number in (1, 2)
        ),
        ("declaration", {"of": "C-1", "name": "Somebody", "source": "tag of the South", "line": "N-4"}),
        *(
            ("sample", {"item": f"I-{number}", "tissue": "femur", "laboratory": "North", "code": f"T-{number}"})
            for number in (1, 2, 3)
        ),
    ):
        note_remains(anna, kind, said)
    return anna


def belongs(workspace, item, individual="D-1"):
    said = {"kind": "belongs to", "part": item, "whole": individual, "because": "one skeleton"}
    return both(workspace, note_remains, "link", said, names=("anna", "boris"))


def all_entered(workspace):
    """Everything that the laboratory found: the id of the list of people sought."""
    sought = import_list(bags(workspace), delivery("sought", a_list("N"))).list_id
    both(workspace, keep_controls, data("controls"))
    both(workspace, import_families, data("families"), REPORT)
    both(workspace, import_results, data("results"), REPORT)
    return sought

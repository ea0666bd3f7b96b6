"""Samples as the laboratory knows them: by an id and a code, never by whose they are.

A sample is taken from an item of remains (`things`), from a person on a list, or from a donor of a family (`families`).
Where it came from stands with the item, the file or the family; its results and its profile stand with the sample.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from homeward.actions.workspace.desk import Desk, Draft, Granted, Kept, authorise, keep, new_id, note, refuse
from homeward.actions.workspace.files import find_file
from homeward.actions.workspace.folding.genetic import CONTROLS_ID, Controls, SampleRecord, Typed, sample_of
from homeward.actions.workspace.folding.record_text import read_record, write_record
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidInput
from homeward.ledger.act import MOST_SUBJECTS
from homeward.records.remains import Sample
from homeward.store.state import Wanted

_SEES_GENOTYPES = "see genetic profile"
_TAKEN = "sample taken"
Pick = Callable[[tuple[str, ...]], Sequence[str]]  # chooses which ids are shown, as a page of them


@dataclass(frozen=True, slots=True)
class Taking:
    """What is said of a sample when it is taken."""

    tissue: str
    laboratory: str
    code: str | None = None
    kit: str | None = None
    seal: str | None = None


def take_sample(desk: Desk, file_id: str, taking: Taking, *, act_id: str | None = None) -> tuple[str, Kept]:
    """Note that a sample was taken from a person on a list: its id, and what became of the act.

    raises    Refused where there is no such file, or this person may not write in it; InvalidInput for a code used
              before
    """
    _, scope = find_file(desk, file_id, "enter person")
    granted = authorise(desk, "enter person", scope, about=(file_id,))
    before = _taken_by(desk, act_id, file_id)
    has_new_code = before is None and taking.code is not None
    if has_new_code and any(one.code == taking.code for one in all_samples(desk).values()):
        raise InvalidInput(f"a sample with code {taking.code!r} was taken before; each has a code of its own")
    told = taking.tissue, desk.member.id, desk.workspace.clock(), taking.laboratory
    sample = Sample(before or new_id(), file_id, *told, taking.kit, taking.seal, taking.code)
    drafts = [
        Draft(kind=_TAKEN, texts={file_id: write_record(sample)}),
        Draft(kind="sample registered", texts={sample.id: write_record(SampleRecord("person", sample.code))}),
    ]
    return sample.id, keep(desk, granted, drafts, says="a sample", act_id=act_id)


def _taken_by(desk: Desk, act_id: str | None, file_id: str) -> str | None:
    """Give the id of the sample that an act noted of a person; None where there was no such act."""
    with desk.store.read() as now:
        entry = now.entry_of(act_id or "")
        is_one = entry is not None and entry.act.kind == _TAKEN
        text = now.texts(entry.act.id).get(file_id) if entry is not None and is_one else None
    return None if text is None else read_record(Sample, text).id


def view_samples(desk: Desk, pick: Pick | None = None) -> dict[str, SampleRecord]:
    """Show samples with what came of them, to the laboratory: all, or those picked. The ids shown are an entry.

    raises    Refused
    """
    granted = _may_see(desk)
    samples = all_samples(desk)
    ids = tuple(samples) if pick is None else tuple(pick(tuple(samples)))
    for start in range(0, len(ids), MOST_SUBJECTS):
        note(desk, granted.role, Draft(kind="samples viewed", others=ids[start : start + MOST_SUBJECTS]))
    return {one: samples[one] for one in ids}


def view_sample(desk: Desk, sample_id: str) -> SampleRecord:
    """Show what came of one sample, to the laboratory; that it was shown is an entry.

    raises    Refused, also where there is no such sample
    """
    samples = view_samples(desk, lambda ids: [one for one in ids if one == sample_id])
    if sample_id not in samples:
        refuse(desk, _SEES_GENOTYPES, (sample_id,))
    return samples[sample_id]


def open_profile(desk: Desk, name: str) -> tuple[str, tuple[Typed, ...]]:
    """Show the genotypes of one sample, to the laboratory; the reading is an entry before anything is shown.

    raises    Refused, also where there is no such sample
    """
    granted = _may_see(desk)
    samples = all_samples(desk)
    sample_id = find_sample(samples, name)
    if sample_id is None:
        refuse(desk, _SEES_GENOTYPES)
    note(desk, granted.role, Draft(kind="profile viewed", others=(sample_id,)))
    return sample_id, samples[sample_id].standing


def find_sample(samples: dict[str, SampleRecord], name: str) -> str | None:
    """Find a sample by its id or its code."""
    if name in samples:
        return name
    return next((sample_id for sample_id, one in samples.items() if one.code == name), None)


def all_samples(desk: Desk) -> dict[str, SampleRecord]:
    """Give all samples by id, to compute on."""
    with desk.store.read() as now:
        return {state.object: sample_of(state) for state in now.states(Wanted(kind="sample"))}


def all_controls(desk: Desk) -> Controls:
    """Give the profiles of staff and known contaminants, to compute on."""
    with desk.store.read() as now:
        state = now.state("controls", CONTROLS_ID)
    return Controls({}) if state is None else read_record(Controls, state.body)


def _may_see(desk: Desk) -> Granted:
    """Look up who sees genotypes: a right to a part, "sample id only", which `authorise` takes for no right."""
    for role in desk.member.roles:
        right = right_of(role, _SEES_GENOTYPES, Scope.OWN)
        if right.is_granted:
            return Granted(_SEES_GENOTYPES, role, right)
    refuse(desk, _SEES_GENOTYPES)

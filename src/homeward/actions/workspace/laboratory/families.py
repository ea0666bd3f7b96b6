"""Families of the missing: pedigrees as records, and their donors' profiles, each under the key of its own sample.

The missing people of a family bear the identifiers of the list of people sought; that is how a family and a file meet.
Relatives are told by the ids of their table, which is of the laboratory: no names.
"""

from collections.abc import Mapping
from dataclasses import replace

from homeward.actions.workspace.desk import Desk, Draft, authorise, new_id
from homeward.actions.workspace.folding.genetic import FamilyRecord, SampleRecord, Typed
from homeward.actions.workspace.folding.record_text import read_record, write_record
from homeward.actions.workspace.laboratory.results import Batch, Entered, Report, enter, rows_of, typed_of
from homeward.actions.workspace.laboratory.samples import all_samples
from homeward.errors import InvalidInput
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.profile import Sample
from homeward.formats.pedigree_file import read_families
from homeward.store.state import Wanted


def import_families(
    desk: Desk, data: bytes, report: Report, *, force: bool = False, act_id: str | None = None
) -> Entered:
    """Enter pedigrees with the profiles of their donors; a family known already is replaced by what it is now.

    raises    Refused; InvalidInput where no family could be read
    """
    granted = authorise(desk, "enter laboratory result")
    table = read_families(data, force=force)
    if not table.families:
        raise InvalidInput(
            "; ".join(("no family could be read", *(f"{it.where}: {it.says}" for it in table.problems[:1])))
        )
    known, samples = all_families(desk), all_samples(desk)
    before: list[Draft] = []
    came: list[Typed] = []
    for family in table.families:
        family_id = next((one for one, record in known.items() if record.id == family.id), None)
        donors = dict(known[family_id].donors) if family_id else {}
        for person in family.donors:
            sample_id = donors.setdefault(person.id, new_id())
            before += _registered(sample_id, samples)
            came.append(typed_of(desk, report, Sample(sample_id, person.sex, family.profiles[person.id])))
        record = _record(family, donors)
        if family_id is None or record != known[family_id]:
            before.append(Draft(kind="family entered", texts={family_id or new_id(): write_record(record)}))
    done = enter(desk, granted, Batch(came, samples, before), act_id=act_id)
    return replace(done, rows=rows_of(table), problems=(*table.problems, *done.problems))


def _registered(sample_id: str, samples: dict[str, SampleRecord]) -> tuple[Draft, ...]:
    """Draft the sample of a donor who gave none before, and count it among the known ones."""
    if sample_id in samples:
        return ()
    samples[sample_id] = SampleRecord("donor")
    return (Draft(kind="sample registered", texts={sample_id: write_record(samples[sample_id])}),)


def _record(family: Family, donors: Mapping[str, str]) -> FamilyRecord:
    return FamilyRecord(family.id, family.pedigree.people, family.missing, donors, family.pedigree.twins)


def all_families(desk: Desk) -> dict[str, FamilyRecord]:
    """Give all families by id, to compute on."""
    with desk.store.read() as now:
        return {state.object: read_record(FamilyRecord, state.body) for state in now.states(Wanted(kind="family"))}

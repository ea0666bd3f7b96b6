"""Families of the missing: pedigrees as records, and their donors' profiles, each under the key of its own sample.

The missing people of a family bear the identifiers of the list of people sought; that is how a family and a file meet.
Relatives are told by the ids of their table, which is of the laboratory: no names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from homeward.actions.workspace.desk import Desk, Draft, Granted, authorise, new_id, note, refuse, scope_of
from homeward.actions.workspace.folding.genetic import FamilyRecord, SampleRecord, Typed
from homeward.actions.workspace.folding.heads import heads_of, in_natural_order
from homeward.actions.workspace.folding.memory import Memory
from homeward.actions.workspace.folding.record_text import read_record, write_record
from homeward.actions.workspace.laboratory.results import Batch, Entered, Report, enter, rows_of, typed_of
from homeward.actions.workspace.laboratory.samples import Pick, all_samples
from homeward.actions.workspace.lists import all_lists
from homeward.actions.workspace.pairs import seen_cases
from homeward.actions.workspace.rights import Scope, right_of
from homeward.errors import InvalidInput
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import Pedigree
from homeward.evidence.dna.profile import Sample
from homeward.formats.pedigree_file import read_families
from homeward.ledger.act import MOST_SUBJECTS
from homeward.records.remains import SampleResult
from homeward.review.basis import Basis
from homeward.review.lifecycle import State
from homeward.review.reading import visible

_SEES = "see kinship ratio"
_FAMILIES = Memory("family", lambda state: read_record(FamilyRecord, state.body))


@dataclass(frozen=True, slots=True)
class SeenPair:
    """A pair that stands before readers because of a family; without its basis for whoever may still read it blind."""

    case: str
    state: State
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class SeenFamily:
    """One family as a person sees it: no genotype is in it, and no id of a sample, which would say whose that is.

    results      of the sample of each donor, by the donor, oldest first; those that were withdrawn are left out
    n_markers    of the profile of each donor who has one
    """

    id: str  # as its table calls it
    pedigree: Pedigree
    missing: tuple[str, ...]
    results: Mapping[str, tuple[SampleResult, ...]]
    n_markers: Mapping[str, int]
    pairs: tuple[SeenPair, ...]


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
        return dict(_FAMILIES.all(now))


def view_families(desk: Desk, pick: Pick | None = None) -> dict[str, FamilyRecord]:
    """Show the families that this person may see; the ids shown are an entry.

    The laboratory and the neutral adjudicator see all; who answers for files sees the families who miss one of them.

    pick      chooses which of their ids are shown, as a page of them, in the order of their names
    raises    Refused
    """
    granted, found = _own(desk)
    families = dict(sorted(found.items(), key=lambda item: (in_natural_order(item[1].id), item[0])))
    ids = tuple(families) if pick is None else tuple(pick(tuple(families)))
    for start in range(0, len(ids), MOST_SUBJECTS):
        note(desk, granted.role, Draft(kind="families viewed", others=ids[start : start + MOST_SUBJECTS]))
    return {one: families[one] for one in ids}


def view_family(desk: Desk, family_id: str) -> SeenFamily:
    """Show one family: who is who, what came of the samples, what it put before readers. The reading is an entry.

    raises    Refused, also where there is no such family
    """
    granted, families = _own(desk)
    if family_id not in families:
        refuse(desk, _SEES, (family_id,))
    note(desk, granted.role, Draft(kind="families viewed", others=(family_id,)))
    record, samples = families[family_id], all_samples(desk)
    known = {person: samples[one] for person, one in record.donors.items() if one in samples}
    typed = {person: one.typed for person, one in known.items()}
    return SeenFamily(
        id=record.id,
        pedigree=Pedigree(record.people, record.twins),
        missing=record.missing,
        results={person: tuple(it.result for it in one.standing) for person, one in known.items()},
        n_markers={person: len(one.genotypes) for person, one in typed.items() if one is not None},
        pairs=_pairs_of(desk, record.id),
    )


def _own(desk: Desk) -> tuple[Granted, dict[str, FamilyRecord]]:
    families = all_families(desk)
    if any(right_of(role, _SEES, Scope.OTHER).is_granted for role in desk.member.roles):
        return authorise(desk, _SEES, Scope.OTHER), families
    granted = authorise(desk, _SEES)
    missed = _records_of(desk) if families else frozenset()
    return granted, {one: record for one, record in families.items() if not missed.isdisjoint(record.missing)}


def _records_of(desk: Desk) -> frozenset[str]:
    """Give what the list calls those people sought for whose files this person answers."""
    sought = [list_id for list_id, record in all_lists(desk).items() if record.role == "sought"]
    with desk.store.read() as now:
        heads = [head for one in sought for head in heads_of(now, list_id=one).values()]
    return frozenset(head.record_id for head in heads if scope_of(desk.member, head) is Scope.OWN)


def _pairs_of(desk: Desk, family: str) -> tuple[SeenPair, ...]:
    told = []
    for one in seen_cases(desk).values():
        pedigree = one.case.round.basis.pedigree if one.case.rounds else None
        if pedigree is not None and pedigree.id == family:
            told.append(SeenPair(one.id, one.case.state, visible(one.case, desk.member.id).basis))
    return tuple(sorted(told, key=lambda pair: pair.case))

"""Putting pairs before readers by DNA: the same comparison as `homeward identify`, on what the workspace holds.

Genotypes go in and never come out: a reader gets the ratio of the pedigree, how many markers were compared and how many
contradict, the posterior with its prior, and the names and digests of what it was computed with.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

import numpy as np

from homeward.actions.dna.identify import Identified, identify_case
from homeward.actions.dna.listed import ListedPeople
from homeward.actions.workspace.desk import Desk, Draft, Granted, Kept, authorise, keep, new_id, note, refuse
from homeward.actions.workspace.folding.states import FileRecord
from homeward.actions.workspace.laboratory.families import all_families
from homeward.actions.workspace.laboratory.samples import all_samples
from homeward.actions.workspace.lists import SeenList, all_lists, view_lists
from homeward.actions.workspace.pairs import Proposed, all_cases, draft_of, may_propose, open_files, reopening_of
from homeward.actions.workspace.place import PROGRAM
from homeward.actions.workspace.review.units import Unit, Units, families_of, listed_units, remains_units
from homeward.actions.workspace.rights import Scope
from homeward.actions.workspace.settings import Settings
from homeward.actions.workspace.things import all_things
from homeward.errors import InvalidInput, Problem
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker, RareAlleleRule, complete_markers
from homeward.evidence.dna.mutation import Mutation, Rates
from homeward.evidence.weight import Weight
from homeward.formats.case import CollectionCase
from homeward.formats.frequency_table import read_frequencies
from homeward.identify.claims import weigh_claim
from homeward.identify.lists.explanation import explain_pair
from homeward.identify.lists.matching import match_lists
from homeward.identify.prior import Prior
from homeward.ledger.entry import Entry
from homeward.records.listing import Listing
from homeward.review.act import Content, Pair, Proposal
from homeward.review.basis import Basis, Discrepancy, Named
from homeward.review.reopening import Cases, exclusions_between

REMAINS = "remains"  # instead of a list: all individuals and items with a profile
_MUTATION = Mutation("proportional", Rates(0.002), Rates(0.0005))  # as `homeward screen` has it
_RARE = RareAlleleRule(minimum=0.001)
_SEED = 20_220_224
_MANY_IMPOSSIBLE = 3  # markers without mutation; of true children with 20 markers one in 10,000 shows as many
_PARTS_PER_PERSON = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a comparison by DNA.

    frequencies    a table of allele frequencies, and the name under which it is known
    listed         chance that a found person is on the list of people sought
    least          probability from which a pair is proposed; None takes the setting
    reopen         why pairs that were before readers already are read again on the new basis; None leaves them
    """

    frequencies: bytes
    table: str
    listed: float = 0.5
    least: float | None = None
    reopen: str | None = None


@dataclass(frozen=True, slots=True)
class ProposedByDna:
    """What became of a comparison: pairs proposed, pairs asked to be read again, and who was compared with nobody."""

    proposed: Proposed
    reopened: Kept | None
    n_found: int
    n_families: int
    problems: tuple[Problem, ...]


def propose_by_dna(
    desk: Desk, found: str, sought_list: str, asked: Asked, *, act_id: str | None = None
) -> ProposedByDna:
    """Compare everybody who has a profile with all families, and put every probable pair before readers.

    Of a list of people found, its lines weigh too, beside DNA. A pair that a declared name joins is proposed whatever
    its probability, so that people can say that the name is wrong.

    found     id of a list of people found, or `REMAINS`
    raises    Refused where there are no such lists, or this person may not; InvalidInput where nobody can be compared
    """
    settings = desk.workspace.settings
    granted = _may_propose(desk, found, sought_list)
    before = _entry_of(desk, act_id)
    if before is not None:
        return ProposedByDna(Proposed((), 0, 0, Kept((before,), is_repeat=True)), None, 0, 0, ())
    digest = sha256(asked.frequencies).hexdigest()
    lists = (sought_list,) if found == REMAINS else (found, sought_list)
    note(desk, granted.role, Draft(kind="dna compared", others=lists, facts=(("frequencies", digest),)))
    compared = _compare(desk, found, sought_list, asked)
    cases = {one.case.pair: one for one in all_cases(desk)}
    limit = settings.propose_from if asked.least is None else asked.least
    bases, n_below = _probable(compared, limit, (settings, Named(asked.table, digest)), before=cases)
    excluded = {pair: one.case for pair, one in cases.items()}
    bases = {pair: _with_exclusions(compared, excluded, pair, basis) for pair, basis in bases.items()}
    new = [
        draft_of(new_id(), pair, Proposal(basis=basis, rules=settings.rules))
        for pair, basis in bases.items()
        if pair not in cases
    ]
    kept = keep(desk, granted, new, says="to propose pairs", act_id=act_id) if new else Kept(())
    known = {pair: cases[pair] for pair in bases if pair in cases}
    again: list[tuple[str, Pair, Content]] = []
    if asked.reopen is not None:
        again = [
            (one.id, pair, reopening_of(one.case, settings.rules, asked.reopen, basis=bases[pair]))
            for pair, one in known.items()
        ]
    reopened = _reopen(desk, again, act_id) if again else None
    ids = tuple(next(iter(draft.texts)) for draft in new)
    files = {*compared.file_by_record.values()}
    n_known = sum(pair.found in compared.unit_by_file and pair.sought in files for pair in cases)
    proposed = Proposed(ids, n_known, n_below, kept)
    return ProposedByDna(proposed, reopened, len(compared.units.units), len(compared.families), compared.problems)


def _may_propose(desk: Desk, found: str, sought_list: str) -> Granted:
    if found != REMAINS:
        return may_propose(desk, found, sought_list)
    lists = all_lists(desk)
    if sought_list not in lists or lists[sought_list].role != "sought":
        refuse(desk, "propose match")
    scope = Scope.OWN if desk.member.answers_for(lists[sought_list].owner) else Scope.OTHER
    return authorise(desk, "propose match", scope, about=(sought_list,))


def _entry_of(desk: Desk, act_id: str | None) -> Entry | None:
    with desk.store.read() as now:
        return None if act_id is None else now.entry_of(act_id)


def _reopen(desk: Desk, again: list[tuple[str, Pair, Content]], act_id: str | None) -> Kept:
    granted = authorise(desk, "reopen decision")
    drafts = [draft_of(case_id, pair, what) for case_id, pair, what in again]
    own_id = (
        None if act_id is None else sha256(f"reopen {act_id}".encode()).hexdigest()[:32]
    )  # the same again asks once
    return keep(desk, granted, drafts, says=f"to read {len(drafts)} cases again, on new DNA evidence", act_id=own_id)


def lists_to_compare(desk: Desk) -> dict[str, SeenList]:
    """Show the lists between which pairs can be proposed.

    raises    Refused for whoever proposes none
    """
    authorise(desk, "propose match")
    return view_lists(desk)


@dataclass(frozen=True, eq=False)
class _Compared:
    """The comparison, and which file stands behind each identifier."""

    identified: Identified
    units: Units
    families: tuple[Family, ...]
    file_by_record: Mapping[str, str]  # of people sought
    problems: tuple[Problem, ...]

    @cached_property
    def unit_by_id(self) -> dict[str, Unit]:
        """Give each unit by the identifier of its sample."""
        return {unit.sample.id: unit for unit in self.units.units}

    @cached_property
    def unit_by_file(self) -> dict[str, Unit]:
        """Give each unit by its file or thing."""
        return {unit.file: unit for unit in self.units.units}


def _compare(desk: Desk, found: str, sought_list: str, asked: Asked) -> _Compared:
    sought = open_files(desk, sought_list)
    file_by_record = {file.record_id: file_id for file_id, file in sought.items()}
    samples = all_samples(desk)
    held = {} if found == REMAINS else open_files(desk, found)
    units = remains_units(all_things(desk), samples) if found == REMAINS else listed_units(held, samples)
    families = families_of(tuple(all_families(desk).values()), file_by_record, samples)
    if not units.units or not families:
        raise InvalidInput("nobody found has a profile, or no family of this list has a donor with one")
    seen = [unit.sample.genotypes for unit in units.units]
    seen += [profile for family in families for profile in family.profiles.values()]
    table = read_frequencies(asked.frequencies)
    markers, notes = _markers(table.markers, seen)
    missing = {person for family in families for person in family.missing}
    claims = tuple(claim for claim in units.claims if claim.missing in missing)
    everybody = tuple(unit.sample for unit in units.units)
    # Of remains only those with donors are compared; the others on the list are as likely to be who was found.
    share = 1.0 if held else len(missing) / len(sought)
    prior = Prior("open", listed=asked.listed * share)
    case = CollectionCase(
        sought_list, markers, families, everybody, claims, {}, prior, _PARTS_PER_PERSON, False, {}, notes
    )
    listed = _listed(held, sought) if held else None
    identified = identify_case(case, prior=prior, listed=listed)
    problems = units.problems + tuple(Problem("frequencies", says, "the other markers") for says in notes)
    return _Compared(identified, units, families, file_by_record, problems + table.problems)


def _markers(
    table: tuple[Marker, ...], seen: list[Mapping[str, tuple[str, ...]]]
) -> tuple[tuple[Marker, ...], tuple[str, ...]]:
    names = {name for profile in seen for name in profile}
    known = tuple(
        Marker(one.name, one.alleles, one.frequencies, one.chromosome, _MUTATION) for one in table if one.name in names
    )
    if not known:
        raise InvalidInput("the table of frequencies has none of the markers that were typed")
    completed, added = complete_markers(known, seen, _RARE)
    left_out = sorted(names - {marker.name for marker in completed})
    return completed, (*(f"{name}: typed, but not in the table; left out" for name in left_out), *added)


def _listed(held: Mapping[str, FileRecord], sought: Mapping[str, FileRecord]) -> ListedPeople:
    here, there = (tuple(file.line for file in files.values()) for files in (held, sought))
    matching = match_lists(here, there, np.random.default_rng(_SEED))
    return ListedPeople(Listing(there), Listing(here), matching)


def _probable(
    compared: _Compared, limit: float, stated: tuple[Settings, Named], *, before: Collection[Pair]
) -> tuple[dict[Pair, Basis], int]:
    """Give the basis of every pair at or above a probability, or joined by a declared name; and count those below.

    before    pairs that are cases already: they are not counted, as `Proposed` says why
    """
    identified = compared.identified
    posterior, log10_lr = identified.identification.posterior, identified.comparison.log10_lr
    missing = [one.id for one in identified.collection.missing]
    with_dna = {person for family in compared.families for person in family.missing}
    named = {(claim.found, claim.missing) for claim in identified.case.claims}
    bases: dict[Pair, Basis] = {}
    n_below = 0
    for row, sample in enumerate(identified.collection.found):
        unit = compared.unit_by_id.get(sample.id)
        for column in range(len(missing)) if unit else ():
            person = missing[column]
            if person not in with_dna or np.isnan(log10_lr[row, column]):
                continue
            assert unit is not None
            pair = Pair(unit.file, compared.file_by_record[person])
            if posterior[row, column] >= limit or (sample.id, person) in named:
                bases[pair] = _basis(compared, (row, column), stated)
            else:
                n_below += pair not in before
    return bases, n_below


def _basis(compared: _Compared, place: tuple[int, int], stated: tuple[Settings, Named]) -> Basis:
    identified, (settings, table) = compared.identified, stated
    one = identified.collection.missing[place[1]]
    family = identified.collection.families[one.family]
    prior = identified.identification.prior
    n_impossible = int(identified.comparison.mismatching_loci[place])
    text = _pedigree_text(family)
    says = f"{n_impossible} markers are impossible without mutation"
    return Basis(
        weights=_weights(compared, place, family),
        posterior=min(float(identified.identification.posterior[place]), 1.0),  # sums round to a little above
        prior=prior.listed / len(identified.collection.missing),
        prior_rule=f"{identified.identification.describe_prior()}; {len(compared.file_by_record)} people are sought",
        frequency_table=table,
        pedigree=Named(family.id, sha256(text.encode()).hexdigest(), text),
        program=PROGRAM,
        discrepancies=(Discrepancy("kinship", says),) if n_impossible >= _MANY_IMPOSSIBLE else (),
        thresholds=settings.thresholds,
    )


def _weights(compared: _Compared, place: tuple[int, int], family: Family) -> tuple[Weight, ...]:
    """Give what each kind of evidence weighs; that of DNA is said without a genotype."""
    identified = compared.identified
    sample = identified.collection.found[place[0]]
    person = identified.collection.missing[place[1]].id
    typed = {marker for profile in family.profiles.values() for marker in profile}
    n_typed = len(typed & {marker.name for marker in identified.case.markers} & sample.genotypes.keys())
    n_impossible = int(identified.comparison.mismatching_loci[place])
    because = (
        f"{len(family.donors)} donors, {n_typed} markers compared, {n_impossible} of them impossible without mutation"
    )
    weights = [Weight("kinship", float(identified.comparison.log10_lr[place]), because)]
    n_missing = sum(len(one.missing) for one in compared.families)
    weights += [
        weigh_claim(claim, n_missing)
        for claim in dict.fromkeys(identified.case.claims)
        if (claim.found, claim.missing) == (sample.id, person)
    ]
    return (*weights, *_of_lists(identified, place))


def _of_lists(identified: Identified, place: tuple[int, int]) -> tuple[Weight, ...]:
    """Give what the lists weigh beside DNA, kind by kind: the last one is what whom DNA leaves possible takes away."""
    listed, beside = identified.listed, identified.beside
    if listed is None or beside is None or beside.log10_lr[place] == 0.0:
        return ()
    row = {person.record_id: number for number, person in enumerate(listed.found.people)}
    column = {person.record_id: number for number, person in enumerate(listed.sought.people)}
    here = identified.collection.found[place[0]]
    there = identified.collection.missing[place[1]]
    told = explain_pair(listed.matching, row[here.id], column[there.id])
    is_typed = here.sex != "U" and identified.collection.missing_sexes[place[1]] != "U"
    silent = ("relative", "sex") if is_typed else ("relative",)
    kinds = tuple(step for step in told.steps if step.log10_lr != 0.0 and step.kind not in silent)
    rest = float(beside.log10_lr[place]) - sum(step.log10_lr for step in kinds)
    return (*kinds, Weight("relative", rest, "what those whom DNA leaves possible would show as well"))


def _with_exclusions(compared: _Compared, cases: Cases, pair: Pair, basis: Basis) -> Basis:
    """Add what was excluded of a part, so that it is not forgotten for the whole."""
    parts = [part for part in compared.unit_by_file[pair.found].parts if part != pair.found]
    known = exclusions_between(cases, parts, pair.sought)
    said = tuple(Discrepancy("earlier decision", f"a part of it was {one}") for one in known if not one.answers)
    return replace(basis, discrepancies=(*basis.discrepancies, *said))


def _pedigree_text(family: Family) -> str:
    """Write a pedigree so that it can be read and compared: a person a line, without genotypes."""
    people = family.pedigree.people
    rows = [f"{one.id},{one.father or ''},{one.mother or ''},{one.sex}" for one in people]
    donors = " ".join(one.id for one in family.donors)
    twins = "".join(f"\ntwins: {' '.join(group)}" for group in family.pedigree.twins)
    return "\n".join(("person,father,mother,sex", *rows, f"donors: {donors}")) + twins

"""Compare a whole delivery of remains with a whole list of families, from tables."""

import codecs
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from homeward.actions.answers import Json, plain
from homeward.actions.dna.claimed import answer_claim, check_claims, weigh_other_evidence
from homeward.errors import InvalidCase, InvalidInput, Problem
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker, RareAlleleRule, complete_markers
from homeward.evidence.dna.mutation import Mutation
from homeward.evidence.dna.profile import Sample, as_individual
from homeward.formats.answer_table import write_table
from homeward.formats.case import CollectionCase, Reader, load_json, read_collection
from homeward.formats.claim_table import read_claims
from homeward.formats.frequency_table import read_frequencies
from homeward.formats.pedigree_file import read_families
from homeward.formats.str_table import read_samples
from homeward.identify.candidates import Screening, screen
from homeward.identify.claims import CheckedClaim, Claim
from homeward.identify.collection import Collection
from homeward.identify.mass import MassIdentification, identify_screened, identify_whole, with_own_ids
from homeward.identify.prior import Prior
from homeward.identify.reassociation import Bodies, sort_into_bodies

_FEW_PAIRS = 200_000  # up to this all pairs are weighed jointly, kept or not
_MANY_PAIRS = 5_000_000  # above this only pairs that reach the limit are weighed jointly
_LOWEST = -6.0  # log10 LR below which no pair is kept, whatever the prior
_NOTED = 1e-3  # posterior from which a pair is listed even if its ratio is below the limit


@dataclass(frozen=True, eq=False)
class Lists:
    """Remains and families as read, with everything that could not be taken as written."""

    found: tuple[Sample, ...]
    families: tuple[Family, ...]
    markers: tuple[Marker, ...]
    problems: tuple[Problem, ...]
    rows: Json  # rows in, accepted, held, refused of each file
    notes: tuple[str, ...]
    claims: tuple[Claim, ...] = ()
    pair_log10: Mapping[tuple[str, str], float] = field(default_factory=dict)
    parts_per_person: float = 2.0
    prior: Prior | None = None


def read_lists(
    found: bytes,
    families: bytes,
    frequencies: bytes | None,
    *,
    mutation: Mutation,
    rule: RareAlleleRule | None,
) -> Lists:
    """Read the three files of a screening; a case file (JSON) holds the found, the families and the markers itself.

    raises    InvalidInput where a whole file cannot be read as what it is said to be
    """
    if families.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{":
        if found.strip() and found != families:
            raise InvalidInput("FAMILIES is a case file, which holds its own found people: give it as FOUND too")
        case = read_collection(Reader(load_json(families), "case file"), rule)
        return _lists_of(case)
    if frequencies is None:
        raise InvalidInput("a table of families needs a table of allele frequencies: give --frequencies")
    remains, kin, table = read_samples(found), read_families(families), read_frequencies(frequencies)
    for name, part, count in (
        ("FOUND", remains.problems, len(remains.samples)),
        ("FAMILIES", kin.problems, len(kin.families)),
        ("--frequencies", table.problems, len(table.markers)),
    ):
        if not count:
            why = f": {part[0].where}: {part[0].says}" if part else ""
            raise InvalidInput(f"{name}: nothing could be read{why}")
    profiles = [sample.genotypes for sample in remains.samples]
    profiles += [profile for family in kin.families for profile in family.profiles.values()]
    markers = [replace(marker, mutation=mutation) for marker in table.markers]
    completed, added = complete_markers(markers, profiles, rule)
    seen = {name for profile in profiles for name in profile}
    unknown = sorted(seen - {marker.name for marker in completed})
    used = tuple(marker for marker in completed if marker.name in seen)
    notes = tuple(f"{name}: typed, but not in the frequency table; left out" for name in unknown) + added
    rows: Json = {"found": _rows(remains), "families": _rows(kin)}
    problems = remains.problems + kin.problems + table.problems
    return Lists(remains.samples, kin.families, used, problems, rows, notes)


def add_claims(lists: Lists, data: bytes) -> Lists:
    """Add the names that came with the remains: a table found, missing[, reliability, source].

    Rows that name nobody of the lists, or a reliability that cannot be, are Problems; the rows stay out.
    """
    named = read_claims(data)
    found = {sample.id for sample in lists.found}
    everybody = [person for family in lists.families for person in family.missing]
    missing = set(everybody)
    several = {person for person in missing if everybody.count(person) > 1}
    fits = tuple(c for c in named.claims if c.found in found and c.missing in missing - several)
    strays = tuple(
        Problem(
            f"claim on {c.found}",
            f"several families miss somebody called {c.missing}"
            if c.missing in several
            else f"{c.found} or {c.missing} is on neither list",
            "nothing; the claim is left out",
        )
        for c in named.claims
        if c not in fits
    )
    return replace(lists, claims=fits, problems=lists.problems + named.problems + strays)


def _lists_of(case: CollectionCase) -> Lists:
    Collection(Panel(case.markers), case.families, case.found)  # raises where an id stands twice
    found, missing = {s.id for s in case.found}, {person for family in case.families for person in family.missing}
    for pair in (*case.pair_log10, *((claim.found, claim.missing) for claim in case.claims)):
        if pair[0] not in found or pair[1] not in missing:
            raise InvalidCase(f"other evidence names the pair {pair[0]}, {pair[1]}, of which one is not in the case")
    notes = case.notes
    if case.ignore_sex:
        notes += ("the case asks to ignore sexes; a screening compares nobody with people of the other sex",)
    people = case.found, case.families, case.markers
    return Lists(*people, (), {}, notes, case.claims, case.pair_log10, case.parts_per_person, case.prior)


def _rows(table: object) -> Json:
    return {name: getattr(table, f"n_rows_{name}") for name in ("in", "accepted", "held", "refused")}


@dataclass(frozen=True, eq=False)
class Screened:
    """The result of a screening and of the joint step after it; claims contradicted by DNA stand first.

    least_log10    log10 LR from which pairs are listed
    """

    lists: Lists
    least_log10: float
    bodies: Bodies
    screening: Screening
    identification: MassIdentification
    prior: Prior
    claims: tuple[CheckedClaim, ...] = ()


def screen_lists(
    lists: Lists,
    *,
    least_log10: float,
    prior: Prior,
    tick: Callable[[int], None] | None = None,
) -> Screened:
    """Compare everybody with everybody, then compute the joint posterior of the pairs that stand out.

    least_log10    log10 LR from which pairs are listed; weaker ones are weighed jointly too where the prior is so low
                   that they count, as in short lists
    """
    panel = Panel(lists.markers)
    bodies = sort_into_bodies(lists.found, panel, lists.parts_per_person)
    least = min(least_log10, _least_that_counts(lists, bodies, prior))
    screening = screen(lists.families, bodies.bodies, panel, least_log10=least, tick=tick)
    evidence = weigh_other_evidence(lists, bodies, panel)
    screening = screening.include(evidence.strong(least))
    if len(bodies.bodies) * sum(len(family.missing) for family in lists.families) <= _FEW_PAIRS:
        whole = with_own_ids(lists.families, lists.found, panel, evidence.by_sample, lists.parts_per_person)
        result = identify_whole(whole, screening, prior)
    else:
        result = identify_screened(lists.families, bodies, panel, screening, prior, other=evidence.log10_other)
    claims = check_claims(lists, bodies, evidence, result)
    return Screened(lists, least_log10, bodies, screening, result, prior, claims)


def _least_that_counts(lists: Lists, bodies: Bodies, prior: Prior) -> float:
    """Give the log10 LR from which a pair can matter: a hundredth of the weight of nobody on the list."""
    n_missing = sum(len(family.missing) for family in lists.families)
    if len(bodies.bodies) * n_missing > _MANY_PAIRS:
        return np.inf
    return max(prior.log10_unmatched(n_missing, len(bodies.atoms)) - 2.0, _LOWEST)


def candidates_table(screened: Screened) -> str:
    """Write every candidate pair as a row: found, family, missing, log10 LR, posterior."""
    lists, result = screened.lists, screened.identification
    people = [(family.id, person) for family in lists.families for person in family.missing]
    shown = set(zip(result.found.tolist(), result.missing.tolist(), strict=True))
    body = []
    for i, j, value, posterior in zip(result.found, result.missing, result.log10_lr, result.posterior, strict=True):
        if not value < screened.least_log10 or posterior >= _NOTED:
            body.append((lists.found[i].id, *people[j], _number(value), f"{posterior:.9g}"))
    for i, j, value in _screened_samples(screened):
        if (i, j) not in shown and value >= screened.least_log10:
            body.append((lists.found[i].id, *people[j], _number(value), ""))  # counted one at a time, not jointly
    return write_table(("found", "family", "missing", "log10_lr", "posterior"), body)


def _screened_samples(screened: Screened) -> list[tuple[int, int, float]]:
    """The kept pairs of bodies that are one atom, as pairs of samples."""
    pairs, bodies, screening = [], screened.bodies, screened.screening
    for body, j, value in zip(
        screening.found.tolist(), screening.missing.tolist(), screening.log10_lr.tolist(), strict=True
    ):
        if len(bodies.members[body]) == 1:
            pairs += [(sample, j, value) for sample in bodies.atoms[bodies.members[body][0]]]
    return pairs


def _number(value: float) -> str:
    return "given others" if np.isnan(value) else f"{value:.9g}"


def answer_screening(screened: Screened) -> Json:
    """Summarise a screening as JSON."""
    lists, screening, result = screened.lists, screened.screening, screened.identification
    n_missing = sum(len(family.missing) for family in lists.families)
    return {
        "found": len(lists.found),
        "families": len(lists.families),
        "missing": n_missing,
        "markers": len(lists.markers),
        "pairs_compared": screening.n_pairs,
        "pairs_kept": int((screening.log10_lr >= screened.least_log10).sum()),
        "pairs_at_posterior_0.9995": int((result.posterior >= 0.9995).sum()),
        "prior": screened.prior.describe(n_missing, len(screened.bodies.atoms)),
        "groups": result.n_groups,
        "sampling_error": result.max_error,
        "pairs_dropped_below_log10": plain(result.floor),
        "families_impossible_in_themselves": [lists.families[k].id for k in screening.unusable],
        "claims": [answer_claim(checked) for checked in screened.claims],
        "rows": lists.rows,
        "problems": [_problem(problem) for problem in lists.problems[:100]],
        "n_problems": len(lists.problems),
        "notes": list(lists.notes[:100]),
    }


def _problem(problem: Problem) -> Json:
    return {"where": problem.where, "says": problem.says, "kept": problem.kept}


def true_pairs_lost(screened: Screened, truth: Sequence[tuple[str, str]], least_log10: float) -> int:
    """Count true pairs at or above the limit that the screening did not keep, by weighing each of them alone."""
    lists = screened.lists
    number = {sample.id: k for k, sample in enumerate(lists.found)}
    column = {p: k for k, p in enumerate(p for family in lists.families for p in family.missing)}
    home = {person: family for family in lists.families for person in family.missing}
    kept = {(i, j) for i, j, _ in _screened_samples(screened)}
    lost = 0
    for found, missing in truth:
        if (number[found], column[missing]) in kept:
            continue
        one = (as_individual(lists.found[number[found]]),)
        alone = screen((home[missing],), one, Panel(lists.markers), least_log10=least_log10)
        lost += int(any(home[missing].missing[k] == missing for k in alone.missing.tolist()))
    return lost

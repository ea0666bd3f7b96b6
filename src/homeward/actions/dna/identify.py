"""Answer a collection: who is who among found people and families."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import comb, factorial, inf, isnan, log, log10

import numpy as np

from homeward.actions.answers import Json, answered, plain, rows
from homeward.actions.dna.claimed import answer_claim
from homeward.actions.dna.kinship import SCHEMA
from homeward.actions.dna.listed import ListedPeople, answer_listed, join_case, weigh_listed
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.frequency import Marker, RareAlleleRule
from homeward.evidence.dna.kinship import log10_likelihood
from homeward.evidence.dna.likelihood.observation import ErrorRates, observation_table, single_observation_table
from homeward.evidence.dna.profile import Sample
from homeward.formats.case import CollectionCase, Reader, load_json, read_collection
from homeward.identify.claims import CheckedClaim, check_claim, contradictions_first, weigh_claim
from homeward.identify.collection import Collection, Comparison, compare
from homeward.identify.identification import Identification, identify
from homeward.identify.joint.assignment import Assignment, top_assignments
from homeward.identify.lists.beside_dna import Beside
from homeward.identify.prior import Prior
from homeward.identify.workflow import conclude

_LN10 = log(10.0)
_OTHER_WEIGHTS = (1.0, 10.0, 100.0)
_LEAST_SHOWN = 1e-12
_BIGGEST_COUNT = 2**53


@dataclass(frozen=True, eq=False)
class Identified:
    """Everything the answer and the report are made from."""

    case: CollectionCase
    collection: Collection
    comparison: Comparison
    identification: Identification
    claims: tuple[CheckedClaim, ...]
    listed: ListedPeople | None = None
    beside: Beside | None = None  # what the lists weigh beside DNA


def identify_file(
    data: bytes,
    *,
    prior: Prior | None = None,
    top: int = 20,
    rule: RareAlleleRule | None = None,
    listed: ListedPeople | None = None,
) -> Identified:
    """Read a case file and compute who is who.

    prior     overrides the case's own; without either flat, and open where lists are given
    listed    two lists whose identifiers are those of the case
    raises    InvalidCase, UnknownAllele, TooLarge
    """
    case = read_collection(Reader(load_json(data), "case file"), rule)
    return identify_case(case, prior=prior, top=top, listed=listed)


def identify_case(
    case: CollectionCase, *, prior: Prior | None = None, top: int = 20, listed: ListedPeople | None = None
) -> Identified:
    """Compute who is who in a case that is already read."""
    case = case if listed is None else join_case(case, listed)
    n_missing = sum(len(family.missing) for family in case.families)
    pairs = dict(case.pair_log10)
    for claim in dict.fromkeys(case.claims):
        pair = claim.found, claim.missing
        pairs[pair] = pairs.get(pair, 0.0) + weigh_claim(claim, n_missing).log10_lr
    collection = Collection(
        Panel(case.markers), case.families, case.found, pairs, case.parts_per_person, case.ignore_sex
    )
    beside = None if listed is None else weigh_listed(collection, listed)
    if beside is not None:
        collection = replace(collection, pair_log10=_added(pairs, beside, collection))
    comparison = compare(collection)
    used = prior or case.prior or Prior()
    identification = identify(collection, used, comparison=comparison, top=top)
    claims = _check_claims(case, comparison, identification)
    return Identified(case, collection, comparison, identification, claims, listed, beside)


def _added(
    pairs: Mapping[tuple[str, str], float], beside: Beside, collection: Collection
) -> dict[tuple[str, str], float]:
    """Add the weights of the lists to those of other evidence."""
    found, missing = [sample.id for sample in collection.found], [m.id for m in collection.missing]
    rows, columns = np.nonzero(beside.log10_lr)
    total = dict(pairs)
    for i, j in zip(rows.tolist(), columns.tolist(), strict=True):
        pair = found[i], missing[j]
        total[pair] = total.get(pair, 0.0) + float(beside.log10_lr[i, j])
    return total


def _check_claims(
    case: CollectionCase, comparison: Comparison, identification: Identification
) -> tuple[CheckedClaim, ...]:
    missing = [m.id for m in identification.collection.missing]
    row = {sample.id: k for k, sample in enumerate(case.found)}
    checked = []
    for claim in case.claims:
        i, j = row[claim.found], missing.index(claim.missing)
        best = int(identification.posterior[i].argmax())
        is_nobody = identification.nobody[i] >= identification.posterior[i, best]
        value = float(comparison.log10_lr[i, j]) if case.found[i].genotypes else np.nan
        n_loci = int(comparison.mismatching_loci[i, j])
        checked.append(
            check_claim(
                claim,
                log10_lr=None if np.isnan(value) else value,
                mismatching_loci=None if n_loci < 0 else n_loci,
                posterior=float(identification.posterior[i, j]),
                best=(None, float(identification.nobody[i]))
                if is_nobody
                else (missing[best], float(identification.posterior[i, best])),
            )
        )
    return contradictions_first(checked)


def answer_collection(identified: Identified, *, top: int = 20) -> Json:
    """Write the answer: matrix, mismatches, joint posterior, rule-based conclusions, claims, what is not ours."""
    case, comparison = identified.case, identified.comparison
    unmatched = _unmatched(identified)
    answer: Json = {
        "rows_found": [sample.id for sample in case.found],
        "columns_missing": [m.id for m in identified.collection.missing],
        "log10_lr": rows(comparison.log10_lr),
        "mismatching_loci": [[None if v < 0 else v for v in row] for row in comparison.mismatching_loci.tolist()],
        "ln_likelihood_unmatched": unmatched,
        "number_of_sex_consistent_assignments": count_sex_consistent(identified.collection),
        "joint": _joint(identified, unmatched, top),
        **conclude(identified.collection, comparison, identified.identification),
        "claims": [answer_claim(checked) for checked in identified.claims],
        "not_ours": _not_ours(identified),
        "reassociation": _bodies(identified.identification),
        "settings": _settings(identified),
    }
    if identified.listed is not None and identified.beside is not None:
        answer["lists"] = answer_listed(identified.listed, identified.beside)
    if case.truth:
        answer["summary"] = _summary(case, comparison, identified.collection)
    return {"schema": SCHEMA, "kind": "dvi"} | answered(case.id, answer, case.notes)


def _unmatched(identified: Identified) -> dict[str, dict[str, float | str | None]]:
    """Natural log likelihoods with nobody matched: of each family's profiles, and of each found person's."""
    markers = identified.case.markers
    families: dict[str, float | str | None] = {}
    for family, known in zip(identified.case.families, identified.comparison.log10_relatives, strict=True):
        total = float(known.sum())
        if isnan(total):  # nobody of this family is missing, so nobody was compared with it
            total = sum(log10_likelihood(family.pedigree, family.profiles, marker) for marker in markers)
        families[family.id] = plain(total * _LN10)
    found = {sample.id: plain(_alone(sample, markers) * _LN10) for sample in identified.case.found}
    return {"families": families, "found": found}


_Kinds = tuple[int, ...]


def _alone(sample: Sample, markers: Sequence[Marker]) -> float:
    """Log10 P(profile of a person related to nobody)."""
    chances = [_chance(sample, marker) for marker in markers if sample.genotypes.get(marker.name)]
    return sum(log10(chance) if chance > 0.0 else -inf for chance in chances)


def _chance(sample: Sample, marker: Marker) -> float:
    """P(what was seen of a person related to nobody) at one marker."""
    genotype, p = sample.genotypes[marker.name], marker.frequencies
    is_single = marker.chromosome == "X" and (sample.sex == "M" or (sample.sex == "U" and len(genotype) == 1))
    if sample.dropout or marker.has_silent:
        look_up = single_observation_table if is_single else observation_table
        population = p if is_single else np.outer(p, p)
        return float((look_up(marker, genotype, ErrorRates(sample.dropout)) * population).sum())
    first, last = (float(p[marker.index(allele)]) for allele in (genotype[0], genotype[-1]))
    return first if is_single else first * last * (2 - (genotype[0] == genotype[-1]))


def _joint(identified: Identified, unmatched: Mapping[str, Mapping[str, float | str | None]], top: int) -> Json:
    identification = identified.identification
    joint = _posterior(identified, identification, unmatched, top)
    joint["prior"] = identification.describe_prior()
    joint["by_w"] = {}
    for weight in _OTHER_WEIGHTS:
        is_same = identification.prior.kind == "flat" and weight == 1.0
        other = (
            identification
            if is_same
            else identify(
                identified.collection,
                Prior("weight", weight=weight),
                comparison=identified.comparison,
                top=top,
                again=identification,
            )
        )
        whole = _posterior(identified, other, unmatched, top)
        joint["by_w"][f"{weight:g}"] = {key: whole[key] for key in ("top", "marginal_posterior")}  # type: ignore[index]
    return joint


def _posterior(
    identified: Identified,
    identification: Identification,
    unmatched: Mapping[str, Mapping[str, float | str | None]],
    top: int,
) -> Json:
    n = identification.n_assignments
    exact = n if identification.is_exact and 0 <= n < _BIGGEST_COUNT else None
    base = [value for part in unmatched.values() for value in part.values()]
    numbers = [value for value in base if isinstance(value, float)]
    nobody_matched = sum(numbers) if len(numbers) == len(base) else None
    assignments = top_assignments(identification, top)
    return {
        "assignments_with_positive_likelihood": exact,
        "assignments": exact,
        "is_exact": identification.is_exact,
        "pairs_counted_one_at_a_time": float(identification.dropped.max(initial=0.0)),
        "sampling_error": identification.max_error,
        "top": [_ranked(identified, assignment, nobody_matched) for assignment in assignments],
        "marginal_posterior": _marginal(identification),
    }


def _ranked(identified: Identified, assignment: Assignment, nobody_matched: float | None) -> Json:
    bodies = identified.identification.bodies
    ln_lr = None if bodies.sets else assignment.ln_lr  # where the sorting into bodies is undecided it weighs too
    is_whole = len(bodies.atoms) == len(identified.case.found)  # else "nobody matched" takes a body for several people
    return {
        "assignment": {sample.id: assignment.matched.get(sample.id) for sample in identified.case.found},
        "ln_likelihood": None if nobody_matched is None or ln_lr is None or not is_whole else nobody_matched + ln_lr,
        "ln_lr_against_nobody_matched": ln_lr,
        "best_over_this": plain(assignment.best_over_this),
        "posterior": assignment.posterior,
    }


def _marginal(identification: Identification) -> Json:
    missing = [m.id for m in identification.collection.missing]
    least = 0.0 if identification.is_exact else _LEAST_SHOWN
    result: Json = {}
    for k, sample in enumerate(identification.collection.found):
        row = identification.posterior[k]
        shown: Json = {missing[j]: float(row[j]) for j in np.nonzero(row > least)[0]}
        result[sample.id] = shown | {"*": float(identification.nobody[k])}
    return result


def count_sex_consistent(collection: Collection) -> int | None:
    """Count the partial matchings of found and missing people whose sexes can agree; None above 2^53.

    With unknown sexes: choose how many of each kind of found person go to each kind of missing person.
    """
    kinds = ("M", "F", "U")
    found: list[str] = [sample.sex for sample in collection.found]
    sought = list(collection.missing_sexes)
    if collection.ignore_sex:
        found, sought = ["U"] * len(found), ["U"] * len(sought)
    ways = {(tuple(found.count(k) for k in kinds), tuple(sought.count(k) for k in kinds)): 1}
    for i, j in ((i, j) for i in range(3) for j in range(3) if i == j or 2 in (i, j)):
        ways = _send(ways, i, j)
        if max(ways.values()) > _BIGGEST_COUNT:
            return None
    total = sum(ways.values())
    return total if total < _BIGGEST_COUNT else None


def _send(ways: Mapping[tuple[_Kinds, _Kinds], int], i: int, j: int) -> dict[tuple[_Kinds, _Kinds], int]:
    """Match some found people of kind i with as many missing ones of kind j, in every number and way."""
    following: dict[tuple[_Kinds, _Kinds], int] = {}
    for (left, free), count in ways.items():
        for k in range(min(left[i], free[j]) + 1):
            key = _less(left, i, k), _less(free, j, k)
            more = comb(left[i], k) * comb(free[j], k) * factorial(k)
            following[key] = following.get(key, 0) + count * more
    return following


def _less(counts: _Kinds, place: int, n: int) -> _Kinds:
    return tuple(count - n if k == place else count for k, count in enumerate(counts))


def _not_ours(identified: Identified) -> list[Json]:
    """Found people whose place is probably on another party's list, with the weight that says so."""
    collection, identification = identified.collection, identified.identification
    party = [collection.families[m.family].party for m in collection.missing]
    others = sorted({name for name in party if name is not None})
    result = []
    for k, sample in enumerate(collection.found):
        ours = float(sum(identification.posterior[k, j] for j, name in enumerate(party) if name is None))
        for other in others:
            columns = [j for j, name in enumerate(party) if name == other]
            share = float(identification.posterior[k, columns].sum())
            if share > 0.5:
                best = max(columns, key=lambda j: identification.posterior[k, j])
                weight = plain(float(identified.comparison.log10_lr[k, best]))
                entry: Json = {"found": sample.id, "party": other, "probability": share, "probability_ours": ours}
                result.append(entry | {"missing": collection.missing[best].id, "log10_lr": weight})
    return result


def _bodies(identification: Identification) -> list[Json]:
    """Samples that may be of one body, with the posterior of each sorting's bodies."""
    shares: Counter[tuple[str, ...]] = Counter()
    for group in identification.groups:
        for slot, probabilities in zip(group.slots, group.probability, strict=True):
            for option, probability in zip(slot.options, probabilities, strict=True):
                for body, _ in option.placed:
                    samples = tuple(sample.id for sample in identification.bodies.bodies[body].samples)
                    if len(samples) > 1:
                        shares[samples] += probability  # type: ignore[assignment]
    undecided = {atom for group in identification.bodies.sets for atom in group}
    found = identification.collection.found
    for atom, members in enumerate(identification.bodies.atoms):
        if len(members) > 1 and atom not in undecided:
            shares[tuple(found[k].id for k in members)] = 1  # merged beforehand
    return [{"samples": list(samples), "probability": float(p)} for samples, p in shares.most_common() if p > 1e-6]


def _settings(identified: Identified) -> Json:
    identification, case = identified.identification, identified.case
    models = Counter(marker.mutation.model for marker in case.markers)
    return {
        "prior": identification.describe_prior(),
        "mutation_models": dict(models),
        "convention": "every person of a pedigree counts, typed or not",
        "theta": 0.0,
        "markers": len(case.markers),
        "pairs_dropped_below_log10": plain(identification.floor),
        "sexes_ignored": case.ignore_sex,
    }


def _summary(case: CollectionCase, comparison: Comparison, collection: Collection) -> Mapping[str, object]:
    """Count how true and false pairs fare at some thresholds, where the truth is known."""
    missing = [m.id for m in collection.missing]
    truth = np.array([[case.truth.get(s.id) == name for name in missing] for s in case.found])
    compared = ~np.isnan(comparison.log10_lr)
    value = np.where(compared, comparison.log10_lr, -np.inf)
    is_best = [
        value[k].argmax() == missing.index(t)
        for k, s in enumerate(case.found)
        if (t := case.truth.get(s.id)) in missing
    ]
    levels = (0, 2, 4, 6, 8)
    return {
        "pairs_compared": int(compared.sum()),
        "true_pairs": int((truth & compared).sum()),
        "true_pairs_log10_lr_at_least": {str(t): int((truth & (value >= t)).sum()) for t in levels},
        "false_pairs_log10_lr_at_least": {str(t): int((~truth & (value >= t)).sum()) for t in levels},
        "true_missing_is_best_for_found": int(sum(is_best)),
    }

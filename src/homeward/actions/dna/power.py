"""Answer what a family's donors can prove, whom to ask next, and how many of a collection will be identifiable."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from homeward.actions.answers import Json, plain
from homeward.errors import InvalidCase, InvalidInput
from homeward.evidence.dna.comparison.panel import Panel
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import RareAlleleRule
from homeward.formats.case import Reader, load_json, read_collection, read_families_only, read_target
from homeward.identify.power import (
    Advice,
    Aim,
    Asked,
    CollectionPower,
    FamilyPower,
    collection_power,
    family_power,
    log10_lr_needed,
    whom_to_ask,
)
from homeward.identify.prior import Prior

_QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
_LEVELS = (0.0, 2.0, 4.0, 6.0, 8.0)


@dataclass(frozen=True, slots=True)
class PowerQuestion:
    """What is asked: how many relatives may be asked in one family, how many samples in all, with which seed."""

    n_relatives: int = 2
    n_more: int = 20
    seed: int = 1
    prior: Prior = field(default_factory=lambda: Prior("open"))


def power_file(data: bytes, question: PowerQuestion, rule: RareAlleleRule | None = None) -> Json:
    """Answer for every missing person of a case file: families, or single pedigrees with one missing person.

    raises    InvalidCase, UnknownAllele
    """
    if question.n_more < 0 or question.n_relatives < 1:
        raise InvalidInput("--samples must be 0 or more, --relatives 1 or more")
    file = Reader(load_json(data), "case file")
    head: Json = {"schema": "homeward-power/1", "prior": ""}
    if not file.has("families"):
        return head | {"cases": [_single(file, item, question, rule) for item in _items(file)]}
    case = read_collection(file, rule) if file.has("found") else read_families_only(file, rule)
    if not case.markers:
        raise InvalidCase("the case has no markers, so that no donor can prove anything")
    panel = Panel(case.markers)
    n_missing = sum(len(family.missing) for family in case.families)
    needed = log10_lr_needed(question.prior, n_missing)
    people = [_person(family, person, panel, question, needed) for family in case.families for person in family.missing]
    aim = Aim(threshold=needed, n_relatives=question.n_relatives, n_draws=16)
    rng = np.random.default_rng(question.seed)
    whole = collection_power(case.families, panel, rng=rng, aim=aim, n_more=question.n_more)
    return head | {
        "id": case.id,
        "prior": question.prior.describe(n_missing, 0),
        "log10_lr_needed": needed,
        "people": people,
        "collection": _collection(whole),
        "notes": list(case.notes),
    }


def _items(file: Reader) -> list[Reader]:
    return file.items("cases") if file.has("cases") else [file]


def _single(file: Reader, item: Reader, question: PowerQuestion, rule: RareAlleleRule | None) -> Json:
    case = read_target(file, item, rule)
    family = Family(case.id, case.pedigree, case.profiles, (case.target,))
    needed = log10_lr_needed(question.prior, 1)
    return {"id": case.id, "answer": _person(family, case.target, Panel(case.markers), question, needed)}


def _person(family: Family, person: str, panel: Panel, question: PowerQuestion, needed: float) -> Json:
    answer: Json = {"family": family.id, "missing": person, "donors": [donor.id for donor in family.donors]}
    try:
        power = family_power(family, panel, person)
        aim = Aim(threshold=needed, n_relatives=question.n_relatives, n_draws=48)
        advice = whom_to_ask(family, panel, person, rng=np.random.default_rng(question.seed), aim=aim)
    except InvalidCase as error:
        return answer | {"impossible": str(error)}
    return answer | _power(power, needed) | {"whom_to_ask": _advice(advice)}


def _power(power: FamilyPower, needed: float) -> Json:
    return {
        "log10_lr_if_true": _spread(power, "if_true"),
        "log10_lr_if_unrelated": _spread(power, "if_unrelated"),
        "chance_to_pass_if_true": power.reached_if_true(needed),
        "chance_to_pass_if_unrelated": power.reached_if_unrelated(needed),
        "exclusion_probability_per_marker": dict(zip(power.loci, power.exclusion, strict=True)),
        "exclusion_probability_total": power.exclusion_total,
        "expected_number_of_excluding_loci": power.expected_excluding_loci,
        "loci_contradicting_within_family": list(power.inconsistent),
    }


def _spread(power: FamilyPower, which: str) -> Json:
    spread = power.if_true if which == "if_true" else power.if_unrelated
    reached = power.reached_if_true if which == "if_true" else power.reached_if_unrelated
    return {
        "mean": plain(spread.mean),
        "sd": plain(spread.sd),
        "impossible": spread.impossible,
        "quantiles": {f"{share:g}": plain(spread.quantile(share)) for share in _QUANTILES},
        "chance_to_reach": {f"{level:g}": reached(level) for level in _LEVELS},
    }


def _advice(advice: Advice) -> Json:
    return {
        "now": _asked(advice.now),
        "each": [_asked(asked) for asked in advice.ranked],
        "together": [_asked(asked) for asked in advice.together],
    }


def _asked(asked: Asked) -> Json:
    return {
        "relatives": list(asked.relatives),
        "expected_log10_lr": plain(asked.log10_lr),
        "gain": plain(asked.gain),
        "chance_to_pass": plain(asked.reaches),
        "standard_error_log10_lr": plain(asked.log10_lr_error),
        "standard_error_chance": plain(asked.reaches_error),
    }


def _collection(power: CollectionPower) -> Json:
    return {
        "missing_persons": len(power.prospects),
        "identifiable_now": power.persons_now,
        "next_samples": [
            {
                "family": step.family,
                "relatives": list(step.relatives),
                "samples_so_far": step.n_samples,
                "identifiable_then": step.persons,
                "standard_error": step.error,
            }
            for step in power.steps
        ],
        "families_impossible_in_themselves": list(power.impossible),
    }


def people_of(answer: Json) -> Sequence[Json]:
    """Give the rows about people, whatever kind of file was asked."""
    people = answer.get("people")
    if isinstance(people, list):
        return people
    cases = answer.get("cases")
    return [case["answer"] for case in cases] if isinstance(cases, list) else []

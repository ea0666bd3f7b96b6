"""Case files: one JSON document with markers, pedigrees and profiles.

The form is that of the public DNA cases (schema "homeward-dna-oracle/1"): kinship hypotheses, families and found
people, samples, lineages. A case is read whole or refused with one sentence; keys that nobody asks for are left alone,
keys that stand twice are refused, because readers differ in which of the two they keep.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from homeward.errors import InvalidCase
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.frequency import Marker, RareAlleleRule, complete_markers
from homeward.evidence.dna.mutation import MODEL_NAMES, ModelName, Mutation, Rates
from homeward.evidence.dna.pedigree import Pedigree, pedigree_from_rows
from homeward.evidence.dna.profile import Genotype, Profile, Sample, Sex, parse_genotype
from homeward.identify.claims import Claim
from homeward.identify.prior import Prior

Json = Mapping[str, object]
_LARGEST = 1e100  # beyond it sums overflow, and nobody measures anything
_LEAST = 1e-100  # below it quotients overflow; such a number is taken as 0
MAX_BYTES = 256 * 1024 * 1024
_REPEATS = re.compile(r"\d+[.,]\d+")
_MOST_WEIGHT = 9_999.0  # log10
_LACK = object()


@dataclass(frozen=True, eq=False)
class HypothesisCase:
    """Profiles and the pedigrees that may explain them."""

    id: str
    hypotheses: Mapping[str, Pedigree]
    denominator: str
    markers: tuple[Marker, ...]
    profiles: Mapping[str, Profile]
    theta: float
    dropout: Mapping[str, float]
    dropin: Mapping[str, float]
    linked_pair: tuple[str, str] | None
    recombination: float | None
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class TargetCase:
    """One pedigree and the person asked for."""

    id: str
    pedigree: Pedigree
    markers: tuple[Marker, ...]
    profiles: Mapping[str, Profile]
    target: str
    theta: float
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class CollectionCase:
    """Found people and families, with claims and other evidence."""

    id: str
    markers: tuple[Marker, ...]
    families: tuple[Family, ...]
    found: tuple[Sample, ...]
    claims: tuple[Claim, ...]
    pair_log10: Mapping[tuple[str, str], float]
    prior: Prior | None
    parts_per_person: float
    ignore_sex: bool
    truth: Mapping[str, str | None]
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class SamplesCase:
    """Samples to be compared directly."""

    id: str
    markers: tuple[Marker, ...]
    samples: tuple[Sample, ...]
    theta: float
    notes: tuple[str, ...]


def load_json(data: bytes) -> Json:
    """Read one JSON object strictly: no key twice, no NaN or Infinity, no deep nesting.

    raises    InvalidCase with what is wrong
    """
    if len(data) > MAX_BYTES:
        raise InvalidCase(f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read")
    try:
        value = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise InvalidCase("the file is not UTF-8 text") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise InvalidCase(f"the file is not JSON: {str(error)[:120]}") from None
    except ValueError as error:  # integers of thousands of digits
        raise InvalidCase(f"the file holds a number that cannot be read: {str(error)[:80]}") from None
    if not isinstance(value, dict):
        raise InvalidCase("the file is not a JSON object")
    if b"\\ud" in data.lower():
        _refuse_half_characters(value)
    return value


def _refuse_half_characters(value: object) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise InvalidCase("the file holds half of a character (a lone surrogate), which no text can hold") from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise InvalidCase(f"the key {twice[:60]!r} stands twice in one object")
    return result


def _refuse_constant(text: str) -> float:
    raise InvalidCase(f"{text} is not a number that a case may hold")


class Reader:
    """Takes typed values out of one JSON object and says where a wrong one stood."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, Mapping):
            raise InvalidCase(f"{where}: expected an object, found {_short(value)}")
        self.value, self.where = value, where

    def has(self, key: str) -> bool:
        """Tell whether a key is there with a value."""
        return self.value.get(key) is not None

    def get(self, key: str) -> object:
        """Give a value that must be there."""
        value = self.value.get(key, _LACK)
        if value is _LACK or value is None:
            raise InvalidCase(f"{self.where}: {key} is missing")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Give a text (a number is taken as its text)."""
        value = self.value.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            raise InvalidCase(f"{self.where}: {key} must be a text, found {_short(value)}")
        return value

    def number(self, key: str, default: float | None = None) -> float:
        """Give a finite number."""
        value = self.value.get(key)
        return _number(default if value is None else value, f"{self.where}: {key}")

    def flag(self, key: str) -> bool:
        """Give true or false; false where the key is absent."""
        value = self.value.get(key)
        if value is not None and not isinstance(value, bool):
            raise InvalidCase(f"{self.where}: {key} must be true or false, found {_short(value)}")
        return bool(value)

    def whole(self, key: str) -> int:
        """Give a whole number."""
        value = self.number(key)
        if value != int(value):
            raise InvalidCase(f"{self.where}: {key} must be a whole number, found {value}")
        return int(value)

    def numbers(self, key: str) -> list[float]:
        """Give a list of finite numbers."""
        return [_number(value, f"{self.where}: {key}") for value in self.array(key)]

    def items(self, key: str) -> list["Reader"]:
        """Give a list of objects."""
        return [Reader(value, f"{self.where}: {key} {number + 1}") for number, value in enumerate(self.array(key))]

    def array(self, key: str) -> Sequence[object]:
        """Give a list."""
        value = self.get(key)
        if not isinstance(value, list):
            raise InvalidCase(f"{self.where}: {key} must be a list, found {_short(value)}")
        return value

    def object(self, key: str) -> "Reader":
        """Give an object; an empty one where the key is absent."""
        return Reader(self.value.get(key) or {}, f"{self.where}: {key}")


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _LARGEST:
        raise InvalidCase(f"{where} must be a number, found {_short(value)}")
    return 0.0 if abs(value) < _LEAST else float(value)


def _short(value: object) -> str:
    return "nothing" if value is None or value is _LACK else f"{type(value).__name__} {str(value)[:40]!r}"


# ── parts ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_markers(items: Iterable[Reader]) -> tuple[Marker, ...]:
    """Read markers with their tables and mutation models."""
    markers = tuple(_marker(item) for item in items)
    names = [marker.name for marker in markers]
    if len(set(names)) != len(names):
        raise InvalidCase(f"marker {next(n for n in names if names.count(n) > 1)} is listed twice")
    return markers


def _marker(item: Reader) -> Marker:
    name = item.text("name")
    alleles = tuple(_allele(value, item.where) for value in item.array("alleles"))
    frequencies = [_number(value, f"{item.where}: frequency") for value in item.array("freqs")]
    chromosome = item.text("chromosome", "autosomal")
    if chromosome not in ("autosomal", "X"):
        raise InvalidCase(f"marker {name}: chromosome {chromosome!r} is not autosomal or X")
    mutation = read_mutation(item.object("mutation"))
    return Marker(name, alleles, np.array(frequencies), chromosome, mutation)  # type: ignore[arg-type]


def _allele(value: object, where: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float) or not str(value).strip():
        raise InvalidCase(f"{where}: allele {_short(value)} is not a name")
    return _one_spelling(str(value).strip())


def _one_spelling(allele: str) -> str:
    """Write 9,3 and 9.30 as 9.3, and 8.0 as 8: tables of frequencies and profiles must meet.

    >>> _one_spelling("9,30"), _one_spelling("8.0"), _one_spelling("<8")
    ('9.3', '8', '<8')
    """
    if not _REPEATS.fullmatch(allele):
        return allele
    return allele.replace(",", ".").rstrip("0").rstrip(".")


def read_mutation(item: Reader) -> Mutation:
    """Read a mutation model; an absent one is none."""
    model = item.text("model", "none")
    if model not in MODEL_NAMES:
        raise InvalidCase(f"{item.where}: model {model!r} is not known; known are {', '.join(MODEL_NAMES)}")
    if model == "none":
        return Mutation()
    stabilization = item.text("stabilization") if item.has("stabilization") else None
    if stabilization not in (None, "PM"):
        raise InvalidCase(f"{item.where}: stabilization {stabilization!r} is not known; known is PM")
    name: ModelName = model
    male = read_rates(item.object("male"))
    return Mutation(name, male, read_rates(item.object("female")) if item.has("female") else male, stabilization)  # type: ignore[arg-type]


def read_rates(item: Reader) -> Rates:
    """Read the parameters of a mutation model for one sex."""
    matrix = None
    if item.has("matrix"):
        rows = item.array("matrix")
        if not all(isinstance(row, list) for row in rows):
            raise InvalidCase(f"{item.where}: matrix must be a list of rows")
        matrix = tuple(
            tuple(_number(value, f"{item.where}: matrix") for value in row) for row in rows if isinstance(row, list)
        )
    return Rates(item.number("rate", 0.0), item.number("rate2", 0.0), item.number("range", 0.1), matrix)


def read_pedigree(rows: object, twins: object, where: str) -> Pedigree:
    """Read rows of id, father, mother, sex."""
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise InvalidCase(f"{where}: a pedigree is a list of rows [id, father, mother, sex]")
    if not all(cell is None or isinstance(cell, str | int) for row in rows for cell in row):
        raise InvalidCase(f"{where}: a pedigree row holds texts only")
    named = [[None if cell is None else str(cell) for cell in row] for row in rows]
    groups = [] if twins is None else twins
    if not isinstance(groups, list) or not all(isinstance(group, list) for group in groups):
        raise InvalidCase(f"{where}: twins are a list of groups [[id, id], ...]")
    return pedigree_from_rows(named, [[str(twin) for twin in group] for group in groups])


def read_profiles(item: Reader) -> dict[str, Profile]:
    """Read genotypes by person and marker; untyped markers are left out."""
    return {person: read_profile(item.object(person)) for person in item.value}


def read_profile(item: Reader) -> Profile:
    """Read the genotypes of one person."""
    profile: dict[str, Genotype] = {}
    for marker, value in item.value.items():
        if value is not None and not isinstance(value, str):
            raise InvalidCase(f"{item.where}: {marker} must be a text a/b, found {_short(value)}")
        genotype = parse_genotype(value)
        if genotype is not None:
            profile[marker] = tuple(_one_spelling(allele) for allele in genotype)
    return profile


def read_sample(item: Reader) -> Sample:
    """Read one found person or sample."""
    sex = item.text("sex", "U")
    if sex not in ("M", "F", "U"):
        raise InvalidCase(f"{item.where}: sex {sex!r} is not M, F or U")
    own: Sex = sex  # type: ignore[assignment]
    rates = item.number("dropout", 0.0), item.number("dropin", 0.0)
    if not all(0.0 <= rate < 1.0 for rate in rates):
        raise InvalidCase(f"{item.where}: dropout and dropin must be at least 0 and below 1")
    return Sample(item.text("id"), own, read_profile(item.object("genotypes")), *rates, item.flag("part"))


# ── whole cases ───────────────────────────────────────────────────────────────────────────────────────────────────────


def read_hypotheses(file: Reader, item: Reader, rule: RareAlleleRule | None) -> HypothesisCase:
    """Read a case that weighs pedigrees against each other."""
    profiles = read_profiles(item.object("genotypes"))
    markers, notes = _markers_of(file, item, profiles.values(), rule)
    rows = Reader(item.get("hypotheses"), f"{item.where}: hypotheses")
    pedigrees = {
        name: read_pedigree(rows.value[name], item.value.get("twins"), f"{rows.where}: {name}") for name in rows.value
    }
    if not pedigrees:
        raise InvalidCase(f"{item.where}: no hypothesis is given")
    denominator = item.text("denominator", list(pedigrees)[-1])
    if denominator not in pedigrees:
        raise InvalidCase(f"{item.where}: denominator {denominator!r} is none of the hypotheses {', '.join(pedigrees)}")
    pair = tuple(str(name) for name in item.array("linked_pair")) if item.has("linked_pair") else None
    if pair is not None and (
        len(set(pair)) != 2 or len(pair) != 2 or not set(pair) <= {marker.name for marker in markers}
    ):
        raise InvalidCase(f"{item.where}: linked_pair must name two of the case's markers")
    dropout, dropin = item.object("dropout"), item.object("dropin")
    return HypothesisCase(
        id=item.text("id", "case"),
        hypotheses=pedigrees,
        denominator=denominator,
        markers=markers,
        profiles=profiles,
        theta=item.number("theta", 0.0),
        dropout={person: dropout.number(person) for person in dropout.value},
        dropin={person: dropin.number(person) for person in dropin.value},
        linked_pair=pair,
        recombination=_recombination(item) if pair else None,
        notes=notes,
    )


def _recombination(item: Reader) -> float:
    if item.has("recombination_rate"):
        return item.number("recombination_rate")
    distance = item.number("distance_cM")
    return 0.5 * (1.0 - float(np.exp(-2.0 * distance / 100.0)))


def read_target(file: Reader, item: Reader, rule: RareAlleleRule | None) -> TargetCase:
    """Read a case that asks for one person of a pedigree."""
    profiles = read_profiles(item.object("genotypes"))
    markers, notes = _markers_of(file, item, profiles.values(), rule)
    pedigree = read_pedigree(item.get("pedigree"), item.value.get("twins"), item.where)
    target = item.text("target") if item.has("target") else item.text("missing")
    if target not in pedigree.by_id:
        raise InvalidCase(f"{item.where}: {target} is not in the pedigree")
    unlisted = [person for person in profiles if person not in pedigree.by_id]
    if unlisted:
        raise InvalidCase(f"{item.where}: typed person {unlisted[0]} is not in the pedigree")
    return TargetCase(item.text("id", "case"), pedigree, markers, profiles, target, item.number("theta", 0.0), notes)


def read_samples(file: Reader, rule: RareAlleleRule | None) -> SamplesCase:
    """Read samples to be compared directly."""
    samples = tuple(read_sample(item) for item in file.items("samples"))
    markers, notes = _markers_of(file, file, [sample.genotypes for sample in samples], rule)
    return SamplesCase(file.text("id", "case"), markers, samples, file.number("theta", 0.0), notes)


def read_families_only(file: Reader, rule: RareAlleleRule | None) -> CollectionCase:
    """Read families before anybody was found."""
    return read_collection(Reader(dict(file.value) | {"found": []}, file.where), rule)


def read_collection(file: Reader, rule: RareAlleleRule | None) -> CollectionCase:
    """Read found people and families."""
    families = tuple(_family(item) for item in file.items("families"))
    ids = [family.id for family in families]
    if len(set(ids)) < len(ids):
        raise InvalidCase(f"family {next(name for name in ids if ids.count(name) > 1)} stands twice in the case")
    found = tuple(read_sample(item) for item in file.items("found"))
    seen = [profile for family in families for profile in family.profiles.values()] + [s.genotypes for s in found]
    markers, notes = _markers_of(file, file, seen, rule)
    weights = file.items("weights") if file.has("weights") else []
    pairs: dict[tuple[str, str], float] = {}
    for item in weights:
        pair = item.text("found"), item.text("missing")
        pairs[pair] = pairs.get(pair, 0.0) + item.number("log10_lr")
        if abs(pairs[pair]) > _MOST_WEIGHT:
            raise InvalidCase(f"{item.where}: log10_lr {pairs[pair]:g} is beyond any evidence; stay below 10,000")
    return CollectionCase(
        id=file.text("id", "case"),
        markers=markers,
        families=families,
        found=found,
        claims=tuple(_claim(item) for item in file.items("claims")) if file.has("claims") else (),
        pair_log10=pairs,
        prior=_prior(file.object("prior")) if file.has("prior") else None,
        parts_per_person=file.number("parts_per_person", 2.0),
        ignore_sex=file.flag("ignore_sex"),
        truth={item.text("id"): _optional_text(item, "truth") for item in file.items("found") if "truth" in item.value},
        notes=notes,
    )


def _optional_text(item: Reader, key: str) -> str | None:
    return item.text(key) if item.has(key) else None


def _family(item: Reader) -> Family:
    missing = tuple(str(person) for person in item.array("missing")) if item.has("missing") else ()
    unavailable = tuple(str(person) for person in item.array("unavailable")) if item.has("unavailable") else ()
    pedigree = read_pedigree(item.get("pedigree"), item.value.get("twins"), item.where)
    profiles = read_profiles(item.object("genotypes"))
    return Family(item.text("id"), pedigree, profiles, missing, _optional_text(item, "party"), unavailable)


def _claim(item: Reader) -> Claim:
    names = item.text("found"), item.text("missing")
    return Claim(*names, item.number("reliability", 0.8), item.text("source", "delivery list"))


def _prior(item: Reader) -> Prior:
    kind = item.text("kind", "flat")
    return Prior(kind, item.number("listed", 0.5), item.number("weight", 1.0))  # type: ignore[arg-type]


def _markers_of(
    file: Reader, item: Reader, profiles: Iterable[Profile], rule: RareAlleleRule | None
) -> tuple[tuple[Marker, ...], tuple[str, ...]]:
    """Read a case's markers (named set, or written out) and add alleles outside their tables by the rule."""
    if item.has("markers"):
        markers = read_markers(item.items("markers"))
    elif item.has("marker_set"):
        markers = read_markers(file.object("marker_sets").items(item.text("marker_set")))
    else:
        markers = read_markers(file.items("markers"))
    known = {marker.name for marker in markers}
    seen = list(profiles)
    unknown = sorted({name for profile in seen for name in profile} - known)
    notes = tuple(f"{name}: typed, but not among the case's markers; left out" for name in unknown)
    markers, added = complete_markers(markers, seen, rule)
    return markers, notes + added

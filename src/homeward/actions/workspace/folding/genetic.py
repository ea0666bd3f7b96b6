"""What states hold of samples and families: results, pedigrees, and the laboratory's own controls.

The genotypes of a sample stand in the state of that sample, under the sample's own key, and nowhere else: whoever opens
the file of a person or the notes about remains sees that there is a result, and not what it shows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from homeward.actions.workspace.folding.record_text import read_record, write_record
from homeward.actions.workspace.folding.states import file_of, following, new_or_next
from homeward.errors import InvalidInput
from homeward.evidence.dna.pedigree import Person
from homeward.evidence.dna.profile import Profile, Sex, parse_genotype
from homeward.ledger.act import Act
from homeward.records.claim import Withdrawal, standing
from homeward.records.remains import Sample, SampleResult
from homeward.store.state import State

CONTROLS_ID = "0" * 31 + "2"  # the one object of its kind
GENETIC_KINDS = ("sample", "family", "controls")
Origin = Literal["item", "person", "donor"]


@dataclass(frozen=True, slots=True)
class Typed:
    """One result of one sample. Genotypes are written a/b by marker; none where there is no profile of one person."""

    result: SampleResult
    sex: Sex = "U"
    dropout: float = 0.0
    dropin: float = 0.0
    genotypes: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Give the id of the result, by which it is withdrawn."""
        return self.result.id

    @property
    def profile(self) -> Profile:
        """Read the genotypes."""
        read = ((marker, parse_genotype(text)) for marker, text in self.genotypes.items())
        return {marker: genotype for marker, genotype in read if genotype}


@dataclass(frozen=True, slots=True)
class Held:
    """A result that came and was not kept, because it cannot be right beside what is known: a person decides."""

    says: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SampleRecord:
    """One sample, as the laboratory knows it: whose it is stands elsewhere."""

    of: Origin
    code: str | None = None
    results: tuple[Typed, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    held: tuple[Held, ...] = ()

    @property
    def standing(self) -> tuple[Typed, ...]:
        """Give the results that were not withdrawn, oldest first."""
        return tuple(sorted(standing(self.results, self.withdrawals), key=lambda one: (one.result.at, one.id)))

    @property
    def typed(self) -> Typed | None:
        """Give the result with most markers among those that show one person; None where there is none."""
        shown = [one for one in self.standing if one.genotypes]
        return max(shown, key=lambda one: len(one.genotypes), default=None)


@dataclass(frozen=True, slots=True)
class FamilyRecord:
    """The pedigree of one family; the profiles of its donors stand with their samples."""

    id: str  # as its table calls it
    people: tuple[Person, ...]
    missing: tuple[str, ...]  # as the list of people sought calls them
    donors: Mapping[str, str]  # sample ids by person
    twins: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Controls:
    """Profiles of staff and of known contaminants: genotypes by code and marker."""

    profiles: Mapping[str, Mapping[str, str]]


def why_contradicts(new: Typed, known: SampleRecord) -> str | None:
    """Say why a result cannot stand beside those of the same sample; None where it can.

    A profile contradicts another profile where a marker of both shows alleles that drop-out does not explain, and a
    mixture contradicts a profile of one person. "No profile" contradicts nothing: a second try may fail.
    """
    others = [one for one in known.standing if one.id != new.id]
    if new.result.result == "mixed profile" and any(one.genotypes for one in others):
        return "it is mixed, and an earlier result shows one person"
    if new.genotypes and any(one.result.result == "mixed profile" for one in others):
        return "it shows one person, and an earlier result is mixed"
    markers = {marker for one in others for marker in _different(new, one)}
    return f"it differs from an earlier profile at {len(markers)} markers" if markers else None


def _different(one: Typed, other: Typed) -> Iterable[str]:
    mine, theirs = one.profile, other.profile
    for marker in mine.keys() & theirs.keys():
        here, there = set(mine[marker]), set(theirs[marker])
        lost = (one.dropout and here < there) or (other.dropout and there < here)
        if here != there and not lost:
            yield marker


# ── effects ──

Texts = Mapping[str, str | None]
Look = Callable[[str, str], State | None]


def _registered(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    for subject, text in texts.items():
        if text is not None:
            yield new_or_next("sample", subject, act, text, look("sample", subject))


def _results(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    def add(known: SampleRecord, text: str) -> SampleRecord:
        typed = read_record(Typed, text)
        if any(one.id == typed.id for one in known.results):
            return known
        why = why_contradicts(typed, known)
        if why:
            raise InvalidInput(f"sample {typed.result.sample}: {why}, which came meanwhile; enter the result again")
        return replace(known, results=(*known.results, typed))

    return _each_sample(act, texts, look, add)


def _held(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    def add(known: SampleRecord, text: str) -> SampleRecord:
        return replace(known, held=(*known.held, read_record(Held, text)))

    return _each_sample(act, texts, look, add)


def _withdrawn(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    def add(known: SampleRecord, text: str) -> SampleRecord:
        return replace(known, withdrawals=(*known.withdrawals, read_record(Withdrawal, text)))

    return _each_sample(act, texts, look, add)


def _each_sample(
    act: Act, texts: Texts, look: Look, change: Callable[[SampleRecord, str], SampleRecord]
) -> Iterable[State]:
    for subject, text in texts.items():
        old = look("sample", subject)
        if text is not None and old is not None:
            yield following(old, act, write_record(change(sample_of(old), text)))


def _taken(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    for subject, text in texts.items():
        old = look("person", subject)
        if text is not None and old is not None:
            file = file_of(old)
            samples = (*file.samples, read_record(Sample, text))
            yield following(old, act, write_record(replace(file, samples=samples)))


def _family(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    for subject, text in texts.items():
        if text is not None:
            yield new_or_next("family", subject, act, text, look("family", subject))


def _controls(act: Act, texts: Texts, look: Look) -> Iterable[State]:
    text = texts.get(CONTROLS_ID)
    if text is not None:
        yield new_or_next("controls", CONTROLS_ID, act, text, look("controls", CONTROLS_ID))


GENETIC_EFFECTS: Mapping[str, Callable[[Act, Texts, Look], Iterable[State]]] = {
    "sample registered": _registered,
    "sample taken": _taken,
    "result entered": _results,
    "result held": _held,
    "result withdrawn": _withdrawn,
    "family entered": _family,
    "controls kept": _controls,
}


def sample_of(state: State) -> SampleRecord:
    """Read the state of a sample."""
    return read_record(SampleRecord, state.body)

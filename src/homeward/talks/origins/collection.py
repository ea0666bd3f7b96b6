"""A collection of documents: near-copies and presumed origins of a new one, without laying it beside all of them.

Candidates share rare stems, or numbers. Near-copies share runs of five stems; of long documents every 16th run is
kept, by hash, so that two of them keep the same ones. Each candidate is then laid beside the new document sentence by
sentence, see `alignment`.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from zlib import crc32

from homeward.talks.origins.alignment import Alignment, align_stemmed, stem_text
from homeward.talks.origins.stems import stems_of

RUN = 5  # stems in a run
SAMPLE = 16  # one run in so many is kept
SHORT = 400  # stems below which a document keeps all its runs
_RAREST = 40  # stems of a document by which candidates are sought
_MOST_CANDIDATES = 12
_BESIDE_BEST = 0.25  # of what the best candidate shares; a second source shares more
_NEAR = 0.5  # share of runs in common above which two documents are near-copies
_LEAST_SHARED = 0.03  # of the weight of a document's rarest stems that a candidate must share


@dataclass(frozen=True, slots=True)
class Near:
    """A document of the collection that is nearly the new one."""

    name: str
    share: float  # of the new document's runs that it holds


@dataclass(frozen=True, slots=True)
class Origin:
    """A document of the collection from which the new one may come, or which may come from it."""

    name: str
    alignment: Alignment


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents by name, with their rare stems and sampled runs. Made by `index_documents`."""

    names: tuple[str, ...]
    texts: tuple[str, ...]
    places_by_stem: Mapping[str, Sequence[int]] = field(repr=False)
    places_by_run: Mapping[int, Sequence[int]] = field(repr=False)


def index_documents(documents: Iterable[tuple[str, str]]) -> Collection:
    """Index documents, given as name and text."""
    names, texts = [], []
    by_stem: dict[str, array[int]] = defaultdict(lambda: array("I"))
    by_run: dict[int, array[int]] = defaultdict(lambda: array("I"))
    for place, (name, text) in enumerate(documents):
        names.append(name)
        texts.append(text)
        stems = stems_of(text)
        for stem in set(stems):
            by_stem[stem].append(place)
        for run in _runs(stems):
            by_run[run].append(place)
    return Collection(tuple(names), tuple(texts), dict(by_stem), dict(by_run))


def _runs(stems: Sequence[str]) -> set[int]:
    """Give the sampled runs of a document, hashed."""
    hashed = [crc32(stem.encode()) for stem in stems]
    is_short = len(stems) < SHORT
    runs = set()
    for place in range(len(hashed) - RUN + 1):
        value = 0
        for number in hashed[place : place + RUN]:
            value = (value * 1_000_003 + number) & 0xFFFFFFFFFFFF
        value ^= value >> 23
        if is_short or value % SAMPLE == 0:
            runs.add(value)
    return runs


def find_near_copies(collection: Collection, text: str) -> tuple[Near, ...]:
    """Find the documents that hold at least half of the runs of a text, the nearest first."""
    runs = _runs(stems_of(text))
    counts = Counter(place for run in runs for place in collection.places_by_run.get(run, ()))
    near = [Near(collection.names[place], n / len(runs)) for place, n in counts.items() if n >= _NEAR * len(runs)]
    return tuple(sorted(near, key=lambda one: (-one.share, one.name)))


def find_origins(collection: Collection, text: str) -> tuple[Origin, ...]:
    """Find the documents whose sentences a text follows in their order; the longest chain first."""
    stemmed = stem_text(text)
    background = _rarity(collection, {stem for one in stemmed for stem in one.stems})
    found = []
    for place in _candidates(collection, text):
        alignment = align_stemmed(stem_text(collection.texts[place]), stemmed, background)
        if alignment.is_derived:
            found.append(Origin(collection.names[place], alignment))
    return tuple(
        sorted(found, key=lambda one: -sum(link.likeness for link in one.alignment.links if link.derived == "yes"))
    )


def _rarity(collection: Collection, stems: Iterable[str]) -> dict[str, float]:
    n = len(collection.names) + 1
    return {stem: log(n / (len(collection.places_by_stem.get(stem, ())) + 1)) / log(n + 1) for stem in stems}


def _candidates(collection: Collection, text: str) -> Iterator[int]:
    """Give the documents that share the most weight of a text's rarest stems and numbers."""
    stems = set(stems_of(text))
    rarity = _rarity(collection, stems)
    known = [stem for stem in stems if stem in collection.places_by_stem]
    rarest = sorted(known, key=lambda stem: (-rarity[stem], stem))[:_RAREST]
    shared: Counter[int] = Counter()
    for stem in rarest:
        for place in collection.places_by_stem[stem]:
            shared[place] += rarity[stem]  # type: ignore[assignment]  # Counter counts weights as well
    ranked = shared.most_common(_MOST_CANDIDATES)
    least = max(_LEAST_SHARED * sum(rarity[stem] for stem in rarest), _BESIDE_BEST * ranked[0][1] if ranked else 0.0)
    yield from (place for place, weight in ranked if weight >= least)

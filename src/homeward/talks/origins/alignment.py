"""Which sentences of one text come from which of another: common stems in order, and an order that is kept.

Independent reporters choose the same facts, not the same sequence of sentences: order is the evidence. Two sentences
are likened by

    likeness = (share in order + share in any order) / 2,    share = 2 w(common) / (w(found) + w(sought))

with w the sum of weights of stems (rarity) and "in order" the heaviest common subsequence. Numbers that differ speak
against. The links that make the heaviest order-preserving chain stay. A quotation proves a common occasion, not
copying: sentences that share one do not count for the decision.

Source: idf-weighted longest common subsequence, measured in notes on talks; METER (Gaizauskas et al. 2001) on the
limits.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Literal

from homeward.talks.claims.figures import Figure, find_figures
from homeward.talks.claims.quotations import find_quotations
from homeward.talks.claims.sentences import Sentence, split_sentences
from homeward.talks.origins.slips import is_slip
from homeward.talks.origins.stems import stems_of

Relation = Literal["verbatim", "verbatim quotation", "rewritten", "same topic", "common source", "none"]
Derived = Literal["yes", "uncertain", "no"]

LEAST_LIKE = (
    0.18  # of a link that keeps the order of stronger ones; both bars set on tests/talks/texts/pairs/tuned and f1-f3
)
STRONG = 0.30  # of a link that speaks for itself
VERBATIM = 0.93
LEAST_LINKS = 3  # strong and in order, quotations not counted, before a text is held to derive from another
_MANY_LINKS = 5  # of any strength, one of them strong
_FEWEST_WORDS = 4
_FIGURES_DIFFER = 0.6  # what is left of the likeness of two sentences without a figure in common
MOST_SENTENCES = 400  # of a text that are compared


@dataclass(frozen=True, slots=True)
class Stemmed:
    """A sentence with its stems, figures and quotation."""

    sentence: Sentence
    stems: tuple[str, ...]
    figures: tuple[Figure, ...]
    quoted: tuple[str, ...]
    is_headline: bool


@dataclass(frozen=True, slots=True)
class Link:
    """One sentence of the sought text and what it comes from, if anything.

    found     sentences of the earlier text, by number
    """

    sought: int
    found: tuple[int, ...]
    relation: Relation
    derived: Derived
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts laid side by side: `found` is the presumed source, `sought` the text asked about."""

    found: tuple[Stemmed, ...]
    sought: tuple[Stemmed, ...]
    links: tuple[Link, ...]
    is_derived: bool
    because: str


def stem_text(text: str) -> tuple[Stemmed, ...]:
    """Split a text into sentences with their stems."""
    stemmed = []
    for number, sentence in enumerate(split_sentences(text)[:MOST_SENTENCES]):
        quoted = tuple(
            " ".join(stems_of(sentence.text[q.start : q.end])) for q in find_quotations(sentence.text) if q.is_speech
        )
        is_headline = number == 0 and not sentence.text.endswith((".", "!", "”", '"', "»"))
        stemmed.append(Stemmed(sentence, stems_of(sentence.text), find_figures(sentence.text), quoted, is_headline))
    return tuple(stemmed)


def weigh_stems(texts: Sequence[Sequence[Stemmed]], background: Mapping[str, float] | None = None) -> dict[str, float]:
    """Weigh each stem by its rarity: in the background where it is known there, else among the sentences at hand."""
    sentences = [set(one.stems) for text in texts for one in text]
    counts = Counter(stem for stems in sentences for stem in stems)
    n = len(sentences)
    weights = {}
    for stem, count in counts.items():
        own = log(1.0 + n / count) / log(1.0 + n)
        known = own if background is None else background.get(stem, 1.0)
        common = 0.15 if stem in COMMON else 0.5 if len(stem) <= 3 and not stem.startswith("#") else 1.0
        weights[stem] = common * (own + known) / 2.0
    return weights


def align(found: str, sought: str, background: Mapping[str, float] | None = None) -> Alignment:
    """Lay two texts side by side: which sentences of the sought text come from the found one.

    background    rarity of stems in a collection, 0 to 1; stems that are not in it are the rarest
    """
    return align_stemmed(stem_text(found), stem_text(sought), background)


def align_stemmed(
    found: tuple[Stemmed, ...], sought: tuple[Stemmed, ...], background: Mapping[str, float] | None = None
) -> Alignment:
    """Do what `align` does, for texts that are stemmed already."""
    weights = weigh_stems((found, sought), background)
    mine, true = _weighed(found, weights), _weighed(sought, weights)
    likeness = [[_like(one, other, weights) for one in mine] for other in true]
    chain = best_chain(likeness, LEAST_LIKE)
    counted = [place for place, source in chain.items() if not _shares_quotation(found[source], sought[place])]
    counted = [place for place in counted if not (sought[place].is_headline or found[chain[place]].is_headline)]
    n_copied = sum(likeness[place][chain[place]] >= VERBATIM for place in counted)
    n_strong = sum(likeness[place][chain[place]] >= STRONG for place in counted)
    is_derived = n_strong >= LEAST_LINKS or (n_strong >= 1 and len(counted) >= _MANY_LINKS)
    is_reuse = is_derived and n_copied >= 0.6 * n_strong
    links = tuple(
        _link(place, row, chain, _Judged(found, sought, is_derived, is_reuse)) for place, row in enumerate(likeness)
    )
    says = f"{len(counted)} sentences follow the other text in its order" + (", word for word" if is_reuse else "")
    return Alignment(found, sought, links, is_derived, says)


@dataclass(frozen=True, slots=True)
class _Judged:
    found: tuple[Stemmed, ...]
    sought: tuple[Stemmed, ...]
    is_derived: bool
    is_reuse: bool  # background repeated word for word beside new reporting


def _link(place: int, row: Sequence[float], chain: Mapping[int, int], judged: _Judged) -> Link:
    source = chain.get(place)
    if source is None:
        best = max(range(len(row)), key=row.__getitem__, default=0)
        is_like = bool(row) and row[best] >= STRONG
        return Link(place, (best,), "same topic", "no", row[best]) if is_like else Link(place, (), "none", "no")
    found, sought = judged.found[source], judged.sought[place]
    relation, derived = _relation(found, sought, row[source], judged)
    return Link(place, (source,), relation, derived, row[source])


def _relation(found: Stemmed, sought: Stemmed, likeness: float, judged: _Judged) -> tuple[Relation, Derived]:
    """Name the relation of two sentences in one chain."""
    quotes, is_verbatim = _shares_quotation(found, sought), likeness >= VERBATIM
    if not judged.is_derived:
        return ("common source" if quotes else "same topic"), "no"
    if judged.is_reuse and not is_verbatim and not quotes:
        return "same topic", "no"
    if sought.is_headline or found.is_headline:
        return "same topic", "uncertain"
    return ("verbatim" if is_verbatim else "verbatim quotation" if quotes else "rewritten"), "yes"


def _shares_quotation(found: Stemmed, sought: Stemmed) -> bool:
    return any(
        one == other or (len(one) > 20 and (one in other or other in one))
        for one in found.quoted
        for other in sought.quoted
    )


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A sentence with the weight of its stems."""

    of: Stemmed
    stems: frozenset[str]
    counts: Counter[str]
    weight: float


def _weighed(text: Sequence[Stemmed], weights: Mapping[str, float]) -> list[_Weighed]:
    return [
        _Weighed(one, frozenset(one.stems), Counter(one.stems), sum(weights[stem] for stem in one.stems))
        for one in text
    ]


def _like(found: _Weighed, sought: _Weighed, weights: Mapping[str, float]) -> float:
    """Liken two sentences; 0 to 1."""
    common = found.stems & sought.stems
    both = found.weight + sought.weight
    if not common or min(len(found.of.stems), len(sought.of.stems)) < _FEWEST_WORDS:
        return 0.0
    shared = sum(weights[stem] * min(found.counts[stem], sought.counts[stem]) for stem in sorted(common))
    in_any_order = 2.0 * shared / both
    if in_any_order < LEAST_LIKE:  # the share in order is never larger
        return in_any_order / 2.0
    in_order = 2.0 * heaviest_common(found.of.stems, sought.of.stems, weights) / both
    return (in_order + in_any_order) / 2.0 * _figures_agree(found.of.figures, sought.of.figures)


def heaviest_common(found: Sequence[str], sought: Sequence[str], weights: Mapping[str, float]) -> float:
    """Give the weight of the heaviest common subsequence.

    >>> heaviest_common("abcd", "acbd", {"a": 1.0, "b": 2.0, "c": 1.0, "d": 1.0})
    4.0
    """
    row = [0.0] * (len(sought) + 1)
    for stem in found:
        diagonal = 0.0
        for place, other in enumerate(sought, start=1):
            above = row[place]
            row[place] = diagonal + weights[stem] if stem == other else max(above, row[place - 1])
            diagonal = above
    return row[-1]


def _figures_agree(found: Sequence[Figure], sought: Sequence[Figure]) -> float:
    if not found or not sought:
        return 1.0
    mine = {value for one in found for value in (one.low, one.high)}
    true = {value for one in sought for value in (one.low, one.high)}
    shared = (mine & true) - {None}
    is_slip_there = any(a is not None and b is not None and is_slip(a, b) for a in mine for b in true)
    return 1.0 if shared or is_slip_there else _FIGURES_DIFFER


def best_chain(likeness: Sequence[Sequence[float]], least: float) -> dict[int, int]:
    """Find the heaviest chain of links that keeps the order; several sentences may come from one.

    likeness    rows sought, columns found
    returns     found by sought

    >>> best_chain([[0.9, 0.0], [0.0, 0.8], [0.7, 0.0]], 0.3)
    {0: 0, 1: 1}
    """
    n_found = len(likeness[0]) if likeness else 0
    best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())] * (n_found + 1)
    for place, row in enumerate(likeness):
        new = list(best)
        reach: tuple[float, tuple[tuple[int, int], ...]] = (0.0, ())
        for source in range(n_found):
            reach = max(reach, best[source], best[source + 1], key=lambda item: item[0])
            if row[source] >= least:
                gain = (reach[0] + row[source] - least + 0.1, (*reach[1], (place, source)))
                new[source + 1] = max(new[source + 1], gain, key=lambda item: item[0])
        best = new
    _, chain = max(best, key=lambda item: item[0])
    return dict(chain)


COMMON = frozenset(
    "the a an of to in on at for and or but that it is was were be been are has have had he she they his her their "
    "its who which "
    "with by from as said say says told not will would this also after before about into than more all "
    "у в з із на до за для що які яка який та і й а але про від при це він вона вони його її їх не як сказав заявив "
    "повідомив "
    "с из к по от и или но о об при это он она они его её их не как что который котор сказал заявил сообщил".split()
)

"""The tables of a report about everybody: what needs attention, all found, all missing, data quality, settings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from homeward.errors import Problem
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.profile import Sample
from homeward.identify.claims import CheckedClaim
from homeward.identify.collection import Comparison
from homeward.identify.explanation import THRESHOLD
from homeward.identify.identification import Identification
from homeward.identify.summary import MOST_MUTATIONS, POSSIBLE, FoundSummary, Summary
from homeward.reports.case_section import Grid, Outlook, verdict_of
from homeward.reports.wording import Words, name

_MOST_PROBLEMS = 300
_FEW_MARKERS = 0.5  # share of the markers below which a found sample is named among the problems


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with a sentence and a table."""

    anchor: str
    title: str
    help: Markup
    grid: Grid


@dataclass(frozen=True, eq=False)
class Book:
    """What all tables are made from.

    links    by found person: the id, leading to the details where there are some
    """

    identification: Identification
    comparison: Comparison
    summary: Summary
    words: Words
    links: Mapping[str, Markup]

    def grid(self, caption: str, columns: str, rows: Sequence[tuple[object, ...]], numeric: str = "") -> Grid:
        """Make a table; columns are named by their keys."""
        keys, numbers = columns.split(), numeric.split()
        head = tuple(self.words.say(f"column.{key}") for key in keys)
        return Grid(caption, head, tuple(rows), frozenset(k for k, key in enumerate(keys) if key in numbers))


def attention_blocks(book: Book) -> Iterator[Block]:
    """What needs attention first: contradicted names, ties, another party's, proposals, parts of one body."""
    makers = (_contradictions, _ties, _not_ours, _proposed, _bodies)
    for maker in makers:
        block = maker(book)
        if block.grid.rows:
            yield block


def _contradictions(book: Book) -> Block:
    rows = [_claim_row(book, c) for c in book.summary.claims if c.verdict in ("contradicted", "fits another better")]
    return _block(book, "contradictions", "found claim source verdict weight mismatches better", rows)


def _claim_row(book: Book, checked: CheckedClaim) -> tuple[object, ...]:
    words = book.words
    return (
        book.links.get(checked.claim.found, name(checked.claim.found)),
        checked.claim.missing,
        checked.claim.source,
        verdict_of(checked, words),
        words.weight(checked.log10_lr),
        "–" if checked.mismatching_loci is None else str(checked.mismatching_loci),
        checked.best_other or "–",
    )


def _block(book: Book, key: str, columns: str, rows: Sequence[tuple[object, ...]], **values: str) -> Block:
    title = book.words.say(f"head.{key}")
    numeric = "posterior weight mismatches nobody joint whole_family"
    return Block(key, title, book.words.html(f"help.{key}", **values), book.grid(title, columns, rows, numeric))


def _ties(book: Book) -> Block:
    lines = [line for line in book.summary.found if line.status == "tied"]
    rows = [
        (
            book.links[line.found],
            Markup(", ").join(name(person) for person in (str(line.missing), *line.tied)),
            line.family or "",
            book.words.probability(line.posterior),
            book.words.probability(line.family_posterior),
        )
        for line in lines
    ]
    return _block(book, "ties", "found missing family posterior whole_family", rows)


def _not_ours(book: Book) -> Block:
    rows = [
        (
            book.links[line.found],
            line.party or "",
            line.missing or "",
            line.family or "",
            book.words.probability(line.posterior),
            book.words.weight(line.log10_lr),
        )
        for line in book.summary.found
        if line.status == "not ours"
    ]
    return _block(book, "not_ours", "found party closest family posterior weight", rows)


def _proposed(book: Book) -> Block:
    lines = sorted((line for line in book.summary.found if line.is_proposed), key=lambda line: -line.posterior)
    lines.sort(key=lambda line: line.status != "threshold reached")
    rows = [
        (
            book.links[line.found],
            line.missing or "",
            line.family or "",
            status_of(line, book.words),
            book.words.probability(line.posterior),
            book.words.weight(line.log10_lr),
            book.words.weight(line.log10_joint),
            str(line.mismatching_loci),
        )
        for line in lines
    ]
    columns = "found missing family status posterior weight joint mismatches"
    threshold = book.words.level(THRESHOLD)
    return _block(book, "proposed", columns, rows, threshold=threshold, mutations=str(MOST_MUTATIONS))


def _bodies(book: Book) -> Block:
    rows = [
        (Markup(" + ").join(book.links[sample] for sample in samples), book.words.probability(p))
        for samples, p in book.summary.bodies
    ]
    return _block(book, "bodies", "samples posterior", rows)


def status_of(line: FoundSummary, words: Words) -> Markup:
    """A status as a sign and a word."""
    text = words.say(f"status.{line.status}")
    return Markup('<span class="st st-{}">{}</span>').format(line.status.replace(" ", "-"), text)


def found_grid(book: Book) -> Grid:
    """Every found person, in the order of the case."""
    rows = [_found_row(book, line) for line in book.summary.found]
    columns = "found status closest family posterior nobody weight joint mismatches compared"
    numeric = "posterior nobody weight joint mismatches compared"
    return book.grid(book.words.say("head.found"), columns, rows, numeric)


def _found_row(book: Book, line: FoundSummary) -> tuple[object, ...]:
    words = book.words
    return (
        book.links[line.found],
        status_of(line, words),
        Markup(" = ").join(name(p) for p in (line.missing, *line.tied)) if line.missing else "–",
        line.family or "–",
        words.probability(line.posterior),
        words.probability(line.nobody),
        words.weight(line.log10_lr),
        words.weight(line.log10_joint),
        str(line.mismatching_loci),
        str(line.n_compared),
    )


def missing_grid(book: Book) -> Grid:
    """Every missing person with the found person who comes closest."""
    collection, posterior = book.identification.collection, book.identification.posterior
    rows: list[tuple[object, ...]] = []
    for j, person in enumerate(collection.missing):
        family = collection.families[person.family]
        i = int(posterior[:, j].argmax()) if len(posterior) else -1
        p = float(posterior[i, j]) if i >= 0 else 0.0
        is_close = p > 1e-6
        closest = book.links[collection.found[i].id] if is_close else "–"
        value = float(book.comparison.log10_lr[i, j]) if is_close else np.nan
        donors = str(len(family.donors))
        shown = (book.words.probability(p), book.words.weight(value)) if is_close else ("–", "–")
        rows.append((person.id, family.id, family.party or "–", donors, closest, *shown))
    columns = "missing family party donors best posterior weight"
    return book.grid(book.words.say("head.missing"), columns, rows, "donors posterior weight")


def claims_grid(book: Book) -> Grid:
    """Every name that came with remains, contradicted ones first."""
    rows = [_claim_row(book, checked) for checked in book.summary.claims]
    columns = "found claim source verdict weight mismatches better"
    return book.grid(book.words.say("head.claims"), columns, rows, "weight mismatches")


def outlook_grid(book: Book, outlooks: Mapping[str, Outlook]) -> Grid:
    """For each missing person, what the samples can show and whose sample would add most."""
    rows = []
    for person in book.identification.collection.missing:
        outlook = outlooks.get(person.id)
        if outlook is not None:
            rows.append((person.id, *_outlook_cells(outlook, book.words)))
    columns = "missing expected_weight reached ask gain"
    return book.grid(book.words.say("head.power"), columns, rows, "expected_weight reached gain")


def _outlook_cells(outlook: Outlook, words: Words) -> tuple[str, ...]:
    power, advice = outlook.power, outlook.advice
    expected = words.weight(power.if_true.quantile(0.5)) if power is not None else "–"
    reached = words.probability(advice.now.reaches) if advice is not None else "–"
    best = advice.ranked[0] if advice is not None and advice.ranked else None
    if best is None:
        return expected, reached, "–", "–"
    return expected, reached, ", ".join(best.relatives), words.weight(best.gain)


# ── data quality ──


def problem_grid(book: Book, given: Sequence[Problem]) -> tuple[Grid, int]:
    """What was noticed about the data, and how many lines did not fit."""
    rows = [(p.where, p.says, p.kept) for p in given]
    for maker in (_own_mismatches, _family_problems, _sample_problems):
        rows += list(maker(book))
    grid = book.grid(book.words.say("head.problems"), "where problem kept", rows[:_MOST_PROBLEMS])
    return grid, max(len(rows) - _MOST_PROBLEMS, 0)


def _problem(words: Words, where: str, key: str, **values: str) -> tuple[str, str, str]:
    return where, words.say(f"problem.{key}", **values), words.say(f"problem.{key}_kept")


def _own_mismatches(book: Book) -> Iterator[tuple[str, str, str]]:
    for line in book.summary.found:
        if line.posterior >= POSSIBLE and line.mismatching_loci > MOST_MUTATIONS and line.missing is not None:
            where = book.words.say("where.found", found=line.found)
            values = {"found": line.found, "missing": line.missing, "n": str(line.mismatching_loci)}
            yield _problem(book.words, where, "own_mismatches", most=str(MOST_MUTATIONS), **values)


def _family_problems(book: Book) -> Iterator[tuple[str, str, str]]:
    collection, words = book.identification.collection, book.words
    for family_id, markers in book.summary.inconsistent:
        where = words.say("where.family", family=family_id)
        yield _problem(words, where, "inconsistent", markers=", ".join(markers))
    for family in collection.families:
        if family.missing and not family.donors:
            yield _problem(words, words.say("where.family", family=family.id), "no_donor")


def _sample_problems(book: Book) -> Iterator[tuple[str, str, str]]:
    known = {marker.name for marker in book.identification.collection.panel.markers}
    for sample in book.identification.collection.found:
        yield from _one_sample(sample, known, book.words)


def _one_sample(sample: Sample, known: set[str], words: Words) -> Iterator[tuple[str, str, str]]:
    where = words.say("where.found", found=sample.id)
    typed = {marker for marker, genotype in sample.genotypes.items() if genotype}
    n_known = len(typed & known)
    if not n_known:
        yield _problem(words, where, "no_markers")
    elif n_known < _FEW_MARKERS * len(known):
        yield _problem(words, where, "few_markers", n=str(n_known), total=str(len(known)))
    if typed - known:
        yield _problem(words, where, "unlisted", markers=", ".join(sorted(typed - known)))


# ── settings ──


def setting_rows(book: Book, version: str) -> Iterator[tuple[str, object]]:
    """What was assumed and how it was computed, line by line."""
    words, identification = book.words, book.identification
    collection = identification.collection
    yield words.say("fact.prior"), _prior(book)
    yield words.say("fact.threshold"), words.level(THRESHOLD)
    yield words.say("fact.is_exact"), Markup("; ").join(_exactness(book))
    if identification.n_assignments > 0:
        yield words.say("fact.assignments"), words.large(identification.n_assignments)
    sexes = "fact.sexes_ignored" if collection.ignore_sex else "fact.sexes_used"
    yield words.say("fact.sexes"), words.say(sexes)
    yield words.say("fact.convention"), words.say("fact.convention_text")
    yield words.say("fact.version"), f"Homeward {version}"


def _prior(book: Book) -> Markup:
    prior, n = book.identification.prior, len(book.identification.collection.missing)
    listed = book.words.level(prior.listed)
    weight = book.words.large(10.0**book.identification.log10_w) if prior.kind != "closed" else ""
    return book.words.html(f"prior.{prior.kind}", n=str(n), listed=listed, weight=weight)


def _exactness(book: Book) -> Iterator[Markup]:
    identification, words = book.identification, book.words
    if identification.is_exact:
        yield words.html("fact.exact")
    if identification.floor > -np.inf:
        dropped = words.probability(float(identification.dropped.max(initial=0.0)))
        yield words.html("fact.floor", floor=words.number(-identification.floor, 1), dropped=dropped)
    if identification.max_error > 0.0:
        yield words.html("fact.sampled", error=words.probability(identification.max_error))


def marker_grid(book: Book) -> Grid:
    """Every marker with the size of its table and its mutation model."""
    rows = [_marker_row(marker, book.words) for marker in book.identification.collection.panel.markers]
    return book.grid(book.words.say("fact.markers"), "marker alleles mutation rate_men rate_women", rows, "alleles")


def _marker_row(marker: Marker, words: Words) -> tuple[object, ...]:
    own = f"{marker.name} (X)" if marker.chromosome == "X" else marker.name
    model = words.say(f"mutation.{marker.mutation.model}")
    rates = (marker.mutation.male.rate, marker.mutation.female.rate)
    is_rated = marker.mutation.model not in ("none", "custom")
    return own, str(marker.n_alleles), model, *(words.number(r, 5) if is_rated else "–" for r in rates)

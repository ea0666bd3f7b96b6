"""The section of a report about one found person: who it may be, why, who else, and what would change it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import inf

from markupsafe import Markup

from homeward.evidence.dna.family import Family
from homeward.evidence.dna.profile import write_genotype
from homeward.identify.claims import CheckedClaim
from homeward.identify.explanation import THRESHOLD, Change, PairExplanation, Rival
from homeward.identify.marker_weights import MarkerWeight
from homeward.identify.power import DEFAULT_THRESHOLD, Advice, FamilyPower
from homeward.identify.summary import FoundSummary
from homeward.reports.figures import draw_next, draw_posterior, draw_power, draw_waterfall
from homeward.reports.pedigree_drawing import draw_family
from homeward.reports.picture import Figure
from homeward.reports.wording import Words, name

_SAYS_LITTLE = 0.3  # log10 LR: less than twice as probable either way


@dataclass(frozen=True, slots=True)
class Grid:
    """A table for a page: cells are markup, or texts still to be escaped."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    numeric: frozenset[int] = frozenset()  # columns that hold numbers


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known of one missing person beside this comparison: power of the samples, whom to ask next."""

    power: FamilyPower | None = None
    advice: Advice | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Everything the template shows of one found person."""

    anchor: str
    found: str
    status: str
    status_text: str
    lines: tuple[Markup, ...]
    posterior: Figure
    pedigree: Figure
    waterfall: Figure
    evidence: Grid
    rivals: tuple[Grid, ...]
    changes: tuple[Markup, ...]
    next_samples: tuple[Figure, ...]
    claimed: tuple[tuple[Figure, Grid], ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What all sections share.

    proposals    missing person to the found people proposed, for the drawings
    outlooks     by missing person
    claimed      by found person: names given that DNA does not bear out, opened
    """

    words: Words
    proposals: Mapping[str, str] = field(default_factory=dict)
    outlooks: Mapping[str, Outlook] = field(default_factory=dict)
    claimed: Mapping[str, tuple[PairExplanation, ...]] = field(default_factory=dict)


def make_section(
    summary: FoundSummary, explanation: PairExplanation, family: Family, *, desk: Desk, ident: str
) -> Section:
    """Put one found person's section together.

    family    of the most probable missing person
    ident     anchor of the section, and beginning of the ids in it
    """
    words = desk.words
    asked = (explanation.missing, *(tied for tied in summary.tied if tied in family.missing))
    pedigree = draw_family(family, words=words, proposals=desk.proposals, asked=asked, ident=f"{ident}f")
    outlook = desk.outlooks.get(explanation.missing, Outlook())
    return Section(
        anchor=ident,
        found=summary.found,
        status=summary.status.replace(" ", "-"),
        status_text=words.say(f"status.{summary.status}"),
        lines=tuple(_lines(summary, explanation, words)),
        posterior=draw_posterior(explanation, words=words, ident=f"{ident}p"),
        pedigree=pedigree,
        waterfall=draw_waterfall(explanation, words=words, ident=f"{ident}w"),
        evidence=_evidence(explanation, words),
        rivals=tuple(_rivals(explanation, words)),
        changes=tuple(_changes(summary, explanation, words)),
        next_samples=tuple(_next(outlook, words, ident)),
        claimed=tuple(
            (draw_waterfall(pair, words=words, ident=f"{ident}k{k}"), _evidence(pair, words))
            for k, pair in enumerate(desk.claimed.get(summary.found, ()))
        ),
    )


def status_line(summary: FoundSummary, words: Words) -> Markup:
    """Say in one sentence where a found person stands; a proposal, never an identification."""
    if summary.missing is None:
        return words.html("line.nobody")
    several = Markup(", ").join(name(person) for person in (summary.missing, *summary.tied))
    return words.html(
        f"line.{summary.status}",
        missing=summary.missing,
        family=summary.family or "",
        party=summary.party or "",
        several=several,
        threshold=words.level(THRESHOLD),
    )


def _lines(summary: FoundSummary, explanation: PairExplanation, words: Words) -> Iterator[Markup]:
    yield status_line(summary, words)
    p = words.probability(explanation.posterior, explanation.against)
    if explanation.posterior >= 0.5 and not summary.tied:
        yield words.html("case.posterior", p=p, words=words.error_chance(explanation.against))
    if summary.family is not None and summary.family_posterior > explanation.posterior + 0.005:
        share = words.probability(summary.family_posterior)
        yield words.html("case.family", family=summary.family, p=share)
    yield _dna_line(explanation, words)
    if explanation.given:
        pairs = [words.html("given.pair", found=found, missing=missing) for found, missing in explanation.given]
        alone = words.weight(explanation.log10_alone)
        yield words.html("help.given", placed=Markup(", ").join(pairs), alone=alone)
    if summary.mismatching_loci:
        yield words.html("case.mismatch", n=str(summary.mismatching_loci), compared=str(summary.n_compared))
    for weight in explanation.other:
        yield words.html("case.other", weight=words.weight(weight.log10_lr))
    for checked in summary.claims:
        claim = checked.claim
        yield words.html("case.claim", claim=claim.missing, source=claim.source, verdict=verdict_of(checked, words))
    if len(explanation.samples) > 1:
        yield words.html("case.parts", samples=Markup(", ").join(name(s) for s in explanation.samples))


def verdict_of(checked: CheckedClaim, words: Words) -> str:
    """Say what DNA says of a name that came with remains."""
    if checked.verdict == "contradicted" and checked.log10_lr is None:
        return words.say("verdict.sexes differ")
    return words.say(f"verdict.{checked.verdict}")


def _dna_line(explanation: PairExplanation, words: Words) -> Markup:
    value = explanation.log10_dna
    pair = {"found": explanation.found, "missing": explanation.missing}
    if value == -inf:
        return words.html("case.dna_impossible", **pair)
    if abs(value) < _SAYS_LITTLE:
        return words.html("case.dna_even", **pair)
    key = "case.dna_given" if explanation.given else "case.dna"
    return words.html(key, words=words.ratio(value), scale=words.scale(value), **pair)


def _evidence(explanation: PairExplanation, words: Words) -> Grid:
    keys = ["marker", "seen", "expected", "in_family", "in_population", "times", "weight", "says"]
    keys += ["alone"] if explanation.given else []
    rows = tuple(_marker_row(m, words, with_alone=bool(explanation.given)) for m in explanation.markers)
    head = tuple(words.say(f"column.{key}") for key in keys)
    return Grid(words.say("case.evidence"), head, rows, frozenset({3, 4, 5, 6, 8}))


def _marker_row(m: MarkerWeight, words: Words, *, with_alone: bool) -> tuple[object, ...]:
    expected = "; ".join(f"{write_genotype(g)}\u00a0({words.probability(p)})" for g, p in m.expected) or "–"
    seen, says = write_genotype(m.found) if m.found else "–", words.say(f"marker.{m.status}")
    if m.status == "not typed":
        return (m.marker, seen, expected, "–", "–", "–", "–", says, *(("–",) if with_alone else ()))
    return (
        m.marker,
        seen,
        expected,
        "–" if m.p_family is None else words.probability(m.p_family),
        "–" if m.p_population is None else words.probability(m.p_population),
        words.number(10.0**m.log10_lr, 2 if m.log10_lr < 1.0 else 1),
        words.weight(m.log10_lr),
        says,
        *((words.weight(m.log10_alone),) if with_alone else ()),
    )


def _rivals(explanation: PairExplanation, words: Words) -> Iterator[Grid]:
    sides = (
        ("case.rival_missing", explanation.found, "missing", explanation.other_missing),
        ("case.rival_found", explanation.missing, "found", explanation.other_found),
    )
    for key, who, side, rivals in sides:
        if rivals:
            caption = words.say(key, found=who, missing=who)
            head = tuple(words.say(f"column.{k}") for k in (side, "posterior", "alone"))
            rows = tuple(_rival_row(rival, getattr(rival, side), words) for rival in rivals)
            yield Grid(caption, head, rows, frozenset({1, 2}))


def _rival_row(rival: Rival, who: str, words: Words) -> tuple[object, ...]:
    shown = Markup("{} <em>{}</em>").format(name(who), words.say("case.tie")) if rival.is_tie else who
    return shown, words.probability(rival.posterior), words.weight(rival.log10_lr)


def _changes(summary: FoundSummary, explanation: PairExplanation, words: Words) -> Iterator[Markup]:
    if summary.tied:
        yield words.html("change.tie", found=explanation.found)
        return
    for change in explanation.changes:
        yield _change(change, words)


def _change(change: Change, words: Words) -> Markup:
    signed = change.kind not in ("still needed", "to spare")
    weight = words.weight(change.log10_change) if signed else words.number(change.log10_change, 1)
    markers, posterior = ", ".join(change.markers), words.probability(change.posterior)
    return words.html(f"change.{change.kind}", markers=markers, weight=weight, posterior=posterior)


def _next(outlook: Outlook, words: Words, ident: str) -> Iterator[Figure]:
    if outlook.advice is not None and outlook.advice.ranked:
        yield draw_next(outlook.advice, words=words, ident=f"{ident}n")
    if outlook.power is not None:
        threshold = outlook.advice.threshold if outlook.advice is not None else DEFAULT_THRESHOLD
        yield draw_power(outlook.power, words=words, threshold=threshold, ident=f"{ident}o")

"""One page about a whole identification, for geneticists and for those who speak with families.

`render_identification` gives a complete HTML page: no script, no other files, no network. What needs attention stands
first; every number opens into what it came from. A page proposes; it never says that anybody is identified.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

import numpy as np
from markupsafe import Markup

from homeward.errors import Problem
from homeward.identify.claims import CheckedClaim
from homeward.identify.collection import Comparison
from homeward.identify.explanation import THRESHOLD, PairExplanation, explain_pairs
from homeward.identify.identification import Identification
from homeward.identify.summary import POSSIBLE, PROBABLE, FoundSummary, Summary, summarise
from homeward.reports import page_tables as tables
from homeward.reports.case_section import Desk, Grid, Outlook, Section, make_section
from homeward.reports.figures import Selection, draw_matrix, select_cells
from homeward.reports.pedigree_drawing import draw_legend
from homeward.reports.picture import CSS, DARK_CSS, Figure
from homeward.reports.rendering import fill
from homeward.reports.wording import Words, direction, name

_MOST_SECTIONS = 400  # found people with details; about 25 kB each
_TERMS = tuple(
    "status weight likelihood_ratio in_the_whole prior posterior rival tie marker mutation donor claim not_ours".split()
)


@dataclass(frozen=True, slots=True)
class Edition:
    """Which page this is: title, when and by which program it was made, in which language.

    notes    sentences that readers of the files left, such as alleles added to a table
    """

    title: str
    made_at: str
    program_version: str
    language: str = "en"
    notes: tuple[str, ...] = ()


def render_identification(
    identification: Identification,
    comparison: Comparison,
    edition: Edition,
    *,
    claims: Sequence[CheckedClaim] = (),
    outlooks: Mapping[str, Outlook] | None = None,
    problems: Sequence[Problem] = (),
) -> str:
    """Write the whole page as one HTML text.

    claims      names that came with remains, checked
    outlooks    by missing person: power of the family's samples, whom to ask next
    problems    what readers of the files could not take as written
    returns     str, a complete page that needs nothing else
    """
    words = Words(edition.language)
    summary = summarise(identification, comparison, claims)
    told = _worth_telling(summary)
    anchors = {line.found: f"f{k}" for k, line in enumerate(summary.found)}
    shown = {line.found for line in told[:_MOST_SECTIONS]}
    links = {found: _link(found, anchor if found in shown else None) for found, anchor in anchors.items()}
    book = tables.Book(identification, comparison, summary, words, links)
    page = _Page(book, told, anchors, outlooks or {})
    style = fill("page.css", pictures=Markup(CSS), dark=Markup(DARK_CSS))
    problem_grid, n_problems_left = tables.problem_grid(book, problems)
    return fill(
        "identification.html",
        edition=edition,
        w=words,
        direction=direction(edition.language),
        page=page,
        book=book,
        tables=tables,
        style=Markup(style),
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        problem_grid=problem_grid,
        n_problems_left=n_problems_left,
        terms=tuple((words.say(f"term.{term}"), _meaning(term, words)) for term in _TERMS),
    )


def _worth_telling(summary: Summary) -> list[FoundSummary]:
    """Found people with something to say, most urgent first."""
    told = [line for line in summary.found if _urgency(line) < len(_URGENCY)]
    return sorted(told, key=lambda line: (_urgency(line), -line.posterior))


_URGENCY = ("tied", "not ours", "threshold reached", "probable", "possible")


def _urgency(line: FoundSummary) -> int:
    if line.missing is None:
        return len(_URGENCY)
    if line.is_contradicted:
        return -1
    return _URGENCY.index(line.status) if line.status in _URGENCY else len(_URGENCY)


def _link(found: str, anchor: str | None) -> Markup:
    return name(found) if anchor is None else Markup('<a href="#{}">{}</a>').format(anchor, name(found))


def _meaning(term: str, words: Words) -> str:
    levels = {"threshold": THRESHOLD, "probable": PROBABLE, "possible": POSSIBLE}
    return words.say(f"means.{term}", **{key: words.level(value) for key, value in levels.items()})


@dataclass(frozen=True, eq=False)
class _Page:
    """The parts of the page that are made when the template asks for them."""

    book: tables.Book
    told: Sequence[FoundSummary]
    anchors: Mapping[str, str]
    outlooks: Mapping[str, Outlook]
    short: int = 12  # rows shown before the rest is folded away
    long: int = 60  # rows, above which a whole table is folded away

    @property
    def contents(self) -> list[str]:
        """The parts of the page, in order."""
        collection = self.book.identification.collection
        parts = {
            "attention": bool(self.blocks),
            "matrix": bool(collection.found and collection.missing),
            "cases": bool(self.told),
            "power": bool(self.outlooks),
            "found": True,
            "missing": True,
            "claims": bool(self.book.summary.claims),
        }
        shown = [part for part, is_there in parts.items() if is_there]
        return ["glance", *shown, "problems", "settings", "glossary"]

    @cached_property
    def blocks(self) -> tuple[tables.Block, ...]:
        """What needs attention first."""
        return tuple(tables.attention_blocks(self.book))

    def rest(self, grid: Grid) -> Grid:
        """Give the rows of a table after the first few."""
        return replace(grid, rows=grid.rows[self.short :])

    @property
    def glance(self) -> Markup:
        """How much was compared, in a sentence."""
        collection, words = self.book.identification.collection, self.book.words
        return words.html(
            "help.glance",
            found=words.number(len(collection.found)),
            missing=words.number(len(collection.missing)),
            families=words.number(len(collection.families)),
            markers=words.number(len(collection.panel.markers)),
        )

    @property
    def sections(self) -> Iterator[Section]:
        """The details of found people, as far as the page has room."""
        identification, words = self.book.identification, self.book.words
        lines = self.told[:_MOST_SECTIONS]
        pairs = [(line.found, str(line.missing)) for line in lines]
        claims = self.book.summary.claims
        told = explain_pairs(identification, self.book.comparison, pairs, claims=claims) if pairs else ()
        family_of = {family.id: family for family in identification.collection.families}
        desk = Desk(words, _proposals(identification), self.outlooks, self._claimed(lines))
        for line, explanation in zip(lines, told, strict=True):
            family = family_of[explanation.family]
            yield make_section(line, explanation, family, desk=desk, ident=self.anchors[line.found])

    def _claimed(self, lines: Sequence[FoundSummary]) -> dict[str, tuple[PairExplanation, ...]]:
        """Names given that DNA does not bear out, opened, where DNA was compared at all."""
        pairs = [
            (line.found, checked.claim.missing)
            for line in lines
            for checked in line.claims
            if line.is_contradicted and checked.log10_lr is not None and checked.claim.missing != line.missing
        ]
        if not pairs:
            return {}
        opened: dict[str, tuple[PairExplanation, ...]] = {}
        claims = self.book.summary.claims
        for pair in explain_pairs(self.book.identification, self.book.comparison, pairs, claims=claims):
            opened[pair.found] = (*opened.get(pair.found, ()), pair)
        return opened

    @property
    def told_help(self) -> list[Markup]:
        """How many have details, and where the others are."""
        words, left = self.book.words, self.told[_MOST_SECTIONS:]
        shown = len(self.told) - len(left)
        says = [words.html("help.cases", n=str(shown), possible=words.level(POSSIBLE))]
        table = words.say("head.found")
        if left:
            kinds = Counter(words.say(f"status.{line.status}") for line in left)
            which = ", ".join(f"{kind}: {count}" for kind, count in kinds.items())
            says.append(words.html("help.cases_left", n=str(len(left)), which=which, table=table))
        n_others = len(self.book.summary.found) - len(self.told)
        if n_others:
            says.append(words.html("help.others_left", n=str(n_others), table=table))
        return says

    @property
    def selection(self) -> Selection:
        """The rows and columns of the matrix."""
        place = {line.found: k for k, line in enumerate(self.book.summary.found)}
        first = [place[line.found] for line in self.told if _urgency(line) <= 1 and line.posterior > 0.1]
        return select_cells(self.book.identification, self.book.comparison, first)

    def matrix(self, selection: Selection) -> Figure:
        """Everybody against everybody, or those with something to say."""
        return draw_matrix(self.book.identification, self.book.comparison, selection, words=self.book.words)

    @property
    def legend(self) -> Figure:
        """The key to the pedigrees."""
        return draw_legend(self.book.words)


def _proposals(identification: Identification) -> dict[str, str]:
    """For each missing person the found people who come into question most, for the drawings."""
    collection, posterior = identification.collection, identification.posterior
    out = {}
    for j, person in enumerate(collection.missing):
        best = [int(i) for i in np.argsort(-posterior[:, j], kind="stable")[:2] if posterior[i, j] >= 0.25]
        if best:
            out[person.id] = " / ".join(collection.found[i].id for i in best)
    return out

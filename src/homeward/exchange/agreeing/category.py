"""Categories of people with their legal ground: one rule, its test as data, and the evidence it needs.

A test answers yes, no or unknown about what one side says of a person; unknown is never no. Each side classifies for
itself, and where the two contradict each other that is said and left to people: a category decides who goes, when and
for how many. Grounds that the conventions give stand in `grounds`; what the planner does with categories is `planning`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from homeward.errors import InvalidInput
from homeward.records.claim import write_date
from homeward.records.contradictions import age_on
from homeward.records.dates import PartialDate, days_in_month

Answer = Literal["yes", "no", "unknown"]
Agreement = Literal["both yes", "both no", "contested", "open"]
_ABOUT_YEARS = 2  # "about 1980" is 1978 to 1982


@dataclass(frozen=True, slots=True)
class Facts:
    """What one side says of one person, as far as categories ask; what is not said is not known."""

    person: str  # id
    born: PartialDate | None = None
    held_since: PartialDate | None = None
    traits: tuple[tuple[str, str], ...] = ()  # ("health", "severely wounded"), each trait once
    papers: frozenset[str] = frozenset()  # kinds of evidence at hand: "birth certificate"

    def __post_init__(self) -> None:
        if len({name for name, _ in self.traits}) != len(self.traits):
            raise InvalidInput(f"person {self.person}: a trait is said twice; each side classifies for itself")


@dataclass(frozen=True, slots=True)
class Aged:
    """Whole years of age on a day, both ends included: 18 to 25 is from the 18th birthday to the eve of the 26th."""

    least: int | None = None
    most: int | None = None
    on: date | None = None  # the agreed day; None is the day of asking


@dataclass(frozen=True, slots=True)
class HeldFor:
    """Days in captivity, at least so many."""

    least_days: int
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Trait:
    """A word of the file: some words mean yes, some no, and every other word is unknown.

    A list of one kind of words only would let a slip of spelling take somebody out of a category.
    """

    name: str  # "health"
    is_so: frozenset[str]
    is_not: frozenset[str]

    def __post_init__(self) -> None:
        if not self.is_so or self.is_so & self.is_not:
            raise InvalidInput(f"{self.name}: some words must mean yes, and none both yes and no")


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every test holds."""

    tests: "tuple[Test, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one test holds."""

    tests: "tuple[Test, ...]"


Test = Aged | HeldFor | Trait | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a category comes from, with a code that can stand on a list."""

    code: str  # "GC3-109-1": convention, article, paragraph
    words: str  # "Third Geneva Convention, art. 109(1) and 110(1)"


@dataclass(frozen=True, slots=True)
class Category:
    """A rule, with its legal ground, by which people are eligible."""

    name: str
    ground: Ground
    test: Test
    evidence: tuple[tuple[str, ...], ...] = ()  # for each thing to be shown, the papers that show it: any one does
    as_of_right: bool = False  # returned because the law says so, whatever the numbers; outside the bargain


@dataclass(frozen=True, slots=True)
class Membership:
    """Whether somebody is of a category, by one side, and why."""

    category: str
    answer: Answer
    because: str
    lacks: tuple[str, ...] = ()  # what would settle it: a fact not known, a paper not at hand


@dataclass(frozen=True, slots=True)
class Views:
    """What each side says of one person and one category."""

    person: str
    category: str
    by_side: tuple[tuple[str, Membership | None], ...]  # None: that side has said nothing

    @property
    def state(self) -> Agreement:
        """Tell whether the sides agree; where one does not know, the question is open."""
        answers = {one.answer if one else "unknown" for _, one in self.by_side}
        if "unknown" in answers:
            return "open"
        if len(answers) > 1:
            return "contested"
        return "both yes" if "yes" in answers else "both no"


@dataclass(frozen=True, slots=True)
class _Finding:
    answer: Answer
    because: str
    lacks: tuple[str, ...] = ()


def classify(facts: Facts, category: Category, on: date) -> Membership:
    """Tell whether a person is of a category, by what one side says and has papers for.

    Papers are asked for where the test holds; without them the answer is unknown, for a claim is not yet shown. A test
    that fails on the side's own facts is no, with or without papers.

    on    the day for which ages and days held are counted, where the category does not fix one

    >>> young = Category("18 to 25", Ground("AGR-1", "agreement of 2 June"), Aged(18, 25))
    >>> classify(Facts("n1", born=PartialDate(2000)), young, date(2025, 6, 2)).because
    'aged 24 or 25 on 2025-06-02'
    """
    found = _find(category.test, facts, on)
    if found.answer != "yes":
        return Membership(category.name, found.answer, found.because, found.lacks)
    lacks = tuple(" or ".join(papers) for papers in category.evidence if facts.papers.isdisjoint(papers))
    if not lacks:
        return Membership(category.name, "yes", found.because)
    return Membership(category.name, "unknown", f"{found.because}; not shown by any paper", lacks)


def compare_views(said: Mapping[str, Mapping[str, Iterable[Membership]]]) -> tuple[Views, ...]:
    """Put what the sides say of the same persons and categories beside each other; nothing is resolved.

    said       side to person to memberships, each category once
    returns    by person and category, also where one side has said nothing
    """
    by_key = {
        side: {(person, one.category): one for person, many in people.items() for one in many}
        for side, people in said.items()
    }
    keys = sorted({key for own in by_key.values() for key in own})
    return tuple(
        Views(person, category, tuple((side, by_key[side].get((person, category))) for side in sorted(by_key)))
        for person, category in keys
    )


def contested(views: Iterable[Views]) -> tuple[Views, ...]:
    """Give the memberships that one side affirms and the other denies: a matter for people, not for a plan."""
    return tuple(one for one in views if one.state == "contested")


def find_of_right(views: Iterable[Views], categories: Iterable[Category]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Find who stands outside the bargain: returned as of right, by a category that both sides affirm.

    returns    those persons; and those of whom it is contested or open, who are somebody's next question
    """
    names = {category.name for category in categories if category.as_of_right}
    said = [one for one in views if one.category in names]
    sure = {one.person for one in said if one.state == "both yes"}
    asked = {one.person for one in said if one.state in ("contested", "open")}
    return tuple(sorted(sure)), tuple(sorted(asked - sure))


# ── tests ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _find(test: Test, facts: Facts, on: date) -> _Finding:
    match test:
        case Aged():
            return _find_age(test, facts, test.on or on)
        case HeldFor():
            return _find_held(test, facts, test.on or on)
        case Trait():
            return _find_trait(test, facts)
        case AllOf():
            return _join([_find(one, facts, on) for one in test.tests], decides="no", otherwise="yes")
        case AnyOf():
            return _join([_find(one, facts, on) for one in test.tests], decides="yes", otherwise="no")


def _join(found: list[_Finding], *, decides: Answer, otherwise: Answer) -> _Finding:
    """Join answers as Kleene does: one that decides, decides; else one that is unknown leaves all unknown."""
    answers = [one.answer for one in found]
    answer = decides if decides in answers else "unknown" if "unknown" in answers else otherwise
    told = [one for one in found if one.answer == answer]
    lacks = tuple(dict.fromkeys(word for one in told for word in one.lacks))
    return _Finding(answer, "; ".join(one.because for one in told), lacks)


def _find_age(test: Aged, facts: Facts, on: date) -> _Finding:
    if facts.born is None:
        return _Finding("unknown", "the birth date is not known", ("birth date",))
    youngest, oldest = age_on(facts.born, on)
    least = youngest if test.least is None else test.least
    most = oldest if test.most is None else test.most
    aged = f"aged {_tell_span(youngest, oldest)} on {on}"
    return _within((youngest, oldest), (least, most), aged, "full birth date")


def _find_held(test: HeldFor, facts: Facts, on: date) -> _Finding:
    if facts.held_since is None:
        return _Finding("unknown", "the day of capture is not known", ("day of capture",))
    first, last = _days_of(facts.held_since)
    shortest, longest = (on - last).days, (on - first).days
    held = f"held {_tell_span(shortest, longest)} days on {on}, since {write_date(facts.held_since)}"
    return _within((shortest, longest), (test.least_days, longest), held, "full day of capture")


def _within(span: tuple[int, int], wanted: tuple[int, int], says: str, lacks: str) -> _Finding:
    if span[1] < wanted[0] or span[0] > wanted[1]:
        return _Finding("no", says)
    if wanted[0] <= span[0] and span[1] <= wanted[1]:
        return _Finding("yes", says)
    return _Finding("unknown", says, (lacks,))


def _find_trait(test: Trait, facts: Facts) -> _Finding:
    word = dict(facts.traits).get(test.name)
    if word is None:
        return _Finding("unknown", f"{test.name} is not known", (test.name,))
    if word in test.is_so or word in test.is_not:
        return _Finding("yes" if word in test.is_so else "no", f"{test.name}: {word}")
    return _Finding("unknown", f"{test.name}: {word!r} is none of the words of this rule", (test.name,))


def _days_of(day: PartialDate) -> tuple[date, date]:
    """Give the first and the last day that a partial date can mean."""
    if day.is_approximate:
        return date(day.year - _ABOUT_YEARS, 1, 1), date(day.year + _ABOUT_YEARS, 12, 31)
    first, last = day.month or 1, day.month or 12
    return date(day.year, first, day.day or 1), date(day.year, last, day.day or days_in_month(day.year, last))


def _tell_span(least: int, most: int) -> str:
    if least == most:
        return str(least)
    return f"{least} or {most}" if most == least + 1 else f"{least} to {most}"

"""Do the samples of one table make sense beside each other, and beside the laboratory's own people?

A sample may be sound cell by cell and still be wrong: its number used twice, its profile that of a colleague, its sex
another than its amelogenin shows, three alleles at several loci. Each is a `Problem`; what could mislead is held.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from homeward.errors import Problem
from homeward.evidence.dna.profile import Genotype, Profile, Sample, Sex
from homeward.formats.reading import show

_ENOUGH_LOCI = 6  # loci that must agree before two partial profiles are called the same
_FEWEST_LOCI = 3  # the same, where both were typed at exactly the same loci
_MIXED_LOCI = 2  # loci with three alleles or more that make a mixture; one alone may be a rare true pattern


@dataclass(frozen=True, slots=True)
class Draft:
    """One sample as its rows say, before it is compared with the others."""

    sample: Sample
    rows: tuple[int, ...]
    amelogenin: Genotype = ()
    n_mixed: int = 0

    @property
    def where(self) -> str:
        """Name the rows."""
        return name_rows(self.rows)


def name_rows(rows: Sequence[int]) -> str:
    """Name one row, or several.

    >>> name_rows((7,)), name_rows((7, 8, 9, 12))
    ('row 7', 'rows 7 to 9, 12')
    """
    if len(rows) == 1:
        return f"row {rows[0]}"
    spans: list[list[int]] = []
    for row in sorted(rows):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return "rows " + ", ".join(f"{first} to {last}" if last > first else str(first) for first, last in spans)


def check_samples(
    drafts: Iterable[Draft], staff: Sequence[Sample] = ()
) -> tuple[tuple[Draft, ...], tuple[Draft, ...], tuple[Problem, ...]]:
    """Compare the samples of a table with each other and with the profiles of the laboratory's own people.

    returns    those that stand, those that are held, problems
    """
    kept, held, problems = _hold_reused(drafts)
    for check in (_hold_mixed, lambda drafts: _hold_staff(drafts, staff)):
        kept, more, found = check(kept)
        held += more
        problems += found
    sexed = [_check_sex(draft) for draft in kept]
    problems += [problem for _, problem in sexed if problem is not None]
    kept = [draft for draft, _ in sexed]
    problems += _find_twice(kept)
    return tuple(kept), tuple(held), tuple(problems)


_Checked = tuple[list[Draft], list[Draft], list[Problem]]


def _hold_reused(drafts: Iterable[Draft]) -> _Checked:
    """Hold all rows that share a sample's number and differ; of equal ones, all but the first."""
    by_id: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_id.setdefault(draft.sample.id, []).append(draft)
    kept: list[Draft] = []
    held: list[Draft] = []
    problems: list[Problem] = []
    for id_, same in by_id.items():
        first = same[0]
        is_equal = all((other.sample, other.amelogenin) == (first.sample, first.amelogenin) for other in same[1:])
        kept += same[:1] if is_equal else []
        again = same[1:] if is_equal else same
        held += again
        what = "stands on several rows, which agree" if is_equal else "stands on several rows, which differ"
        said = "the first of them" if is_equal else "nothing of these rows: held"
        if again:
            rows = tuple(row for draft in again for row in draft.rows)
            problems.append(Problem(f"{name_rows(rows)}, sample {show(id_)}", f"the sample's id {what}", said))
    return kept, held, problems


def _hold_mixed(drafts: Iterable[Draft]) -> _Checked:
    kept: list[Draft] = []
    held: list[Draft] = []
    problems: list[Problem] = []
    for draft in drafts:
        if draft.n_mixed < _MIXED_LOCI:
            kept.append(draft)
            continue
        held.append(draft)
        says = f"three alleles or more at {draft.n_mixed} loci: a mixture of two people?"
        problems.append(Problem(f"{draft.where}, sample {show(draft.sample.id)}", says, "nothing of the sample: held"))
    return kept, held, problems


def _hold_staff(drafts: Iterable[Draft], staff: Sequence[Sample]) -> _Checked:
    if not staff:
        return list(drafts), [], []
    known = [(person.id, sort_profile(person.genotypes)) for person in staff]
    kept: list[Draft] = []
    held: list[Draft] = []
    problems: list[Problem] = []
    for draft in drafts:
        profile = sort_profile(draft.sample.genotypes)
        same = [id_ for id_, other in known if is_same_profile(profile, other)]
        if not same:
            kept.append(draft)
            continue
        held.append(draft)
        says = f"the profile is that of {', '.join(map(show, same))} on the staff and control list: contamination?"
        problems.append(Problem(f"{draft.where}, sample {show(draft.sample.id)}", says, "nothing of the sample: held"))
    return kept, held, problems


def sort_profile(profile: Profile) -> dict[str, Genotype]:
    """Give a profile whose genotypes compare equal whatever the order of their alleles."""
    return {name: tuple(sorted(genotype)) for name, genotype in profile.items()}


def is_same_profile(found: Profile, sought: Profile) -> bool:
    """Tell whether two sorted profiles agree at every locus both have: at six or more, or at all of three or more."""
    common = 0
    for name, genotype in found.items():
        other = sought.get(name)
        if other is None:
            continue
        if other != genotype:
            return False
        common += 1
    return common >= _ENOUGH_LOCI or (common >= _FEWEST_LOCI and common == len(found) == len(sought))


def _check_sex(draft: Draft) -> tuple[Draft, Problem | None]:
    """Compare the declared sex with amelogenin. X and Y make a man; X alone may be a man whose Y dropped out.

    No sex is concluded from X alone: where none was declared, it stays unknown.
    """
    sample = draft.sample
    seen = frozenset(draft.amelogenin)
    shown: Sex = "M" if seen == {"X", "Y"} else "U"
    if not seen or (sample.sex, shown) == ("M", "M"):
        return draft, None
    where = f"{draft.where}, sample {show(sample.id)}"
    if seen == {"Y"}:
        return draft, Problem(where, "amelogenin shows Y without X: X dropped out?", f"the sex as declared, {sample.sex}")
    if sample.sex == "U":
        return replace(draft, sample=replace(sample, sex=shown)), None
    if sample.sex == "F" and shown == "U":
        return draft, None
    unlike = "X and Y, but the declared sex is F" if shown == "M" else "X only, but the declared sex is M: Y dropped out?"
    return replace(draft, sample=replace(sample, sex="U")), Problem(where, f"amelogenin shows {unlike}", "sex unknown")


def _find_twice(drafts: Iterable[Draft]) -> list[Problem]:
    """Name samples that have the same loci typed with the same result under two ids."""
    shared: dict[Genotype, Genotype] = {}
    groups: dict[tuple[tuple[str, ...], tuple[Genotype, ...]], list[Draft]] = {}
    for draft in drafts:
        profile = draft.sample.genotypes
        if len(profile) < _FEWEST_LOCI:
            continue
        names = tuple(sorted(profile))
        for genotype in profile.values():
            if genotype not in shared:
                shared[genotype] = tuple(sorted(genotype))
        key = (names, tuple(shared[profile[name]] for name in names))
        groups.setdefault(key, []).append(draft)
    problems = []
    for (names, _), same in groups.items():
        if len(same) > 1:
            rows = name_rows(tuple(row for draft in same for row in draft.rows))
            ids = ", ".join(show(draft.sample.id) for draft in same[:20])
            says = f"one profile, the same at all {len(names)} loci, under {len(same)} ids: {ids}"
            problems.append(Problem(rows, says, "all of them"))
    return problems

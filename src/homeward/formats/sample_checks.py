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
    if len(set(rows)) == 1:
        return f"row {rows[0]}"
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
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
    problems += find_same_profiles([(draft.sample.id, draft.rows, draft.sample.genotypes) for draft in kept])
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
    sample = draft.sample
    sex, says = compare_sex(sample.sex, draft.amelogenin)
    if sex != sample.sex:
        sample = Sample(sample.id, sex, sample.genotypes, sample.dropout, sample.dropin, sample.is_part)
        draft = replace(draft, sample=sample)
    if not says:
        return draft, None
    return draft, Problem(f"{draft.where}, sample {show(sample.id)}", says, f"the sex as {sex}")


def compare_sex(declared: Sex, amelogenin: Genotype) -> tuple[Sex, str]:
    """Compare the declared sex with amelogenin: give the sex to use, and what is to be said.

    X and Y make a man; X alone may be a man whose Y dropped out, so that no sex is concluded from it.

    >>> compare_sex("U", ("X", "Y")), compare_sex("U", ("X", "X")), compare_sex("F", ("X",))
    (('M', ''), ('U', ''), ('F', ''))
    >>> compare_sex("M", ("X",))
    ('U', 'amelogenin shows X only, but the declared sex is M: did Y drop out?')
    """
    seen = set(amelogenin)
    if seen == {"Y"}:
        return declared, "amelogenin shows Y without X: did X drop out?"
    if seen == {"X", "Y"}:
        return ("M", "") if declared != "F" else ("U", "amelogenin shows X and Y, but the declared sex is F")
    if seen == {"X"} and declared == "M":
        return "U", "amelogenin shows X only, but the declared sex is M: did Y drop out?"
    return declared, ""


def find_same_profiles(typed: Sequence[tuple[str, tuple[int, ...], Profile]]) -> list[Problem]:
    """Name people or samples that have the same loci typed with the same result.

    typed    name, rows and profile of each
    """
    problems = []
    for alike in _suspects(typed):
        groups: dict[tuple[tuple[str, Genotype], ...], list[tuple[str, tuple[int, ...], Profile]]] = {}
        for one in alike:
            groups.setdefault(tuple(sorted(sort_profile(one[2]).items())), []).append(one)
        for key, same in groups.items():
            if len(same) > 1:
                where = name_rows(tuple(row for _, rows, _ in same for row in rows))
                ids = ", ".join(show(name) for name, _, _ in same[:20])
                says = f"one profile, the same at all {len(key)} loci, under {len(same)} ids: {ids}"
                problems.append(Problem(where, says, "all of them"))
    return problems


def _suspects(
    typed: Sequence[tuple[str, tuple[int, ...], Profile]],
) -> list[list[tuple[str, tuple[int, ...], Profile]]]:
    """Bring together profiles that agree at the first few loci, so that few are compared in full."""
    probes = tuple(dict.fromkeys(name for _, _, profile in typed[:50] for name in profile))[:5]
    shared: dict[Genotype | None, Genotype | None] = {None: None}
    groups: dict[tuple[object, ...], list[tuple[str, tuple[int, ...], Profile]]] = {}
    for one in typed:
        profile = one[2]
        if len(profile) < _FEWEST_LOCI:
            continue
        seen = [profile.get(name) for name in probes]
        for genotype in seen:
            if genotype not in shared:
                shared[genotype] = tuple(sorted(genotype or ()))
        groups.setdefault((len(profile), *map(shared.get, seen)), []).append(one)
    return [alike for alike in groups.values() if len(alike) > 1]

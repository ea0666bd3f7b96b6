"""Results of a laboratory: a whole file of profiles, or one result, each signed by two scientists.

Every row and every sample of a file is accounted for. A result that is known already changes nothing. One that
contradicts an earlier profile of the same sample, or looks like somebody of the staff, is held: that it came is said to
the laboratory and kept with the sample; it is used for nothing until a person has withdrawn what was wrong.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import cast

from homeward.actions.workspace.desk import Desk, Draft, Granted, Kept, authorise, keep, keep_prepared, prepare, refuse
from homeward.actions.workspace.folding.genetic import Held, SampleRecord, Typed, why_contradicts
from homeward.actions.workspace.folding.record_text import write_record
from homeward.actions.workspace.laboratory.controls import like_controls
from homeward.actions.workspace.laboratory.samples import all_controls, all_samples, find_sample
from homeward.errors import InvalidInput, Problem
from homeward.evidence.dna.profile import Sample, write_genotype
from homeward.formats.pedigree_file import FamilyTable
from homeward.formats.str_table import SampleTable, read_samples
from homeward.records.claim import Withdrawal
from homeward.records.remains import Result, SampleResult

_ASKS = "enter laboratory result"
_FEW_MARKERS = 10  # below, a profile counts as partial; in words only, what it weighs is computed


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is the same for all results that come together."""

    laboratory: str
    on: date
    kit: str | None = None
    has_statistics: bool | None = None
    second_laboratory: str | None = None

    def __post_init__(self) -> None:
        if not self.laboratory.strip():
            raise InvalidInput("say which laboratory found it")


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of results.

    samples     how many are new, known or held
    rows        of the file: in = accepted + held + refused; nothing where no file came
    problems    what could not be taken as it came, without genotypes
    kept        what waits for the second scientist; no entries where nothing is new
    """

    samples: Mapping[str, int]
    rows: Mapping[str, int]
    problems: tuple[Problem, ...]
    kept: Kept


def enter_result(
    desk: Desk, name: str, result: str, report: Report, *, remaining: str | None = None, act_id: str | None = None
) -> Entered:
    """Enter one result without a profile: "no profile", or "mixed profile".

    name      id or code of the sample
    raises    Refused; InvalidInput where there is no such sample, or a profile is said to be there
    """
    granted = authorise(desk, _ASKS)
    if result not in ("no profile", "mixed profile"):
        raise InvalidInput(f"{result!r} is no result without a profile; profiles come in a file: laboratory import")
    samples = all_samples(desk)
    sample_id = find_sample(samples, name)
    if sample_id is None:
        refuse(desk, _ASKS)
    typed = _typed(desk, report, Sample(sample_id), cast(Result, result))
    typed = replace(typed, result=replace(typed.result, remaining=remaining))
    return enter(desk, granted, Batch([typed], samples), act_id=act_id)


def import_results(
    desk: Desk, data: bytes, report: Report, *, force: bool = False, act_id: str | None = None
) -> Entered:
    """Enter all profiles of a laboratory's table, each under the id or the code of a sample.

    force     keep what can be read although more than 5 % of the typed cells make no sense
    raises    Refused; InvalidInput where nothing could be read
    """
    granted = authorise(desk, _ASKS)
    table = read_samples(data, force=force)
    if not table.samples:
        first = f": {table.problems[0].where}: {table.problems[0].says}" if table.problems else ""
        raise InvalidInput(f"no profile could be read{first}")
    samples = all_samples(desk)
    came: list[Typed] = []
    problems = list(table.problems)
    for one in table.samples:
        sample_id = find_sample(samples, one.id)
        if sample_id is None:
            problems.append(Problem(f"sample {one.id[:40]!r}", "no sample has this id or code", "nothing: held"))
        else:
            came.append(typed_of(desk, report, replace(one, id=sample_id)))
    batch = Batch(came, samples, n_held=len(table.samples) - len(came))
    done = enter(desk, granted, batch, act_id=act_id)
    return replace(done, rows=rows_of(table), problems=(*problems, *done.problems))


def withdraw_result(desk: Desk, name: str, result_id: str, because: str, *, act_id: str | None = None) -> Kept:
    """Take back a result that was wrong; it stays readable, and a second scientist signs.

    raises    Refused; InvalidInput where the sample has no such result
    """
    granted = authorise(desk, _ASKS)
    samples = all_samples(desk)
    sample_id = find_sample(samples, name)
    if sample_id is None:
        refuse(desk, _ASKS)
    if result_id not in {one.id for one in samples[sample_id].standing} or not because.strip():
        raise InvalidInput("say which result of this sample is taken back, and why: homeward laboratory samples")
    today = desk.workspace.clock().date()
    text = write_record(Withdrawal(result_id, desk.member.id, today, because))
    draft = Draft(kind="result withdrawn", texts={sample_id: text})
    return keep(desk, granted, [draft], says=f"to take back a result of sample {sample_id}", act_id=act_id)


def typed_of(desk: Desk, report: Report, sample: Sample) -> Typed:
    """Make a result of a profile that was read; one without a single marker is "no profile"."""
    n_markers = len(sample.genotypes)
    result: Result = "profile" if n_markers >= _FEW_MARKERS else "partial profile" if n_markers else "no profile"
    return _typed(desk, report, sample, result)


def _typed(desk: Desk, report: Report, sample: Sample, result: Result) -> Typed:
    """Make one result. Its id follows from what it says, so that the same result again is the same."""
    genotypes = {name: write_genotype(sample.genotypes[name]) for name in sorted(sample.genotypes)}
    said = repr((sample.id, result, report, sample.sex, sample.dropout, sample.dropin, genotypes))
    told = SampleResult(
        id=sha256(said.encode()).hexdigest()[:32],
        sample=sample.id,
        result=result,
        by=desk.member.id,
        at=desk.workspace.clock(),
        profile=sample.id if genotypes else None,
        laboratory=report.laboratory,
        kit=report.kit,
        on=report.on,
        has_statistics=report.has_statistics,
        second_laboratory=report.second_laboratory,
    )
    return Typed(told, sample.sex, sample.dropout, sample.dropin, genotypes)


@dataclass(frozen=True, slots=True)
class Batch:
    """Results that come together.

    samples    all that are known, by id
    before     acts that must be there first: a family, and samples of its donors
    n_held     of what came and has no sample here
    """

    came: Sequence[Typed]
    samples: Mapping[str, SampleRecord]
    before: Sequence[Draft] = ()
    n_held: int = 0


def enter(desk: Desk, granted: Granted, batch: Batch, *, act_id: str | None = None) -> Entered:
    """Ask the second scientist for what is new, and hold what cannot be right."""
    controls = all_controls(desk)
    counts = Counter({"new": 0, "known": 0, "held": batch.n_held})
    drafts = list(batch.before)
    problems: list[Problem] = []
    for typed in batch.came:
        sample_id, known = typed.result.sample, batch.samples[typed.result.sample]
        if any(one.id == typed.id for one in known.results):
            counts["known"] += 1
            continue
        why = like_controls(typed.profile, controls) or why_contradicts(typed, known)
        counts["held" if why else "new"] += 1
        if why:
            problems.append(Problem(f"sample {known.code or sample_id}", why, "what was known; a person decides"))
            _hold(desk, granted, (sample_id, known), why)
        else:
            drafts.append(Draft(kind="result entered", texts={sample_id: write_record(typed)}))
    says = ", ".join(f"{count} results {state}" for state, count in counts.items())
    kept = keep(desk, granted, drafts, says=says, act_id=act_id) if drafts else Kept((), is_repeat=not problems)
    return Entered(counts, {}, tuple(problems), kept)


def _hold(desk: Desk, granted: Granted, held: tuple[str, SampleRecord], says: str) -> None:
    """Keep with the sample that something came and was not taken: a finding of the program, which decides nothing."""
    sample_id, known = held
    if any(one.says == says for one in known.held):
        return
    text = write_record(Held(says, desk.member.id, desk.workspace.clock()))
    keep_prepared(desk.store, [prepare(desk, granted.role, Draft(kind="result held", texts={sample_id: text}))])


def rows_of(table: SampleTable | FamilyTable) -> dict[str, int]:
    """Give the account of the rows of a table: in = accepted + held + refused."""
    return {name: getattr(table, f"n_rows_{name}") for name in ("in", "accepted", "held", "refused")}

"""Tables of STR profiles, as laboratories send them, to samples.

Three layouts: wide (one row for each sample), long (one row for each sample and locus), and the genotype table that
GeneMapper exports, which is long with more columns. Every row in is accepted, held or refused, and every cell that is
not taken as written has a `Problem`.

Amelogenin becomes the sex, or a doubt about it; Y and mitochondrial loci are set aside, since they are no autosomal
evidence. A file of which more than 5 % of the typed cells make no sense is refused as a whole: a wrong column, a wrong
encoding or a spreadsheet has gone over it, and its other cells may be wrong without looking so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from homeward.errors import Problem
from homeward.evidence.dna.profile import Genotype, Sample, Sex
from homeward.formats.genotype_cells import SingleAllele, Typing
from homeward.formats.genotype_columns import Columns, GenotypeReader, find_loci
from homeward.formats.marker_names import MarkerName, canonical_marker
from homeward.formats.reading import DETECT, FILE, Reading, Row, Table, at, show
from homeward.formats.sample_checks import Draft, check_samples, name_rows
from homeward.formats.sample_columns import (
    Column,
    find_allele_columns,
    find_columns,
    judge_id,
    read_probability,
    read_sex,
    read_yes,
    report_unread,
)
from homeward.formats.spreadsheet import read_table

MAX_SUSPICIOUS = 0.05


@dataclass(frozen=True)
class SampleTable:
    """The samples of one file. rows in = accepted + held + refused."""

    samples: tuple[Sample, ...] = ()
    problems: tuple[Problem, ...] = ()
    n_rows_in: int = 0
    n_rows_accepted: int = 0
    n_rows_held: int = 0
    n_rows_refused: int = 0
    markers: tuple[str, ...] = ()  # autosomal and X loci, in the order of the file
    lineage: Mapping[str, Mapping[str, Genotype]] = field(default_factory=dict)  # by sample id: Y and mt, set aside
    amelogenin: Mapping[str, Genotype] = field(default_factory=dict)  # by sample id, as typed
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the rows of a table gave, before the samples are compared."""

    drafts: tuple[Draft, ...]
    lineage: Mapping[str, Mapping[str, Genotype]]
    problems: tuple[Problem, ...]
    markers: tuple[str, ...]
    n_held: int
    n_typed: int  # loci read
    n_suspicious: int  # loci refused for cells that make no sense


def read_samples(
    data: bytes,
    how: Reading = DETECT,
    *,
    staff: Sequence[Sample] = (),
    force: bool = False,
    single_allele: SingleAllele = "homozygous",
) -> SampleTable:
    """Read a table of STR profiles, text or workbook.

    staff            profiles of staff and controls; a sample that equals one is held as contamination
    force            True: keep what can be read although more than 5 % of the typed cells make no sense
    single_allele    what one allele alone means: "homozygous" (noted), or "untyped"

    >>> table = read_samples(b"sample,sex,D3S1358,TH01\\nR-1,M,15/16,6/9.3\\n")
    >>> table.samples[0].genotypes
    {'D3S1358': ('15', '16'), 'TH01': ('6', '9.3')}
    """
    table = read_table(data, how)
    if table.is_refused:
        return SampleTable(problems=table.problems)
    columns = find_columns(table.header)
    alleles = find_allele_columns(table.header)
    if "marker" in columns and (alleles or "genotype" in columns):
        rows = _read_long(table, how, columns, alleles=alleles, single=single_allele)
    else:
        rows = _read_wide(table, how, columns, single=single_allele)
    if isinstance(rows, Problem):
        return _refuse(table, (*table.problems, rows))
    problems = (*table.problems, *rows.problems)
    share = rows.n_suspicious / max(rows.n_typed + rows.n_suspicious, 1)
    if share > MAX_SUSPICIOUS:
        says = f"{rows.n_suspicious} of {rows.n_typed + rows.n_suspicious} typed cells ({share:.0%}) make no sense"
        problems += (Problem(FILE, says, "what could be read" if force else "nothing; force=True keeps the rest"),)
        if not force:
            return _refuse(table, problems)
    return _finish(table, rows, staff, problems)


def _refuse(table: Table, problems: tuple[Problem, ...]) -> SampleTable:
    return SampleTable(
        problems=problems, n_rows_in=table.n_rows_in, n_rows_refused=table.n_rows_in, source=table.source
    )


def _finish(table: Table, rows: _Rows, staff: Sequence[Sample], problems: tuple[Problem, ...]) -> SampleTable:
    kept, held, found = check_samples(rows.drafts, staff)
    samples = tuple(draft.sample for draft in kept)
    ids = frozenset(sample.id for sample in samples)
    n_held = table.n_rows_held + rows.n_held + sum(len(draft.rows) for draft in held)
    return SampleTable(
        samples,
        (*problems, *found),
        n_rows_in=table.n_rows_in,
        n_rows_accepted=table.n_rows_in - n_held,
        n_rows_held=n_held,
        markers=rows.markers,
        lineage={id_: loci for id_, loci in rows.lineage.items() if id_ in ids and loci},
        amelogenin={draft.sample.id: draft.amelogenin for draft in kept if draft.amelogenin},
        source=table.source,
    )


# ── one row for each sample ───────────────────────────────────────────────────────────────────────────────────────────


def _read_wide(table: Table, how: Reading, columns: dict[Column, int], *, single: SingleAllele) -> _Rows | Problem:
    facts = {name: place for name, place in columns.items() if name not in ("marker", "genotype")}
    loci = find_loci(table, how, tuple(facts.values()))
    problems = list(loci.problems)
    if "id" not in facts:
        first = next((place for place in loci.others if table.header[place]), None)
        if first is None or not loci.loci:
            return Problem(FILE, "no column is headed like the id of a sample", "nothing")
        facts["id"] = first
        problems.append(Problem(f"column {table.header[first]}", "taken for the id of the sample", "its cells, as ids"))
    if not loci.loci:
        return Problem(FILE, "no column is headed by a locus or holds genotypes", "nothing")
    empty = [place for place, heading in enumerate(table.header) if not heading]
    problems += report_unread(table, [place for place in (*loci.others, *empty) if place != facts["id"]])
    problems += _set_aside(loci)
    reader = GenotypeReader(loci, how, single=single)
    drafts: list[Draft] = []
    lineage: dict[str, dict[str, Genotype]] = {}
    n_held = n_typed = n_suspicious = 0
    for place, row in enumerate(table.rows):
        number = table.numbers[place]
        why = judge_id(table, place, facts["id"], how)
        if why:
            n_held += 1
            problems.append(Problem(at(number), why, "nothing of the row: held"))
            continue
        sample, found = _read_facts(number, row, facts, table.header)
        typing = reader.read(number, row, sample.sex)
        problems += found
        problems += typing.problems
        n_typed += len(typing.genotypes) + len(typing.lineage)
        n_suspicious += typing.n_suspicious
        sample = Sample(sample.id, sample.sex, typing.genotypes, sample.dropout, sample.dropin, sample.is_part)
        drafts.append(Draft(sample, (number,), typing.amelogenin, typing.n_mixed))
        if typing.lineage:
            lineage.setdefault(sample.id, {}).update(typing.lineage)
    return _Rows(tuple(drafts), lineage, tuple(problems), loci.markers, n_held, n_typed, n_suspicious)


def _set_aside(loci: Columns) -> list[Problem]:
    """Say once which columns are no autosomal evidence."""
    aside = [locus.heading for locus in loci.loci if locus.marker.place in ("Y", "mt")]
    if not aside:
        return []
    where = f"column {', '.join(aside)}" if len(aside) == 1 else f"columns {', '.join(aside)}"
    return [Problem(where, "Y or mitochondrial loci, which are no autosomal evidence", "set aside as lineage")]


def _read_facts(number: int, row: Row, facts: Mapping[Column, int], header: Row) -> tuple[Sample, list[Problem]]:
    """Read what stands beside the loci."""
    sex, sex_note = read_sex(row[facts["sex"]]) if "sex" in facts else ("U", "")
    dropout, dropout_note = read_probability(row[facts["dropout"]]) if "dropout" in facts else (0.0, "")
    dropin, dropin_note = read_probability(row[facts["dropin"]]) if "dropin" in facts else (0.0, "")
    is_part, part_note = read_yes(row[facts["part"]]) if "part" in facts else (False, "")
    sample = Sample(row[facts["id"]], sex, {}, dropout, dropin, is_part)
    if not (sex_note or dropout_note or dropin_note or part_note):
        return sample, []
    said: list[tuple[Column, str, str]] = [
        ("sex", sex_note, "sex unknown"),
        ("dropout", dropout_note, f"drop-out {dropout:g}"),
        ("dropin", dropin_note, f"drop-in {dropin:g}"),
        ("part", part_note, "not known to be a part"),
    ]
    return sample, [Problem(at(number, header[facts[name]]), note, kept) for name, note, kept in said if note]


# ── one row for each sample and locus ─────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Gathered:
    """The rows of one sample of a long table."""

    rows: list[int] = field(default_factory=list)
    sexes: dict[str, int] = field(default_factory=dict)  # words for a sex, with the first row of each
    facts: Sample | None = None
    loci: dict[str, list[tuple[int, Row]]] = field(default_factory=dict)  # by canonical name: row number, cells
    markers: dict[str, MarkerName] = field(default_factory=dict)


def _read_long(
    table: Table, how: Reading, columns: dict[Column, int], *, alleles: tuple[int, ...], single: SingleAllele
) -> _Rows | Problem:
    if "id" not in columns:
        return Problem(FILE, "no column is headed like the id of a sample", "nothing")
    places = alleles or (columns["genotype"],)
    used = {columns[name] for name in columns if name != "genotype" or not alleles} | set(places)
    problems = report_unread(table, [place for place in range(len(table.header)) if place not in used])
    gathered, held = _gather(table, how, columns, places=places)
    problems += held
    reader = GenotypeReader(Columns((), (), ()), how, single=single)
    drafts: list[Draft] = []
    lineage: dict[str, dict[str, Genotype]] = {}
    names: dict[str, MarkerName] = {}
    n_held, n_typed, n_suspicious = len(held), 0, 0
    for id_, sample_rows in gathered.items():
        names |= sample_rows.markers
        draft, loci, found = _read_sample(id_, sample_rows, reader, is_paired=len(places) > 1, header=table.header)
        problems += found.problems
        drafts.append(draft)
        lineage[id_] = loci
        n_held += len(sample_rows.rows) - len(draft.rows)
        n_typed += len(draft.sample.genotypes) + len(loci)
        n_suspicious += found.n_suspicious
    problems += [Problem(f"locus {name}", marker.note, "its genotypes") for name, marker in names.items() if marker.note]
    aside = [name for name, marker in names.items() if marker.place in ("Y", "mt")]
    if aside:
        says = "Y or mitochondrial loci, which are no autosomal evidence"
        problems.append(Problem(f"loci {', '.join(aside)}", says, "set aside as lineage"))
    markers = tuple(name for name, marker in names.items() if marker.place in ("autosomal", "X"))
    return _Rows(tuple(drafts), lineage, tuple(problems), markers, n_held, n_typed, n_suspicious)


def _gather(
    table: Table, how: Reading, columns: Mapping[Column, int], *, places: tuple[int, ...]
) -> tuple[dict[str, _Gathered], list[Problem]]:
    """Bring the rows of each sample together; hold those without sample or locus."""
    gathered: dict[str, _Gathered] = {}
    held: list[Problem] = []
    for place, row in enumerate(table.rows):
        number = table.numbers[place]
        why = judge_id(table, place, columns["id"], how)
        cells = tuple(row[column] for column in places)
        if not why and not row[columns["marker"]] and any(cells):
            why = "alleles without a locus"
        if why:
            held.append(Problem(at(number), why, "nothing of the row: held"))
            continue
        sample = gathered.setdefault(row[columns["id"]], _Gathered())
        sample.rows.append(number)
        if "sex" in columns:
            sample.sexes.setdefault(row[columns["sex"]], number)
        if sample.facts is None:
            sample.facts = _read_facts(number, row, columns, table.header)[0]
        marker = canonical_marker(row[columns["marker"]])
        sample.markers.setdefault(marker.name, marker)
        sample.loci.setdefault(marker.name, []).append((number, cells))
    return gathered, held


@dataclass(frozen=True, slots=True)
class _Found:
    problems: tuple[Problem, ...]
    n_suspicious: int


def _read_sample(
    id_: str, gathered: _Gathered, reader: GenotypeReader, *, is_paired: bool, header: Row
) -> tuple[Draft, dict[str, Genotype], _Found]:
    """Read all loci of one sample; rows whose locus could not be used are held."""
    sex, problems = _settle_sex(gathered.sexes)
    genotypes: dict[str, Genotype] = {}
    lineage: dict[str, Genotype] = {}
    amelogenin: Genotype = ()
    held: set[int] = set()
    n_suspicious = n_mixed = 0
    for name, rows in gathered.loci.items():
        marker = gathered.markers[name]
        typing = _read_locus(marker, rows, reader, sex=sex, is_paired=is_paired)
        numbers = tuple(number for number, _ in rows)
        problems += [Problem(f"{name_rows(numbers)}, {name}", *note) for note in dict.fromkeys(typing.notes)]
        n_suspicious += typing.is_suspicious
        n_mixed += typing.is_mixed
        if not typing.genotype:
            held.update(numbers if typing.notes and not _is_untyped(rows) else ())
        elif marker.place == "sex":
            amelogenin = typing.genotype
        else:
            (lineage if marker.place in ("Y", "mt") else genotypes)[name] = typing.genotype
    facts = gathered.facts or Sample(id_)
    sample = Sample(id_, sex, genotypes, facts.dropout, facts.dropin, facts.is_part)
    accepted = tuple(number for number in gathered.rows if number not in held)
    return Draft(sample, accepted, amelogenin, n_mixed), lineage, _Found(tuple(problems), n_suspicious)


def _is_untyped(rows: Iterable[tuple[int, Row]]) -> bool:
    return all(not cell or cell in "0-" for _, cells in rows for cell in cells)


def _settle_sex(words: Mapping[str, int]) -> tuple[Sex, list[Problem]]:
    read = {word: read_sex(word) for word in words}
    problems = [Problem(at(words[word], "sex"), note, "sex unknown") for word, (_, note) in read.items() if note]
    sexes = {sex for sex, _ in read.values()} - {"U"}
    if len(sexes) > 1:
        rows = name_rows(tuple(words.values()))
        return "U", [*problems, Problem(rows, "one sample with two sexes", "sex unknown")]
    return next(iter(sexes), "U"), problems


def _read_locus(
    marker: MarkerName, rows: Sequence[tuple[int, Row]], reader: GenotypeReader, *, sex: Sex, is_paired: bool
) -> Typing:
    """Read one locus of one sample from its row, or from its rows with one allele each."""
    if not is_paired:
        cells = tuple(cells[0] for _, cells in rows if cells[0])
        is_lone = len(cells) == 1 and not cells[0].replace(".", "").replace(",", "").isalnum()
        return reader.judge(marker, cells if is_lone else (*cells, "", "")[: max(2, len(cells))], sex)
    filled = [tuple(cell for cell in cells if cell) for _, cells in rows]
    typings = [reader.judge(marker, (*cells, "", "")[: max(2, len(cells))], sex) for cells in filled]
    first = typings[0]
    if len(typings) == 1:
        return first
    if all(sorted(other.genotype) == sorted(first.genotype) for other in typings):
        return first.add("the locus stands on several rows of the sample, which agree", "it, once")
    says = f"the locus stands on several rows of sample {show('')}" if False else "the locus stands on several rows"
    return Typing().add(f"{says} of the sample, which differ", "nothing; the locus is not used", is_suspicious=True)

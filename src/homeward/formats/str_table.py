"""Tables of STR profiles, as laboratories send them, to samples.

Three layouts: wide (one row for each sample), long (one row for each sample and locus), and the genotype table that
GeneMapper exports, which is long with more columns. Every row in is accepted, held or refused, and every cell that is
not taken as written has a `Problem`.

Amelogenin becomes the sex, or a doubt about it; Y and mitochondrial loci are set aside, since they are no autosomal
evidence. A file of which more than 5 % of the typed cells make no sense is refused as a whole: a wrong column, a wrong
encoding or a spreadsheet has gone over it, and its other cells may be wrong without looking so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from homeward.errors import Problem
from homeward.evidence.dna.profile import Genotype, Sample, Sex
from homeward.formats.alleles import SingleAllele, Typing
from homeward.formats.columns import (
    Column,
    Columns,
    GenotypeReader,
    RowTyping,
    find_allele_columns,
    find_columns,
    find_loci,
    judge_id,
    read_probability,
    read_sex,
    read_yes,
    report_unread,
)
from homeward.formats.marker_names import MarkerName, canonical_marker
from homeward.formats.reading import DETECT, FILE, Reading, Row, Table, at, without_collection
from homeward.formats.sample_checks import Draft, check_samples, name_rows
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
    with without_collection():
        return _read(read_table(data, how), how, staff, force=force, single=single_allele)


def _read(table: Table, how: Reading, staff: Sequence[Sample], *, force: bool, single: SingleAllele) -> SampleTable:
    if table.is_refused:
        return SampleTable(problems=table.problems)
    columns = find_columns(table.header)
    alleles = find_allele_columns(table.header)
    if "marker" in columns and (alleles or "genotype" in columns):
        rows = _read_long(table, how, columns, alleles=alleles, single=single)
    else:
        rows = _read_wide(table, how, columns, single=single)
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
    if not loci.loci:
        return Problem(FILE, "no column is headed by a locus or holds genotypes", "nothing")
    problems = list(loci.problems)
    if "id" not in facts:
        if not loci.others:
            return Problem(FILE, "no column is headed like the id of a sample", "nothing")
        facts["id"] = loci.others[0]
        where = f"column {table.header[facts['id']]}"
        problems.append(Problem(where, "taken for the id of the sample", "its cells, as ids"))
    problems += report_unread(table, [place for place in loci.unread(table) if place != facts["id"]])
    problems += _set_aside(loci)
    reader = GenotypeReader(loci, how, single=single)
    drafts: list[Draft] = []
    lineage: dict[str, dict[str, Genotype]] = {}
    n_held = n_typed = n_suspicious = 0
    for place, row in enumerate(table.rows):
        why = judge_id(table, place, facts["id"], how)
        if why:
            n_held += 1
            problems.append(Problem(at(table.numbers[place]), why, "nothing of the row: held"))
            continue
        draft, typing, found = _read_row(table, place, facts, reader)
        drafts.append(draft)
        problems += (*found, *typing.problems)
        n_typed += len(typing.genotypes) + len(typing.lineage)
        n_suspicious += typing.n_suspicious
        if typing.lineage:
            lineage.setdefault(row[facts["id"]], {}).update(typing.lineage)
    return _Rows(tuple(drafts), lineage, tuple(problems), loci.markers, n_held, n_typed, n_suspicious)


def _read_row(
    table: Table, place: int, facts: Mapping[Column, int], reader: GenotypeReader
) -> tuple[Draft, RowTyping, list[Problem]]:
    number, row = table.numbers[place], table.rows[place]
    beside, problems = _read_facts(number, row, facts, table.header)
    typing = reader.read(number, row, beside.sex)
    sample = Sample(beside.id, beside.sex, typing.genotypes, beside.dropout, beside.dropin, beside.is_part)
    return Draft(sample, (number,), typing.amelogenin, typing.n_mixed), typing, problems


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


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a long table."""

    number: int
    marker: MarkerName
    cells: Row  # of alleles, or the one genotype
    place: int  # among the rows of the table


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a long table writes genotypes."""

    columns: Mapping[Column, int]
    places: tuple[int, ...]
    is_genotype: bool  # both alleles in one cell


def _read_long(
    table: Table, how: Reading, columns: dict[Column, int], *, alleles: tuple[int, ...], single: SingleAllele
) -> _Rows | Problem:
    if "id" not in columns:
        return Problem(FILE, "no column is headed like the id of a sample", "nothing")
    places = alleles or (columns["genotype"],)
    is_genotype = not alleles or (len(places) == 1 and any(how.between in row[places[0]] for row in table.rows))
    layout = _Layout({name: columns[name] for name in columns if name != "genotype"}, places, is_genotype)
    used = {*layout.columns.values(), *places}
    problems = report_unread(table, [place for place in range(len(table.header)) if place not in used])
    by_id, held = _gather(table, how, layout)
    reader = GenotypeReader(Columns((), (), ()), how, single=single)
    read = [_read_sample(table, lines, layout, reader) for lines in by_id.values()]
    names = {line.marker.name: line.marker for lines in by_id.values() for line in lines}
    for sample in read:
        problems += sample.problems
    return _Rows(
        tuple(draft for sample in read for draft in sample.drafts),
        {draft.sample.id: sample.lineage for sample in read for draft in sample.drafts},
        (*problems, *held, *_about_loci(names)),
        tuple(name for name, marker in names.items() if marker.place in ("autosomal", "X")),
        n_held=len(held) + sum(sample.n_held for sample in read),
        n_typed=sum(sample.n_typed for sample in read),
        n_suspicious=sum(sample.n_suspicious for sample in read),
    )


def _about_loci(names: Mapping[str, MarkerName]) -> list[Problem]:
    problems = [Problem(f"locus {name}", marker.note, "its genotypes") for name, marker in names.items() if marker.note]
    aside = [name for name, marker in names.items() if marker.place in ("Y", "mt")]
    if aside:
        says = "Y or mitochondrial loci, which are no autosomal evidence"
        problems.append(Problem(f"loci {', '.join(aside)}", says, "set aside as lineage"))
    return problems


def _gather(table: Table, how: Reading, layout: _Layout) -> tuple[dict[str, list[_Line]], list[Problem]]:
    """Bring the rows of each sample together; hold those without sample or locus."""
    id_, marker = layout.columns["id"], layout.columns["marker"]
    by_id: dict[str, list[_Line]] = {}
    held: list[Problem] = []
    for place, row in enumerate(table.rows):
        cells = tuple(row[column] for column in layout.places)
        why = judge_id(table, place, id_, how) or ("" if row[marker] or not any(cells) else "alleles without a locus")
        if why:
            held.append(Problem(at(table.numbers[place]), why, "nothing of the row: held"))
        else:
            line = _Line(table.numbers[place], canonical_marker(row[marker]), cells, place)
            by_id.setdefault(row[id_], []).append(line)
    return by_id, held


@dataclass(frozen=True, slots=True)
class _LongSample:
    """What the rows of one sample gave."""

    drafts: tuple[Draft, ...]  # one; none where all its rows are held
    lineage: Mapping[str, Genotype]
    problems: tuple[Problem, ...]
    n_held: int
    n_typed: int
    n_suspicious: int


def _read_sample(table: Table, lines: Sequence[_Line], layout: _Layout, reader: GenotypeReader) -> _LongSample:
    """Read all loci of one sample; rows whose locus could not be used are held."""
    facts, problems = _settle_facts(table, lines, layout)
    by_locus: dict[str, list[_Line]] = {}
    for line in lines:
        by_locus.setdefault(line.marker.name, []).append(line)
    found: dict[str, dict[str, Genotype]] = {"autosomal": {}, "X": {}, "Y": {}, "mt": {}, "sex": {}}
    accepted: list[int] = []
    n_suspicious = n_mixed = 0
    for name, same in by_locus.items():
        typing = _read_locus(same, layout, reader, facts.sex)
        numbers = tuple(line.number for line in same)
        problems += [Problem(f"{name_rows(numbers)}, {name}", *note) for note in dict.fromkeys(typing.notes)]
        n_suspicious += typing.is_suspicious
        n_mixed += typing.is_mixed
        if typing.genotype:
            found[same[0].marker.place][name] = typing.genotype
        if typing.genotype or _is_untyped(same):
            accepted += numbers
    genotypes, lineage = found["autosomal"] | found["X"], found["Y"] | found["mt"]
    sample = Sample(facts.id, facts.sex, genotypes, facts.dropout, facts.dropin, facts.is_part)
    draft = Draft(sample, tuple(accepted), next(iter(found["sex"].values()), ()), n_mixed)
    return _LongSample(
        (draft,) if accepted else (),
        lineage,
        tuple(problems),
        n_held=len(lines) - len(accepted),
        n_typed=len(genotypes) + len(lineage),
        n_suspicious=n_suspicious,
    )


def _is_untyped(lines: Iterable[_Line]) -> bool:
    return all(cell in ("", "0", "-") for line in lines for cell in line.cells)


def _settle_facts(table: Table, lines: Sequence[_Line], layout: _Layout) -> tuple[Sample, list[Problem]]:
    """Read what stands beside the loci: the same on all rows of the sample, or not used."""
    read: dict[Row, tuple[Sample, list[Problem]]] = {}
    beside = [place for name, place in layout.columns.items() if name != "marker"]
    for line in lines:
        row = table.rows[line.place]
        key = tuple(row[place] for place in beside)
        if key not in read:
            read[key] = _read_facts(line.number, row, layout.columns, table.header)
    first, problems = next(iter(read.values()))
    if len(read) == 1:
        return first, problems
    problems = [problem for _, found in read.values() for problem in found]
    sexes = {sample.sex for sample, _ in read.values()} - {"U"}
    chances = {(sample.dropout, sample.dropin, sample.is_part) for sample, _ in read.values()}
    rows = name_rows(tuple(line.number for line in lines))
    if len(sexes) > 1:
        problems.append(Problem(rows, "one sample with two sexes", "sex unknown"))
    if len(chances) > 1:
        says = "one sample with different drop-out, drop-in or part on its rows"
        problems.append(Problem(rows, says, "what the first row says"))
    return replace(first, sex=next(iter(sexes)) if len(sexes) == 1 else "U"), problems


def _read_locus(lines: Sequence[_Line], layout: _Layout, reader: GenotypeReader, sex: Sex) -> Typing:
    """Read one locus of one sample from its row, or from its rows with one allele each."""
    marker = lines[0].marker
    if len(layout.places) == 1 and not layout.is_genotype:
        alleles = tuple(line.cells[0] for line in lines if line.cells[0])
        return reader.judge(marker, _pad(alleles), sex)
    rows = [line.cells if layout.is_genotype else _pad(tuple(filter(None, line.cells))) for line in lines]
    typings = [reader.judge(marker, cells, sex) for cells in rows if any(cells)]
    if len(typings) < 2:
        return typings[0] if typings else Typing()
    if all(sorted(other.genotype) == sorted(typings[0].genotype) for other in typings):
        return typings[0].add("the locus stands on several rows of the sample, which agree", "it, once")
    says = "the locus stands on several rows of the sample, which differ"
    return Typing().add(says, "nothing; the locus is not used", is_suspicious=True)


def _pad(alleles: Row) -> Row:
    """Give at least two cells: two cells are two alleles, one would be a genotype."""
    return alleles if len(alleles) > 1 else (*alleles, "", "")[:2]

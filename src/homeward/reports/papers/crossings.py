"""Papers of a crossing: the manifest before it, the receipt at it, and the report of the round after it.

People stand under codes, never under names. A receipt attests the transfer, never an identity. The report counts; of
what three voices say differently it gives the sentence, and corrects nobody.
"""

from collections.abc import Sequence
from datetime import date

from homeward.exchange.handing_over.count import Comparison
from homeward.exchange.handing_over.manifest import Line, Manifest
from homeward.exchange.handing_over.outcome import OUTCOMES, Result, count_outcomes
from homeward.exchange.handing_over.receipt import Receipt, Transfer
from homeward.reports.papers.paper import (
    Fields,
    Grid,
    Paper,
    Part,
    Row,
    Signing,
    Statements,
    Term,
    Value,
    listed,
    moment_in_words,
)


def manifest_paper(manifest: Manifest, digest: str, signed: Sequence[str], on: date) -> Paper:
    """Write a manifest to be read out and signed.

    digest    of the signed bytes, hex
    signed    the parties whose signature it bears
    """
    rows: tuple[Row, ...] = (
        ("manifest", manifest.id),
        ("round", f"{manifest.round}, {manifest.number}"),
        ("giver", manifest.giver),
        ("receiver", manifest.receiver),
        ("place", manifest.place),
        ("opens at", moment_in_words(manifest.opens_at)),
        ("closes at", moment_in_words(manifest.closes_at)),
        ("valid until", moment_in_words(manifest.expires_at)),
        ("persons", sum(line.kind == "person" for line in manifest.lines)),
        ("containers", sum(line.kind == "container" for line in manifest.lines)),
        ("digest", digest),
        ("signed by", listed(signed)),
    )
    grid = Grid(
        ("line", "what", "code", "category", "seals", "individuals, as the giver says"),
        tuple((number, *_line(line)) for number, line in enumerate(manifest.lines, start=1)),
        "who and what crosses",
    )
    parts = (
        Fields(rows),
        grid,
        Statements((Term("manifest: used once"),)),
        Signing(("for the giver", "for the receiver")),
    )
    return Paper("manifest", manifest.id, on, parts)


def _line(line: Line) -> tuple[Value, ...]:
    return Term(line.kind), line.id, line.category, listed(line.seals), line.n_declared


def receipt_paper(receipt: Receipt, digest: str, signed: Sequence[str], on: date) -> Paper:
    """Write a receipt to be signed by giver, receiver and intermediary."""
    rows: tuple[Row, ...] = (
        ("receipt", receipt.id),
        ("manifest", receipt.manifest.hex()[:16]),
        ("round", f"{receipt.round}, {receipt.part}"),
        ("giver", receipt.giver),
        ("receiver", receipt.receiver),
        ("neutral", receipt.neutral),
        ("place", receipt.place),
        ("at", moment_in_words(receipt.at)),
        ("persons", sum(one.kind == "person" for one in receipt.transfers)),
        ("containers", sum(one.kind == "container" for one in receipt.transfers)),
        ("digest", digest),
        ("signed by", listed(signed)),
    )
    grid = Grid(
        ("line", "what", "code", "seals", "individuals, as the giver says", "brought instead of"),
        tuple((number, *_transfer(one)) for number, one in enumerate(receipt.transfers, start=1)),
        "who and what passed",
    )
    parts = (
        Fields(rows),
        grid,
        Statements((Term("receipt: transfer, not identity"),)),
        Signing(("for the giver", "for the receiver", "for the neutral")),
    )
    return Paper("receipt", receipt.id, on, parts)


def _transfer(one: Transfer) -> tuple[Value, ...]:
    return Term(one.kind), one.id, _seals(one), one.n_said, one.instead_of


def _seals(one: Transfer) -> Value:
    if one.seals is None:
        return Term("nobody looked") if one.kind == "container" else None
    return listed([seal.number if seal.is_whole else f"{seal.number} ✗" for seal in one.seals])


def round_report(
    name: str, sides: tuple[str, str, str], days: Sequence[Comparison], results: Sequence[Result], on: date
) -> Paper:
    """Write what a round came to: three counts, what they differ in, and what became of everybody.

    sides    both parties and the neutral
    days     the counts of each manifest, in the order of manifests
    """
    parts: list[Part] = [Fields((("round", name), ("parties", f"{sides[0]}, {sides[1]}"), ("neutral", sides[2])))]
    for number, compared in enumerate(days, start=1):
        cells = tuple((number, cell.unit, cell.giver, cell.category, *cell.n) for cell in compared.cells)
        columns = ("crossing", "unit", "giver", "category", "giver says", "neutral saw", "receiver says")
        parts.append(Grid(columns, cells, "three counts"))
        differences = tuple(one.says for one in (*compared.differences, *compared.remarks))
        parts.append(Statements(differences or (Term("counts agree"),), "differences"))
    for kind in ("person", "container"):
        counted = count_outcomes(results, kind)
        rows = tuple((Term(f"became: {one}"), counted[one]) for one in OUTCOMES if counted.get(one))
        if rows:
            parts.append(Grid((kind, "how many"), rows, "what became of them"))
    if not results:
        parts.append(Statements((Term("nobody has crossed"),)))
    parts.append(Statements((Term("report: counts correct nobody"),)))
    return Paper("round report", name, on, tuple(parts))

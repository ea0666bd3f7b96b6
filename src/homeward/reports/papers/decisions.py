"""Papers about a decision: the record that a board could be asked for in ten years, and what a family is told.

The extract has least data: the outcome in plain words, what it means, whom to ask and how to object. No other person,
no number of evidence, no name of a reader stands in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite

from homeward.records.person import Person
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
    moment_in_words,
    name_with_reading,
)
from homeward.review.act import Vote
from homeward.review.basis import Basis, Named, unexplained
from homeward.review.decision import Decision

_LEAST = 1e-7  # that a paper tells from certainty
_MOST_DIGITS = 12  # of a digest that a person compares by eye


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two files of a case: the code on its list or bag, and its line where it is a person's."""

    code: str
    line: Person | None = None


def decision_record(
    case: tuple[str, str], found: Side, sought: Side, decision: Decision, names: Mapping[str, str], on: date
) -> Paper:
    """Write everything that a signed decision rests on.

    case     its id, and the state it is in
    names    of readers, members of the board and signers, by id
    """
    case_id, state = case
    basis = decision.basis
    parts: tuple[Part, ...] = (
        Fields((("case", case_id), ("state", Term(f"state: {state}")), ("round of reading", decision.round))),
        Fields(_sides(found, sought), "who it is about"),
        Fields(_outcome(decision), "decision"),
        Grid(
            ("kind of evidence", "log10 LR", "because"),
            tuple((one.kind, _number(one.log10_lr), one.because) for one in basis.weights),
            "evidence",
        ),
        Fields(_basis(basis), "what it was weighed with"),
        Grid(("discrepancy", "explained by"), _discrepancies(basis), "what speaks against it"),
        Grid(("reason", "in words"), tuple((one.code, one.text) for one in decision.reasons), "reasons"),
        Grid(("who", "said", "as what"), _dissent(decision, names), "who said otherwise"),
        Grid(
            ("who", "signed at"),
            tuple((names.get(one.who, one.who), moment_in_words(one.at)) for one in decision.signatures),
            "signatures",
        ),
        Statements((Term("a decision is of people"), Term("numbers are not an identity"))),
    )
    return Paper("decision record", case_id, on, tuple(part for part in parts if not _is_empty(part)))


def family_extract(sought: Side, decision: Decision, whom_to_ask: str, on: date) -> Paper:
    """Write what a family is told of one decision.

    whom_to_ask    the body that they turn to, as the workspace calls itself
    """
    line = sought.line or Person(sought.code)
    told = (
        ("number on the list", line.record_id),
        ("name", _name(line)),
        ("born", line.birth_date),
        ("decision", Term(f"outcome: {decision.outcome}")),
        ("decided on", max(one.at for one in decision.signatures).date().isoformat() if decision.signatures else None),
        ("whom to ask", whom_to_ask),
    )
    says = (
        Term(f"family: {decision.outcome}"),
        Term("family: how it was decided"),
        Term("family: you may ask to see"),
        Term("family: you may object"),
        Term("family: nobody may ask for money"),
    )
    return Paper("family extract", line.record_id, on, (Fields(told), Statements(says), Signing(("for the office",))))


def _sides(found: Side, sought: Side) -> tuple[Row, ...]:
    rows: list[Row] = []
    for which, side in (("found", found), ("sought", sought)):
        rows.append((f"{which}: code", side.code))
        if side.line is not None:
            rows += [(f"{which}: name", _name(side.line)), (f"{which}: born", side.line.birth_date)]
    return tuple(rows)


def _outcome(decision: Decision) -> tuple[Row, ...]:
    rows: tuple[Row, ...] = (
        ("outcome", Term(f"outcome: {decision.outcome}")),
        ("decided by", Term(f"by: {decision.by}")),
        ("signatures needed", decision.rules.n_signatures),
    )
    return (*rows, ("the board's words", decision.text)) if decision.text else rows


def _basis(basis: Basis) -> tuple[Row, ...]:
    told: tuple[tuple[str, Value], ...] = (
        ("posterior", _share(basis.posterior)),
        ("threshold", _share(basis.thresholds.established)),
        ("prior", _share(basis.prior)),
        ("rule of the prior", basis.prior_rule),
        ("relied on without weight", "; ".join(basis.unweighed) or None),
        ("frequency table", _named(basis.frequency_table)),
        ("pedigree", _named(basis.pedigree)),
        ("program", basis.program),
    )
    return tuple(row for row in told if row[1] is not None or row[0] in ("posterior", "program"))


def _discrepancies(basis: Basis) -> tuple[tuple[Value, ...], ...]:
    told = tuple((f"{one.kind}: {one.says}", one.explanation) for one in basis.discrepancies if one.explanation)
    return (*told, *((one, Term("nobody has explained it")) for one in unexplained(basis)))


def _dissent(decision: Decision, names: Mapping[str, str]) -> tuple[tuple[Value, ...], ...]:
    def word(what: object) -> Value:
        return Term("as a member of the board" if isinstance(what, Vote) else "as a reader")

    return tuple(
        (f"{names.get(one.who, one.who)}", Term(f"outcome: {one.what.outcome}"), word(one.what))
        for one in decision.dissent
    )


def _is_empty(part: Part) -> bool:
    return isinstance(part, Fields | Grid) and not part.rows


def _name(line: Person) -> str | None:
    return name_with_reading(line.family_name, line.given_name, line.patronymic)


def _named(one: Named | None) -> str | None:
    return None if one is None else f"{one.id} ({one.digest[:_MOST_DIGITS]}…)"


def _number(value: float) -> str:
    return f"{value:+.2f}" if isfinite(value) else str(value).replace("inf", "∞")


def _share(value: float | None) -> str | None:
    """Write a probability; what is not certain is never written as 1 or 0.

    >>> _share(0.99951), _share(1.0 - 1e-12), _share(0.0)
    ('0.99951', '> 0.9999999', '0')
    """
    if value is None:
        return None
    if 1.0 - _LEAST < value < 1.0:
        return f"> {1.0 - _LEAST}"
    if 0.0 < value < _LEAST:
        return f"< {_LEAST:.7f}"
    return f"{value:.7f}".rstrip("0").rstrip(".")

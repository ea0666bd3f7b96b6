"""Names that came with remains, as a table: found, missing, and if known reliability and source."""

from dataclasses import dataclass

from homeward.errors import Problem
from homeward.formats.reading import DETECT, Reading, at, read_number, read_text_table
from homeward.identify.claims import Claim

_RELIABILITY = 0.8  # of a name whose list says nothing of it


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """The claims read, with everything that could not be taken."""

    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    n_rows_in: int = 0


def read_claims(data: bytes, how: Reading = DETECT) -> ClaimTable:
    """Read a delivery list's names; a row without both names, or with an odd reliability, becomes a Problem."""
    table = read_text_table(data, how)
    header = [name.strip().lower() for name in table.header]
    if not {"found", "missing"} <= set(header):
        missing = Problem("header", "a table of claims has the columns found and missing", "nothing")
        return ClaimTable((), (*table.problems, missing) if not table.problems else table.problems, table.n_rows_in)
    claims, problems = [], list(table.problems)
    for number, row in zip(table.numbers, table.rows, strict=True):
        cells = dict(zip(header, row, strict=True))
        claim = _claim(cells)
        if claim is None:
            problems.append(
                Problem(at(number), "a claim needs found, missing and a reliability between 0 and 1", "nothing")
            )
        else:
            claims.append(claim)
    return ClaimTable(tuple(claims), tuple(problems), table.n_rows_in)


def _claim(cells: dict[str, str]) -> Claim | None:
    found, missing = cells["found"].strip(), cells["missing"].strip()
    text = cells.get("reliability", "").strip()
    reliability = read_number(text) if text else _RELIABILITY
    if not found or not missing or reliability is None or not 0.0 < reliability < 1.0:
        return None
    return Claim(found, missing, reliability, cells.get("source", "").strip() or "delivery list")

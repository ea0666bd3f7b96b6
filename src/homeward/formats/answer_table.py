"""Writing plain tables of answers: text cells, guarded so that no spreadsheet runs them."""

import csv
import io
from collections.abc import Iterable, Sequence

from homeward.evidence.dna.frequency import Marker
from homeward.formats.reading import guard


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows of text as CSV; what a spreadsheet would run as a formula gets an apostrophe.

    >>> write_table(("id",), [("=1+1",)])
    "id\\r\\n'=1+1\\r\\n"
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[guard(cell) for cell in row] for row in rows])
    return text.getvalue()


def write_frequencies(markers: Iterable[Marker]) -> str:
    """Write allele frequencies in long form: marker, allele, freq, exactly."""
    rows = (
        (marker.name, allele, repr(value))
        for marker in markers
        for allele, value in zip(marker.alleles, marker.frequencies.tolist(), strict=True)
    )
    return write_table(("marker", "allele", "freq"), rows)

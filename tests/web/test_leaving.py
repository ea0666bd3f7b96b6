import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from django.test import RequestFactory
from django.utils.dates import MONTHS
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.reports.wording import visible
from homeward.web.leaving import attachment, table_response
from homeward.web.pages import Table

ASK = RequestFactory().get("/lists/")
ROWS = (("=1+1", None, 3), ("R1\u202e", date(2026, 5, 3), -5), ('a,"b"', datetime(2026, 5, 3, 12, tzinfo=UTC), 0.5))
TABLE = Table("lists", "Lists", ("one", "two", "three"), ROWS)


def test_a_table_leaves_as_csv_without_a_byte_order_mark_and_without_a_formula():
    response = table_response(ASK, TABLE, "csv")
    assert response.content.decode() == (
        "one,two,three\r\n"
        "'=1+1,,3\r\n"
        "R1⟨202E⟩,2026-05-03,-5\r\n"
        '"a,""b""",2026-05-03T12:00:00+00:00,0.5\r\n'
    )  # fmt: skip
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="lists.csv"'


def test_a_table_leaves_as_json_with_numbers_as_numbers_and_nothing_as_null():
    response = table_response(ASK, TABLE, "json")
    told = json.loads(response.content)
    assert told["schema"] == "homeward-table/1"
    assert told["columns"] == ["one", "two", "three"]
    assert told["rows"][0] == ["=1+1", None, 3]
    assert told["rows"][1] == ["R1⟨202E⟩", "2026-05-03", -5]
    assert response.headers["Content-Disposition"] == 'attachment; filename="lists.json"'


def test_a_table_in_an_other_form_is_a_mistake_of_whoever_asks():
    for form in ("", "xlsx", "CSV", "csv\n"):
        with pytest.raises(InvalidInput):
            table_response(ASK, TABLE, form)


@pytest.mark.parametrize(
    "name", ['a".csv', "a\r\nX: 1.csv", "../a.csv", "Olena.csv", "олена.csv", ".csv", "a..csv", "", "a" * 97 + ".csv"]
)
def test_a_file_bears_no_name_that_could_lead_elsewhere(name):
    with pytest.raises(InvalidInput):
        attachment(b"", name)


def test_headings_leave_in_the_language_of_the_page():
    table = Table("days", MONTHS[1], (MONTHS[1],), [[MONTHS[1]]])
    with override("uk"):
        month = str(MONTHS[1])
        assert month.casefold() == "січень"
        assert table_response(ASK, table, "csv").content.decode() == f"{month}\r\n{month}\r\n"
        assert json.loads(table_response(ASK, table, "json").content)["rows"] == [[month]]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20), min_size=1, max_size=4))
def test_every_cell_comes_back_as_it_was_shown_and_none_of_them_is_run(cells):
    table = Table("t", "t", tuple("abcd"[: len(cells)]), [cells])
    text = table_response(ASK, table, "csv").content.decode()
    _, row = csv.reader(io.StringIO(text, newline=""))
    assert [one.removeprefix("'") for one in row] == [visible(one).removeprefix("'") for one in cells]
    assert not any(one.lstrip()[:1] in ("=", "@") for one in row)

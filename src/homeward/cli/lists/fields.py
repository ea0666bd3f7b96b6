"""`homeward fields`: which fields a record about a person can have, and which headings are known for each."""

from rich.table import Table

from homeward.cli.console import AsJson, mistakes_shown, out, write_json
from homeward.formats.people.form import csv_header, json_schema, make_form
from homeward.records.fields import FIELDS, GROUPS


def fields(as_json: AsJson = False) -> None:
    """Show the fields of a record about a person: what is asked together, and which headings a list may use.

    Nothing is mandatory. With --json also the heading of an empty table and a JSON schema.
    """
    with mistakes_shown():
        if as_json:
            form: dict[str, object] = {"groups": make_form(), "csv_header": csv_header(), "json_schema": json_schema()}
            write_json({"schema": "homeward-fields/1"} | form)
            return
        table = Table("field", "in words", "asked as", "headings known (any case and signs)")
        for group, label in GROUPS.items():
            table.add_section()
            table.add_row(label, style="bold")
            for field in FIELDS:
                if field.group == group:
                    table.add_row(field.name, field.says, field.input, " ".join(field.headings))
        out.print(table)

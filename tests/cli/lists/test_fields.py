import json

from typer.testing import CliRunner

from homeward.cli.app import app
from homeward.records.fields import FIELDS, GROUPS

RUNNER = CliRunner()


def test_the_fields_are_shown_under_their_groups(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    result = RUNNER.invoke(app, ["fields"])
    assert result.exit_code == 0
    assert all(field.name in result.stdout for field in FIELDS)
    assert all(label in result.stdout for label in GROUPS.values())


def test_json_holds_the_form_the_heading_and_the_schema():
    answer = json.loads(RUNNER.invoke(app, ["fields", "--json"]).stdout)
    assert answer["schema"] == "homeward-fields/1"
    assert set(answer) == {"schema", "groups", "csv_header", "json_schema"}
    assert sum(len(group["fields"]) for group in answer["groups"]) == len(FIELDS)


def test_json_lists_go_through_check(tmp_path):
    entries = [{"record_id": "1", "family_name": "Вигадько", "birth_date": "31.02.1987"}]
    path = tmp_path / "list.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    out = tmp_path / "accepted.json"
    result = RUNNER.invoke(app, ["check", str(path), "--accepted", str(out), "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["kinds"] == {"not a date": 1}
    assert json.loads(out.read_text(encoding="utf-8"))["people"] == entries

import json

from typer.testing import CliRunner

from homeward.cli.app import app

RUNNER = CliRunner()
PAIRS = "name_a,name_b\nСова Остап,Sova Ostap\nСова Остап,\n"


def test_pairs_from_standard_input_are_written_to_the_screen():
    result = RUNNER.invoke(app, ["names", "-"], input=PAIRS)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "name_a,name_b,log10_lr"
    assert "row 3, name_b" in result.stderr


def test_json_counts_and_the_table_goes_to_a_file(tmp_path):
    out = tmp_path / "scored.csv"
    result = RUNNER.invoke(app, ["names", "-", "--out", str(out), "--json"], input=PAIRS)
    answer = json.loads(result.stdout)
    assert (answer["schema"], answer["pairs"], answer["n_problems"]) == ("homeward-names/1", 2, 1)
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3


def test_json_and_the_table_cannot_share_the_screen():
    result = RUNNER.invoke(app, ["names", "-", "--out", "-", "--json"], input=PAIRS)
    assert result.exit_code == 2
    assert "error:" in result.stderr


def test_a_table_in_another_encoding_is_read_where_it_is_said(tmp_path):
    table = tmp_path / "pairs.csv"
    table.write_bytes(PAIRS.encode("cp1251"))
    assert RUNNER.invoke(app, ["names", str(table)]).exit_code == 2
    result = RUNNER.invoke(app, ["names", str(table), "--encoding", "cp1251"])
    assert "Сова Остап" in result.stdout


def test_a_table_without_names_is_refused_in_one_sentence():
    result = RUNNER.invoke(app, ["names", "-"], input="a,b\n1,2\n")
    assert result.exit_code == 2
    assert result.stderr.startswith("error:")

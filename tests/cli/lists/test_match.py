import csv
import json

import pytest
from typer.testing import CliRunner

from homeward.cli.app import app
from tests.actions.lists.test_match import as_csv
from tests.identify.lists.invented import lists

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    sought, found, truth = lists(n=30)
    (folder / "sought.csv").write_bytes(as_csv(sought))
    (folder / "found.csv").write_bytes(as_csv(found))
    return folder, truth


def run(folder, *more):
    return RUNNER.invoke(app, ["match", str(folder / "sought.csv"), str(folder / "found.csv"), *map(str, more)])


def test_the_pairs_are_written_and_summarised(files, tmp_path):
    folder, truth = files
    result = run(folder, "--out", tmp_path / "pairs.csv", "--json")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert answer["schema"] == "homeward-match/1"
    assert answer["rows"]["sought"]["accepted"] == 30
    assert answer["seconds"] > 0
    assert answer["peak_memory_mb"] > 0
    with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == answer["pairs_kept"]
    assert len({(row["sought_id"], row["found_id"]) for row in rows} & truth) >= 0.9 * len(truth)


def test_a_pair_is_explained_in_words_and_as_json(files):
    folder, truth = files
    pair = sorted(truth)[0]
    words = run(folder, "--explain", *pair)
    assert words.exit_code == 0, words.output
    assert "family name" in words.stdout
    assert "log10 LR" in words.stdout
    told = json.loads(run(folder, "--explain", *pair, "--json").stdout)
    assert told["schema"] == "homeward-match-explanation/1"
    assert [told["sought_id"], told["found_id"]] == list(pair)


def test_a_summary_is_shown_where_nothing_is_asked(files):
    result = run(files[0])
    assert result.exit_code == 0
    assert "pairs compared" in result.stdout


def test_a_missing_file_is_one_sentence(tmp_path):
    result = run(tmp_path)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")


def test_an_unknown_id_is_one_sentence(files):
    result = run(files[0], "--explain", "nobody", "nobody")
    assert result.exit_code == 2
    assert "SOUGHT" in result.stderr

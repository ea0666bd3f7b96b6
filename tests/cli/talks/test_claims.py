"""`homeward claims` and `homeward origins`: the JSON, the table, the mistakes."""

import json

import pytest
from typer.testing import CliRunner

from homeward.cli.app import app
from tests.talks.gold import TEXTS, read_pair

PAIR = read_pair(TEXTS / "pairs" / "held" / "rewrite_uk.txt")


def run(*words: str):
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def files(tmp_path):
    paths = tmp_path / "a.txt", tmp_path / "b.txt"
    for path, text in zip(paths, (PAIR.found, PAIR.sought), strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def test_claims_are_answered_with_exact_places(files):
    answer = json.loads(run("claims", *files, "--published", "a.txt=2031-07-07", "--json").stdout)
    assert answer["schema"] == "homeward-claims/1"
    assert answer["published"] == {"a.txt": "2031-07-07", "b.txt": None}
    texts = {"a.txt": PAIR.found, "b.txt": PAIR.sought}
    for claim in answer["claims"]:
        for span in (
            claim["span"],
            (claim["value"] or claim)["span"],
            (claim["speaker"] or {}).get("span") or claim["span"],
        ):
            assert texts[claim["document"]][span["start"] : span["end"]] == span["exact"]
        assert claim["confirmed_by"] is None


def test_origins_are_answered_with_links_drift_and_what_is_left_of_support(files):
    answer = json.loads(run("origins", *files, "--json").stdout)
    assert answer["is_derived"]
    assert {link["b"]: link["a"] for link in answer["links"] if link["derived"] == "yes"} == {
        1: [1],
        2: [2],
        3: [3],
        4: [4],
    }
    assert "212 -> 221 (digits transposed)" in [change for one in answer["derivation"] for change in one["changes"]]
    shared = [cluster for cluster in answer["clusters"] if cluster["naive_documents"] == 2]
    assert shared
    assert {cluster["documents_not_derived"] for cluster in shared} == {1}


def test_the_tables_say_that_nothing_is_confirmed(files):
    assert "none confirmed" in run("claims", *files).stdout
    assert "without derived claims: 0" in run("origins", *files).stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--published", "c.txt=2031-07-07"], "no such file"),
        (["--published", "a.txt=soon"], "not a day"),
        (["--party", "=Northern"], "names no side"),
    ],
)
def test_a_mistake_is_one_sentence(files, words, says):
    done = run("claims", *files, *words)
    assert done.exit_code == 2
    assert says in done.stderr


def test_origins_of_an_empty_document_are_a_mistake(files, tmp_path):
    empty = tmp_path / "c.txt"
    empty.write_text("", encoding="utf-8")
    done = run("origins", files[0], str(empty))
    assert done.exit_code == 2
    assert "the document is empty" in done.stderr

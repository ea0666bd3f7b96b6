import csv
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

import homeward
from homeward.cli.app import app
from tests.actions import as_bytes, collection, each_kind, exclusion, father_and_son

ROOT = Path(__file__).parents[2]
GUIDE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs/guide/commands").glob("*.md")))
RUNNER = CliRunner()
SMALL = ("--families", "30", "--remains", "25", "--loci", "12")


def commands() -> dict[str, Any]:
    """Every command that does something, by its whole name."""
    found: dict[str, Any] = {}
    waiting: list[tuple[str, Any]] = [("", typer.main.get_command(app))]
    while waiting:
        name, command = waiting.pop()
        if hasattr(command, "list_commands"):
            subs = [(own, command.get_command(None, own)) for own in command.list_commands(None)]
            waiting += [(f"{name} {own}".strip(), sub) for own, sub in subs]
        else:
            found[name] = command
    return dict(sorted(found.items()))


COMMANDS = commands()


def run(*words: object, text: bytes | str | None = None) -> Result:
    return RUNNER.invoke(app, [str(word) for word in words], input=text)


def ask(*words: object, text: bytes | str | None = None) -> dict[str, Any]:
    """Run a command with --json; what it writes is one strict JSON document and nothing else."""
    result = run(*words, "--json", text=text)
    assert result.exit_code == 0, result.output

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not strict JSON")

    answer: dict[str, Any] = json.loads(result.stdout, parse_constant=refuse)
    return answer


def mistake(*words: object, text: bytes | str | None = None) -> str:
    """Run a command that must fail with exit code 2 and one sentence on standard error."""
    result = run(*words, text=text)
    assert result.exit_code == 2, (result.exit_code, result.exception, result.output)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    lines = [line for line in result.stderr.splitlines() if line.strip()]
    assert len(lines) == 1
    assert lines[0].startswith("error: ")
    return lines[0]


def as_process(*words: object, text: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "homeward", *map(str, words)]
    return subprocess.run(command, input=text, capture_output=True, check=False)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


@pytest.fixture
def case_file(tmp_path):
    path = tmp_path / "case.json"
    path.write_bytes(as_bytes(collection()))
    return path


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trial")
    assert run("simulate", "dna", "--out", folder, "--seed", 5, "--claimed", 0.5, *SMALL).exit_code == 0
    return folder


def screening(folder: Path, *more: object) -> tuple[object, ...]:
    tables = (folder / "found.csv", folder / "families.csv", "--frequencies", folder / "frequencies.csv")
    return ("screen", *tables, *more)


# ── help, version, the guide ──


@pytest.mark.parametrize("name", ["", "simulate", *COMMANDS])
def test_every_command_explains_itself(name):
    result = run(*name.split(), "--help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_a_word_of_help(name):
    assert COMMANDS[name].help
    assert any("--json" in parameter.opts for parameter in COMMANDS[name].params)


def test_the_version_is_that_of_the_package():
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"homeward {homeward.__version__}\n")


def test_without_a_command_the_commands_are_listed():
    result = run()
    assert result.exit_code == 2
    assert all(name.split()[0] in result.output for name in COMMANDS)


def sections() -> dict[str, str]:
    parts = re.split(r"^## `homeward ([a-z -]+?)(?: [A-Z].*)?`$", GUIDE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_guide_has_a_section_for_each_command_and_no_other():
    assert sorted(sections()) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_guide_names_each_option_of_a_command_and_no_other(name):
    own = {option for p in COMMANDS[name].params for option in p.opts if option.startswith("--")} - {"--help"}
    named = set(re.findall(r"^\| `(--[a-z-]+)", sections()[name], flags=re.MULTILINE))
    assert named == own - {"--json"}


def test_the_guide_names_each_key_of_an_answer(case_file, trial):
    answers = {
        "kinship": ask("kinship", "-", text=as_bytes(father_and_son()))["cases"][0]["answer"],
        "identify": ask("identify", case_file)["answer"],
        "power": ask("power", case_file, "--samples", 1),
        "screen": ask(*screening(trial)),
        "simulate dna": ask("simulate", "dna", "--out", case_file.parent / "x", "--seed", 1, *SMALL),
        "simulate lists": ask("simulate", "lists", "--out", case_file.parent / "y", "--seed", 1, "--lines", 20),
        "calibrate": ask("calibrate", "--statements", 20, "--families", 5, "--remains", 5, "--loci", 2),
    }
    lists = [case_file.parent / "y" / name for name in ("sought.csv", "found.csv")]
    answers["match"] = ask("match", *lists)
    answers["check"] = ask("check", lists[0], "--against", lists[1])
    for name, answer in answers.items():
        missing = [key for key in answer if f"`{key}`" not in sections()[name]]
        assert not missing, name


# ── answers ──


@pytest.mark.parametrize("kind", each_kind())
def test_every_kind_of_case_is_answered_as_json_and_as_text(kind):
    data = as_bytes(each_kind()[kind])
    assert ask("kinship", "-", text=data)["kind"] == kind
    shown = run("kinship", "-", text=data)
    assert shown.exit_code == 0
    assert shown.stdout.strip()


def test_a_file_and_standard_input_give_the_same_answer(case_file):
    assert ask("identify", case_file) == ask("identify", "-", text=case_file.read_bytes())


def test_kinship_shows_the_weight_of_each_marker_and_the_total():
    text = run("kinship", "-", text=as_bytes(father_and_son())).stdout
    assert "father/stranger" in text
    assert text.count("1.0000") == 2


def test_identify_shows_who_is_most_probable_and_under_which_prior(case_file):
    text = run("identify", case_file).stdout
    assert all(name in text for name in ("R1", "R2", "SON", "prior: open"))


def test_identify_writes_a_report_of_its_own(case_file, tmp_path):
    path = tmp_path / "report.html"
    result = run("identify", case_file, "--report", path, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)
    page = path.read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html")
    assert not re.search(r"(src|href)=[\"']https?://", page)
    assert "R1" in page


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_report_comes_in_three_languages(case_file, tmp_path, language):
    path = tmp_path / f"{language}.html"
    assert run("identify", case_file, "--report", path, "--language", language).exit_code == 0
    assert f'lang="{language}"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options", [("--prior", "flat"), ("--prior", "weight", "--weight", "10"), ("--prior", "closed")]
)
def test_the_prior_asked_for_is_the_one_stated(case_file, options):
    said = ask("identify", case_file, *options)["answer"]["settings"]["prior"]
    assert {"flat": "flat", "weight": "multiplies", "closed": "closed"}[options[1]] in said


def test_a_chance_to_be_listed_without_a_prior_is_not_passed_over(case_file):
    case_file.write_bytes(as_bytes({**collection(), "prior": None}))
    result = run("identify", case_file, "--listed", "0.9", "--json")
    assert result.exit_code == 2 or "0.9" in json.loads(result.stdout)["answer"]["settings"]["prior"]


def test_no_more_assignments_are_listed_than_asked_for(case_file):
    assert len(ask("identify", case_file, "--top", 2)["answer"]["joint"]["top"]) == 2


def test_power_answers_for_families_and_for_single_pedigrees(case_file):
    assert len(ask("power", case_file, "--samples", 1)["people"]) == 3
    assert len(ask("power", "-", text=as_bytes(exclusion()))["cases"]) == 1
    assert "SON" in run("power", case_file, "--samples", 1).stdout


def test_calibrate_says_how_far_stated_probabilities_came_true():
    words = ("calibrate", "--statements", 60, "--families", 10, "--remains", 8, "--loci", 4, "--seed", 3)
    answer = ask(*words)
    assert answer["statements"] >= 60
    assert 0.0 <= answer["expected_calibration_error"] <= 1.0
    assert "expected calibration error" in run(*words).stdout


# ── a simulated folder through the screening ──


def test_the_same_seed_makes_the_same_files(trial, tmp_path):
    run("simulate", "dna", "--out", tmp_path, "--seed", 5, "--claimed", 0.5, *SMALL)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {p.name: p.read_bytes() for p in trial.iterdir()}


def test_a_simulated_collection_is_found_again(trial, tmp_path):
    out = tmp_path / "candidates.csv"
    answer = ask(*screening(trial, "--out", out))
    truth = {row["found"]: row["missing"] for row in rows(trial / "truth.csv") if row["missing"]}
    sure = {row["found"]: row["missing"] for row in rows(out) if float(row["posterior"] or 0.0) >= 0.99}
    assert len(sure) > len(truth) / 2
    assert all(truth.get(found) == missing for found, missing in sure.items())
    assert answer["candidates"] == str(out)


def test_every_row_read_is_accounted_for(trial):
    for counts in ask(*screening(trial))["rows"].values():
        assert counts["in"] == counts["accepted"] + counts["held"] + counts["refused"]


def test_claims_that_dna_contradicts_are_shown(trial):
    words = screening(trial, "--claims", trial / "claims.csv")
    claims = ask(*words)["claims"]
    bad = [claim for claim in claims if claim["verdict"] in ("contradicted", "fits another better")]
    assert claims[: len(bad)] == bad
    assert len(bad) > 0
    assert run(*words).stdout.count("claim ") == len(bad)


def test_a_lower_limit_keeps_more_pairs(trial):
    few, many = (ask(*screening(trial, "--least-lr", limit))["pairs_kept"] for limit in ("10000", "0.01"))
    assert few < many


def test_screening_a_case_file_screens_the_remains_that_are_named(trial):
    few = trial.parent / "few.csv"
    few.write_text("".join((trial / "found.csv").read_text().splitlines(keepends=True)[:4]))
    answer = run("screen", few, trial / "case.json", "--json")
    assert answer.exit_code == 2 or json.loads(answer.stdout)["found"] == 3


# ── mistakes ──


@pytest.mark.parametrize("name", ["kinship", "identify", "power"])
@pytest.mark.parametrize(
    ("text", "says"),
    [(b"", "not JSON"), (b"{", "not JSON"), (b"[1]", "object"), (b'{"a": 1, "a": 2}', "twice"), (b"\xff", "UTF-8")],
)
def test_a_file_that_is_no_case_is_one_sentence(name, text, says):
    assert says in mistake(name, "-", text=text)


@pytest.mark.parametrize("name", ["kinship", "identify", "power"])
def test_a_missing_file_is_named(name, tmp_path):
    assert "nowhere.json" in mistake(name, tmp_path / "nowhere.json")
    assert "directory" in mistake(name, tmp_path)


@pytest.mark.parametrize(
    "options",
    [
        ("--prior", "pious"),
        ("--prior", "open", "--listed", "2"),
        ("--prior", "open", "--listed", "0"),
        ("--prior", "weight", "--weight", "0"),
        ("--prior", "weight", "--weight", "-1"),
        ("--prior", "weight", "--weight", "nan"),
        ("--prior", "weight", "--weight", "inf"),
        ("--rare", "-0.1"),
        ("--rare", "0.7"),
        ("--rare", "nan"),
    ],
    ids=" ".join,
)
def test_an_option_that_cannot_be_meant_is_one_sentence(case_file, options):
    mistake("identify", case_file, *options, "--json")


@pytest.mark.parametrize(
    "options", [("--report", "nowhere/deep/report.html"), ("--report", "r.html", "--language", "fr")], ids=" ".join
)
def test_a_report_that_cannot_be_written_is_a_mistake(case_file, options, monkeypatch):
    monkeypatch.chdir(case_file.parent)
    result = run("identify", case_file, *options)
    assert result.exit_code == 2
    assert "error: " in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ("--least-lr", "0"),
        ("--least-lr", "-5"),
        ("--least-lr", "nan"),
        ("--male-rate", "2"),
        ("--male-rate", "-0.1"),
        ("--female-rate", "nan"),
        ("--listed", "1"),
        ("--rare", "0.9"),
        ("--out", "nowhere/deep/candidates.csv"),
        ("--claims", "nowhere.csv"),
    ],
    ids=" ".join,
)
def test_a_screening_that_cannot_be_meant_is_one_sentence(trial, options, monkeypatch):
    monkeypatch.chdir(trial)
    mistake(*screening(trial, *options), "--json")


def test_a_screening_without_frequencies_says_what_to_give(trial):
    assert "--frequencies" in mistake("screen", trial / "found.csv", trial / "families.csv")


def test_commands_send_a_file_to_the_one_that_answers_it(case_file):
    assert "homeward identify" in mistake("kinship", case_file)
    assert "families" in mistake("identify", "-", text=as_bytes(father_and_son()))


@pytest.mark.parametrize(
    "words", [("nonsense",), ("simulate", "dna", "--out", "x"), ("kinship",), ("calibrate", "--statements", "0")]
)
def test_words_that_are_no_command_end_with_exit_code_two(words):
    assert run(*words).exit_code == 2


@pytest.mark.parametrize("odd", ["[/b]", "[bold]", "\\[/x]", "[red]R1", "[", "R:smile:"])
def test_ids_that_look_like_markup_are_shown_as_they_are(odd):
    file = collection()
    file["found"][0]["id"] = file["claims"][0]["found"] = file["weights"][0]["found"] = odd
    family, one = collection(), father_and_son()
    family["families"][0]["id"] = odd
    one["cases"][0]["id"] = odd
    for name, case in (("identify", file), ("power", family), ("kinship", one)):
        result = run(name, "-", text=as_bytes(case))
        assert result.exit_code == 0
        assert odd in result.stdout


def test_an_error_about_a_name_that_looks_like_markup_is_one_sentence():
    case = father_and_son()
    case["cases"][0]["denominator"] = "\\[/x][bold]"
    assert "\\[/x][bold]" in mistake("kinship", "-", text=as_bytes(case))


def test_a_name_that_no_text_can_hold_does_not_end_in_a_traceback():
    file = collection()
    file["found"][1]["id"] = "R\ud800"
    for words in (("identify", "-"), ("identify", "-", "--json")):
        done = as_process(*words, text=as_bytes(file))
        assert b"Traceback" not in done.stderr
        assert done.returncode in (0, 2)


def test_a_reader_who_goes_away_early_leaves_no_traceback(case_file):
    shell = f"{shlex.quote(sys.executable)} -m homeward identify {shlex.quote(str(case_file))} --json | head -c 1"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


# ── the README, as written ──


def blocks(language: str) -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def readme_commands() -> list[list[str]]:
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.strip()]
    return [shlex.split(line, comments=True) for line in lines if not line.startswith("make ")]


def test_the_commands_of_the_readme_run_as_written(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    done = readme_commands()
    assert len(done) >= 5
    for program, *words in done:
        assert program == "homeward"
        fewer = ["--statements", "200"] if words == ["calibrate"] else []  # the same command, stopped sooner
        result = run(*words, *fewer)
        assert result.exit_code == 0, (words, result.output)
    assert (tmp_path / "candidates.csv").stat().st_size > 1000


def test_the_python_of_the_readme_runs_as_written():
    [code] = blocks("python")
    space: dict[str, Any] = {}
    exec(code, space)
    # the father gives 7 or 9, the mother 8: P(their profiles) is shared by 7/8 and 9/8
    assert space["table"].sum() == pytest.approx(2 * 0.05 * 0.8 * 0.15**2)
    assert space["table"][0, 1] == space["table"][2, 1] == pytest.approx(space["table"].sum() / 2)


def test_every_link_of_the_readme_leads_somewhere():
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []

"""The stand-alone verifier, in an interpreter that has no Homeward."""

import ast
import re
import shutil
import subprocess
import sys

import pytest

from homeward.ledger.keys import write_verifier_key
from tests.ledger.sample import KEYS, ROOT, TOOL, TRUSTED, oracle

VECTORS = oracle("ledger_vectors.json")
WITHOUT_HOMEWARD = (
    "import runpy, sys; sys.modules['homeward'] = None; sys.argv = sys.argv[1:]; "
    "runpy.run_path(sys.argv[0], run_name='__main__')"
)


@pytest.fixture
def run(tmp_path):
    """Run a copy of the file, alone in a folder, on a document."""
    program = tmp_path / "verify_proof.py"
    shutil.copy(TOOL, program)

    def run_on(document, *options):
        file = tmp_path / "document.json"
        file.write_text(document, encoding="utf-8")
        command = [sys.executable, "-I", "-c", WITHOUT_HOMEWARD, str(program), str(file), *options]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
        assert done.stderr == ""
        return done.returncode, done.stdout

    return run_on


def keys(given=TRUSTED):
    return [word for key in given for word in ("--key", write_verifier_key(key))]


def test_a_proof_is_checked_without_homeward(run):
    code, says = run(VECTORS["proof"], *keys(KEYS))
    assert code == 0
    assert says.splitlines() == [
        "It holds.",
        "Entry 1 was in the ledger homeward/agency-a/1 when it had 3 entries.",
        "It was placed on 2026-05-03 12:00 UTC: verdict given, by second reader fa6d7ccd7dc67b3e4b87be08259066ee.",
        "reader-1 (key fa6d7ccd7dc67b3e4b87be08259066ee) signed the act.",
        "Head of 3 entries: homeward/agency-a signed it.",
        "Head of 3 entries: neutral.example/witness countersigned it on 2026-05-03 13:00 UTC.",
    ]


def test_growth_and_fork_are_checked_without_homeward(run):
    code, says = run(VECTORS["consistency"], *keys())
    assert (code, "Nothing before has changed since." in says) == (0, True)
    code, says = run(VECTORS["fork"], *keys())
    assert (code, "They cannot both be true: the first 2 differ." in says) == (0, True)


def test_without_a_key_the_file_vouches_only_for_itself(run):
    code, says = run(VECTORS["proof"])
    assert code == 3
    assert "give the one that you trust with --key" in says


def test_keys_can_stand_in_a_file(run, tmp_path):
    file = tmp_path / "trusted"
    file.write_text("# of the agency\n\n" + "".join(write_verifier_key(key) + "\n" for key in TRUSTED))
    assert run(VECTORS["proof"], "--keys", str(file))[0] == 0


def test_an_altered_proof_is_refused_in_a_sentence(run):
    assert run(VECTORS["proof"].replace("verdict given", "verdict taken"), *keys()) == (
        1,
        "Entry 1 is not in homeward/agency-a/1 as that head has it.\n",
    )


@pytest.mark.parametrize(("document", "options"), [("{}", []), ("", []), ("{}\n", ["--key", "no key"])])
def test_what_cannot_be_read_is_said_so(run, document, options):
    code, says = run(document, *options)
    assert code == 2
    assert says.count("\n") == 1


def test_a_file_that_is_not_there_is_said_so(run):
    assert run("{}", "--keys", "nowhere")[0] == 2


def test_help_says_what_the_exit_codes_mean(run):
    code, says = run("{}", "--help")
    assert code == 0
    assert re.search(r"^ {2}0 {2}it holds", says, re.MULTILINE)


def test_the_verifier_is_one_short_file_with_one_dependency():
    source = TOOL.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 400
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(source))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [str(node.module)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}


def test_the_verifier_calls_itself_by_its_place():
    assert TOOL.relative_to(ROOT).as_posix() == "tools/verify_proof.py"

import json

import pytest
from typer.testing import CliRunner

from homeward.cli.app import app
from homeward.ledger.key_file import Hardness
from homeward.store.backends import disk
from tests.actions.workspace.sample import PASSPHRASE
from tests.store.conftest import cluster

__all__ = ["cluster"]
RUNNER = CliRunner()
DONE, FAILED, MISTAKE, REFUSED, WAITS = range(5)
MEMBERS = ("--member", "anna=caseworker", "--member", "emil=administrator", "--member", "fadi=key custodian")

_ELSEWHERE = ("init", "elsewhere", "--ledger", "north")


def run(*words):
    return RUNNER.invoke(app, [str(word) for word in words])


def ask(*words):
    result = run(*words, "--json")
    assert result.exit_code == DONE, (words, result.output, result.exception)
    return json.loads(result.stdout)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(Hardness.__init__, "__defaults__", (8, 1, 1))
    monkeypatch.setenv("HOMEWARD_INSTANCE_PASSPHRASE", PASSPHRASE)
    monkeypatch.delenv("HOMEWARD_STORE", raising=False)
    for name in ("ANNA", "EMIL", "FADI"):
        monkeypatch.setenv(f"HOMEWARD_PASSPHRASE_{name}", PASSPHRASE)
    monkeypatch.setenv("HOMEWARD_WORKSPACE", str(tmp_path / "w"))
    monkeypatch.setenv("HOMEWARD_AS", "emil")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_works_when_a_server_keeps_the_store(folder, cluster):
    first, second = (cluster.new_database() for _ in range(2))
    ask("init", "w", "--ledger", "north", *MEMBERS, "--store", first)
    assert sorted(path.name for path in (folder / "w" / "store").iterdir()) == ["keys.sqlite"]
    assert ask("verify")["backup"] is None
    ask("backup", "b/1", "--keys", "keys/1")
    order = ("--to", "again", "--with", "fadi", "--cause", "moved", "--store", second)
    assert ask("restore", "b/1", "--keys", "keys/1", *order)["entries"] == 3
    assert ask("verify", "--workspace", "again")["whole"]
    assert run("verify", "--workspace", "again").stdout.count("Epoch 2 opens") == 1


def test_the_environment_says_where_the_server_is_and_an_argument_never_its_password(folder, cluster, monkeypatch):
    server = cluster.new_database().replace("homeward@", "homeward:Geheimwort@")
    result = run("init", "w", "--ledger", "north", *MEMBERS, "--store", server)
    assert result.exit_code == MISTAKE
    assert "never stands among the arguments" in result.stderr
    assert "Geheimwort" not in result.output
    monkeypatch.setenv("HOMEWARD_STORE", server)
    assert "Geheimwort" not in json.dumps(ask("init", "w", "--ledger", "north", *MEMBERS))
    assert "Geheimwort" not in (folder / "w" / "workspace.json").read_text()
    assert ask("verify")["whole"]
    assert "store: postgresql://homeward@/" in run(*_ELSEWHERE, *MEMBERS, "--store", cluster.new_database()).stdout
    again = run("init", "v", "--ledger", "north", *MEMBERS)
    assert again.exit_code == MISTAKE
    assert "there is a store already" in again.stderr
    assert not (folder / "v").exists()


@pytest.mark.parametrize(
    "server", ["mysql://somewhere/else", "postgresql:nonsense@@:/", "postgresql://nobody@/none?host=/nowhere"]
)
def test_a_server_that_is_none_or_does_not_answer_is_one_sentence(folder, server):
    result = run("init", "w", "--ledger", "north", *MEMBERS, "--store", server)
    assert result.exit_code == MISTAKE, (result.output, result.exception)
    assert result.stderr.count("error: ") == 1
    assert [*folder.iterdir()] == []


def test_backups_are_listed_with_their_state_and_a_damaged_one_ends_with_exit_code_one(folder):
    ask("init", "w", "--ledger", "north", *MEMBERS)
    ask("backup", "b/1", "--keys", "keys-1")
    told = ask("backups", "b")
    [one] = told["backups"]
    assert (one["folder"], one["holds"], one["entries"], one["says"]) == ("b/1", True, 1, "holds")
    [key] = told["keys"]
    assert (key["file"], key["opens"], key["expired"], key["destroyed"]) == (str(folder / "keys-1"), True, False, False)
    assert "holds" in run("backups", "b").stdout
    assert "keep" in run("backups", "b", "--prune").stdout
    since = ask("verify")["backup"]
    assert since["entries_since"] == 3
    assert since["on"] >= one["made_at"][:10]
    data = bytearray((folder / "b" / "1" / "store.backup").read_bytes())
    data[len(data) // 2] ^= 1
    (folder / "b" / "1" / "store.backup").write_bytes(data)
    assert run("backups", "b").exit_code == FAILED
    assert run("backups", "nowhere").exit_code == MISTAKE
    assert run("backups", "b", "--as", "anna").exit_code == REFUSED


def test_a_drive_that_may_not_flush_is_told_of_when_a_workspace_is_made_and_verified(monkeypatch):
    monkeypatch.setattr(disk, "measure_flush", lambda folder: 2e-6)
    made = run("init", "w", "--ledger", "north", *MEMBERS)
    assert made.exit_code == DONE
    assert "2 microseconds" in made.stderr
    assert run("verify").stdout.count("may confirm what it does not keep") == 1
    monkeypatch.setattr(disk, "measure_flush", lambda folder: 2e-3)
    assert "microseconds" not in run("verify").output


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (lambda w, env: (w / "store" / "keys.sqlite").unlink(), "copy the newest copy of the keys there"),
        (lambda w, env: (w / "store" / "keys.sqlite").write_bytes(b"x" * 8192), "does not open with this key"),
        (lambda w, env: (w / "instance.key").unlink(), "instance.key"),
        (lambda w, env: env.setenv("HOMEWARD_INSTANCE_PASSPHRASE", "some other passphrase"), "passphrase"),
    ],
)
def test_keys_that_are_missing_or_others_are_one_sentence(folder, monkeypatch, break_it, says):
    ask("init", "w", "--ledger", "north", *MEMBERS)
    break_it(folder / "w", monkeypatch)
    result = run("verify")
    assert result.exit_code == MISTAKE, (result.output, result.exception)
    assert says in result.stderr
    assert result.stderr.count("error: ") == 1

import csv
import io
import json
import re

import pytest
from typer.testing import CliRunner

from homeward.actions.workspace.files import flag_harm
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.pairs import propose_pairs
from homeward.actions.workspace.place import open_workspace
from homeward.actions.workspace.rights import Role
from homeward.actions.workspace.settings import Settings
from homeward.cli.app import app
from homeward.ledger.key_file import Hardness
from tests.actions.workspace.sample import PASSPHRASE, a_list, acts, delivery, make, seat

RUNNER = CliRunner()
DONE, MISTAKE, REFUSED, WAITS = 0, 2, 3, 4
PEOPLE = {role.name.lower(): (role,) for role in Role} | {"anna": (Role.CASEWORKER,), "tom": (Role.CASEWORKER,)}
LONELY = "F-9,Lonelenko,Lonely,,1950-01-01,,,\n"  # whom the harm flag is about
WANTED = "S-9,Lonelenko,Lonely,,1950-01-01,,,\n"


def run(*words):
    return RUNNER.invoke(app, [str(word) for word in words])


def ask(*words):
    result = run(*words, "--json")
    assert result.exit_code in (DONE, WAITS), (words, result.output, result.exception)
    return json.loads(result.stdout)


@pytest.fixture
def passphrases(monkeypatch):
    monkeypatch.setattr(Hardness.__init__, "__defaults__", (8, 1, 1))
    monkeypatch.setenv("HOMEWARD_INSTANCE_PASSPHRASE", PASSPHRASE)
    for name in PEOPLE:
        monkeypatch.setenv(f"HOMEWARD_PASSPHRASE_{name.upper()}", PASSPHRASE)


# ── a harm flag: two worlds, one of which never heard of the person ──


def a_world(folder, *, is_listed, is_late=False):
    """Anna's list of people found, with one flagged person or without; everybody else is of another team.

    is_late    the flag was set when pairs had been proposed
    """
    with (workspace := make(folder, PEOPLE, anna="2", settings=Settings(import_alone_rows=5))).store:
        anna, tom = seat(workspace, "anna", "tom")
        found = import_list(anna, delivery("found", found_by_anna(is_listed))).list_id
        sought = import_list(tom, delivery("sought", a_list("S") + WANTED.encode())).list_id
        if is_late:
            propose_pairs(tom, found, sought)
        for file_id, file in files_of(anna, found).items():
            if file.record_id == "F-9":
                flag_harm(anna, file_id, lift=False, reason="threatened")
                assert flag_harm(anna, file_id, lift=True, reason="safe again").waits_for
        longer = found_by_anna(is_listed) + b"F-7,Tselenko,Ivan,,1971,,,\nF-8,Tselenko,Petro,,1972,,,\n"
        assert import_list(anna, delivery("found", longer)).kept.waits_for
        propose_pairs(tom, found, sought)
        files = sorted((file.record_id, one) for one, file in files_of(tom, sought).items())
        (folder / "next.csv").write_bytes(a_list("F").replace(b"1979", b"1978") + b"F-6,Tselenko,Olha,,1973,,,\n")
        (folder / "again.csv").write_bytes(a_list("F") + LONELY.encode())
        return folder, found, sought, [one for _, one in files]


def found_by_anna(is_listed):
    return a_list("F") + (LONELY.encode() if is_listed else b"")


_COUNTERS = ("entry", "verifier_key")  # of the whole ledger, or drawn


def unmarked(text):
    """An answer without what is random or counts every act: ids, digests, times, numbers of entries."""
    return ordered(json.loads(text)) if text.startswith("{") else masked(text)


def ordered(value):
    if isinstance(value, dict):
        told = [(masked(key), None if key in _COUNTERS else ordered(item)) for key, item in value.items()]
        return sorted(told, key=repr)
    if isinstance(value, list):
        return sorted(map(ordered, value), key=repr)
    return masked(value) if isinstance(value, str) else value


def masked(text):
    text = re.sub(r"[0-9a-f]{32,64}", "ID", text.replace("\n", " "))
    return re.sub(r"\d{4}-\d\d-\d\dT[0-9:.+]+", "TIME", text)


def answers(world):
    folder, found, sought, files = world
    seen = {}
    # last, as whoever brings the line of a flagged person themselves can see that no file of it shows: unavoidable
    again = ("import", str(folder / "again.csv"), "--from", "South", "--role", "found")
    commands = {
        "tom": [
            ("list",),
            ("list", found),
            ("list", sought),
            *(("show", one) for one in files),
            ("who-read", files[-1]),
            ("propose", found, sought),
            ("pending",),
            ("day",),
            ("flag", "0" * 32, "--reason", "to try"),
            ("import", str(folder / "next.csv"), "--from", "South", "--role", "found"),
            ("list", found),
            ("export", sought, "--file", files[0], "--reason", "to compare"),
        ],
        "reviewer": [("list",), ("list", found), ("queue",), ("day",), ("pending",)],
        "laboratory": [("propose", found, sought), ("list",), ("pending",)],
        "negotiator": [("list",), ("member", "list"), ("settings",)],
        "auditor": [("list",), ("alarms",), ("day",)],
        "administrator": [("list",), ("pending",)],
    }
    for name, asked in (*commands.items(), ("tom", [again])):
        for words in asked:
            result = run(*words, "--as", name, "--workspace", folder, "--json")
            key = (name, *(re.sub("[0-9a-f]{32}|/.*", "ID", word) for word in words))
            seen[len(seen), *key] = result.exit_code, unmarked(result.stdout or result.stderr)
    return seen


@pytest.mark.parametrize("is_late", [False, True])
def test_an_outsider_gets_the_same_answers_whether_or_not_a_flagged_person_was_ever_on_the_list(
    tmp_path, passphrases, is_late
):
    worlds = (a_world(tmp_path / str(one), is_listed=one, is_late=is_late) for one in (True, False))
    with_person, without = map(answers, worlds)
    assert with_person.keys() == without.keys()
    assert not [key for key, (code, _) in without.items() if code == MISTAKE]
    for key, answer in without.items():
        assert with_person[key] == answer, key


@pytest.mark.parametrize("name", ["anna", "protection", "adjudicator"])
def test_the_own_team_and_those_whom_the_flag_calls_see_the_counts(tmp_path, passphrases, name):
    folder, found, *_ = a_world(tmp_path / "w", is_listed=True)
    told = ask("list", "--as", name, "--workspace", folder)["lists"][found]
    assert told["n_files"] == told["versions"][0]["n_rows_accepted"] == 5
    outside = ask("list", "--as", "negotiator", "--workspace", folder)["lists"][found]
    assert outside["n_files"] == 4
    assert set(outside["versions"][0]) == {"number", "on", "columns"}


# ── commands ──


@pytest.fixture
def folder(tmp_path, monkeypatch, passphrases):
    with (workspace := make(tmp_path / "w", PEOPLE, anna="2")).store:
        [anna] = seat(workspace, "anna")
        list_id = import_list(anna, delivery()).list_id
        files = list(files_of(anna, list_id))
    monkeypatch.setenv("HOMEWARD_WORKSPACE", str(tmp_path / "w"))
    monkeypatch.chdir(tmp_path)
    return tmp_path, list_id, files


def test_glass_is_broken_from_the_command_line_and_shows_in_alarms_and_in_my_day(folder):
    _, _, files = folder
    assert run("show", files[0], "--as", "tom").exit_code == REFUSED
    assert run("show", files[0], "--break-glass", "--as", "tom").exit_code == MISTAKE
    assert (
        run("show", files[0], "--break-glass", "--reason", "at the border", "--as", "administrator").exit_code
        == REFUSED
    )
    shown = ask("show", files[0], "--break-glass", "--reason", "at the border", "--as", "tom")
    assert shown["file"] == files[0]
    assert ask("day", "--as", "auditor")["alarms"] == 1
    [alarm] = ask("alarms", "--as", "protection")["alarms"]
    assert (alarm["what"], alarm["file"], alarm["new"]) == ("glass broken", files[0], True)
    assert "glass broken" in run("alarms", "--as", "auditor").stdout
    assert "0 new alarms" in run("day", "--as", "auditor").stdout
    assert ask("day", "--as", "tom")["alarms"] is None


def test_the_trail_is_told_by_keys_as_json_or_as_a_table(folder):
    _, _, files = folder
    ask("show", files[0], "--as", "anna")
    [done] = ask("audit", "--kind", "file read", "--as", "auditor")["acts"]
    assert (done["about"], done["role"]) == ([files[0]], "caseworker")
    rows = list(csv.DictReader(io.StringIO(run("audit", "--file", files[0], "--csv", "--as", "auditor").stdout)))
    assert [row["kind"] for row in rows] == ["files made", "file read"]
    assert "file read" in run("audit", "--as", "auditor").stdout
    [month] = ask("audit", "--months", "--as", "auditor")["months"].values()
    assert month["file read"] == 1
    assert run("audit", "--months", "--csv", "--as", "auditor").stdout.startswith("month,file read,list viewed,refused")
    assert run("audit", "--as", "anna").exit_code == REFUSED
    assert run("audit", "--from", "yesterday", "--as", "auditor").exit_code == MISTAKE


def test_names_in_the_trail_take_a_second_person_and_are_shown_once(folder):
    _, _, files = folder
    ask("show", files[0], "--as", "anna")
    asked = ask("audit", "--names", "--as", "auditor")["waits_for"]
    words = ("audit", "--kind", "file read", "--approved", asked, "--as", "auditor")
    assert run(*words).exit_code == REFUSED
    assert [one["asks"] for one in ask("day", "--as", "protection")["approvals"]] == ["read audit names"]
    ask("approve", asked, "--as", "protection")
    assert [one["who"] for one in ask(*words)["acts"]] == ["anna"]
    assert run(*words).exit_code == REFUSED


def test_an_export_goes_to_a_file_or_to_standard_output(folder):
    path, list_id, files = folder
    words = ("export", list_id, "--file", files[0], "--reason", "for the neutral", "--as", "anna")
    rows = list(csv.DictReader(io.StringIO(run(*words).stdout)))
    assert [row["file"] for row in rows] == [files[0]]
    (path / "ids").write_text("\n".join(files[1:3]))
    told = ask(*words, "--files", "ids", "--format", "json", "--out", "lines.json")
    assert told["lines"] == 3
    lines = json.loads((path / "lines.json").read_text())["lines"]
    assert {line["watermark"].split()[0] for line in lines} == {told["export"]}
    assert run("export", list_id, "--reason", "all of them", "--as", "anna").exit_code == MISTAKE
    assert run(*words[:-1], "administrator").exit_code == REFUSED
    assert run(*words, "--format", "xml").exit_code == MISTAKE
    workspace = open_workspace(path / "w", PASSPHRASE)
    with workspace.store:
        assert [act.kind for act in acts(workspace)].count("lines exported") == 2


def test_an_order_of_data_protection_waits_and_is_exported_once(folder):
    _, list_id, files = folder
    words = ("export", list_id, "--file", files[0], "--reason", "asked by the person")
    waits = ask(*words, "--as", "protection")["waits_for"]
    assert run("export", "--approved", waits, "--as", "protection").exit_code == REFUSED
    ask("approve", waits, "--as", "adjudicator")
    assert files[0] in run("export", "--approved", waits, "--as", "protection").stdout
    assert run("export", "--approved", waits, "--as", "protection").exit_code == REFUSED


def test_my_day_shows_leases_boards_and_readings(folder):
    path, *_ = folder
    (path / "found.csv").write_bytes(a_list("F"))
    (path / "sought.csv").write_bytes(a_list("S"))
    found = ask("import", "found.csv", "--from", "South", "--role", "found", "--as", "anna")["list"]
    sought = ask("import", "sought.csv", "--from", "West", "--role", "sought", "--as", "anna")["list"]
    ask("propose", found, sought, "--as", "anna")
    assert ask("day", "--as", "reviewer")["readings"] == 4
    case = ask("queue", "--take", "--as", "reviewer")["case"]
    told = ask("day", "--as", "reviewer")
    assert (told["readings"], told["leases"], told["boards"]) == (3, [], [])
    assert case
    assert "3 readings that you could take" in run("day", "--as", "reviewer").stdout

import json
import os
import re
from itertools import product
from pathlib import Path

import pytest
from typer.testing import CliRunner

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused, approve
from homeward.actions.workspace.files import open_file
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.place import open_workspace
from homeward.actions.workspace.rights import Role, Scope, right_of
from homeward.cli.app import app
from homeward.ledger.key_file import Hardness
from tests.actions.workspace.sample import PASSPHRASE, a_list, acts, delivery, last, make, seat

RUNNER = CliRunner()
FOLDER = Path(__file__).parents[3] / "docs" / "guide" / "commands"
GUIDE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md")))
DONE, FAILED, MISTAKE, REFUSED, WAITS = range(5)
ROLES = tuple(Role)


def run(*words, text=None):
    return RUNNER.invoke(app, [str(word) for word in words], input=text)


def ask(*words):
    result = run(*words, "--json")
    assert result.exit_code in (DONE, WAITS), (words, result.output, result.exception)
    return json.loads(result.stdout)


def name_of(role):
    return role.name.lower()


@pytest.fixture
def passphrases(monkeypatch):
    monkeypatch.setattr(Hardness.__init__, "__defaults__", (8, 1, 1))
    monkeypatch.setenv("HOMEWARD_INSTANCE_PASSPHRASE", PASSPHRASE)
    for name in (*map(name_of, Role), "anna", "boris", "clara", "dina", "emil", "fadi", "greta"):
        monkeypatch.setenv(f"HOMEWARD_PASSPHRASE_{name.upper()}", PASSPHRASE)


@pytest.fixture
def folder(tmp_path, monkeypatch, passphrases):
    with make(tmp_path / "w").store:
        monkeypatch.setenv("HOMEWARD_WORKSPACE", str(tmp_path / "w"))
        monkeypatch.chdir(tmp_path)
    for role in ("sought", "found"):
        lonely = f"{role[0].upper()}-9,{role}enko,Lonely,,19{len(role)}0,,,\n"
        (tmp_path / f"{role}.csv").write_bytes(a_list(role[0].upper()) + lonely.encode())
    return tmp_path


def import_both():
    return [
        ask("import", f"{role}.csv", "--from", party, "--role", role, "--as", "anna")["list"]
        for role, party in (("found", "South"), ("sought", "North"))
    ]


# ── rights, from the command line ──

_ACT_OF = {  # command, and the right it asks for, on a file of somebody else
    ("show", "FILE", "--reason", "to test"): ("open person", Scope.OTHER),
    ("status", "FILE", "custody", "alleged", "--source", "sister"): ("enter person", Scope.OTHER),
    ("flag", "OTHER", "--reason", "threatened"): ("set harm flag", Scope.OTHER),
    ("erase", "FILE", "--reason", "asked by the person"): ("erase", Scope.OTHER),
    ("import", "LIST", "--from", "West", "--role", "found"): ("import list", Scope.OWN),
    ("remains", "thing", "id=CODE", "level=item"): ("move remains", Scope.OWN),
    ("settings", "--accept", "SETTINGS"): ("change settings", Scope.OWN),
    ("member", "add", "greta", "--role", "auditor"): ("give role", Scope.OWN),
    ("member", "role", "anna", "--role", "auditor"): ("give role", Scope.OWN),
    ("member", "leave", "anna", "--to", "caseworker"): ("give role", Scope.OWN),
    ("member", "reset-factor", "anna", "--reason", "lost"): ("reset second factor", Scope.OWN),
    ("verify",): ("verify", Scope.OWN),
    ("prove", "0", "--out", "PROOF"): ("verify", Scope.OWN),
}
_NEVER_WAITS = ("import",)  # for a short list one person is enough


@pytest.fixture(scope="module")
def everybody(tmp_path_factory):
    folder = tmp_path_factory.mktemp("everybody")
    people = {name_of(role): (role,) for role in Role} | {"anna": (Role.CASEWORKER,)}
    with (workspace := make(folder / "w", people, anna="2")).store:
        [anna] = seat(workspace, "anna")
        people = [(f"Ім{number}енко", "Ім'я", "", f"19{number}", "", "", "") for number in range(50, 51 + len(ROLES))]
        file_id, *others = files_of(anna, import_list(anna, delivery(data=a_list("S", people))).list_id)
    return folder, file_id, dict(zip(ROLES, others, strict=True))  # a flagged file is hidden from the next role


@pytest.mark.parametrize(("role", "words"), list(product(ROLES, _ACT_OF)))
def test_a_command_answers_a_role_as_the_table_says(everybody, passphrases, role, words):
    folder, file_id, others = everybody
    paths = {name: folder / f"{name_of(role)}-{name}" for name in ("LIST", "SETTINGS", "PROOF")}
    paths["LIST"].write_bytes(a_list(name_of(role)))
    paths["SETTINGS"].write_text("{}")
    filled = [str(paths.get(word, word)) for word in words]
    filled = [
        word.replace("FILE", file_id).replace("OTHER", others[role]).replace("CODE", f"C-{name_of(role)}")
        for word in filled
    ]
    before = len(_kinds(folder))
    result = run(*filled, "--as", name_of(role), "--workspace", folder / "w", "--json")
    act, scope = _ACT_OF[words]
    right = right_of(role, act, scope)
    if not right.is_granted or right.part not in ("", "not own", "destroys key"):
        wanted, kind = REFUSED, "refused"
    elif right.way == "with a second" and words[0] not in _NEVER_WAITS:
        wanted, kind = WAITS, "second asked"
    else:
        wanted, kind = DONE, None
    assert result.exit_code == wanted, (result.output, result.exception)
    assert "Traceback" not in result.output
    new = _kinds(folder)[before:]
    assert new
    assert kind is None or new[-1] == kind
    assert kind == "refused" or "refused" not in new


def _kinds(folder):
    workspace = open_workspace(folder / "w", PASSPHRASE)
    with workspace.store:
        return [act.kind for act in acts(workspace)]


# ── answers ──


def test_every_key_of_an_answer_stands_in_the_guide(folder):
    found, sought = import_both()
    ask("propose", found, sought, "--as", "anna")
    case_id = ask("queue", "--as", "boris")["case"]
    file_id = ask("list", sought, "--as", "anna")["files"][0]["file"]
    answers = {
        "init": ask("init", "other", "--ledger", "other", "--member", "anna=caseworker", "--member", "boris=reviewer"),
        "import": ask("import", "found.csv", "--from", "South", "--role", "found", "--as", "anna"),
        "list": ask("list", "--as", "anna") | ask("list", found, "--as", "anna"),
        "show": ask("show", file_id, "--as", "anna"),
        "propose": ask("propose", found, sought, "--as", "anna"),
        "queue": ask("queue", "--take", "--as", "boris"),
        "status": ask("status", file_id, "vital", "presumed dead", "--source", "unit", "--as", "anna"),
        "pending": (waits := ask("pending", "--as", "dina")),
        "approve": ask("approve", waits["pending"][0]["id"], "--as", "dina"),
        "flag": ask("flag", file_id, "--reason", "threatened", "--as", "anna"),
        "who-read": ask("who-read", file_id, "--as", "anna"),
        "read": ask("decide", case_id, "--show", "to know", "--as", "clara"),
        "decide": ask("read", case_id, "--give-back", "--as", "boris"),
        "remains": ask("remains", "thing", "id=C-1", "level=item", "--as", "anna") | ask("remains", "--as", "anna"),
        "settings": ask("settings", "--as", "anna"),
        "member list": ask("member", "list", "--as", "anna"),
        "member add": ask("member", "add", "greta", "--role", "reviewer", "--as", "emil"),
        "member role": ask("member", "role", "boris", "--role", "reviewer,auditor", "--as", "emil"),
        "member leave": ask("member", "leave", "clara", "--to", "boris", "--as", "emil"),
        "member reset-factor": ask("member", "reset-factor", "boris", "--reason", "lost", "--as", "emil"),
        "verify": ask("verify", "--as", "emil"),
        "prove": ask("prove", 0, "--out", "proof.json", "--as", "emil"),
        "backup": ask("backup", "copy", "--keys", "copy-keys", "--as", "emil"),
    }
    [unread] = [it["file"] for it in ask("list", sought, "--as", "anna")["files"] if it["line"]["record_id"] == "S-9"]
    answers["erase"] = ask("erase", unread, "--reason", "asked by the person", "--as", "dina")
    order = ("--to", "again", "--as", "emil", "--with", "fadi", "--cause", "disk failure")
    answers["restore"] = ask("restore", "copy", "--keys", "copy-keys", *order)
    for name, answer in answers.items():
        section = re.split(rf"^## `homeward {name}\b.*$", GUIDE, flags=re.MULTILINE)[1].split("\n## ")[0]
        shared = ("act", "entry", "waits_for", "repeat")
        missing = [key for key in answer if f"`{key}`" not in section and key not in shared]
        assert not missing, name
        assert answer["schema"].startswith("homeward-")


def test_what_people_see_names_no_json_and_shows_what_they_asked_for(folder):
    found, sought = import_both()
    assert run("propose", found, sought, "--as", "anna").stdout.startswith("4 pairs proposed")
    assert "first reading, in your hands" in run("queue", "--take", "--as", "boris").stdout
    case_id = ask("queue", "--as", "boris")["case"]
    assert "posterior" in run("read", case_id, "--as", "boris").stdout
    assert "done" in run("read", case_id, "--give-back", "--as", "boris").stdout
    assert found in run("list", "--as", "anna").stdout
    file_id = ask("list", sought, "--as", "anna")["files"][0]["file"]
    assert file_id in run("list", sought, "--as", "anna").stdout
    assert "North, version 1" in run("show", file_id, "--as", "anna").stdout
    assert "anna" in run("who-read", file_id, "--as", "anna").stdout
    assert "board_quorum = 3" in run("settings", "--as", "anna").stdout
    assert "nothing waits" in run("pending", "--as", "anna").stdout
    assert (
        "nothing was changed" in run("import", "found.csv", "--from", "South", "--role", "found", "--as", "anna").stdout
    )


def test_one_person_alone_cannot_open_a_file_as_data_protection(folder):
    found, _ = import_both()
    with_others = {"pia": (Role.PROTECTION,), "paul": (Role.PROTECTION,), "anna": (Role.CASEWORKER,)}
    with (workspace := make(folder / "third", with_others)).store:
        anna, pia, paul = seat(workspace, "anna", "pia", "paul")
        file_id = next(iter(files_of(anna, import_list(anna, delivery()).list_id)))
        asked = open_file(pia, file_id, reason="a complaint")
        with pytest.raises(Refused):
            open_file(pia, file_id, reason="a complaint", approved=asked.waits_for)
        approve(paul, asked.waits_for)
        with pytest.raises(Refused):
            open_file(paul, file_id, reason="a complaint", approved=asked.waits_for)
        assert open_file(pia, file_id, reason="a complaint", approved=asked.waits_for).id == file_id
        assert acts(workspace)[-1].relies_on == (asked.waits_for,)
        with pytest.raises(Refused):  # one approval, one look
            open_file(pia, file_id, reason="a complaint", approved=asked.waits_for)
    assert found


# ── passphrases, mistakes, damage ──


def test_a_passphrase_comes_through_a_descriptor_or_a_prompt(folder, monkeypatch):
    monkeypatch.delenv("HOMEWARD_INSTANCE_PASSPHRASE")
    monkeypatch.delenv("HOMEWARD_PASSPHRASE_EMIL")
    assert run("verify", "--as", "emil", text=f"{PASSPHRASE}\n{PASSPHRASE}\n").exit_code == DONE
    for told, wanted in ((f"{PASSPHRASE}\n{PASSPHRASE}\n", DONE), (f"{PASSPHRASE}\n", MISTAKE)):
        reading, writing = os.pipe()
        os.write(writing, told.encode())
        os.close(writing)
        monkeypatch.setenv("HOMEWARD_PASSPHRASE_FD", str(reading))
        assert run("verify", "--as", "emil").exit_code == wanted
    monkeypatch.setenv("HOMEWARD_PASSPHRASE_FD", "one")
    assert run("verify", "--as", "emil").exit_code == MISTAKE


def test_no_command_takes_a_passphrase_as_an_argument():
    assert not re.search(r"--pass\w*", GUIDE)


def test_another_passphrase_opens_nothing_and_is_an_entry(folder, monkeypatch):
    monkeypatch.setenv("HOMEWARD_PASSPHRASE_EMIL", "some other passphrase")
    assert run("verify", "--as", "emil").exit_code == REFUSED
    assert _kinds(folder)[-1] == "sign-in failed"
    monkeypatch.setenv("HOMEWARD_INSTANCE_PASSPHRASE", "some other passphrase")
    assert run("verify", "--as", "anna").exit_code == MISTAKE


@pytest.mark.parametrize(
    "words",
    [
        "init w --ledger again --member anna=caseworker --member boris=reviewer",
        "init new --ledger BAD --member anna=caseworker --member boris=reviewer",
        "init new --ledger north --member anna=caseworker",
        "init new --ledger north --member anna --member boris=reviewer",
        "init new --ledger north --member anna=boss --member boris=reviewer",
        "import found.csv --from South --role lost --as anna",
        "import nowhere.csv --from South --role found --as anna",
        "import found.csv --from South --role found --as anna --act-id 7",
        "decide 00 --as boris",
        "board 00 --as boris",
        "remains thing level=item --as anna",
        "remains thing id --as anna",
        "prove 5000 --out p --as emil",
        "restore nowhere --keys k --to x --as emil --with fadi --cause fire",
        "verify --as emil --workspace nowhere",
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_two(folder, words):
    result = run(*words.split())
    assert result.exit_code == MISTAKE, (result.output, result.exception)
    assert result.stderr.count("error: ") == 1
    assert "Traceback" not in result.output
    assert not (folder / "new" / "store").exists()


def test_damage_is_noticed_and_ends_with_exit_code_one(folder):
    import_both()
    path = folder / "w" / "store" / "store.sqlite"
    data = bytearray(path.read_bytes())
    for place in range(len(data) // 2, len(data), 4096):
        data[place] ^= 1
    path.write_bytes(bytes(data))
    for name in ("store.sqlite-wal", "store.sqlite-shm"):
        (path.parent / name).unlink(missing_ok=True)
    result = run("verify", "--as", "emil")
    assert result.exit_code in (FAILED, MISTAKE)
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.output.count("\n") >= 1


def test_a_restore_takes_two_people_with_the_right(folder):
    assert run("backup", "copy", "--keys", "copy-keys", "--as", "emil").exit_code == DONE
    assert run("backup", "copy", "--keys", "copy-keys", "--as", "emil").exit_code == MISTAKE
    assert run("backup", "other", "--keys", "other-keys", "--as", "anna").exit_code == REFUSED
    order = ("restore", "copy", "--keys", "copy-keys", "--to", "again", "--cause", "disk failure")
    for pair in (("emil", "emil"), ("emil", "anna"), ("nobody", "fadi")):
        assert run(*order, "--as", pair[0], "--with", pair[1], text=f"{PASSPHRASE}\n").exit_code == MISTAKE
        assert not (folder / "again").exists()
    assert run(*order, "--as", "emil", "--with", "fadi").exit_code == DONE
    workspace = open_workspace(folder / "again", PASSPHRASE)
    with workspace.store:
        assert last(workspace).kind == "epoch opened"
        assert check_workspace(workspace).is_whole

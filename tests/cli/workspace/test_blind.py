"""Two worlds that differ only in the score and the first verdict: whoever may read second gets the same from both.

Every command is tried, as text and as JSON, allowed or refused, with its exit code and its words on standard error.
Ids, keys and times are drawn anew in each world; they are named before the answers are compared.
"""

import json
import re
from dataclasses import dataclass, field

import pytest
from typer.testing import CliRunner

from homeward.actions.workspace.desk import authorise, keep, new_id
from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.pairs import draft_of, read_case, read_reason, take_reading
from homeward.actions.workspace.review.elsewhere import note_earlier
from homeward.actions.workspace.rights import Role
from homeward.cli import console
from homeward.cli.app import _SECTIONS, app
from homeward.evidence.weight import Weight
from homeward.ledger.key_file import Hardness
from homeward.review.act import Pair, Proposal
from homeward.review.basis import Basis
from tests.actions.workspace.sample import PASSPHRASE, acts, delivery, make, seat

RUNNER = CliRunner()
# clara may look at all that is open to a reader and to an auditor at once
PEOPLE = {
    "anna": (Role.CASEWORKER,),
    "boris": (Role.REVIEWER,),
    "clara": (Role.REVIEWER, Role.AUDITOR),
    "emil": (Role.ADMINISTRATOR,),
}
EARLIER = "found,sought,outcome,grounds,by,on\nF-2,S-2,established,recognition,commission,2019-05-03\n"
SOME = ("established", "excluded")
TRIED = (
    "queue",
    "queue --take",
    "read CASE",
    "read CASE --take",
    "read CASE",
    "queue",
    "show FOUND",
    "show SOUGHT",
    "show SOUGHT --reason curiosity",
    "list",
    "list SOUGHT-LIST",
    "list FOUND-LIST",
    "who-read FOUND",
    "who-read CASE",
    "audit",
    "audit --months",
    "audit --csv",
    "audit --file CASE",
    "audit --file FOUND",
    "alarms",
    "day",
    "pending",
    "verify",
    *(f"prove {number} --out proof.json" for number in (12, 20)),
    "propose FOUND-LIST SOUGHT-LIST",
    *(f"decide CASE --sign {outcome}" for outcome in SOME),
    "decide CASE --deed 'family told' --detail letter",
    "decide CASE --reopen doubts",
    "decide CASE --show curiosity",
    "board CASE --seat emil",
    *(f"board CASE --vote {outcome} --reason 'dna agrees: so'" for outcome in SOME),
    *(f"board CASE --decide {outcome} --text so" for outcome in SOME),
    "answer CASE --reason because",
    "answer CASE --reason because --exclusion 00000000000000000000000000000000",
    "weak",
    "weak --cases",
    "campaign",
    "campaign --dry-run",
    "remains",
    "laboratory samples",
    "laboratory profile T-1",
    "status FOUND identity established --source me",
    "member list",
    "settings",
    "read CASE --give-back",
    "conflict CASE --member emil --reason cousin",
    "queue",
)
ALSO_AS_TEXT = (
    "queue",
    "read CASE",
    "who-read CASE",
    "audit",
    "day",
    "weak",
    "campaign",
    "decide CASE --sign excluded",
)


@dataclass(frozen=True)
class World:
    """One workspace with a case that was read once."""

    folder: object
    names: dict[str, str]  # of every id that a command may show
    heard: list[tuple[object, ...]] = field(default_factory=list)


def world(folder, outcome, log10_lr, posterior):
    with (workspace := make(folder / "w", PEOPLE)).store:
        anna, boris, clara = seat(workspace, "anna", "boris", "clara")
        lists = {role: import_list(anna, delivery(role)).list_id for role in ("found", "sought")}
        files = {file.record_id: one for role in lists for one, file in files_of(anna, lists[role]).items()}
        note_earlier(clara, EARLIER.encode())
        pair, case_id = Pair(files["F-1"], files["S-1"]), new_id()
        basis = Basis(
            weights=(Weight("names", log10_lr, f"said {log10_lr}"), Weight("height", log10_lr / 9, "tall")),
            posterior=posterior,
            prior=0.25,
            prior_rule="by hand",
        )
        granted = authorise(anna, "propose match")
        keep(anna, granted, [draft_of(case_id, pair, Proposal(basis=basis))], says="")
        take_reading(boris, case_id)
        read_case(boris, case_id, outcome, (read_reason(f"other: I find it {outcome}"),))
        told = [(dict(act.facts).keys(), act.kind, act.role) for act in acts(workspace)]
    names = {one: line for line, one in files.items()} | {case_id: "CASE", pair.found: "FOUND", pair.sought: "SOUGHT"}
    names |= {lists["found"]: "FOUND-LIST", lists["sought"]: "SOUGHT-LIST"}
    return World(folder / "w", names, [tuple(map(str, told))])


def masked(text, names):
    """Name what is drawn anew in each world: ids, digests, keys, times; order what is ordered by random ids."""
    for one, name in names.items():
        text = text.replace(one, name)
    text = re.sub(r"\b[0-9a-f]{16,}\b", "ID", text)
    text = re.sub(r"\b[\w.-]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{40,}", "KEY", text)
    text = re.sub(r"[A-Za-z0-9+/]{40,}=*", "BYTES", text)
    return re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(\+00:00|Z)?", "TIME", text)


def named(value, names):
    if isinstance(value, dict):
        return {masked(name, names): named(item, names) for name, item in value.items()}
    if isinstance(value, list):
        return [named(item, names) for item in value]
    return masked(value, names) if isinstance(value, str) else value


def ordered(value):
    if isinstance(value, dict):
        return {name: ordered(item) for name, item in sorted(value.items())}
    if isinstance(value, list):
        return sorted((ordered(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value


def hear(one, line, *, as_json):
    """Run one command as clara: exit code, what it says, what stands on standard error."""
    place = {name: id for id, name in one.names.items()}
    words = [place.get(word, word) for word in re.findall(r"'[^']*'|\S+", line)]
    words = [word.strip("'") for word in words]
    result = RUNNER.invoke(app, [*words, "--as", "clara", "--workspace", str(one.folder), *(["--json"] * as_json)])
    if as_json and result.stdout.startswith("{"):
        said = json.dumps(ordered(named(json.loads(result.stdout), one.names)), sort_keys=True)
    else:
        rows = masked(result.stdout, one.names).splitlines()
        said = "\n".join(sorted(re.sub(r"[─━]+", "-", re.sub(r" +", " ", row)) for row in rows))
    error = "" if result.exception is None else type(result.exception).__name__
    return result.exit_code, said, masked(result.stderr, one.names), error


@pytest.fixture
def at_home(tmp_path, monkeypatch):
    monkeypatch.setattr(Hardness.__init__, "__defaults__", (8, 1, 1))
    monkeypatch.setenv("HOMEWARD_INSTANCE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("HOMEWARD_PASSPHRASE_CLARA", PASSPHRASE)
    monkeypatch.setattr(console.out, "width", 300)  # ids are told whole, so that they can be told apart
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_whoever_may_read_second_gets_the_same_whatever_the_score_and_the_first_verdict(at_home):
    there, here = ("established", 9.0, 0.99999), ("excluded", -9.0, 0.00001)
    worlds = [world(at_home / name, *told) for name, told in (("one", there), ("other", here))]
    assert worlds[0].heard == worlds[1].heard
    others = tuple(name for name in _SECTIONS["A workspace"] if name not in {line.split()[0] for line in TRIED})
    tried = [(line, True) for line in (*TRIED, *others)] + [(line, False) for line in ALSO_AS_TEXT]
    n_done = 0
    for line, as_json in tried:
        first, second = (hear(one, line, as_json=as_json) for one in worlds)
        assert first == second, line
        n_done += first[0] == 0
    assert n_done > 20  # most of what is compared is an answer, not a refusal


def test_the_comparison_would_notice_a_verdict(at_home):
    """After clara has read too, the worlds differ for her: what is compared above is able to differ."""
    worlds = [
        world(at_home / name, *told)
        for name, told in (("one", ("possible", 1.0, 0.9)), ("other", ("excluded", -9.0, 0.1)))
    ]
    heard = []
    for one in worlds:
        hear(one, "read CASE --take", as_json=True)
        hear(one, "read CASE --outcome possible --reason 'other: I wait'", as_json=True)
        heard.append(hear(one, "read CASE", as_json=True))
    assert heard[0] != heard[1]

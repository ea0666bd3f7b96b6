"""From a bag of remains to a signed decision, by commands alone; and every kind of act about a case on the way."""

import json
import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.place import open_workspace
from homeward.cli.app import app
from homeward.ledger.key_file import Hardness
from homeward.review.act import KIND_OF
from tests.actions.workspace.laboratory import FOLDER, PEOPLE
from tests.actions.workspace.sample import PASSPHRASE, a_list, acts, make

RUNNER = CliRunner()
DONE, MISTAKE, REFUSED, WAITS = 0, 2, 3, 4
GUIDE = (Path(__file__).parents[3] / "docs" / "guide" / "laboratory.md").read_text(encoding="utf-8")
WHY = ("--reason", "dna agrees: both parents")


@pytest.fixture
def at_home(tmp_path, monkeypatch):
    monkeypatch.setattr(Hardness.__init__, "__defaults__", (8, 1, 1))
    monkeypatch.setenv("HOMEWARD_INSTANCE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("HOMEWARD_WORKSPACE", str(tmp_path / "w"))
    for name in PEOPLE:
        monkeypatch.setenv(f"HOMEWARD_PASSPHRASE_{name.upper()}", PASSPHRASE)
    with make(tmp_path / "w", PEOPLE).store:
        (tmp_path / "north.csv").write_bytes(a_list("N"))
        monkeypatch.chdir(tmp_path)
    return tmp_path


def run(line, *words, as_):
    return RUNNER.invoke(app, [*line.split(), *map(str, words), "--as", as_, "--json"])


def do(line, *words, as_, code=DONE):
    result = run(line, *words, as_=as_)
    assert result.exit_code == code, (line, result.output, result.exception)
    return json.loads(result.stdout)


def both(line, *words, as_, by):
    """Ask as one person, approve as another."""
    asked = do(line, *words, as_=as_, code=WAITS)
    do("approve", asked["waits_for"], as_=by)
    return asked


def remains_in_the_laboratory():
    """Items with samples, results, families: the id of the list of people sought."""
    sought = do("import north.csv --from North --role sought", as_="anna")["list"]
    do("remains thing id=C-1 level=container", as_="anna")
    for number in (1, 2, 3):
        do(f"remains thing id=I-{number} level=item", as_="anna")
        do(f"remains link part=I-{number} whole=C-1", "kind=lies in", "because=found inside", as_="anna")
        do(f"remains sample item=I-{number} tissue=femur laboratory=North code=T-{number}", as_="anna")
    do("remains declaration of=I-3 name=Somebody source=tag line=N-4", as_="anna")
    both("laboratory controls", FOLDER / "controls.csv", as_="lena", by="luka")
    both("laboratory families --laboratory North", FOLDER / "families.csv", as_="lena", by="luka")
    done = both("laboratory import --laboratory North --statistics", FOLDER / "results.csv", as_="lena", by="luka")
    assert (done["samples"], done["rows"]["accepted"]) == ({"new": 3, "known": 0, "held": 0}, 3)
    return sought


def read(case, name, outcome):
    do("read", case, "--take", as_=name)
    do("read", case, "--outcome", outcome, *WHY, as_=name)


def test_commands_lead_from_a_bag_to_a_decision_and_reach_every_kind_of_act(at_home):
    sought = remains_in_the_laboratory()
    proposed = do("propose remains", sought, "--dna", "--frequencies", FOLDER / "frequencies.csv", as_="anna")
    assert (len(proposed["cases"]), proposed["found"], proposed["families"]) == (3, 3, 3)
    cases = {do("read", case, as_="boris")["found"]["record_id"]: case for case in proposed["cases"]}
    _sign_by_readers(cases["I-1"])
    _sign_by_board(cases["I-2"])
    _exclude_and_answer(cases["I-3"])
    _weak_and_again(at_home)
    with (workspace := open_workspace(at_home / "w", PASSPHRASE)).store:
        assert set(KIND_OF.values()) <= {act.kind for act in acts(workspace)}
        found = check_workspace(workspace)
        assert found.is_whole, found.sentences


def _sign_by_readers(case):
    do("read", case, "--take", as_="boris")
    do("read", case, "--give-back", as_="boris")
    for name in ("boris", "clara"):
        read(case, name, "established")
    for name in ("boris", "clara"):
        do("decide", case, "--sign", "established", as_=name)
    do("decide", case, "--deed", "family told", "--detail", "in person", as_="clara")
    told = do("decide", case, "--show", "to certify", as_="greta")
    assert (told["state"], told["weights"][0]["kind"]) == ("acted on", "kinship")
    assert told["rounds"][0]["opened"]["what"]["basis"]["pedigree"]["text"].startswith("person,father")
    both("decide", case, "--reopen", "a second sample", as_="boris", by="clara")


def _sign_by_board(case):
    for name, outcome in (("boris", "established"), ("clara", "possible")):
        read(case, name, outcome)
    members = ("greta", "hanna", "ivan")
    do("board", case, *(word for name in members for word in ("--seat", name)), as_="boris")
    for name in members:
        do("board", case, "--vote", "established", *WHY, as_=name)
    do("board", case, "--decide", "established", "--text", "all three", as_="greta")
    for name in ("greta", "hanna"):
        do("decide", case, "--sign", "established", as_=name)


def _exclude_and_answer(case):
    do("conflict", case, "--member", "greta", "--reason", "a neighbour", as_="boris")
    for name in ("boris", "clara"):
        read(case, name, "excluded")
    for name in ("boris", "clara"):
        do("decide", case, "--sign", "excluded", as_=name)
    [exclusion] = do("read", case, as_="boris")["exclusions"]
    do("answer", case, "--exclusion", exclusion["id"], "--reason", "the tube was exchanged", as_="boris")


def _weak_and_again(folder):
    (folder / "earlier.csv").write_text(
        "found,sought,outcome,grounds,by,on\nC-1,N-3,established,recognition,commission,2019-05-03\n"
    )
    assert both("earlier", "earlier.csv", as_="boris", by="clara")["rows"]["new"] == 1
    assert do("weak", as_="boris")["grounds"] == {"recognition alone": 1}
    assert do("weak", as_="boris")["listed"] == []
    assert do("weak --cases planning", as_="anna")["listed"][0]["outcome"] == "established"
    assert do("campaign --dry-run", as_="boris")["cases"] == 1
    both("campaign", "--reason", "recognised by sight", as_="boris", by="clara")
    [running] = do("campaign", as_="anna")["campaigns"]
    assert (running["under_way"], running["waiting"]) == (1, 0)


def test_what_people_see_is_words_and_no_genotype_leaves_the_laboratory(at_home):
    sought = remains_in_the_laboratory()
    shown = [
        RUNNER.invoke(
            app,
            ["propose", "remains", sought, "--dna", "--frequencies", str(FOLDER / "frequencies.csv"), "--as", "anna"],
        ),
        RUNNER.invoke(app, ["remains", "--as", "anna"]),
        RUNNER.invoke(app, ["queue", "--take", "--as", "boris"]),
        RUNNER.invoke(app, ["laboratory", "samples", "--as", "lena"]),
        RUNNER.invoke(app, ["weak", "--as", "boris"]),
        RUNNER.invoke(app, ["campaign", "--as", "boris"]),
    ]
    case = do("queue", as_="boris")["case"]
    shown.append(RUNNER.invoke(app, ["read", case, "--as", "boris"]))
    assert [one.exit_code for one in shown] == [DONE] * len(shown)
    assert "3 found and 3 families compared: 3 pairs proposed" in shown[0].stdout
    assert "16 markers compared" in shown[-1].stdout
    assert not any("13/15" in one.output for one in shown)
    assert "D3S1358 13/15" in RUNNER.invoke(app, ["laboratory", "profile", "T-2", "--as", "lena"]).stdout


@pytest.mark.parametrize(
    ("line", "as_", "code"),
    [
        ("laboratory profile T-1", "anna", REFUSED),
        ("laboratory samples", "boris", REFUSED),
        ("laboratory result T-1 --result profile --laboratory North", "lena", MISTAKE),
        ("laboratory result T-9 --result mixed --laboratory North", "lena", MISTAKE),
        ("laboratory import nowhere.csv --laboratory North", "lena", MISTAKE),
        ("propose remains 00 --dna", "anna", MISTAKE),
        ("propose remains 00 --frequencies north.csv", "anna", MISTAKE),
        ("campaign --ground eyes --reason so", "boris", MISTAKE),
        ("campaign --ground eyes", "boris", MISTAKE),
        ("weak", "lena", REFUSED),
        ("earlier north.csv", "boris", MISTAKE),
        ("earlier north.csv", "anna", REFUSED),
        ("remains thing id=C-1 level=container --as-of 2026-01-01", "anna", MISTAKE),
        ("remains --as-of yesterday", "anna", MISTAKE),
        ("conflict 00 --member anna --reason so", "boris", REFUSED),
        ("answer 00 --reason so", "boris", REFUSED),
    ],
)
def test_what_cannot_be_meant_or_may_not_be_done_is_one_sentence(at_home, line, as_, code):
    result = run(line, as_=as_)
    assert result.exit_code == code, (result.output, result.exception)
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.output


def guided():
    """The commands of the guide."""
    blocks = re.findall(r"^```sh\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("line", guided())
def test_every_command_of_the_guide_is_one_with_these_options(line):
    program, *words = shlex.split(line, comments=True)
    command = typer.main.get_command(app)
    while hasattr(command, "list_commands"):
        command = command.get_command(None, words.pop(0))
    assert program == "homeward"
    assert command.make_context(command.name, words).params["as_"]

"""Papers that leave and come back: made on pages and by command, checked by code and by file."""

import json
import re
import shutil
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader
from typer.testing import CliRunner

from homeward.actions.story.people import PASSPHRASE
from homeward.actions.workspace.desk import approve, sit_down
from homeward.actions.workspace.files import SaidStatus, claim_status, erase_file, flag_harm, who_read
from homeward.actions.workspace.founding import change_roles
from homeward.actions.workspace.laboratory.samples import Taking, take_sample
from homeward.actions.workspace.lists import all_lists, files_of, import_list
from homeward.actions.workspace.pairs import (
    all_cases,
    read_case,
    read_reason,
    reopen_case,
    sign_decision,
    take_reading,
)
from homeward.actions.workspace.papers.checking import check_paper, code_in
from homeward.actions.workspace.papers.making import make_paper
from homeward.actions.workspace.place import open_workspace
from homeward.actions.workspace.review.changes import Change
from homeward.actions.workspace.rights import Role
from homeward.actions.workspace.rounds.candidates import find_candidates
from homeward.actions.workspace.rounds.held import content_of, papers_of
from homeward.actions.workspace.rounds.items import Moved, move_lines
from homeward.actions.workspace.rounds.opening import find_round
from homeward.actions.workspace.things import all_things
from homeward.cli.app import app
from homeward.errors import InvalidInput
from homeward.exchange.handing_over.manifest import Manifest
from tests.actions.workspace.sample import a_list, delivery
from tests.web import told
from tests.web.conftest import BROWSER

OWN = ("uk", "en")


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    return told.tell(tmp_path_factory.getbasetemp() / "story")


@pytest.fixture
def workspace(story, tmp_path):
    with told.served(story, tmp_path / "w") as made:
        yield made


def seat(workspace, name):
    return sit_down(workspace, name, PASSPHRASE)


def subjects(workspace, story):
    """Who makes which paper of what."""
    anna, hana = seat(workspace, "anna"), seat(workspace, "hana")
    found = {record.party: files_of(anna, key) for key, record in all_lists(anna).items() if record.role == "found"}

    def held(party, *categories):
        return next(one for one, file in found[party].items() if file.line.category in categories)

    case = next(one.id for one in all_cases(anna) if one.case.state == "signed")
    now = find_round(hana, story.rounds[0], "roll call")[0]
    papers = {isinstance(content_of(one), Manifest): f"{now.id}/{one.digest.hex()}" for one in papers_of(now)}
    thing = next(one.id for one in all_things(anna) if one.code.startswith("C-"))
    return {
        "decision record": ("anna", case),
        "family extract": ("anna", case),
        "capture card": ("anna", held("South", "military", None)),
        "internment card": ("anna", held("South", "civilian", None)),
        "child card": ("anna", held("South-children", "child")),
        "manifest": ("hana", papers[True]),
        "receipt": ("hana", papers[False]),
        "custody label": ("anna", thing),
        "round report": ("hana", now.id),
    }


def text_of(pdf):
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_each_kind_is_made_once_checked_by_its_code_and_by_its_file(workspace, story):
    for kind, (who, about) in subjects(workspace, story).items():
        desk = seat(workspace, who)
        made = make_paper(desk, kind, about, OWN)
        assert made.code in text_of(made.content)
        assert code_in(made.content) == made.code
        found = check_paper(desk, made.code, made.content)
        assert (found.standing, found.kind, found.is_unchanged) == ("stands", kind, True)
        assert found.says["kind"] == kind
        changed = made.content.replace(b"/Title", b"/Titel", 1)
        assert check_paper(desk, made.code, changed).is_unchanged is False
        with pytest.raises(InvalidInput):
            make_paper(desk, kind, about, OWN, act_id=made.id)


def test_another_code_is_no_paper_and_a_slip_of_the_pen_is_noticed(workspace, story):
    who, about = subjects(workspace, story)["custody label"]
    made = make_paper(seat(workspace, who), "custody label", about, OWN)
    last = "A" if made.code[-1] != "A" else "B"
    ada = seat(workspace, "ada")
    assert check_paper(ada, made.code[:-1] + last).standing == "no such paper"
    assert check_paper(ada, "HW " + "A" * 32).standing == "no such paper"


def test_whoever_may_not_see_it_learns_that_it_stands_and_not_what_it_says(workspace, story):
    who, about = subjects(workspace, story)["capture card"]
    made = make_paper(seat(workspace, who), "capture card", about, OWN)
    for name in ("ada", "nina", "clara", "emil"):
        found = check_paper(seat(workspace, name), made.code)
        assert found.standing == "stands"
        assert found.says is None


def test_whoever_may_still_read_a_case_blind_makes_no_paper_of_its_decision(workspace, story):
    _, case = subjects(workspace, story)["decision record"]
    made = make_paper(seat(workspace, "anna"), "decision record", case, OWN)
    greta = seat(workspace, "greta")  # a reviewer who had no part in it
    assert check_paper(greta, made.code).says is None
    for kind in ("decision record", "family extract"):
        with pytest.raises(InvalidInput, match="not shown to you"):
            make_paper(greta, kind, case, OWN)
    assert check_paper(seat(workspace, "boris"), made.code).says is not None  # who read and signed it


def test_a_decision_that_is_opened_again_leaves_its_papers_without_ground(workspace, story):
    _, case = subjects(workspace, story)["decision record"]
    anna = seat(workspace, "anna")
    made = make_paper(anna, "family extract", case, OWN)
    kept = reopen_case(anna, case, "a new sample came")
    assert check_paper(anna, made.code).standing == "stands"
    approve(seat(workspace, "vera"), kept.waits_for)
    assert check_paper(anna, made.code).standing == "no longer stands"
    with pytest.raises(InvalidInput, match="decision that stands"):
        make_paper(anna, "family extract", case, OWN)


def test_a_paper_says_nothing_more_of_somebody_who_was_erased(workspace):
    anna, dina = seat(workspace, "anna"), seat(workspace, "dina")
    brought = import_list(anna, delivery("found", a_list("Z"), party="a hospital"))
    spare = next(iter(files_of(anna, brought.list_id)))
    made = make_paper(anna, "capture card", spare, OWN)
    approve(seat(workspace, "fadi"), erase_file(dina, spare, reason="asked by the person").waits_for)
    found = check_paper(anna, made.code, made.content)
    assert (found.standing, found.says, found.because) == ("is gone", None, ())
    audited = check_paper(seat(workspace, "ada"), made.code)
    assert audited.because == (Change("erased", workspace.clock().date()),)


def test_whoever_lost_the_right_to_read_cases_is_no_longer_shown_what_a_paper_of_one_said(workspace, story):
    _, case = subjects(workspace, story)["decision record"]
    made = make_paper(seat(workspace, "anna"), "decision record", case, OWN)
    assert check_paper(seat(workspace, "boris"), made.code).says is not None
    emil, dina = seat(workspace, "emil"), seat(workspace, "dina")
    approve(dina, change_roles(emil, "boris", (Role.CUSTODIAN,)).waits_for)
    found = check_paper(seat(workspace, "boris"), made.code)
    assert (found.standing, found.says) == ("stands", None)


def test_a_paper_that_no_longer_stands_says_why_to_whoever_may_see_what_it_is_about(workspace, story):
    _, case = subjects(workspace, story)["decision record"]
    anna, today = seat(workspace, "anna"), workspace.clock().date()
    made = make_paper(anna, "decision record", case, OWN)
    assert check_paper(anna, made.code).because == ()
    approve(seat(workspace, "vera"), reopen_case(anna, case, "a new sample came").waits_for)
    assert check_paper(anna, made.code).because == (Change("opened again", today),)
    assert check_paper(seat(workspace, "ada"), made.code).because == ()
    greta, ivan = seat(workspace, "greta"), seat(workspace, "ivan")
    for reader in (greta, ivan):
        take_reading(reader, case)
        read_case(reader, case, "probable", (read_reason("names and dates agree: one letter differs"),))
    for signer in (greta, ivan):
        sign_decision(signer, case, "probable")
    found = check_paper(anna, made.code)
    assert found.standing == "no longer stands"
    assert found.because == (Change("opened again", today), Change("decided anew", today))


def test_a_card_says_which_later_word_of_the_person_it_does_not_know(workspace, story):
    who, about = subjects(workspace, story)["capture card"]
    anna, today = seat(workspace, who), workspace.clock().date()
    made = make_paper(anna, "capture card", about, OWN)
    claim_status(anna, about, SaidStatus("custody", "alleged", "a letter"))
    for code in ("T-901", "T-902"):
        take_sample(anna, about, Taking("blood", "North", code))
    assert check_paper(anna, made.code).because == (Change("status said", today), Change("sample noted", today))
    flag_harm(seat(workspace, "boris"), about, lift=False, reason="threats")
    assert check_paper(anna, made.code).because[2:] == (Change("harm flag set", today),)
    assert check_paper(seat(workspace, "nina"), made.code).because == ()


def test_a_page_says_why_a_paper_no_longer_stands_in_the_readers_language(workspace, story, enter):
    _, about = subjects(workspace, story)["round report"]
    hana = seat(workspace, "hana")
    made = make_paper(hana, "round report", about, OWN)
    nina = seat(workspace, "nina")
    line = find_candidates(nina, find_round(nina, about, "agree round")[0]).people[0].id
    move_lines(nina, about, Moved((line,), "requested", "North", None))
    page = enter("hana").post("/papers/check/", {"code": made.code}, **BROWSER).content.decode()
    assert "The paper no longer stands" in page
    assert re.search(r"<li>The round went on from \w+ \d+, \d{4}\.</li>", page)
    other = enter("ada").post("/papers/check/", {"code": made.code}, **BROWSER).content.decode()
    assert "The paper no longer stands" in other
    assert "The round went on" not in other


def test_that_a_paper_was_made_stands_among_the_readers_of_the_file(workspace, story):
    who, about = subjects(workspace, story)["capture card"]
    make_paper(seat(workspace, who), "capture card", about, OWN)
    assert "paper made" in {one.kind for one in who_read(seat(workspace, who), about)}


@pytest.mark.parametrize("name", ["boris", "nina", "hana", "emil", "ada", "fadi", "lena"])
def test_a_role_without_the_right_makes_no_card(workspace, story, name):
    _, about = subjects(workspace, story)["capture card"]
    before = told.Entries.after(workspace)
    with pytest.raises(Exception, match="nothing here that you may"):
        make_paper(seat(workspace, name), "capture card", about, OWN)
    assert "paper made" not in before.kinds


@pytest.mark.parametrize(
    ("kind", "about"), [("capture card", "child card"), ("child card", "capture card"), ("receipt", "manifest")]
)
def test_a_paper_of_another_kind_of_thing_is_refused_in_a_sentence(workspace, story, kind, about):
    who, subject = subjects(workspace, story)[about]
    with pytest.raises(InvalidInput):
        make_paper(seat(workspace, who), kind, subject, OWN)


CARDS = ("capture card", "internment card", "child card")


@pytest.mark.parametrize(
    ("category", "made"),
    [("military", CARDS[:1]), ("civilian", CARDS[1:2]), ("child", CARDS[2:]), ("", CARDS[:2])],
)
def test_a_card_is_made_of_whom_the_list_says_and_no_other(workspace, story, enter, category, made):
    anna, browser = seat(workspace, "anna"), enter("anna")
    data = f"id,family name,given name,category\nW-1,Tolvenko,Orest,{category}\n".encode()
    brought = import_list(anna, delivery("found", data, party="a camp"))
    [file_id] = files_of(anna, brought.list_id)
    page = browser.get(f"/files/{file_id}/", **BROWSER).content.decode()
    for card in CARDS:
        assert (f"/papers/{card.replace(' ', '-')}/{file_id}/" in page) is (card in made)
        if card in made:
            assert check_paper(anna, make_paper(anna, card, file_id, OWN).code).kind == card
        else:
            with pytest.raises(InvalidInput):
                make_paper(anna, card, file_id, OWN)


# ── pages ──


@pytest.fixture
def enter(workspace):
    def sign_in(name):
        browser = Client()
        assert browser.post("/sign-in/", {"name": name, "passphrase": PASSPHRASE}, **BROWSER).status_code == 302
        return browser

    return sign_in


def test_a_page_gives_the_paper_as_a_file_and_a_page_says_that_it_stands(workspace, story, enter):
    _, case = subjects(workspace, story)["family extract"]
    anna, path = enter("anna"), f"/papers/family-extract/{case}/"
    page = anna.get(path, **BROWSER)
    form = {"act_id": re.search(r'name="act_id" value="(\w+)"', page.content.decode())[1]}
    before = told.Entries.after(workspace)
    answer = anna.post(path, form | {"first": "ar", "second": "en"}, **BROWSER)
    assert answer["Content-Type"] == "application/pdf"
    assert re.fullmatch(r'attachment; filename="family-extract-[0-9a-f]{8}.pdf"', answer["Content-Disposition"])
    assert "paper made" in before.kinds
    again = anna.post(path, form | {"first": "ar", "second": "en"}, **BROWSER)
    assert again.status_code == 422
    told_back = anna.post("/papers/check/", {"file": BytesIO(answer.content)}, **BROWSER).content.decode()
    assert "The paper stands" in told_back
    assert "bit by bit" in told_back
    wrong = anna.post("/papers/check/", {"code": "<script>"}, **BROWSER)
    assert wrong.status_code == 422
    assert "<script>" not in wrong.content.decode().replace('<script src="', "")


def test_a_page_offers_no_paper_that_there_is_not(enter):
    anna = enter("anna")
    assert anna.get("/papers/passport/1/", **BROWSER).status_code == 404
    assert (
        anna.post("/papers/capture-card/" + "0" * 32 + "/", {"first": "uk", "second": "en"}, **BROWSER).status_code
        == 404
    )
    assert (
        anna.post("/papers/capture-card/" + "0" * 32 + "/", {"first": "uk", "second": "uk"}, **BROWSER).status_code
        == 422
    )


def test_the_command_makes_a_paper_and_verify_checks_it(story, tmp_path, monkeypatch):
    shutil.copytree(story.north, tmp_path / "w")
    with (made := open_workspace(tmp_path / "w", PASSPHRASE)).store:
        thing = all_things(seat(made, "anna"))[0].id
    for name in ("INSTANCE_PASSPHRASE", "PASSPHRASE_ANNA"):
        monkeypatch.setenv(f"HOMEWARD_{name}", PASSPHRASE)
    where, target = ["--workspace", str(tmp_path / "w"), "--as", "anna", "--json"], tmp_path / "label.pdf"

    def run(*words):
        result = CliRunner().invoke(app, [*words, *where])
        return result.exit_code, json.loads(result.stdout)

    code, made = run("paper", "custody-label", thing, "--out", str(target), "--languages", "ru,uk")
    assert (code, made["schema"]) == (0, "homeward-paper/1")
    code, found = run("verify", "--paper", str(target))
    assert (code, found["standing"], found["is_unchanged"]) == (0, "stands", True)
    target.write_bytes(target.read_bytes() + b" ")
    code, found = run("verify", "--paper", str(target))
    assert (code, found["is_unchanged"]) == (1, False)
    assert run("verify", "--code", made["code"])[1]["standing"] == "stands"

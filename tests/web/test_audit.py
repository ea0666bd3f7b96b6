"""The pages of the audit: who did what in sentences, by month and kind, alarms, names by two, proofs, verifying."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from homeward.actions.workspace.desk import Refused, approve
from homeward.actions.workspace.files import open_file
from homeward.actions.workspace.lists import import_list
from homeward.actions.workspace.oversight.day import my_day
from homeward.actions.workspace.oversight.orders import open_orders
from homeward.actions.workspace.rights import Role
from homeward.actions.workspace.settings import Settings
from homeward.ledger.keys import write_verifier_key
from homeward.web.acts_told import KINDS, tell_act
from tests.actions.workspace.sample import acts, delivery, make, seat
from tests.store.test_checking import without_triggers
from tests.web.conftest import BROWSER
from tests.web.reviewing import copied, form_of

TIGHT = Settings(files_hour=3, files_day=4, files_stop_hour=12, lists_minute=6)
TOOL = Path(__file__).parents[2] / "tools" / "verify_proof.py"
PEOPLE = {
    "anna": (Role.CASEWORKER,),
    "ada": (Role.AUDITOR,),
    "dina": (Role.PROTECTION,),
    "rita": (Role.REVIEWER,),
    "fadi": (Role.CUSTODIAN,),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("audit") / "w"
    with (made := make(folder, PEOPLE, settings=TIGHT)).store:
        anna, rita = seat(made, "anna", "rita")
        import_list(anna, delivery())
        with pytest.raises(Refused):
            import_list(rita, delivery("found"))
    return folder


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base, tmp_path / "w") as made:
        yield made


def shown(browser, path, status=200):
    page = browser.get(path, **BROWSER)
    assert page.status_code == status
    return page.content.decode()


def last(workspace):
    return acts(workspace)[-1]


def key_of(workspace, name):
    return seat(workspace, name)[0].member.id


def test_acts_are_told_as_sentences_by_key_and_no_name_is_shown(enter, workspace):
    page = shown(enter("ada"), "/audit/trail/")
    assert f"Caseworker {key_of(workspace, 'anna')[:8]} brought in a list." in page
    assert f"Reviewer {key_of(workspace, 'rita')[:8]} was refused something." in page
    body = page.split("<main")[1]
    assert "anna" not in body
    assert "rita" not in body
    assert last(workspace).kind == "trail read"


def test_the_trail_is_narrowed_by_kind_by_key_and_by_day(enter, workspace):
    browser = enter("ada")
    page = shown(browser, "/audit/trail/?kind=refused")
    assert "1 act, newest first." in page
    assert "brought in a list" not in page
    page = shown(browser, f"/audit/trail/?member={key_of(workspace, 'anna')}")
    assert "brought in a list" in page
    assert "was refused something" not in page
    assert "0 acts, newest first." in shown(browser, "/audit/trail/?since=2031-01-01")


def test_days_that_are_none_or_turned_round_are_said(enter):
    for query in ("since=soon", "since=2026-05-04&until=2026-05-03", "kind=refused&kind=alarm"):
        assert 'role="alert"' in shown(enter("ada"), f"/audit/trail/?{query}", status=422)


def test_months_count_what_was_done_and_each_count_leads_to_its_acts(enter):
    browser = enter("ada")
    page = shown(browser, "/audit/")
    assert "May 2026" in page
    address = "/audit/trail/?kind=refused&amp;since=2026-05-01&amp;until=2026-05-31"
    assert f'<a href="{address}">1</a>' in page
    assert "1 act, newest first." in shown(browser, address.replace("&amp;", "&"))


def test_an_alarm_is_told_once_as_new(enter, workspace):
    [rita] = seat(workspace, "rita")
    for _ in range(rita.workspace.settings.files_stop_hour + 1):
        with pytest.raises(Refused):
            open_file(rita, "0" * 32, reason="looking")
    browser = enter("ada")
    page = shown(browser, "/audit/")
    assert "1 alarm, 1 of them new to you" in page
    assert f"The member with key {rita.member.id[:8]} opened" in page
    assert "new to you" not in shown(browser, "/audit/")


def test_who_does_not_audit_gets_the_page_of_what_is_not_there(enter, workspace):
    browser = enter("anna")
    for path in ("/audit/", "/audit/trail/"):
        assert "There is nothing here, or nothing that you may see." in shown(browser, path, status=404)
        assert last(workspace).kind == "refused"
    assert browser.post("/audit/names/", {"act_id": "ab" * 16}, **BROWSER).status_code == 404
    assert browser.post("/audit/trail/named/", {"approved": "ab" * 16}, **BROWSER).status_code == 404
    assert "/audit/names/" not in shown(enter("ada"), "/audit/verify/")


def test_names_are_shown_once_and_only_after_a_second_person(enter, workspace):
    browser = enter("ada")
    form = form_of(browser.get("/audit/", **BROWSER), "/audit/names/")
    for _ in range(2):
        assert browser.post("/audit/names/", form, **BROWSER).status_code == 302
    assert "/audit/trail/named/" not in shown(browser, "/audit/")
    assert browser.post("/audit/trail/named/", {"approved": form["act_id"]}, **BROWSER).status_code == 404
    ada, dina = seat(workspace, "ada", "dina")
    assert open_orders(ada, "names asked") == ()
    [(waiting, _)] = my_day(dina).approvals
    approve(dina, waiting)
    assert open_orders(ada, "names asked") == (waiting,)
    assert open_orders(dina, "names asked") == ()
    told = form_of(browser.get("/audit/", **BROWSER), "/audit/trail/named/")
    page = browser.post("/audit/trail/named/", told, **BROWSER)
    assert page.status_code == 200
    assert "Anna (caseworker) brought in a list." in page.content.decode()
    assert browser.post("/audit/trail/named/", told, **BROWSER).status_code == 404
    assert open_orders(ada, "names asked") == ()


def test_verifying_says_in_sentences_that_the_ledger_holds_and_is_an_entry(enter, workspace):
    browser = enter("anna")
    assert "Verify now" in shown(browser, "/audit/verify/")
    assert last(workspace).kind != "ledger verified"
    page = browser.post("/audit/verify/", follow=True, **BROWSER).content.decode()
    assert "The ledger holds." in page
    assert "The chain holds: every entry carries the digest of the one before." in page
    assert last(workspace).kind == "ledger verified"


def test_verifying_a_damaged_store_says_that_something_does_not_hold(enter, workspace):
    browser = enter("anna")
    with without_triggers(workspace.store) as connection:
        connection.exec_driver_sql("UPDATE state SET status = 'closed' WHERE kind = 'list'")
    page = browser.post("/audit/verify/", follow=True, **BROWSER).content.decode()
    assert "Something does not hold." in page
    assert "The ledger holds." not in page
    assert "ledger verified" not in {act.kind for act in acts(workspace)}


def test_a_proof_of_an_entry_is_a_file_that_holds_without_the_workspace(enter, workspace, tmp_path):
    page = enter("ada").post("/audit/proof/", {"entry": "1"}, **BROWSER)
    assert page.headers["Content-Disposition"] == 'attachment; filename="proof-of-entry-1.txt"'
    assert last(workspace).kind == "proof made"
    file = tmp_path / "proof"
    file.write_bytes(page.content)
    key = write_verifier_key(workspace.ledger_key.verifier())
    done = subprocess.run([sys.executable, TOOL, file, "--key", key], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_proof_of_no_entry_is_a_mistake(enter, workspace):
    browser = enter("ada")
    for wrong in ("", "one", "-1", "1000000", "1.5"):
        assert browser.post("/audit/proof/", {"entry": wrong}, **BROWSER).status_code == 422
    assert "proof made" not in {act.kind for act in acts(workspace)}


def test_the_trail_leaves_as_a_file_by_keys(enter, workspace):
    browser = enter("ada")
    page = browser.get("/audit/trail/?kind=list+imported&form=json", **BROWSER)
    told = json.loads(page.content)
    assert [row[5] for row in told["rows"]] == ["list imported"]
    assert told["rows"][0][2] == key_of(workspace, "anna")
    assert browser.get("/audit/trail/?form=csv", **BROWSER).headers["Content-Type"].startswith("text/csv")
    assert last(workspace).kind == "trail read"


def test_every_act_of_this_ledger_has_a_sentence_of_its_own_and_others_are_told_as_they_stand(workspace):
    known = {kind for terms in KINDS.values() for kind in terms}
    assert {act.kind for act in acts(workspace)} <= known
    assert tell_act("something new", "auditor 3f9a21bc") == "auditor 3f9a21bc: something new."

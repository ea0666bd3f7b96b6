"""The pages of documents: texts with their claims marked, readings by people, figures, texts side by side."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homeward.actions.workspace.desk import approve
from homeward.actions.workspace.oversight.day import my_day
from homeward.actions.workspace.promises.claims import claims_of
from homeward.actions.workspace.promises.documents import Arrived, all_documents, keep_document
from homeward.actions.workspace.promises.figures import figures_of
from tests.actions.workspace.promises.sample import BODIES, claim_with, confirm_bodies, keep_reports
from tests.actions.workspace.promises.sample import workspace as made_in
from tests.actions.workspace.sample import acts, seat
from tests.web.conftest import BROWSER
from tests.web.reviewing import HOSTILE, copied, form_of

MEMORANDA = (
    ("north.txt", "MEMORANDUM OF THE NORTH\n1. Every prisoner goes home within 30 days.\n"),
    ("south.txt", "MEMORANDUM OF THE SOUTH\n1. Prisoners are exchanged one for one within 60 days.\n"),
)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents") / "w"
    with (made := made_in(folder)).store:
        [olena] = seat(made, "olena")
        ids = keep_reports(olena)
        ids += [
            keep_document(olena, Arrived(name=name, data=text.encode(), source="handed over at the table"))[0].id
            for name, text in MEMORANDA
        ]
        return folder, ids


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base[0], tmp_path / "w") as made:
        yield made


@pytest.fixture
def ids(base):
    return base[1]


@pytest.fixture
def bodies(workspace, ids):
    """The address of what the briefing says of bodies."""
    [olena] = seat(workspace, "olena")
    return f"/documents/{claim_with(olena, ids[0], 6000).ref}/"


def shown(browser, path, status=200):
    page = browser.get(path, **BROWSER)
    assert page.status_code == status
    return page.content.decode()


def documents(workspace):
    return all_documents(seat(workspace, "olena")[0])


def claim_at(workspace, address):
    found = claims_of(documents(workspace))
    return next(one for one in found if f"/documents/{one.ref}/" == address)


def fields(browser, address, what="confirm"):
    """All that the form of a claim would send if nothing were typed."""
    text = shown(browser, address)
    [form] = [one for one in re.findall(r"<form.*?</form>", text, re.S) if f'action="{address}{what}/"' in one]
    told = dict(
        re.findall(r'<input(?: type="date"| type="hidden")? (?:id="[\w-]+" )?name="(\w+)"[^>]*? value="([^"]*)"', form)
    )
    for name, options in re.findall(r'<select id="\w+" name="(\w+)">(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        told[name] = chosen[1] if chosen else ""
    return told | {"affirmed": "no" if 'value="no" checked' in form else "yes"}


def test_the_list_says_where_each_document_comes_from_and_what_was_read_in_it(enter, workspace, ids):
    confirm_bodies(seat(workspace, "olena")[0], ids[:3])
    page = shown(enter("negotiator"), "/documents/")
    assert "5 documents" in page
    n_claims = str(len(next(one for one in documents(workspace) if one.id == ids[0]).record.proposals))
    row = page.split(f'href="/documents/{ids[0]}/"')[1].split("</tr>")[0]
    assert re.findall(r"<td><(?:bdi|span[^>]*)>(.*?)</", row)[:5] == ["June 2, 2031", "invented", n_claims, "1", "0"]


def test_claims_are_marked_where_their_words_stand_and_each_leads_to_its_reading(enter, workspace, ids, bodies):
    page = shown(enter("negotiator"), f"/documents/{ids[0]}/")
    claim = claim_at(workspace, bodies)
    assert f'<mark class="proposed" id="at-{claim.proposed.id}">the South will hand over 6,000 bodies</mark>' in page
    assert f'<a class="ref" href="{bodies}"' in page
    assert acts(workspace)[-1].kind == "document read"


def test_a_place_that_was_asked_for_is_marked_even_across_claims(enter, workspace, ids, bodies):
    span = claim_at(workspace, bodies).proposed.span
    page = shown(enter("negotiator"), f"/documents/{ids[0]}/?at={span.start - 4}-{span.end}#here")
    assert page.count('id="here"') == 1
    assert "style=" not in page


def test_a_document_is_given_back_byte_for_byte(enter, ids):
    page = enter("negotiator").get(f"/documents/{ids[3]}/original/", **BROWSER)
    assert page.content == MEMORANDA[0][1].encode()
    assert page.headers["Content-Disposition"] == f'attachment; filename="document-{ids[3][:8]}.bin"'


def test_nobody_but_negotiators_sees_that_there_are_documents(enter, workspace, ids, bodies):
    browser = enter("auditor")
    for path in ("/documents/", f"/documents/{ids[0]}/", bodies, "/beside/", f"/documents/{'0' * 32}/"):
        assert "There is nothing here, or nothing that you may see." in shown(browser, path, status=404)
        assert acts(workspace)[-1].kind == "refused"
    for path in (f"{bodies}confirm/", f"{bodies}reject/", f"/documents/{ids[0]}/claims/", "/documents/"):
        told = {"act_id": "ab" * 16, "matter": BODIES, "because": "no", "words": "bodies", "text": "a", "source": "b"}
        assert browser.post(path, told, **BROWSER).status_code == 404
    assert not {"claim read", "claim added"} & {act.kind for act in acts(workspace)}


def test_a_text_is_kept_once_and_shown_inert_whatever_stands_in_it(enter, workspace):
    browser, text = enter("negotiator"), f"North's minister said that {HOSTILE} 40 bodies will go home. " + "x" * 10_000
    form = form_of_every(browser) | {"text": text, "name": HOSTILE, "source": HOSTILE, "parties": "North=Northern"}
    answers = [browser.post("/documents/", form, **BROWSER) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert [act.kind for act in acts(workspace)].count("document kept") == 6
    for path in (answers[0].url, "/documents/", "/beside/"):
        page = shown(browser, path)
        assert "<script>alert" not in page
        assert "\u202e" not in page
        assert "⟨202E⟩" in page


def form_of_every(browser):
    text = shown(browser, "/documents/")
    return dict(re.findall(r'<input type="hidden" name="(act_id)" value="([^"]*)"', text))


def test_a_file_is_kept_with_the_day_that_was_given(enter, workspace):
    told = {"act_id": "ab" * 16, "source": "the post", "published": "2031-06-05"}
    file = SimpleUploadedFile("note.txt", b"The North said that it has 12 bodies.")
    page = enter("negotiator").post("/documents/", told | {"file": file}, **BROWSER)
    assert page.status_code == 302
    [kept] = [one for one in documents(workspace) if one.record.name == "note.txt"]
    assert (str(kept.record.published), kept.record.source) == ("2031-06-05", "the post")


def test_a_mistake_in_a_form_is_said_and_the_text_is_not_lost(enter, workspace):
    browser = enter("negotiator")
    wrongs = ({"source": ""}, {"published": "June"}, {"parties": "=Northern"}, {"text": " "})
    for wrong in wrongs:
        told = {"act_id": "ab" * 16, "source": "the post", "text": "It has 12 bodies.", **wrong}
        page = browser.post("/documents/", told, **BROWSER)
        assert page.status_code == 422
        assert 'role="alert"' in page.content.decode()
        assert told["text"] in page.content.decode()
    assert "document kept" not in {act.kind for act in acts(workspace)[-3:]}


def test_a_claim_is_confirmed_as_it_stands_once_however_often_it_is_sent(enter, workspace, bodies):
    browser = enter("negotiator")
    form = fields(browser, bodies) | {"matter": BODIES}
    for _ in range(2):
        assert browser.post(f"{bodies}confirm/", form, **BROWSER).status_code == 302
    claim = claim_at(workspace, bodies)
    assert len(claim.reads) == 1
    assert claim.confirmed.figure == claim.proposed.figure
    assert claim.confirmed.speaker == claim.proposed.speaker
    assert (claim.read.what.matter, claim.confirmed.unsure) == (BODIES, ())


def test_a_claim_is_confirmed_as_it_was_read_otherwise_and_both_readings_stay(enter, workspace, bodies):
    browser = enter("negotiator")
    form = fields(browser, bodies) | {"matter": BODIES, "low": "5 900", "high": "", "bound": "min", "speaker": "Moray"}
    assert browser.post(f"{bodies}confirm/", form, **BROWSER).status_code == 302
    claim = claim_at(workspace, bodies)
    figure = claim.confirmed.figure
    assert (figure.low, figure.high, figure.bound, claim.confirmed.speaker.name) == (5900.0, None, "min", "Moray")
    assert claim.proposed.figure.low == 6000.0
    page = shown(browser, bodies)
    assert "at least 5,900 bodies" in page
    assert "6,000 bodies" in page


def test_an_exact_number_is_typed_once(enter, workspace, bodies):
    browser = enter("negotiator")
    form = fields(browser, bodies)
    assert (form["low"], form["high"], form["bound"]) == ("6000", "", "exact")
    assert browser.post(f"{bodies}confirm/", form | {"matter": BODIES, "low": "6001"}, **BROWSER).status_code == 302
    figure = claim_at(workspace, bodies).confirmed.figure
    assert (figure.low, figure.high) == (6001.0, 6001.0)


def test_words_that_stand_nowhere_are_not_put_into_a_document(enter, workspace, bodies):
    browser = enter("negotiator")
    for wrong in (
        {"hedge": HOSTILE},
        {"matter": ""},
        {"low": "many"},
        {"act": "sang"},
        {"speaker": ""},
        {"low": "", "high": ""},
    ):
        form = fields(browser, bodies) | {"matter": BODIES} | wrong
        page = browser.post(f"{bodies}confirm/", form, **BROWSER)
        assert page.status_code == 422, wrong
        assert 'id="wrong"' in page.content.decode()
        assert "<script>alert" not in page.content.decode()
    assert claim_at(workspace, bodies).read is None


def test_a_rejected_claim_says_why_and_is_struck_through_in_its_text(enter, workspace, ids, bodies):
    browser = enter("negotiator")
    form = form_of(browser.get(bodies, **BROWSER), f"{bodies}reject/") | {"because": HOSTILE}
    for _ in range(2):
        assert browser.post(f"{bodies}reject/", form, **BROWSER).status_code == 302
    assert [read.what.verdict for read in claim_at(workspace, bodies).reads] == ["rejected"]
    assert 'class="rejected"' in shown(browser, f"/documents/{ids[0]}/")
    assert "&lt;script&gt;" in shown(browser, bodies)


def test_a_claim_that_the_program_missed_is_added_and_counts_for_nothing_yet(enter, workspace, ids):
    browser, path = enter("negotiator"), f"/documents/{ids[0]}/"
    form = form_of(browser.get(path, **BROWSER), f"{path}claims/")
    form |= {"words": "Joint briefing", "act": "reported", "bound": "", "affirmed": "yes"}
    for _ in range(2):
        assert browser.post(f"{path}claims/", form, **BROWSER).status_code == 302
    found = next(one for one in documents(workspace) if one.id == ids[0])
    assert [one.claim.span.exact for one in found.added] == ["Joint briefing"]
    assert "found by a person" in shown(browser, path)
    assert figures_of(seat(workspace, "olena")[0]) == ()


def test_words_of_a_claim_that_stand_nowhere_are_refused_and_stay_typed(enter, ids):
    browser, path = enter("negotiator"), f"/documents/{ids[0]}/"
    form = form_of(browser.get(path, **BROWSER), f"{path}claims/") | {"words": "nobody said this"}
    page = browser.post(f"{path}claims/", form, **BROWSER)
    assert page.status_code == 422
    assert ">nobody said this</textarea>" in page.content.decode()


def test_a_harm_flag_takes_a_document_away_from_nobody_of_the_same_team_and_is_lifted_by_two(enter, workspace, ids):
    browser, path = enter("negotiator"), f"/documents/{ids[2]}/"
    form = form_of(browser.get(path, **BROWSER), f"{path}flag/") | {"reason": "it names a source"}
    assert browser.post(f"{path}flag/", form, **BROWSER).status_code == 302
    assert "This document has a harm flag" in shown(browser, path)
    form = form_of(browser.get(path, **BROWSER), f"{path}flag/") | {"reason": "the source agreed"}
    browser.post(f"{path}flag/", form, **BROWSER)
    assert "This waits for a second person." in shown(browser, path)
    [olena] = seat(workspace, "olena")
    approve(olena, my_day(olena).approvals[0][0])
    assert "This document has a harm flag" not in shown(browser, path)


def test_figures_stand_beside_the_honest_number_of_sources(enter, workspace, ids):
    confirm_bodies(seat(workspace, "olena")[0], ids[:3])
    page = shown(enter("auditor"), "/figures/")
    assert "<b>2 sources</b> in 3 documents" in page
    assert "These cannot both be so" in page
    assert page.count("<svg") == 1
    twin = page.split("The same as a table")[1]
    assert "repeats another, as the program proposes: weakened" in twin


def test_figures_lead_to_their_words_where_those_may_be_read(enter, workspace, ids):
    confirm_bodies(seat(workspace, "olena")[0], ids[:3])
    assert "#here" in shown(enter("negotiator"), "/figures/")
    assert "#here" not in shown(enter("auditor"), "/figures/")
    assert "Nobody has confirmed a claim yet." in shown(enter("auditor"), "/figures/?of=none")


def test_two_texts_stand_side_by_side_with_how_they_stand_to_each_other(enter, workspace, ids):
    browser = enter("negotiator")
    page = shown(browser, f"/beside/?document={ids[3]}&document={ids[4]}")
    assert "Every prisoner goes home within 30 days." in page
    assert "<b>disputed</b>" in page
    assert "release of prisoners" in page
    assert f'href="/documents/{ids[3]}/?at=' in page
    assert acts(workspace)[-1].kind == "document read"


def test_texts_whose_sides_are_not_clear_are_a_mistake_that_keeps_the_choice(enter, ids):
    page = shown(enter("negotiator"), f"/beside/?document={ids[3]}", status=422)
    assert 'role="alert"' in page
    assert f'value="{ids[3]}" checked' in page


def test_texts_side_by_side_leave_as_a_table(enter, workspace, ids):
    told = {"form": "csv", "table": "texts", "beside": ids[3:5]}
    page = enter("negotiator").post("/pledges/export/", told, **BROWSER)
    assert "release of prisoners" in page.content.decode()
    assert acts(workspace)[-1].kind == "board exported"

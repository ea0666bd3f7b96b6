import re

import pytest

from homeward.actions.workspace.desk import Kept, approve, waiting_acts
from homeward.actions.workspace.files import SaidStatus, claim_status, flag_harm
from homeward.actions.workspace.folding.states import case_of, file_of
from homeward.actions.workspace.lists import Delivery, files_of, import_list
from homeward.actions.workspace.pairs import take_reading
from homeward.actions.workspace.rights import Role
from homeward.records.dates import PartialDate
from homeward.web.screens.files.told import day_in_words
from tests.actions.workspace.sample import DAY, HEADER, MARKERS, acts, delivery, last, make, propose, seat
from tests.web.conftest import BROWSER
from tests.web.reviewing import HOSTILE, copied, form_of

PEOPLE = {
    "anna": (Role.CASEWORKER,),
    "olga": (Role.CASEWORKER,),
    "dina": (Role.PROTECTION,),
    "emil": (Role.ADMINISTRATOR,),
    "boris": (Role.REVIEWER,),
    "clara": (Role.REVIEWER,),
    "lena": (Role.CASEWORKER,),
    "petra": (Role.PROTECTION,),
}
TEAMS = {"olga": "2"}
LATER = (
    "id,family_name,given_name,birth_date,birth_place,next_of_kin,health,last_seen_date\n"
    "S-1,Вигадькомаркер,Олена,1987-03-15,Северин,сестра Дарина,діабет,2025-11\n"
).encode()


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files") / "w"
    with (made := make(folder, PEOPLE, **TEAMS)).store:
        [anna] = seat(made, "anna")
        cases = propose(anna)
        first = import_list(anna, delivery("sought", LATER))
        hostile = f"{HEADER}X-1,{HOSTILE},{'a' * 8000},,1987-03-14,,{HOSTILE},A-1\n".encode()
        bad = import_list(anna, Delivery(data=hostile, party=HOSTILE, role="found", on=DAY))
        files = files_of(anna, first.list_id)
        [file_id] = [one for one, file in files.items() if file.record_id == "S-1"]
        [bad_id] = files_of(anna, bad.list_id)
        claim_status(anna, file_id, SaidStatus("custody", "alleged", "a sister"))
        claim_status(anna, file_id, SaidStatus("custody", "released", "list of the South", "paper 7"))
        [mine] = [one for one in files if one in named(anna, cases[0])]
        return folder, {"file": file_id, "mine": mine, "bad": bad_id, "cases": cases}


def named(desk, case_id):
    with desk.store.read() as now:
        pair = case_of(now.state("case", case_id)).case.pair
    return pair.found, pair.sought


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base[0], tmp_path / "w") as made:
        yield made


@pytest.fixture
def ids(base):
    return base[1]


def shown(browser, path, status=200):
    page = browser.get(path, **BROWSER)
    assert page.status_code == status, page.content
    return page.content.decode()


def still(page):
    """A page without what is drawn anew each time."""
    return re.sub(r'name="(csrfmiddlewaretoken|act_id)" value="\w+"', "", page)


def file_in(workspace, file_id):
    with workspace.store.read() as now:
        return file_of(now.state("person", file_id))


def test_a_file_says_who_said_what_and_when_and_the_look_is_an_entry(enter, workspace, ids):
    page = shown(enter("anna"), f"/files/{ids['file']}/")
    assert "<title>File of a person · Homeward</title>" in page
    assert MARKERS[0] in page
    assert "sounds like: <bdi>Vihadkomarker Olena Petrivna</bdi>" in page
    assert "<bdi>North, version 1</bdi>, May 3, 2026" in page
    assert page.index("<b><bdi>1987-03-15</bdi></b>") < page.index("<b><bdi>1987-03-14</bdi></b>")
    assert any(f"/queue/{case}/" in page for case in ids["cases"])
    read = last(workspace)
    assert (read.kind, read.subjects, read.channel) == ("file read", (ids["file"],), "web")


def test_sources_that_contradict_each_other_stand_side_by_side_with_their_day(enter, ids):
    page = shown(enter("anna"), f"/files/{ids['file']}/")
    row = page.partition("held or free")[2].partition("</tr>")[0]
    assert "sources contradict each other" in row
    assert "<b>said to be held</b>, <bdi>a sister</bdi>, May 3, 2026" in row
    assert "<b>released</b>, <bdi>list of the South</bdi>, May 3, 2026: <bdi>paper 7</bdi>" in row
    assert "nobody has said anything" in page.partition("identity")[2]


def test_the_timeline_and_its_table_say_the_same(enter, ids):
    page = shown(enter("anna"), f"/files/{ids['file']}/")
    svg = page.partition("<svg")[2].partition("</svg>")[0]
    table = page.partition("The same as a table")[2]
    assert svg.count('class="paper"') == 1  # last seen: the month alone is known
    assert table.count('<th scope="row">') == svg.count('class="paper"') + svg.count('class="solid"') == 5
    assert '<th scope="row"><bdi>November 2025</bdi>' in table
    assert "style=" not in page


def test_who_does_not_see_contacts_is_told_so_and_sees_none(enter, workspace, ids):
    seen = shown(enter("anna"), f"/files/{ids['file']}/")
    assert "сестра Дарина" in seen
    take_reading(seat(workspace, "boris")[0], ids["cases"][0])
    page = shown(enter("boris"), f"/files/{ids['mine']}/")
    assert "сестра Дарина" not in page
    assert "Not shown to you, whether or not it is known: person to inform, and where, last residence" in page


def test_a_file_that_is_not_there_and_one_that_may_not_be_seen_are_the_same_page(enter, workspace, ids):
    for name in ("olga", "emil"):
        browser = enter(name)
        pages = [browser.get(f"/files/{one}/", **BROWSER) for one in (ids["file"], "0" * 32)]
        assert {page.status_code for page in pages} == {404}
        assert still(pages[0].content.decode()) == still(pages[1].content.decode())
        assert last(workspace).kind == "refused"


def test_a_look_that_takes_two_waits_and_opens_once(enter, workspace, ids):
    browser = enter("dina")
    asked = browser.get(f"/files/{ids['file']}/", **BROWSER)
    assert asked.status_code == 200
    assert "Why do you look?" in asked.content.decode()
    place = browser.post(f"/files/{ids['file']}/", {"reason": "asked by the person"}, **BROWSER).headers["Location"]
    assert "waits for a second person" in shown(browser, place)
    form = {"approved": place.split("/")[4]}
    assert browser.post(f"/files/{ids['file']}/", form | {"reason": "x"}, **BROWSER).status_code == 404
    approve(seat(workspace, "petra")[0], form["approved"])
    opened = browser.post(f"/files/{ids['file']}/", form | {"reason": "x"}, **BROWSER)
    assert MARKERS[0] in opened.content.decode()
    assert browser.post(f"/files/{ids['file']}/", form | {"reason": "x"}, **BROWSER).status_code == 404


def test_ones_own_files_stand_there_and_those_of_others_do_not(enter, workspace):
    page = shown(enter("anna"), "/files/")
    assert page.count('href="/files/') == 10  # 9 files, and the menu
    assert MARKERS[0] in page
    assert last(workspace).kind == "list viewed"
    assert "You answer for no file." in shown(enter("lena"), "/files/")
    assert "Files that you answer for" not in shown(enter("emil"), "/files/")


def test_there_is_no_search_by_name(enter, workspace):
    browser = enter("anna")
    page = browser.post("/files/open/", {"file": MARKERS[0]}, **BROWSER)
    assert page.status_code == 404
    assert still(shown(browser, "/files/")) == still(shown(browser, f"/files/?name={MARKERS[0]}&q=x"))


def test_a_file_is_found_by_its_id(enter, workspace, ids):
    page = enter("anna").post("/files/open/", {"file": ids["file"], "reason": "a call"}, **BROWSER)
    assert MARKERS[0] in page.content.decode()


def test_glass_is_broken_with_a_reason_once_and_opens_the_file(enter, workspace, ids):
    browser = enter("olga")
    form = form_of(browser.get("/files/", **BROWSER), "/files/open/") | {"file": ids["file"], "glass": "1"}
    assert browser.post("/files/open/", form | {"reason": ""}, **BROWSER).status_code == 422
    for _ in range(2):
        page = browser.post("/files/open/", form | {"reason": "a medicine is missing"}, **BROWSER)
        assert page.headers["Location"] == f"/files/{ids['file']}/"
    assert [act.kind for act in acts(workspace)].count("glass broken") == 1
    assert MARKERS[0] in shown(browser, f"/files/{ids['file']}/")


def test_a_status_is_said_once_and_keeps_what_was_typed_where_it_cannot_be(enter, workspace, ids):
    browser, path = enter("anna"), f"/files/{ids['file']}/status/"
    form = form_of(browser.get(path, **BROWSER), path) | {"status": "identity|claimed", "source": " ", "detail": "7"}
    wrong = browser.post(path, form, **BROWSER)
    assert wrong.status_code == 422
    assert '<option value="identity|claimed" selected>' in wrong.content.decode()
    assert 'name="detail" value="7"' in wrong.content.decode()
    assert browser.post(path, form | {"status": "identity|nonsense", "source": "x"}, **BROWSER).status_code == 422
    assert browser.post(path, form | {"status": "nonsense|x", "source": "x"}, **BROWSER).status_code == 422
    for _ in range(2):
        page = browser.post(path, form | {"source": "a letter"}, **BROWSER)
        assert page.headers["Location"] == f"/files/{ids['file']}/"
    said = file_in(workspace, ids["file"]).status
    assert [(one.axis, one.value, one.source) for one in said][2:] == [("identity", "claimed", "a letter")]


def test_a_death_waits_for_a_second_person_and_stands_nowhere_before(enter, workspace, ids):
    browser, path = enter("anna"), f"/files/{ids['file']}/status/"
    form = form_of(browser.get(path, **BROWSER), path) | {"status": "vital|dead, certified", "source": "a doctor"}
    browser.post(path, form, **BROWSER)
    assert "This waits for a second person." in shown(browser, "/files/")
    assert len(file_in(workspace, ids["file"]).status) == 2
    [lena] = seat(workspace, "lena")
    [(act_id, _)] = waiting_acts(lena)
    assert f'href="/files/{ids["file"]}/"' in shown(enter("lena"), "/")
    approve(lena, act_id)
    assert file_in(workspace, ids["file"]).status[-1].value == "dead, certified"


def test_a_harm_flag_is_set_alone_shown_as_a_banner_and_lifted_by_two(enter, workspace, ids):
    browser, path = enter("anna"), f"/files/{ids['file']}/harm/"
    form = form_of(browser.get(path, **BROWSER), path)
    assert browser.post(path, form | {"reason": " "}, **BROWSER).status_code == 422
    for _ in range(2):
        assert browser.post(path, form | {"reason": "threats"}, **BROWSER).status_code == 302
    assert [act.kind for act in acts(workspace)].count("harm flag set") == 1
    page = shown(browser, f"/files/{ids['file']}/")
    assert "Somebody could be harmed by what stands here." in page
    assert "Ask to lift the harm flag" in page
    lifting = form_of(browser.get(f"{path}?lift=1", **BROWSER), path)
    assert lifting["lift"] == "1"
    browser.post(path, lifting | {"reason": "they are safe"}, **BROWSER)
    assert file_in(workspace, ids["file"]).has_harm_flag
    [lena] = seat(workspace, "lena")
    [(act_id, _)] = waiting_acts(lena)
    approve(lena, act_id)
    assert not file_in(workspace, ids["file"]).has_harm_flag


def test_a_flagged_file_is_nothing_to_another_team(enter, workspace, ids):
    kept = flag_harm(seat(workspace, "anna")[0], ids["file"], lift=False, reason="threats")
    assert isinstance(kept, Kept)
    browser = enter("olga")
    form = form_of(browser.get("/files/", **BROWSER), "/files/open/") | {"file": ids["file"], "glass": "1"}
    assert browser.post("/files/open/", form | {"reason": "a medicine"}, **BROWSER).status_code == 404


def test_who_answers_for_a_file_sees_who_has_looked_at_it_or_tried_to(enter, workspace, ids):
    enter("olga").get(f"/files/{ids['file']}/", **BROWSER)
    shown(enter("anna"), f"/files/{ids['file']}/")
    page = shown(enter("anna"), f"/files/{ids['file']}/readers/")
    assert page.index("<bdi>anna</bdi>") < page.index("<bdi>olga</bdi>")
    assert "<bdi>was refused</bdi>" in page
    assert enter("boris").get(f"/files/{ids['file']}/readers/", **BROWSER).status_code == 404
    assert last(workspace).kind == "refused"


def test_a_sample_is_noted_once_and_whoever_looks_sees_no_code_on_the_file(enter, workspace, ids):
    browser, path = enter("anna"), f"/files/{ids['file']}/sample/"
    form = form_of(browser.get(path, **BROWSER), path)
    form |= {"tissue": "cheek swab", "laboratory": "North", "code": "T-71", "kit": "", "seal": "S-3"}
    for _ in range(2):
        page = browser.post(path, form, **BROWSER)
        assert page.headers["Location"] == f"/files/{ids['file']}/"
    [sample] = file_in(workspace, ids["file"]).samples
    assert (sample.tissue, sample.laboratory, sample.code, sample.kit, sample.seal) == (
        *("cheek swab", "North", "T-71"),
        *(None, "S-3"),
    )
    page = shown(browser, f"/files/{ids['file']}/")
    assert "The laboratory knows the sample as T-71." in page
    assert "<li><bdi>cheek swab</bdi>, <bdi>North</bdi>, May 3, 2026</li>" in page
    assert "T-71" not in shown(browser, f"/files/{ids['file']}/")


def test_a_sample_without_a_code_is_named_once_by_its_id(enter, workspace, ids):
    browser, path = enter("anna"), f"/files/{ids['file']}/sample/"
    form = form_of(browser.get(path, **BROWSER), path) | {"tissue": "blood", "laboratory": "North"}
    browser.post(path, form, **BROWSER)
    [sample] = file_in(workspace, ids["file"]).samples
    assert sample.id in shown(browser, f"/files/{ids['file']}/")
    assert sample.id not in shown(browser, f"/files/{ids['file']}/")


def test_what_is_wrong_about_a_sample_is_said_and_what_was_typed_stays(enter, workspace, ids):
    browser, path = enter("anna"), f"/files/{ids['file']}/sample/"
    form = form_of(browser.get(path, **BROWSER), path) | {"tissue": HOSTILE, "laboratory": " "}
    wrong = browser.post(path, form, **BROWSER)
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert "This is missing: For which laboratory" in page
    assert 'value="&lt;script&gt;' in page
    assert "<script>alert" not in page
    assert file_in(workspace, ids["file"]).samples == ()
    form |= {"laboratory": "North", "code": "T-72"}
    assert browser.post(path, form, **BROWSER).status_code == 302
    again = browser.post(path, form | {"act_id": "7" * 32}, **BROWSER)
    assert again.status_code == 422
    assert "was taken before" in again.content.decode()
    assert len(file_in(workspace, ids["file"]).samples) == 1


def test_the_page_of_a_sample_says_whose_it_must_be(enter, ids):
    page = shown(enter("anna"), f"/files/{ids['file']}/sample/")
    assert "A relative's sample is never noted here" in page
    assert "taken from their body, or from a thing that they alone used" in page


def test_who_may_not_note_a_sample_is_not_offered_it_and_sees_none(enter, workspace, ids):
    take_reading(seat(workspace, "boris")[0], ids["cases"][0])
    assert "/sample/" in shown(enter("anna"), f"/files/{ids['mine']}/")
    page = shown(enter("boris"), f"/files/{ids['mine']}/")
    assert "/sample/" not in page
    assert 'id="samples"' not in page


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("status", {"status": "identity|claimed", "source": "x"}),
        ("harm", {"reason": "x"}),
        ("sample", {"tissue": "blood", "laboratory": "North"}),
    ],
)
def test_who_may_not_act_is_told_nothing_and_it_is_an_entry(enter, workspace, ids, page, form):
    path = f"/files/{ids['file']}/{page}/"
    assert enter("emil").post(path, {"act_id": "1" * 32} | form, **BROWSER).status_code == 404
    assert (last(workspace).kind, last(workspace).channel) == ("refused", "web")


def test_a_form_that_says_a_thing_twice_is_a_mistake(enter, ids):
    page = enter("anna").post(f"/files/{ids['file']}/status/", {"act_id": ["0" * 32, "1" * 32]}, **BROWSER)
    assert page.status_code == 422


def test_foreign_words_are_shown_inert(enter, ids):
    page = shown(enter("anna"), f"/files/{ids['bad']}/")
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "⟨202E⟩=1+1" in page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (PartialDate(2026, 5, 3), "May 3, 2026"),
        (PartialDate(2026, 5), "May 2026"),
        (PartialDate(1980, is_approximate=True), "about 1980"),
    ],
)
def test_a_day_known_in_part_is_written_as_far_as_it_is_known(day, words):
    assert day_in_words(day) == words

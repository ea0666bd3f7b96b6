import re

import pytest
import segno

from homeward.actions.workspace.things import all_things, note_remains, view_remains
from homeward.errors import InvalidInput
from homeward.web.screens.remains import told
from tests.actions.workspace.laboratory import PEOPLE, all_entered, belongs
from tests.actions.workspace.sample import acts, last, make, seat
from tests.web.conftest import BROWSER
from tests.web.reviewing import HOSTILE, copied, form_of

NEW = "/remains/note/thing/"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("remains") / "w"
    with (made := make(folder, PEOPLE)).store:
        all_entered(made)
        belongs(made, "I-1")
    return folder


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base, tmp_path / "w") as made:
        yield made


@pytest.fixture
def ids(workspace):
    [anna] = seat(workspace, "anna")
    return {one.code: one.id for one in all_things(anna)}


def text(page, status=200):
    assert page.status_code == status, page.content
    return page.content.decode()


def words(page, status=200):
    return " ".join(re.sub(r"<[^>]+>", " ", text(page, status)).split())


def note(browser, thing, note, **said):
    """Fill a form as the page of the thing gives it, and send it."""
    address = f"/remains/{thing}/note/{note}/"
    hidden = form_of(browser.get(f"/remains/{thing}/", **BROWSER), address)
    return browser.post(address, hidden | said, **BROWSER), hidden | said


def noted(workspace):
    return [act for act in acts(workspace) if act.kind == "remains noted"]


# ── the tree ──


def test_containers_stand_in_the_order_in_which_people_count(enter):
    browser = enter("anna")
    for code in ("C-10", "C-2"):
        form = form_of(browser.get("/remains/", **BROWSER), NEW)
        browser.post(NEW, form | {"id": code, "level": "container", "place": "morgue"}, **BROWSER)
    page = words(browser.get("/remains/", **BROWSER))
    assert page.index("container C-2 ") < page.index("container C-10 ")


def test_items_stand_below_their_container_and_an_individual_below_its_item(enter):
    page = words(enter("anna").get("/remains/", **BROWSER))
    assert "container C-1 (2) item I-1 (1) individual D-1 item I-2 item I-3" in page
    assert "1 containers 3 items 1 individuals 3 samples" in page


def test_the_state_in_the_laboratory_stands_with_the_sample_and_no_allele_does(enter, ids):
    page = words(enter("anna").get(f"/remains/{ids['I-1']}/", **BROWSER))
    assert re.search(r"T-1 femur North – [A-Z]\w+ \d+, 2026 profile", page)
    assert not re.search(r"\d+/\d+", page)


def test_a_declared_name_is_a_claim_of_its_bag_with_its_source_and_reaches_no_item(enter, ids):
    browser = enter("anna")
    bag = words(browser.get(f"/remains/{ids['C-1']}/", **BROWSER))
    assert "Claim: tag of the South says Somebody" in bag
    assert "line of the list: N-4" in bag
    assert "Somebody" not in text(browser.get(f"/remains/{ids['I-1']}/", **BROWSER))
    assert "Somebody" not in text(browser.get("/remains/", **BROWSER))


def test_the_laboratory_sees_remains_and_no_declared_name(enter, ids):
    page = text(enter("lena").get(f"/remains/{ids['C-1']}/", **BROWSER))
    assert "C-1" in page
    assert "Somebody" not in page


def test_who_moves_no_remains_gets_the_one_page_for_nothing_and_an_entry(enter, ids, workspace):
    browser = enter("boris")
    pages = [
        browser.get(path, **BROWSER) for path in ("/remains/", f"/remains/{ids['C-1']}/", "/remains/" + "0" * 32 + "/")
    ]
    assert {page.status_code for page in pages} == {404}
    assert last(workspace).kind == "refused"
    tokenless = {re.sub(r'value="\w{64}"', "", page.content.decode()) for page in pages}
    assert len(tokenless) == 1


def test_the_entry_names_what_was_shown_and_nothing_else(enter, ids, workspace):
    enter("anna").get(f"/remains/{ids['I-2']}/", **BROWSER)
    assert (last(workspace).kind, set(last(workspace).subjects)) == ("remains viewed", {ids["I-2"], ids["C-1"]})


def test_an_earlier_day_shows_what_was_known_then_and_offers_no_note(enter, ids):
    page = words(enter("anna").get(f"/remains/{ids['I-1']}/?on=2026-05-02", **BROWSER))
    assert "It had no code then." in page
    assert "Sign the note" not in page
    assert enter("anna").get("/remains/?on=yesterday", **BROWSER).status_code == 422


def test_of_many_things_a_page_shows_some_and_leads_to_the_others(enter, ids, workspace, monkeypatch):
    monkeypatch.setattr("homeward.web.window.ROWS", 2)
    monkeypatch.setattr("homeward.web.screens.remains.views.MOST_BELOW", 1)
    browser = enter("anna")
    first, second = (words(browser.get(f"/remains/?page={n}", **BROWSER)) for n in (1, 2))
    assert "1 more lies below it" in first
    assert "Page 1 of 1" not in first
    assert "I-3" in first
    assert "I-2" not in first
    assert "Page 2" not in second  # two roots: the container, the loose item


# ── finding, label ──


def test_a_scanned_code_leads_to_its_thing_and_that_of_a_tube_to_its_item(enter, ids):
    browser = enter("anna")
    for code, thing in (("C-1", "C-1"), ("T-2", "I-2")):
        page = browser.post("/remains/find/", {"code": code}, **BROWSER)
        assert (page.status_code, page.headers["Location"]) == (302, f"/remains/{ids[thing]}/")
    page = browser.post("/remains/find/", {"code": HOSTILE}, **BROWSER)
    assert "No thing and no sample has this code." in text(page, 422)
    assert "<script>alert" not in text(page, 422)


def test_the_label_bears_the_code_for_people_and_scanners_and_no_name(enter, ids):
    page = text(enter("anna").get(f"/remains/{ids['C-1']}/label/", **BROWSER))
    [path] = re.findall(r'fill="#000" d="([^"]+)"', page)
    drawn = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path)}
    wanted = segno.make("C-1", micro=False, error="m").matrix_iter(border=4)
    assert drawn == {(x, y) for y, row in enumerate(wanted) for x, dark in enumerate(row) if dark}
    assert "C-1" in page
    assert "Somebody" not in page
    assert "crossing" not in page


# ── notes ──


def test_a_thing_gets_a_code_once_however_often_its_form_is_sent(enter, workspace):
    browser = enter("anna")
    said = form_of(browser.get("/remains/", **BROWSER), NEW) | {"id": "C-9", "level": "container", "place": "store"}
    before = len(noted(workspace))
    pages = [browser.post(NEW, said, **BROWSER) for _ in range(2)]
    assert [page.status_code for page in pages] == [302, 302]
    assert pages[0].headers["Location"] == pages[1].headers["Location"]
    assert len(noted(workspace)) == before + 1
    assert "This had been done before" in text(browser.get(pages[1].headers["Location"], **BROWSER))


def test_a_code_used_before_is_said_on_the_page_and_what_was_typed_stays(enter):
    browser = enter("anna")
    said = form_of(browser.get("/remains/", **BROWSER), NEW) | {"id": "C-1", "level": "container", "place": "the store"}
    page = text(browser.post(NEW, said, **BROWSER), 422)
    assert "never used before" in page
    assert 'value="the store"' in page
    assert f'value="{said["act_id"]}"' in page


@pytest.mark.parametrize(
    "case",
    [
        ("I-3", "link", {"kind": "lies in", "whole": "C-1", "because": "found inside"}, "lies in C-1 found inside"),
        ("I-2", "declaration", {"name": "Else", "source": "a tag", "line": ""}, "Claim: a tag says Else"),
        ("I-2", "finding", {"outcome": "not ours", "because": "ring", "other": ""}, "not ours : Give it back"),
        ("I-2", "sample", {"tissue": "tooth", "laboratory": "North", "code": "T-9"}, "T-9 tooth North"),
        (
            "C-1",
            "custody",
            {"of": "C-1", "giver": "field", "taker": "store", "place": "here", "because": "x"},
            "field store here",
        ),
    ],
)
def test_a_note_stands_on_the_page_of_its_thing_once(enter, ids, workspace, case):
    thing, kind, said, shows = case
    browser, before = enter("anna"), len(noted(workspace))
    answer, sent = note(browser, ids[thing], kind, **said)
    assert answer.status_code == 302
    assert browser.post(f"/remains/{ids[thing]}/note/{kind}/", sent, **BROWSER).status_code == 302
    assert len(noted(workspace)) == before + 1
    assert shows.replace(" ", "") in words(browser.get(f"/remains/{ids[thing]}/", **BROWSER)).replace(" ", "")


def test_who_is_one_individual_waits_for_a_second_person_and_so_does_taking_it_back(enter, ids, workspace):
    browser, before = enter("anna"), len(noted(workspace))
    note(browser, ids["I-2"], "link", kind="belongs to", whole="D-1", because="one skeleton")
    assert "This waits for a second person." in text(browser.get(f"/remains/{ids['I-2']}/", **BROWSER))
    [anna] = seat(workspace, "anna")
    [link] = [one for one in view_remains(anna).remains.links if one.kind == "belongs to"]
    note(browser, ids["I-1"], "withdrawal", of=link.id, because="two people")
    assert len(noted(workspace)) == before
    second = enter("boris")
    for address in re.findall(r'action="(/approve/\w+/)"', text(second.get("/", **BROWSER))):
        second.post(address, **BROWSER)
    assert len(noted(workspace)) == before + 2


def test_a_finding_to_be_acted_on_is_found_from_the_page_of_all(enter, ids):
    browser = enter("anna")
    note(browser, ids["I-3"], "finding", outcome="several people", because="three femora")
    page = words(browser.get("/remains/?due=1", **BROWSER))
    assert "item I-3 several people" in page
    assert "C-1" not in page


def test_custody_that_breaks_is_said_where_it_breaks(enter, ids, workspace):
    [anna] = seat(workspace, "anna")
    for giver, taker in (("field", "store"), ("nobody known", "laboratory")):
        said = {"of": "C-1", "giver": giver, "taker": taker, "place": "here", "because": "kept"}
        note_remains(anna, "custody", said)
    browser = enter("anna")
    assert "handed over by nobody known, but store held it" in words(browser.get(f"/remains/{ids['C-1']}/", **BROWSER))
    assert "container C-1 (2) custody breaks" in words(browser.get("/remains/", **BROWSER))


def test_a_form_that_lacks_doubles_or_adds_something_keeps_nothing(enter, ids, workspace):
    browser, before = enter("anna"), len(noted(workspace))
    address = f"/remains/{ids['I-1']}/note/finding/"
    for said in (
        {"outcome": "not ours"},
        {"outcome": "buried", "because": "x"},
        {"outcome": ["not ours", "not ours"], "because": "x"},
        {"outcome": "not ours", "because": "x", "of": "C-1"},
    ):
        assert browser.post(address, {"act_id": "a" * 32} | said, **BROWSER).status_code == 422
    assert browser.post(f"/remains/{ids['I-1']}/note/result/", {}, **BROWSER).status_code == 422
    assert len(noted(workspace)) == before


def test_hostile_words_are_shown_and_do_nothing(enter, ids):
    browser = enter("anna")
    note(browser, ids["C-1"], "declaration", name=HOSTILE + "x" * 1500, source="=1+1")
    page = text(browser.get(f"/remains/{ids['C-1']}/", **BROWSER))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\u202e" not in page


def test_a_note_on_a_page_that_is_not_to_be_seen_is_refused(enter, ids, workspace):
    before = len(noted(workspace))
    said = {"act_id": "a" * 32, "outcome": "not ours", "because": "x"}
    assert enter("boris").post(f"/remains/{ids['I-1']}/note/finding/", said, **BROWSER).status_code == 404
    assert len(noted(workspace)) == before


def test_each_finding_that_asks_for_something_has_words_for_it():
    from homeward.records.remains import LEVELS_OF_LINK, OUTCOMES, RESULTS

    assert set(told.TO_DO) == set(told.FOUND) == set(OUTCOMES)
    assert set(told.LINKS) == set(LEVELS_OF_LINK)
    assert set(told.RESULTS) == set(RESULTS)


def test_a_view_of_one_thing_is_its_branches_and_what_it_hangs_from(ids, workspace):
    [anna] = seat(workspace, "anna")
    view = view_remains(anna, of=ids["D-1"])
    assert [(node.id, [one.id for one in node.below]) for node in view.tree] == [("I-1", []), ("D-1", [])]
    with pytest.raises(InvalidInput, match="never used before"):
        note_remains(anna, "thing", {"id": "C-1", "level": "container"})

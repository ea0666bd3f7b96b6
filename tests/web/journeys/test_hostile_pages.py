"""Pages full of hostile text in a real browser: no dialog opens, nothing is asked of elsewhere, no page grows wide."""

import pytest
from playwright.sync_api import expect

from homeward.actions.workspace.lists import files_of, import_list
from homeward.actions.workspace.pairs import propose_pairs, read_case, read_reason, take_reading
from homeward.actions.workspace.rights import Role
from homeward.actions.workspace.things import note_several
from homeward.web.served import serve_workspace
from tests.actions.workspace.sample import DAY, Delivery, make, seat
from tests.web.browser import browser
from tests.web.hostile import BRIEF, EVIL, LONG
from tests.web.journeys.walking import WAYS, bring_in, walked

__all__ = ("browser",)
PEOPLE = {**dict.fromkeys(("boris", "clara"), (Role.REVIEWER,)), "anna": (Role.CASEWORKER,)}
ROWS = ((EVIL, "1980-03-04"), (LONG, "1991-07-30"), (BRIEF, "1983-01-19"))


def a_list(letter):
    told = (
        f'{letter}-{n},"{name}","{name}",{day},"{name}"'.replace('\\"', "")
        for n, (name, day) in enumerate(((name.replace('"', '""'), day) for name, day in ROWS), start=1)
    )
    return "\n".join(("id,family_name,given_name,birth_date,birth_place", *told)).encode()


@pytest.fixture(params=WAYS)
def walk(request, browser, tmp_path):
    with (made := make(tmp_path / "w", PEOPLE)).store:
        anna, boris, clara = seat(made, "anna", "boris", "clara")
        lists = [
            import_list(anna, Delivery(data=a_list(role[0]), party=EVIL, role=role, on=DAY)).list_id
            for role in ("found", "sought")
        ]
        case_id = propose_pairs(anna, *lists, least=1e-9).case_ids[0]
        for reader, outcome in ((boris, "established"), (clara, "possible")):
            take_reading(reader, case_id)
            read_case(reader, case_id, outcome, (read_reason(f"other: {EVIL}"),))
        note_several(anna, iter([("thing", {"id": "H-1", "level": "container", "place": EVIL})]))
        serve_workspace(made)
        with walked(browser, made, request.param) as walk:
            walk.at = {
                "anna": ["/lists/", "/remains/", *(f"/lists/{one}/" for one in lists)],
                "boris": [f"/queue/{case_id}/", f"/board/{case_id}/"],
            }
            walk.at["anna"] += [f"/files/{one}/" for one in files_of(anna, lists[0])]
            yield walk
        serve_workspace(None)


def test_pages_full_of_hostile_text_open_no_dialog_and_ask_nothing_of_elsewhere(walk):
    for name, paths in walk.at.items():
        for path in paths:
            page = walk(name, path)
            assert page.locator("main img, main iframe, main script").count() == 0
    expect(page.locator("main")).to_contain_text("<script>alert(1)</script>")
    anna = walk("anna")
    bring_in(walk, anna, "x.csv", a_list("x"), party=EVIL, role="sought")
    expect(anna.locator("main")).to_contain_text("<script>alert(1)</script>")
    anna.goto(f"/files/{EVIL}/")  # an address, too, is text
    assert anna.locator("main img, main script").count() == 0

"""A list that cannot be read as it came: in an old encoding, with odd columns and dates, and lines that are none.

Until the last step nothing of it is kept; whoever leaves comes back to where they were.
"""

import pytest
from playwright.sync_api import expect

from homeward.actions.workspace.lists import all_lists, import_list
from homeward.actions.workspace.rights import Role
from homeward.web.drafts import FOLDER
from homeward.web.served import serve_workspace
from tests.actions.workspace.sample import acts, delivery, make, seat
from tests.web.browser import browser
from tests.web.journeys.walking import WAYS, bring_in, walked

__all__ = ("browser",)
BEFORE = "id;ПІБ;Дата народження\nЗ-1;Вигадько Олена Петрівна;1980-03-04\nЗ-2;Жутавук Іван;1991-07-30\n"
# One line has no such day, one says nothing, one number is there twice; one date is another than before.
BAD = (
    "№;ПІБ;Дата народження;Щось\n"
    "З-1;Вигадько Олена Петрівна;05/04/1980;7\n"
    "З-2;Жутавук Іван;07/08/1991;8\n"
    "З-3;Бравкенко Микола;77/88/1979;9\n"
    "З-4;;;\n"
    "З-2;Дзумбаренко Тарас;01/02/1983;6\n"
)


@pytest.fixture(params=WAYS)
def walk(request, browser, tmp_path):
    with (made := make(tmp_path / "w", {"anna": (Role.CASEWORKER,), "boris": (Role.REVIEWER,)})).store:
        import_list(seat(made, "anna")[0], delivery("sought", BEFORE.encode(), party="North"))
        serve_workspace(made)
        with walked(browser, made, request.param) as walk:
            walk.workspace = made
            yield walk
        serve_workspace(None)


def kept(walk):
    """What the store has of lists."""
    imported = [act for act in acts(walk.workspace) if act.kind == "list imported"]
    [own] = all_lists(seat(walk.workspace, "anna")[0]).values()
    return len(imported), len(own.versions)


def column(page, heading):
    """The field as which a column is read."""
    return page.locator("tr", has=page.get_by_text(heading, exact=True)).locator("select")


def test_a_bad_list_is_mended_by_answers_left_and_taken_up_again_and_kept_at_the_last_step_alone(walk):
    anna = walk("anna")
    bring_in(walk, anna, "bad.csv", BAD.encode("cp1251"), party="North", role="sought", on="2026-05-20")
    expect(anna.locator("main")).to_contain_text("cp1251")  # detected, and said

    # The encoding is wrong, and then right again.
    anna.select_option("#encoding", "koi8-r")
    walk.press(anna, "button[name=then][value=again]")
    expect(anna.locator("main")).not_to_contain_text("Вигадько")
    anna.select_option("#encoding", "cp1251")
    walk.press(anna, "button[name=then][value=again]")
    expect(anna.locator("main")).to_contain_text("Вигадько")

    # Columns, and a question that the list leaves open.
    column(anna, "№").select_option("record_id")
    column(anna, "Щось").select_option("unit")
    anna.check("input[type=radio][value='month-first']")
    walk.press(anna, "button[name=then][value=again]")
    expect(column(anna, "Щось")).to_have_value("unit")
    expect(anna.locator("main")).to_contain_text("1980-05-04")
    problems = anna.locator("table", has=anna.get_by_text(walk.words("What could not be taken as written"), exact=True))
    expect(problems).to_contain_text("77/88/1979")

    # She goes away, closes the window, and comes back: everything she said is still there.
    assert kept(walk) == (1, 1)
    anna.goto("/lists/")
    walk.press(anna, "main a[href='/import/']")
    walk.press(anna, "main section a.button.main")
    expect(column(anna, "Щось")).to_have_value("unit")
    assert kept(walk) == (1, 1)

    # What would become of it: contradictions, and a line that says another day than before; nothing is corrected.
    walk.press(anna, "button[name=then][value=check]")
    walk.says(anna, "Nothing is corrected. Each is a question to whoever gave the list, and stays in the file.")
    odd = walk.words("What the list contradicts, in itself and in what is kept")
    expect(anna.locator("table", has=anna.get_by_text(odd, exact=True)).locator("tbody")).to_contain_text("77/88/1979")
    lines = anna.locator("table", has=anna.get_by_text(walk.words("Lines against the versions before"), exact=True))
    expect(lines.locator("tr", has_text="З-1")).to_contain_text(walk.words("birth date"))
    assert kept(walk) == (1, 1)

    walk.press(anna, "form[action$='/sign/'] button")
    walk.says(anna, "A list was brought in")
    act = [one for one in acts(walk.workspace) if one.kind == "list imported"][-1]
    expect(anna.locator("main")).to_contain_text(act.id)
    assert kept(walk) == (2, 2)
    assert not list((walk.workspace.folder / FOLDER).iterdir())


def test_what_is_no_list_is_said_to_be_none_and_put_aside(walk):
    anna = walk("anna")
    bring_in(walk, anna, "letter.csv", b"Dear Sir,\nwe send you nothing.\n", party="North", role="sought")
    none = "Nobody could be read from it. What stands below says why; say how it is to be read, or bring another file."
    walk.says(anna, none)
    assert anna.locator("button[name=then][value=check]").count() == 0
    walk.press(anna, "form[action$='/aside/'] button")
    assert anna.url.endswith("/import/")
    assert anna.locator("main section").count() == 0
    assert kept(walk) == (1, 1)

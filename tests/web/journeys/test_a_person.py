"""From a report that somebody is missing to a signed decision; and what becomes of it when the case is opened again."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from homeward.actions.workspace.pairs import all_cases
from homeward.actions.workspace.rights import Role
from homeward.web.served import serve_workspace
from homeward.web.terms import OUTCOMES, STATES
from tests.actions.workspace.sample import HEADER, MARKERS, a_list, acts, make, seat
from tests.web.browser import browser
from tests.web.journeys.walking import WAYS, bring_in, sign_list, walked
from tests.web.reviewing import copied, paired, signed

__all__ = ("browser",)
PEOPLE = {
    **dict.fromkeys(("boris", "clara", "greta", "hanna", "ivan"), (Role.REVIEWER,)),
    **dict.fromkeys(("anna", "vera"), (Role.CASEWORKER,)),
}
ONE = f"{HEADER}N-1,{MARKERS[0]},Олена,Петрівна,1987-03-14,Северин,солдат,А-100017\n".encode()
BOARD = ("greta", "hanna", "ivan")


@pytest.fixture(params=WAYS)
def walk(request, browser, tmp_path):
    with (made := make(tmp_path / "w", PEOPLE)).store:
        serve_workspace(made)
        with walked(browser, made, request.param) as walk:
            walk.workspace = made
            yield walk
        serve_workspace(None)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reopening") / "w"
    return folder, paired(folder)


@pytest.fixture(params=WAYS)
def again(request, browser, base, tmp_path):
    with copied(base[0], tmp_path / "w") as made:
        signed(made, base[1][0])
        with walked(browser, made, request.param) as walk:
            walk.workspace = made
            yield walk


def n_of(walk, kind):
    return [act.kind for act in acts(walk.workspace)].count(kind)


def report_and_compare(walk):
    """The other side's list and the report of a family come in; both are compared: the case."""
    anna = walk("anna")
    bring_in(walk, anna, "held.csv", a_list("S"), party="South", role="found")
    sign_list(walk, anna)
    bring_in(walk, anna, "report.csv", ONE, party="North, a sister", role="sought")
    sign_list(walk, anna)
    walk("anna", "/lists/")
    walk.press(anna, "main a[href='/lists/propose/']")
    for side in ("found", "sought"):
        anna.locator(f"#{side}").select_option(index=1)
    walk.press(anna, "form.stacked button.main")
    walk.says(anna, "%(n)s pair was put before readers.", "%(n)s pairs were put before readers.", 1)
    [case] = all_cases(seat(walk.workspace, "anna")[0])
    return case.id


def read(walk, name, case, outcome, says):
    """Take the reading that comes next, and sign a verdict."""
    page = walk(name, "/queue/")
    walk.press(page, "form[action='/queue/next/'] button")
    assert page.url.endswith(f"/queue/{case}/")
    walk.says(page, says)
    assert "boris" not in page.inner_text("main")  # nobody reads what another has written
    page.check(f"#outcome-{outcome}")
    page.select_option("#code-1", "names and dates agree")
    page.fill("#words-1", f"on both lists, says {name}")
    walk.press(page, "button[name=then][value=stay]")


def act(walk, name, case, what, **fields):
    """Fill in one form of the page of a case before the board, and send it."""
    page = walk(name)
    if not page.url.endswith(f"/board/{case}/") or what in ("decide", "sign"):  # others did something since
        walk(name, f"/board/{case}/")
    form = f"form[action='/board/{case}/{what}/']"
    walk.open(page, form)
    for field, value in fields.items():
        one = page.locator(f"{form} [name={field}]")
        if field == "outcome":
            page.check(f"#outcome-{value}")
        elif field == "names":
            for member in value.split():
                page.check(f"{form} [name=names][value={member}]")
        elif field in ("kind", "code-1"):
            one.select_option(value)
        else:
            one.fill(value)
    walk.press(page, f"{form} button")
    assert page.url.endswith(f"/board/{case}/")
    return page


def take_out_for_the_family(walk):
    """Take the line of the person sought out of the list, with a reason; whoever took it stands in the file."""
    anna = walk("anna", "/lists/")
    walk.press(anna, "main tbody th a:has-text('North, a sister')")
    anna.check("input[name=file]")
    anna.fill("#reason", "to tell the family what was decided")
    with anna.expect_download() as taken:
        anna.click("button[name=form][value=csv]")
    told = Path(taken.value.path()).read_text("utf-8")
    assert MARKERS[0] in told


def test_a_person_is_reported_matched_read_blind_by_two_and_decided_by_a_board(walk):
    case = report_and_compare(walk)
    read(walk, "boris", case, "established", "This is the first reading.")
    read(
        walk, "clara", case, "possible", "This is the second reading: you see neither the score nor the first verdict."
    )

    boris = walk("boris", f"/board/{case}/")
    walk.says(boris, "Why two readings do not settle it")
    act(walk, "boris", case, "seat", names=" ".join(BOARD))
    for name, outcome in zip(BOARD, ("established", "established", "possible"), strict=True):
        page = walk(name, "/")
        walk.press(page, f"main a[href='/board/{case}/']")
        said = {"outcome": outcome, "code-1": "names and dates agree", "words-1": "read again"}
        act(walk, name, case, "vote", **said)
    page = act(walk, "greta", case, "decide", text="two of three votes, after both lists were read again")
    walk.says(page, "%(n)s signature is missing.", "%(n)s signatures are missing.", 2)
    for name in ("greta", "hanna"):
        page = act(walk, name, case, "sign")
    walk.says(page, "Decided and signed:")
    walk.says(page, str(OUTCOMES["established"]))
    expect(page.locator("main")).to_contain_text("two of three votes, after both lists were read again")
    take_out_for_the_family(walk)
    kinds = ("verdict", "vote", "board decision", "signature", "lines exported")
    assert [n_of(walk, kind) for kind in kinds] == [2, 3, 1, 2, 1]


def test_a_case_is_opened_again_and_the_old_decision_stays_readable(again, base):
    case, walk = base[1][0], again
    page = act(walk, "boris", case, "deed", kind="family told", text="in person, on a Tuesday")
    walk.says(page, str(STATES["acted on"]))
    act(walk, "boris", case, "reopen", text="a second sample came")
    walk.says(page, "This waits for a second person.")
    walk.says(page, str(STATES["acted on"]))  # until then it stands

    greta = walk("greta", "/")
    expect(greta.locator("form[action^='/approve/']")).to_have_count(1)
    walk.press(greta, "form[action^='/approve/'] button")
    assert n_of(walk, "reopening") == 1

    page = walk("boris", f"/board/{case}/")
    walk.says(page, str(STATES["proposed"]))
    walk.says(page, "Decided and signed:")
    walk.says(page, str(OUTCOMES["established"]))
    for words in ("a second sample came", "in person, on a Tuesday", "on both lists, with the same number"):
        expect(page.locator("main")).to_contain_text(words)
    assert (n_of(walk, "signature"), n_of(walk, "verdict")) == (2, 2)  # nothing of the old is gone
    page = walk("hanna", f"/queue/{case}/")
    expect(page.locator("main")).not_to_contain_text("a second sample came")
    assert "on both lists, with the same number" not in page.content()  # who will read blind reads no old reason

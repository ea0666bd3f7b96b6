"""Text that wants to be markup, a formula, or a turn of direction, in every field of every form: it stays text.

The story is told, lists and papers full of such text come in, and then every page that somebody of each role reaches
is looked at, and every form on it filled in: each text field in turn, and all at once. Nothing fails, nothing is
alive, and no file that leaves would run.
"""

import json
import re
from datetime import date
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from homeward.actions.story.people import PASSPHRASE, Cast
from homeward.actions.story.telling import Size, tell_story
from homeward.actions.workspace.lists import Delivery, files_of, import_list
from homeward.actions.workspace.pairs import (
    all_cases,
    propose_pairs,
    read_case,
    read_reason,
    seat_board,
    take_reading,
    vote,
)
from homeward.actions.workspace.place import open_workspace
from homeward.actions.workspace.promises.documents import Arrived, keep_document
from homeward.actions.workspace.things import note_several
from homeward.errors import HomewardError
from homeward.records.fields import FIELDS
from homeward.reports.wording import visible
from homeward.talks.claims.speaking.speakers import party
from homeward.web.leaving import attachment
from homeward.web.served import serve_workspace
from tests.web.conftest import BROWSER
from tests.web.hostile import BRIEF, CONTROL, EVIL, LONE, LONE_IN_JSON, LONG, MARKUP, PARTS, Seen, seen_in, wrong_in

TINY = Size(sought=8, held=6, children=4, containers=4, decided=4, split=1, begun=1)
PEOPLE = ("hanna", "greta", "boris", "anna", "lena", "nina", "hana", "dina", "ada", "emil", "fadi")
NOT_PRESSED = ("/sign-out/", "/me/end-others/", "/me/second-factor/", "/language/", "/me/again/", "/sign-in/")
SHOWN = {"/board/*/", "/documents/", "/files/*/", "/lists/*/", "/pledges/", "/queue/*/", "/remains/*/"}
TAKEN = {
    *("/board/*/vote/", "/board/*/deed/", "/board/*/show/", "/documents/", "/files/*/status/", "/import/"),
    *("/pledges/record/", "/pledges/*/add/", "/remains/*/note/declaration/", "/rounds/*/why/*/paper/"),
}
_ID = re.compile(r"[0-9a-f]{32,64}|(?<=/)a?\d+(?=/)|=[^&]*")
DAY = date(2026, 11, 2)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """The story, with lists, remains and documents full of hostile text: the workspace, and where it is seen first."""
    told = tell_story(tmp_path_factory.mktemp("hostile") / "story", TINY)
    with (workspace := open_workspace(told.north, PASSPHRASE)).store:
        yield workspace, list(filled(Cast(workspace)))


def rows(letter):
    """A list in which every field of every line holds one of the hostile texts."""
    names = [one.name for one in FIELDS]
    told = [dict.fromkeys(names, text) for text in (EVIL, BRIEF, CONTROL.replace("\0", "").replace("\n", " "), LONG)]
    told += [
        {"record_id": f"{letter}-{n}", "family_name": f"Вигадько {EVIL}", "given_name": f"{n}", "birth_date": day}
        for n, day in enumerate(("1980-03-04", "1991-07-30", "1983-01-19"))
    ]
    for n, row in enumerate(told[:4]):
        row |= {"record_id": f"{letter}{n}{BRIEF}", "sex": "ж", "birth_date": "1979-11-02"}
    return json.dumps({"people": told}, ensure_ascii=False).encode(), told


def as_csv(letter):
    told = rows(letter)[1]
    names = [one.name for one in FIELDS]
    quoted = (",".join('"' + str(row.get(name, "")).replace('"', '""') + '"' for name in names) for row in told)
    return "\n".join((",".join(names), *quoted)).encode()


def filled(cast):
    """Do with hostile words what people do: the addresses of the pages that tell of it."""
    anna = cast.seat("anna")
    ids = {
        role: import_list(anna, Delivery(data=as_csv(role[0]), party=EVIL, role=role, on=DAY)).list_id
        for role in ("found", "sought")
    }
    cases = propose_pairs(anna, ids["found"], ids["sought"], least=1e-9).case_ids
    reason = (read_reason(f"other: {EVIL}"),)
    for case_id in cases[:1]:
        for name, outcome in (("boris", "established"), ("clara", "possible")):
            take_reading(cast.seat(name), case_id)
            read_case(cast.seat(name), case_id, outcome, reason)
        seat_board(cast.seat("boris"), case_id, ["greta", "hanna", "ivan"])
        vote(cast.seat("greta"), case_id, "established", reason)
    for number, text in enumerate((EVIL, BRIEF, CONTROL, LONG[:900])):
        try:
            note_several(anna, iter(remains(number, text)))
        except HomewardError:
            continue
    for text in (EVIL, CONTROL, LONG):
        said = f"{text} said that the South will hand over 600 bodies.\n1. Every prisoner goes home in 30 days {text}\n"
        try:
            arrived = Arrived(
                name=text[:80], data=said.encode(), source=text[:80], published=DAY, parties=(party("North"),)
            )
            keep_document(cast.seat("nina"), arrived)
        except HomewardError:
            continue
    for list_id in ids.values():
        yield from (
            f"/lists/{list_id}/",
            f"/lists/{list_id}/versions/1/",
            *(f"/files/{one}/" for one in tuple(files_of(anna, list_id))[:2]),
        )
    done = next(one.id for one in all_cases(anna) if one.case.state == "signed")
    yield from (path for case in (*cases[:2], done) for path in (f"/queue/{case}/", f"/board/{case}/"))


def remains(number, text):
    code = f"H-{number}"
    yield "thing", {"id": code, "level": "container", "place": text}
    yield "thing", {"id": f"{code}a", "level": "item", "place": text}
    yield "link", {"kind": "lies in", "part": f"{code}a", "whole": code, "because": text}
    yield "declaration", {"of": code, "name": text, "source": text}
    yield "sample", {"item": f"{code}a", "tissue": text, "laboratory": text, "code": f"HT-{number}", "seal": text}


class Sweep:
    """Everybody at work, every page that they reach, every form that they find."""

    def __init__(self, first):
        self.first = first
        self.wrong, self.n_pages, self.n_posts, self.files = [], 0, 0, set()
        self.posted, self.shown, self.answers = set(), set(), {}

    def enter(self, name):
        browser = Client()
        assert browser.post("/sign-in/", {"name": name, "passphrase": PASSPHRASE}, **BROWSER).status_code == 302
        return browser

    def look(self, answer, path, how):
        """Note what is wrong with an answer, and what it was: the page, where it is one."""
        page, own = seen_in(answer, path), shape(path)
        self.wrong += [f"{how} {own}: {one}" for one in wrong_in(answer, page)]
        if "attachment" in answer.headers.get("Content-Disposition", ""):
            self.files.add(answer.headers["Content-Disposition"].rpartition(".")[2].strip('"'))
        elif page is not None and b"alert(1)" in answer.content:
            self.shown.add(own)
        if how != "GET":
            self.answers.setdefault(own, set()).add(answer.status_code)
        return page

    def pages(self, browser, most):
        """Walk through links, from my day and from what is hostile; of pages that differ only in an id, some."""
        n_alike, waiting, seen = {}, ["/", *self.first], set()
        while waiting:
            path = waiting.pop(0)
            own = shape(path)
            if path in seen or (n_alike.get(own, 0) >= most and path not in self.first):
                continue
            seen.add(path)
            n_alike[own] = n_alike.get(own, 0) + (path not in self.first)
            answer = browser.get(path, **BROWSER)
            page = self.look(answer, path, "GET")
            if page is not None and answer.status_code == 200:
                self.n_pages += 1
                yield path, page
                waiting += [beside(path, one) for one in page.links if is_ours(one)]

    def fill_in(self, browser, name, path, form):
        """Send a form with each text field in turn, with all at once, and with files that are none."""
        action = urlsplit(beside(path, form.action)).path
        if action.startswith(NOT_PRESSED) or ("/reopen/" in action and name != "boris"):
            return
        if (name, shape(action), *form.texts) in self.posted:
            return
        self.posted.add((name, shape(action), *form.texts))
        sane = {**form.values, **form.texts}
        turns = [sane | {field: EVIL} for field in form.texts] or [sane]
        turns += [
            sane | dict.fromkeys(form.texts, text) for how, text in PARTS.items() if how != "together" and form.texts
        ]
        if "/export/" in action:
            turns += [sane | {field: one} for field, several in form.choices.items() for one in several]
        for number, data in enumerate(turns):
            for file in files_for(action, form, is_first=number == 0):
                self.send(browser, action, data, form=form, file=file)
        if form.texts and not form.files:
            broken = urlencode(form.values) + "".join(f"&{quote(field)}={LONE}" for field in form.texts)
            kind = "application/x-www-form-urlencoded"
            self.look(browser.post(action, broken, content_type=kind, **BROWSER), action, "POST bytes")

    def send(self, browser, action, data, *, form, file):
        """Send a form as it is filled in, as an act of its own."""
        self.n_posts += 1
        sent = data | ({"act_id": f"{self.n_posts:032x}"} if "act_id" in data else {})
        if file is not None:
            sent |= {one: SimpleUploadedFile(f"{BRIEF[:8]}.csv", file) for one in form.files}
        self.look(browser.post(action, sent, **BROWSER), action, "POST")


def files_for(action, form, *, is_first):
    """Files that claim to be what a form asks for: with a lone surrogate in each text, and with hostile cells."""
    if not form.files:
        return (None,)
    if is_first:
        return (None, lone_in(action), as_csv("U"))
    return (None,) if "text" in form.texts else (as_csv("U"),)  # pasted, in place of a file


def lone_in(action):
    """JSON of the kind that a form asks for; a lone surrogate stands in every text of it that is free."""
    event = {"id": "e", "date": "2026-11-01", "kind": "claim", "commitment": "ж", "qty": 1, "by": "ж", "source": "ж"}
    owed = {"id": "q", "debtor": "ж", "creditor": "ж", "what": "ж", "unit": "ж", "source": "document:ж"}
    mark = {
        "id": "m",
        "manifest": "ж",
        "at": "2026-11-20T10:00:00Z",
        "who": "ж",
        "device": "d",
        "counter": 1,
        "said": "ж",
    }
    told = {
        "/pledges/": {"commitments": [owed], "events": [event]},
        "/rounds/": {
            "sides": ["ж", "South"],
            "rounds": [0],
            "categories": [{"name": "ж"}],
            "rules": [],
            "objectives": [],
        },
        "/marks/": {"marks": [mark | {"line": "ж"}, "ж", {"ж": "ж"}]},
    }
    found = next(
        (it for part, it in told.items() if part in action), {"people": [{"record_id": "ж", "family_name": "ж"}]}
    )
    return json.dumps(found).replace("\\u0436", LONE_IN_JSON).encode()


def shape(path):
    return _ID.sub("*", path)


def is_ours(link):
    return not urlsplit(link).netloc and not link.startswith("#") and not link.startswith("/static/")


def beside(path, link):
    """The address that a link of a page leads to."""
    told = urlsplit(link)
    if link.startswith("?") or not told.path:
        return f"{urlsplit(path).path}?{told.query}" if told.query else path
    return told._replace(fragment="").geturl()


def send_marks(sweep, browser, path):
    """Send marks of a roll call as a telephone does, with half of a character in each text."""
    if re.fullmatch(r"/rounds/\w+/day/\w+/", path):
        sent = browser.post(f"{path}marks/", lone_in("/marks/"), content_type="application/json", **BROWSER)
        sweep.look(sent, f"{path}marks/", "POST")
        sweep.look(browser.get(f"{path}copy/", **BROWSER), f"{path}copy/", "GET")


def test_hostile_text_in_any_field_stays_text_on_every_page_and_in_every_file(story):
    workspace, first = story
    sweep = Sweep(first)
    serve_workspace(workspace)
    for text in PARTS.values():
        told = {"name": text, "passphrase": text}
        sweep.look(Client().post("/sign-in/", told, query_params={"next": text}, **BROWSER), "/sign-in/", "POST")
    for name in PEOPLE:
        browser = sweep.enter(name)
        for path, page in sweep.pages(browser, 1):
            send_marks(sweep, browser, path)
            for form in page.forms:
                sweep.fill_in(browser, name, path, form)
    for name in PEOPLE:
        assert list(sweep.pages(sweep.enter(name), 2))
    serve_workspace(None)
    assert not sweep.wrong, "\n".join(sorted(set(sweep.wrong)))
    # And it was there: taken, shown, and taken out.
    assert sweep.shown >= SHOWN
    assert {path for path, told in sweep.answers.items() if 302 in told} >= TAKEN
    assert {"csv", "json", "xlsx", "pdf"} <= sweep.files


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{EVIL}</p>",
        f'<input value="{MARKUP}">',
        "<p>\u202eabc</p>",
        '<p title="\u2066">abc</p>',
        '<a href="javascript:alert(1)">a</a>',
        "<b onclick=x>a</b>",
        "<textarea></textarea>\u200b",
    ],
)
def test_whatever_is_alive_on_a_page_is_seen(page):
    assert Seen(page, "/").wrong


def test_what_is_escaped_or_stands_in_a_field_is_not_alive():
    assert Seen(f"<p>{escape(visible(EVIL))}</p><textarea>{escape(EVIL)}</textarea>", "/").wrong == []
    assert Seen(f'<input name="a" value="{escape(EVIL)}">', "/").wrong == []


def test_a_cell_that_a_spreadsheet_would_run_is_seen():
    for cell in ("=1+1", "@SUM(A1)", "\t=1", "+1+1", "-x"):
        answer = attachment(f'a\r\n"{cell}"\r\n'.encode(), "a.csv")
        assert wrong_in(answer, None), cell
    assert wrong_in(attachment(b"a\r\n'=1+1\r\n-1.5\r\n", "a.csv"), None) == []
    assert wrong_in(attachment(b"{NaN", "a.json"), None)

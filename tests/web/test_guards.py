"""What holds for every page: the list of addresses is read from the program, so that a new one is tried too."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from homeward.web import served
from homeward.web.configuring import IDLE_SECONDS, MOST_SECONDS
from homeward.web.guards import HEADERS
from tests.actions.workspace.sample import PASSPHRASE, acts, seat
from tests.web.conftest import BROWSER

IDS = {"str": "0" * 32, "int": "1", "path": "homeward/page.css", "uuid": "0" * 32, "slug": "x"}


def addresses(patterns=None, before=""):
    """Every address of the program, with an id of nothing in the place of each id."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        text = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, text)
        elif isinstance(one, URLPattern):
            for name, converter in one.pattern.converters.items():
                kind = type(converter).__name__.removesuffix("Converter").lower()
                kind = {"string": "str"}.get(kind, kind)
                for written in (f"<{kind}:{name}>", f"<{name}>"):
                    text = text.replace(written, IDS[kind])
            yield "/" + text.lstrip("^").removesuffix("$")


# The interface for programs answers in JSON: tests/web/machine asks the same of it.
ADDRESSES = tuple(one for one in addresses() if not one.startswith("/api/"))
OPEN = ("/sign-in/", "/language/", "/static/homeward/page.css")  # to who has not signed in


def bare(path, method="get", **more):
    return getattr(Client(enforce_csrf_checks=True), method)(path, **{**BROWSER, **more})


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_has_its_headers_and_nobody_sees_anything_without_a_passphrase(workspace, path):
    for method in ("get", "post", "put", "delete", "options"):
        answer = bare(path, method)
        assert answer.status_code < 500, method
        for name, value in HEADERS.items():
            assert answer.headers.get(name) == value or name == "Content-Security-Policy", (method, name)
        assert "'unsafe" not in answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        if not path.startswith("/static/"):
            assert answer.headers["Cache-Control"] == "no-store"
        for cookie in answer.cookies.values():
            assert cookie["secure"]
            assert cookie["httponly"]
            assert cookie["samesite"] == "Strict"
        if method == "get" and not path.startswith(OPEN):
            assert answer.status_code in (302, 404, 405), path
            assert answer.status_code != 302 or answer.headers["Location"].startswith("/sign-in/"), path
        answer.close()


@pytest.mark.parametrize("path", [one for one in ADDRESSES if not one.startswith("/static/")])
def test_no_form_is_taken_from_another_host_or_without_its_token(enter, workspace, path):
    browser = enter("caseworker")
    n_acts = len(acts(workspace))
    for site in ("cross-site", "same-site"):
        assert browser.post(path, HTTP_SEC_FETCH_SITE=site, **BROWSER).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    assert strict.post(path, **BROWSER).status_code in (403, 404, 405)
    assert strict.post(path, HTTP_ORIGIN="https://elsewhere.example", **BROWSER).status_code in (403, 404, 405)
    assert len(acts(workspace)) == n_acts


def test_another_name_of_the_host_is_refused_and_after_signing_in_nobody_is_led_away(workspace):
    assert bare("/", HTTP_HOST="elsewhere.example").status_code == 400
    for after in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "/\\elsewhere.example"):
        told = {"name": "auditor", "passphrase": PASSPHRASE}
        answer = Client().post("/sign-in/", told, query_params={"next": after}, **BROWSER)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_what_is_not_there_and_what_one_may_not_see_are_the_same_page(enter):
    browser = enter("administrator")
    pages = [browser.get(path, **BROWSER) for path in ("/nothing/", f"/approve/{'0' * 32}/")]
    pages.append(browser.post(f"/approve/{'0' * 32}/", **BROWSER))
    assert [page.status_code for page in pages] == [404, 405, 404]
    assert pages[0].content.split(b"<main")[1] == pages[2].content.split(b"<main")[1]


def test_a_desk_is_closed_when_idle_when_the_day_is_over_and_by_a_third_place(workspace):
    desks = served.Desks()
    [anna] = seat(workspace, "caseworker")
    first = desks.open(anna)
    start = served.monotonic()
    assert desks.find(first, at=start + IDLE_SECONDS - 1) is anna
    assert desks.find(first, at=start + 3 * IDLE_SECONDS) is None
    assert desks.find(first, at=start) is None  # forgotten, not asleep
    busy, at = desks.open(anna), start
    while at < start + MOST_SECONDS - IDLE_SECONDS:
        at += IDLE_SECONDS / 2
        assert desks.find(busy, at=at) is anna
    assert desks.find(busy, at=start + MOST_SECONDS + 1) is None
    numbers = [desks.open(anna) for _ in range(3)]
    assert [desks.find(one) is anna for one in numbers] == [False, True, True]


def test_who_signs_out_is_out_and_the_number_of_their_session_opens_nothing(enter):
    browser = enter("auditor")
    cookies = browser.cookies.output()
    answer = browser.post("/sign-out/", **BROWSER)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    again = Client()
    again.cookies.load(cookies.replace("Set-Cookie: ", ""))
    assert again.get("/", **BROWSER).status_code == 302


def test_a_session_of_one_workspace_opens_no_desk_after_a_restart(enter, workspace):
    browser = enter("auditor")
    served.serve_workspace(workspace)
    answer = browser.get("/", **BROWSER)
    assert answer.headers["Location"].startswith("/sign-in/")


def test_django_finds_no_fault_with_the_settings_and_no_migration_is_missing(capsys):
    assert [one for one in run_checks() if not one.is_silenced()] == []
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
    call_command("migrate", verbosity=0, interactive=False)
    assert capsys.readouterr() == ("", "")

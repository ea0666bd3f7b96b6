"""Every page that people of the story reach by links, in four languages: WCAG 2.2 AA by axe-core, and no other host.

Pages are found by following links from My day as each person; of pages that differ only in an id, one is looked at.
"""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from homeward.actions.story.people import PASSPHRASE
from homeward.actions.story.telling import SMALL, tell_story
from homeward.actions.workspace.place import open_workspace
from tests.web.browser import browser, opened, served

__all__ = ["browser"]
PEOPLE = ("anna", "boris", "greta", "lena", "nina", "hana", "dina", "ada")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_ID = re.compile(r"[0-9a-f]{32,64}|(?<=/)\d+(?=/)|=[^&]*")
MOST_PAGES = 30  # of one person


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    told = tell_story(tmp_path_factory.mktemp("access") / "story", SMALL)
    with (workspace := open_workspace(told.north, PASSPHRASE)).store, served(workspace) as url:
        yield url


def sign_in(page, name):
    page.goto("/sign-in/")
    page.fill("[name=name]", name)
    page.fill("[name=passphrase]", PASSPHRASE)
    page.press("[name=passphrase]", "Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def shape(path):
    """What pages have in common that differ only in an id or a choice."""
    return _ID.sub("*", path)


def reached(page):
    """The addresses that can be reached by links, one for each shape; each was opened and answered."""
    found, waiting = {}, ["/"]
    while waiting and len(found) < MOST_PAGES:
        path = waiting.pop(0)
        if shape(path) in found:
            continue
        answer = page.request.get(path)
        if "text/html" not in answer.headers.get("content-type", ""):
            found[shape(path)] = None
            continue
        assert answer.status in (200, 404), (path, answer.status)
        found[shape(path)] = path if answer.status == 200 else None
        page.goto(path)
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        waiting += [urlsplit(one)._replace(fragment="").geturl() for one in links if one.startswith("/")]
    return [path for path in found.values() if path]


def test_every_page_can_be_used_by_everybody_in_four_languages(browser, story):
    asked, said, violations, seen = set(), [], [], set()
    for name in PEOPLE:
        with opened(browser, story) as page:
            page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
            sign_in(page, name)
            paths = [path for path in reached(page) if shape(path) not in seen]
            seen |= {shape(path) for path in paths}
            page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
            violations += look_at(page, paths)
    assert len(seen) > 12
    assert not violations, "\n".join(map(str, violations[:40]))
    assert not said, said[:10]
    assert asked == {urlsplit(story).netloc}


def look_at(page, paths):
    for language in ("en", "uk", "ru", "ar"):
        page.goto("/")
        page.select_option("#language", language)
        page.wait_for_function("tag => document.documentElement.lang === tag", arg=language)
        for path in paths:
            page.goto(path)
            assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
            for one in Axe().run(page, options=RULES).response["violations"]:
                yield language, path, one["id"], one["nodes"][0]["html"][:160], len(one["nodes"])

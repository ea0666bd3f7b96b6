"""Walking through pages as people do: several of them, each with a window of their own, in one served workspace.

Each journey is walked in English with script off, and in Arabic with script. A walk finds what it uses by addresses,
names of fields and words in the reader's language, never by places on the page; and it fails on whatever a page should
never do: a dialog, an error of a script, a request that the policy stops or that goes elsewhere, words that do not fit.
"""

from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext, override
from playwright.sync_api import expect

from tests.actions.workspace.sample import PASSPHRASE
from tests.web.browser import opened, served

WAYS = ("en without script", "ar")
WIDE = """() => [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)
    .slice(0, 5).map((one) => one.outerHTML.slice(0, 120))"""
FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"


class Walk:
    """People in windows of their own; each signs in once, when they are first asked for."""

    def __init__(self, windows, way, passphrase=PASSPHRASE):
        self.language, self.has_script = way.split()[0], "without" not in way
        self.passphrase = passphrase
        self.wrong = []  # what no page should ever do
        self._windows, self._pages = windows, {}

    def __call__(self, name, path=None):
        """Give somebody's window, perhaps at an address."""
        if name not in self._pages:
            self._pages[name] = page = self._windows()
            self._watch(page)
            page.goto("/sign-in/")
            page.fill("[name=name]", name)
            page.fill("[name=passphrase]", self.passphrase)
            page.press("[name=passphrase]", "Enter")
            page.wait_for_url(lambda url: "/sign-in/" not in url)
            assert page.get_attribute("html", "lang") == self.language
            assert page.get_attribute("html", "dir") == ("rtl" if self.language == "ar" else "ltr")
        page = self._pages[name]
        if path is not None:
            assert page.goto(path).status == 200, path
            self.fits(page)
        return page

    def fits(self, page):
        """No page is wider than its window: what is wide scrolls in a frame of its own."""
        if self.has_script:
            assert page.evaluate(FITS), (urlsplit(page.url).path, page.evaluate(WIDE))

    def words(self, english, plural=None, n=None, **told):
        """Give words in the language of the reader."""
        with override(self.language):
            text = gettext(english) if plural is None else ngettext(english, plural, n)
        return text % {"n": "" if n is None else self.number(n), **told}

    def number(self, value):
        """Write a number as the reader's language does."""
        with override(self.language):
            return number_format(value)

    def says(self, page, english, plural=None, n=None, **told):
        """Wait until these words stand in what the page is about."""
        expect(page.locator("main")).to_contain_text(self.words(english, plural, n, **told))

    def press(self, page, selector):
        """Press a button or a link, and wait for the page that it leads to."""
        with page.expect_navigation():
            page.locator(selector).click()
        self.fits(page)

    def open(self, page, inner):
        """Open whatever is folded around something."""
        for fold in page.locator(f"details:not([open]):has({inner}) > summary").all():
            fold.click()
        expect(page.locator(inner).first).to_be_visible()

    def _watch(self, page):
        page.on("dialog", lambda one: (self.wrong.append(one.message), one.dismiss()))
        page.on("pageerror", lambda one: self.wrong.append(str(one)))
        page.on("console", lambda one: self.wrong.append(one.text) if "Content Security" in one.text else None)
        page.on("request", lambda one: None if _is_ours(one.url) else self.wrong.append(one.url))
        page.on("response", lambda one: self.wrong.append(f"{one.status} {one.url}") if one.status >= 500 else None)


def _is_ours(url):
    told = urlsplit(url)
    return told.hostname == "localhost" or told.scheme in ("data", "blob", "about")


@contextmanager
def walked(browser, workspace, way, **how):
    """Serve a workspace, and let people walk in it; at the end, nothing was wrong."""
    context = {"locale": way.split()[0], "java_script_enabled": "without" not in way, **how.pop("context", {})}
    with served(workspace) as url, ExitStack() as stack:
        walk = Walk(lambda: stack.enter_context(opened(browser, url, **context)), way, **how)
        yield walk
        assert walk.wrong == []


def bring_in(walk, page, name, data, *, party, role, on="2026-05-03"):
    """Give the wizard a file: it shows how the list was read."""
    page.goto("/import/")
    page.set_input_files("#list", {"name": name, "mimeType": "text/csv", "buffer": data})
    page.fill("#party", party)
    page.check(f"#role-{role}")
    page.fill("#on", on)
    walk.press(page, "form[enctype] button.main")
    assert page.locator("[aria-current=step]").inner_text().strip() == walk.words("How it was read")


def sign_list(walk, page):
    """Go on from how a list was read to its receipt."""
    walk.press(page, "button[name=then][value=check]")
    walk.press(page, "form[action$='/sign/'] button")
    assert page.url.endswith("/receipt/")

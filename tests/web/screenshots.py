"""Pictures of every screen for the guide: `python -m tests.web.screenshots [NAME ...]`, from a story told anew.

Nobody in the story exists. Seed and clock are fixed; ids are drawn at random, so they differ from one time to the next.
Each screen is there at least once, and dark, on a telephone, in Ukrainian and from right to left several times each.
"""

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from homeward.actions.story.people import PASSPHRASE
from homeward.actions.story.telling import Size, Told, tell_story
from homeward.actions.workspace.desk import sit_down
from homeward.actions.workspace.place import Clock, Workspace, open_workspace
from homeward.actions.workspace.promises.documents import Arrived, keep_document
from tests.web.browser import UNSAFE, opened, served

FOLDER = Path(__file__).parents[2] / "docs" / "guide" / "screens"
BEGINS = datetime(2031, 5, 14, 8, 0, tzinfo=UTC)
SIZE = Size(sought=300, held=150, children=12, containers=40, decided=12, split=2, begun=3)
WIDE, PHONE = {"width": 1180, "height": 760}, {"width": 390, "height": 844}
MOST_HEIGHT = 1500
QUALITY = 62
Way = Callable[[Page], None]
_BANK = [[30.0, 50.0], [30.25, 49.98], [30.3, 50.09], [30.12, 50.14], [30.0, 50.0]]
_WOOD = [[30.34, 50.02], [30.5, 50.04], [30.46, 50.16], [30.36, 50.13], [30.34, 50.02]]
WINDOWS = [
    {
        "id": "river bank",
        "from": "2031-05-13T06:00+03:00",
        "to": "2031-05-15T18:00+03:00",
        "area": {"type": "Polygon", "coordinates": [_BANK]},
        "teams": [{"party": "North", "n_people": 8, "task": "recovery of the dead"}],
        "reports": [{"by": "South", "at": "2031-05-13T09:30+03:00", "says": "shots heard", "place": [30.1, 50.05]}],
    },
    {
        "id": "east wood",
        "from": "2031-05-20T06:00+03:00",
        "to": "2031-05-20T18:00+03:00",
        "area": {"type": "Polygon", "coordinates": [_WOOD]},
        "teams": [{"party": "South", "n_people": 5, "task": "recovery of the dead"}],
    },
]


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture.

    who     signs in; "" for nobody
    way     how to come to the screen: addresses, which begin with "/", and links to follow, as CSS
    """

    name: str
    who: str
    way: tuple[str | Way, ...]
    language: str = "en"
    is_dark: bool = False
    is_phone: bool = False


def shots(told: Told) -> Iterator[Shot]:
    """Give every picture, in the order of the guide."""
    crossed, planned = (f"/rounds/{one}/" for one in told.rounds)
    yield Shot("sign-in", "", ("/sign-in/",))
    yield Shot("day", "boris", ("/",))
    yield Shot("day-dark", "anna", ("/",), is_dark=True)
    yield Shot("lists", "anna", ("/lists/",))
    yield Shot("list", "anna", ("/lists/", "main tbody a"))
    yield Shot("import-file", "anna", ("/import/",))
    yield Shot("import-reading", "anna", ("/import/", _bring_in))
    yield Shot(
        "import-check-dark", "anna", ("/import/", _bring_in, "a[href$='/check/'], button[value=check]"), is_dark=True
    )
    yield Shot("file", "anna", ("/lists/", "main tbody a", "main a[href^='/files/']"))
    yield Shot("queue", "boris", ("/queue/",))
    yield Shot("comparison", "boris", ("/queue/", "main form[action$='next/'] button"))
    yield Shot("comparison-phone", "clara", ("/queue/", "main form[action$='next/'] button"), is_phone=True)
    yield Shot("comparison-arabic", "ivan", ("/queue/", "main form[action$='next/'] button"), "ar")
    yield Shot("board", "greta", ("/board/",))
    yield Shot("board-case", "greta", ("/board/", "main tbody a"))
    yield Shot("board-dark", "greta", ("/board/",), is_dark=True)
    yield Shot("remains", "lena", ("/remains/",))
    yield Shot("remains-thing", "lena", ("/remains/", "main a[href^='/remains/']:not([href$='note/'])"))
    yield Shot("families", "lena", ("/families/",))
    yield Shot("rounds", "nina", ("/rounds/",))
    yield Shot("round", "nina", (crossed,))
    yield Shot("round-arabic", "nina", (crossed,), "ar")
    yield Shot("round-lines", "nina", (f"{crossed}lines/",))
    yield Shot("round-plan", "nina", (f"{planned}plan/",))
    yield Shot("round-papers", "hana", (f"{crossed}papers/",))
    yield Shot("round-after", "hana", (f"{crossed}after/",), is_dark=True)
    yield Shot("roll-phone", "hana", (f"{crossed}papers/", "a[href*='/day/']"), is_phone=True)
    yield Shot("pledges", "nina", ("/pledges/",))
    yield Shot("pledge-dark", "nina", ("/pledges/", "main tbody a"), is_dark=True)
    yield Shot("pledges-ukrainian", "nina", ("/pledges/",), "uk")
    yield Shot("figures", "nina", ("/figures/",))
    yield Shot("document", "nina", ("/documents/", "main tbody a:has-text('briefing')"))
    yield Shot("side-by-side", "nina", ("/beside/", _lay_beside))
    yield Shot("windows", "nina", ("/windows/",))
    yield Shot("audit", "ada", ("/audit/",))
    yield Shot("audit-trail", "ada", ("/audit/trail/",))


def keep_windows(workspace: Workspace) -> None:
    """Keep a document of two windows of silence, one with a report."""
    keep_document(
        sit_down(workspace, "nina", PASSPHRASE),
        Arrived(name="windows.json", data=json.dumps({"windows": WINDOWS}).encode(), source="handed over at the table"),
    )


def _bring_in(page: Page) -> None:
    lines = [
        "name,born,seen on,place",
        "Ira Vesna,1990-02-01,2031-03-01,Karst",
        "Oleh Brama,31.02.1988,2031-03-02,Karst",
    ]
    page.set_input_files("#list", {"name": "found.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()})
    page.fill("#party", "South")
    page.check("#role-found")
    page.locator("main form.stacked button.main").click()
    page.wait_for_load_state()


def _lay_beside(page: Page) -> None:
    for box in page.locator("main label", has_text="memorandum").all():
        box.click()
    page.locator("main form button.main").click()
    page.wait_for_load_state()


def walk(page: Page, way: tuple[str | Way, ...]) -> None:
    """Go to a screen."""
    for step in way:
        if not isinstance(step, str):
            step(page)
        elif step.startswith("/"):
            page.goto(step)
        else:
            page.locator(step).first.click()
            page.wait_for_load_state()


def take(page: Page, file: Path) -> None:
    """Take the page as it is, from the top."""
    page.evaluate("document.activeElement && document.activeElement.blur()")
    size = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    if page.evaluate("document.documentElement.scrollWidth") > size[0]:
        print(f"{file.name}: the page is wider than its window")
    clip = {"x": 0, "y": 0, "width": size[0], "height": min(size[1], MOST_HEIGHT)}
    page.screenshot(path=file, type="jpeg", quality=QUALITY, clip=clip, full_page=True)


def shoot(browser: Browser, url: str, every: list[Shot], folder: Path) -> None:
    """Take pictures; whoever has signed in once is not asked again."""
    known: dict[str, object] = {}
    for one in every:
        how = {"viewport": PHONE if one.is_phone else WIDE, "color_scheme": "dark" if one.is_dark else "light"}
        with opened(browser, url, storage_state=known.get(one.who), reduced_motion="reduce", **how) as page:
            if one.who and one.who not in known:
                _sign_in(page, one.who)
                known[one.who] = page.context.storage_state()
            if one.language != "en":
                page.goto("/")
                page.select_option("#language", one.language)
                page.wait_for_function("tag => document.documentElement.lang === tag", arg=one.language)
            try:
                walk(page, one.way)
            except Exception as error:  # the other pictures are taken all the same
                print(f"{one.name}: {str(error).splitlines()[0]}")
            take(page, folder / f"{one.name}.jpg")


def _sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in/")
    page.fill("[name=name]", name)
    page.fill("[name=passphrase]", PASSPHRASE)
    page.press("[name=passphrase]", "Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def clock_from(begins: datetime) -> Clock:
    """Give a clock that begins at a moment and goes on from there."""
    started = time.monotonic()
    return lambda: begins + timedelta(seconds=int(time.monotonic() - started))


def main(names: list[str]) -> None:
    """Tell the story, serve it, and take the pictures asked for, or all."""
    os.environ[UNSAFE] = "true"  # the driver keeps a loop in this thread
    clock, path = clock_from(BEGINS), shutil.which("chromium")
    with tempfile.TemporaryDirectory() as at, sync_playwright() as driver:
        told = tell_story(Path(at) / "story", SIZE, clock=clock)
        every = [one for one in shots(told) if not names or one.name in names]
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with (workspace := open_workspace(told.north, PASSPHRASE, clock)).store, served(workspace) as url:
            keep_windows(workspace)
            FOLDER.mkdir(parents=True, exist_ok=True)
            shoot(browser, url, every, FOLDER)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])

"""Reading without a mouse, in a real browser: keys choose, send nothing alone, and can be switched off."""

import pytest

from tests.actions.workspace.sample import acts
from tests.web.browser import opened, served, sign_in
from tests.web.reviewing import copied, invented, paired

N_PAIRS = 52
KEYS = {"e": "established", "p": "probable", "o": "possible", "r": "premature", "x": "excluded"}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keyboard") / "w"
    assert len(paired(folder, invented(N_PAIRS), least=0.5)) == N_PAIRS
    return folder


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base, tmp_path / "w") as made:
        yield made


@pytest.fixture
def page(browser, workspace):
    """The first pair, taken by keys: sign in, go to the queue, take the next."""
    with served(workspace) as url, opened(browser, url) as page:
        sign_in(page, "boris")
        page.goto("/queue/")
        tab_to(page, "Take the next")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        yield page


def tab_to(page, words, most=60):
    """Press Tab until the focus is on something with these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText"):
            return
    raise AssertionError(f"Tab never came to {words!r}")


def chosen(page):
    return page.evaluate("document.querySelector('[name=outcome]:checked')?.value ?? null")


def focus(page):
    return page.evaluate("document.activeElement.id")


def test_fifty_pairs_are_read_with_keys_alone(page, workspace):
    for number in range(50):
        key = "epoox"[number % 5] if number % 7 else "r"
        page.keyboard.press(key)
        assert (chosen(page), focus(page)) == (KEYS[key], "code-1")
        page.keyboard.type("names")  # the list finds it by its letters
        page.keyboard.press("Tab")
        page.keyboard.type("on both lists")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    verdicts = [act for act in acts(workspace) if act.kind == "verdict"]
    assert len({act.subjects[0] for act in verdicts}) == len(verdicts) == 50
    assert page.title().startswith("Comparison")


def test_a_key_sends_nothing_and_n_says_what_is_missing(page, workspace):
    before, url = len(acts(workspace)), page.url
    for key in ("e", "Escape", "x", "Escape", "n"):
        page.keyboard.press(key)
    assert (chosen(page), page.url, len(acts(workspace))) == ("excluded", url, before)
    assert focus(page) == "code-1"  # the browser leads to what is not filled in


def test_keys_do_nothing_while_somebody_writes(page):
    page.keyboard.press("p")
    page.keyboard.press("Tab")
    page.keyboard.type("next: expo rex")
    assert page.input_value("#words-1") == "next: expo rex"
    assert chosen(page) == "probable"
    page.keyboard.press("Escape")
    page.keyboard.press("Control+e")
    assert chosen(page) == "probable"
    page.keyboard.press("o")
    assert chosen(page) == "possible"


def test_whoever_switches_the_keys_off_has_none_also_on_the_next_page(page):
    tab_to(page, "Single keys work on this page")
    with page.expect_response("**/queue/keys/") as answer:
        page.keyboard.press("Space")
    assert answer.value.status == 204
    for _ in range(2):
        for key in "epoxrn":
            page.keyboard.press(key)
        assert chosen(page) is None
        assert page.locator("#reading kbd:visible").count() == 0
        page.reload()
    assert not page.is_checked("#keys-on")
    tab_to(page, "Single keys work on this page")
    with page.expect_response("**/queue/keys/"):
        page.keyboard.press("Space")
    page.keyboard.press("e")
    assert chosen(page) == "established"


def test_the_focus_is_seen_wherever_tab_leads_and_comes_to_everything_once(page):
    seen = []
    while True:
        page.keyboard.press("Tab")
        at = page.evaluate(
            "(e => e === document.body ? null : [e.outerHTML.slice(0, 300), getComputedStyle(e).outlineStyle,"
            " e.getBoundingClientRect().height])(document.activeElement)"
        )
        if at is None or at[0] in [one for one, *_ in seen]:
            break
        seen.append(at)
    assert len(seen) > 20
    assert {style for _, style, _ in seen} == {"solid"}
    for name in ('name="outcome"', 'id="code-1"', 'id="words-3"', "Sign the verdict and take the next", 'id="keys-on"'):
        assert any(name in one for one, *_ in seen), name

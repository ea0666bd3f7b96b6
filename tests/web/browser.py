"""A real browser, and the pages of a workspace served to it.

Cookies are Secure and named __Host-: Chromium takes them over plain http from `localhost`, and from no number.
"""

import os
import shutil
from contextlib import contextmanager
from functools import cache
from threading import Thread

import pytest
from playwright.sync_api import Error, sync_playwright

from homeward.web.serving import Address, server
from tests.actions.workspace.sample import PASSPHRASE

UNSAFE = "DJANGO_ALLOW_ASYNC_UNSAFE"
_TRIES = 5
_PAUSE_MS = 300


@cache
def _launched(path):
    """Start Chromium once in a process, however many modules name the fixture."""
    driver = sync_playwright().start()
    return driver, driver.chromium.launch(executable_path=path, args=["--no-sandbox"])


@pytest.fixture(scope="session")
def browser():
    """Chromium, once for all tests."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium on this machine")
    # The driver keeps a loop in this thread, which Django takes for a program that must not ask its database.
    os.environ[UNSAFE] = "true"
    yield _launched(path)[1]
    if _launched.cache_info().currsize:
        driver, chromium = _launched(path)
        _launched.cache_clear()
        chromium.close()
        driver.stop()
    os.environ.pop(UNSAFE, None)


@contextmanager
def served(workspace):
    """Serve a workspace on a free port: its address."""
    with server(workspace, Address(port=0)) as made:
        made.prepare()
        thread = Thread(target=made.serve, daemon=True)
        thread.start()
        try:
            yield f"http://localhost:{made.bind_addr[1]}"
        finally:
            made.stop()
            thread.join(timeout=10)


@contextmanager
def opened(browser, url, **how):
    """Open a window of its own, with its own cookies; what fails in it fails soon."""
    with browser.new_context(base_url=url, **how) as context:
        context.set_default_timeout(10_000)
        yield context.new_page()


def sign_in(page, name):
    """Give name and passphrase."""
    page.goto("/sign-in/")
    page.fill("[name=name]", name)
    page.fill("[name=passphrase]", PASSPHRASE)
    page.press("[name=passphrase]", "Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def reload_offline(page):
    """Open a page again without a network, by its address, as people do who try again.

    A busy machine now and then starts the worker of the page too late; the page of the failure then takes the place of
    the page that was asked for, and while it does, nothing can be reloaded.
    """
    address = page.url
    for _ in range(_TRIES - 1):
        try:
            page.goto(address)
        except Error:
            page.wait_for_timeout(_PAUSE_MS)
        else:
            return
    page.goto(address)

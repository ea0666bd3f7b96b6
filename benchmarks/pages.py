"""Pages of a story to 25 people at once: requests a second and their slowest hundredth.

python -m benchmarks pages

Each person is signed in and asks for the pages that they reach from My day, over and over, each in a thread, from one
process beside the server's own. Reads of files and lists are entries, kept durably before the page is given.
"""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import numpy as np

from homeward.actions.story.people import PASSPHRASE
from homeward.actions.story.telling import SMALL, Size, tell_story

_PEOPLE = ("anna", "vera", "boris", "clara", "greta", "hanna", "ivan", "nina", "oleh", "hana", "igor", "dina", "ada")
_AT_ONCE, _SECONDS, _MOST_PAGES = 25, 20.0, 12
_LINK = re.compile(r'href="(/[^"#]*)"')
_KEPT_OUT = ("/static/", "/sign-", "/language/", "/me/", "export", "form=", "/label", "download")


def run() -> list[tuple[str, str]]:
    """Serve a story, and ask for its pages."""
    size = (
        SMALL if "--small" in os.environ.get("HOMEWARD_BENCHMARK", "") else Size(sought=1000, held=500, containers=200)
    )
    with tempfile.TemporaryDirectory() as folder:
        told = tell_story(Path(folder) / "story", size)
        with _served(told.north) as port:
            visits = [_sign_in(port, _PEOPLE[number % len(_PEOPLE)]) for number in range(_AT_ONCE)]
            alone = [_time(port, visits[0][0], path)[0] for path in visits[0][1] for _ in range(5)]
            start = time.perf_counter()
            with ThreadPoolExecutor(_AT_ONCE) as pool:
                answers = [one for part in pool.map(lambda visit: list(_ask(port, *visit)), visits) for one in part]
            seconds = time.perf_counter() - start
    times = np.array([one[0] for one in answers]) * 1000
    failed = sum(one[1] >= 500 for one in answers)
    return [
        ("one person alone, median and slowest page", f"{np.median(alone) * 1000:.0f} ms, {max(alone) * 1000:.0f} ms"),
        (f"{_AT_ONCE} people at once", f"{len(answers) / seconds:.0f} requests/s"),
        ("median, p99", f"{np.median(times):.0f} ms, {np.quantile(times, 0.99):.0f} ms"),
        ("answers of 500 and above", str(failed)),
    ]


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    command = [sys.executable, "-m", "homeward", "serve", "--workspace", str(folder), "--port", "8199", "--json"]
    environment = {**os.environ, "HOMEWARD_INSTANCE_PASSPHRASE": PASSPHRASE}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout is not None
        json.loads(process.stdout.readline())
        try:
            yield 8199
        finally:
            process.send_signal(signal.SIGINT)


def _sign_in(port: int, name: str) -> tuple[str, list[str]]:
    """Sign somebody in: their cookies, and the pages that they reach."""
    _, token, page = _get(port, "/sign-in/", "")
    [field] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[:1]
    body = urlencode({"csrfmiddlewaretoken": field, "name": name, "passphrase": PASSPHRASE})
    connection = http.client.HTTPConnection("localhost", port)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": token,
        "Origin": f"http://localhost:{port}",
    }
    connection.request("POST", "/sign-in/", body, headers)
    answer = connection.getresponse()
    assert answer.status == 302, (name, answer.status)
    cookies = _cookies(answer)
    pages, seen = ["/"], {"/"}
    for path in pages:
        status, _, text = _get(port, path, cookies)
        new = [one for one in _LINK.findall(text) if status == 200 and not any(bad in one for bad in _KEPT_OUT)]
        pages += [one for one in dict.fromkeys(new) if one not in seen and len(pages) < _MOST_PAGES]
        seen |= set(new)
    return cookies, [path for path in pages if _get(port, path, cookies)[0] == 200]


def _cookies(answer: http.client.HTTPResponse) -> str:
    return "; ".join(one.split(";")[0] for one in answer.headers.get_all("Set-Cookie") or ())


def _get(port: int, path: str, cookies: str) -> tuple[int, str, str]:
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    connection.request("GET", path.replace("&amp;", "&"), headers={"Cookie": cookies})
    answer = connection.getresponse()
    return answer.status, _cookies(answer), answer.read().decode(errors="replace")


def _time(port: int, cookies: str, path: str) -> tuple[float, int]:
    start = time.perf_counter()
    status, _, _ = _get(port, path, cookies)
    return time.perf_counter() - start, status


def _ask(port: int, cookies: str, pages: list[str]) -> Iterator[tuple[float, int]]:
    end, number = time.perf_counter() + _SECONDS, 0
    while time.perf_counter() < end:
        yield _time(port, cookies, pages[number % len(pages)])
        number += 1


if __name__ == "__main__":
    for row in run():
        print(*row, sep="\t")

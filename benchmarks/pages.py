"""Pages of a story: each kind alone, and 25 people at once, as fast as they can and at 50 requests a second.

python -m benchmarks pages
HOMEWARD_BENCHMARK=--small python -m benchmarks pages             a small story: what the pages cost by themselves
HOMEWARD_BENCHMARK=--story=FOLDER python -m benchmarks pages      a copy of a workspace of `homeward story FOLDER`

Everybody is signed in and asks for one page of each kind that they reach from My day, shuffled, over and over, over a
connection that stays open. Reads of files and lists are entries, kept durably before the page is given; so that each
page is truly given, the limits of what one person opens in an hour are raised in the story first. Server and askers
share the machine, as two processes.

    without a pause    each of the 25 asks again at once: requests/s is what the machine can do, and a page waits for 24
                       others, so that no answer can come sooner than 25 / (requests/s)
    at 50 requests/s   each asks at random moments, twice a second; a late answer counts from when it was due
"""

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import numpy as np

from homeward.actions.story.people import PASSPHRASE, Cast
from homeward.actions.story.telling import SMALL, Size, tell_story
from homeward.actions.workspace.founding import change_settings
from homeward.actions.workspace.place import open_workspace
from homeward.actions.workspace.settings import Settings, write_settings

_PEOPLE = ("anna", "vera", "boris", "clara", "greta", "hanna", "ivan", "nina", "oleh", "hana", "igor", "dina", "ada")
_OTHERS = ("lena", "luka", "emil", "fadi")  # whose pages are asked for alone
_AT_ONCE, _SECONDS, _PER_SECOND, _MOST_PAGES = 25, 20.0, 50.0, 25
_N_ALONE = 5
_PORT = 8199
_LINK = re.compile(r'href="(/[^"#]*)"')
_KEPT_OUT = ("/static/", "/sign-", "/language/", "/me/", "export", "form=", "/label", "download")
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(slots=True)
class _Visit:
    """Somebody's browser."""

    cookies: str = ""
    connection: http.client.HTTPConnection = field(
        default_factory=lambda: http.client.HTTPConnection("localhost", _PORT, timeout=60)
    )

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, http.client.HTTPMessage]:
        form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://localhost:{_PORT}"}
        headers = {"Cookie": self.cookies, **(form if body else {})}
        try:
            self.connection.request(method, path.replace("&amp;", "&"), body, headers)
            answer = self.connection.getresponse()
        except ConnectionError:  # idle for ten seconds, and closed by the server: a browser opens another
            self.connection.close()
            self.connection.request(method, path.replace("&amp;", "&"), body, headers)
            answer = self.connection.getresponse()
        return answer.status, answer.read().decode(errors="replace"), answer.headers

    def time(self, path: str, since: float | None = None) -> tuple[float, int]:
        """Give the seconds from a moment, by default now, until the page is there, and its status."""
        start = time.perf_counter() if since is None else since
        status, _, _ = self.ask("GET", path)
        return time.perf_counter() - start, status


def run() -> list[tuple[str, str]]:
    """Serve a story, and ask for its pages."""
    with tempfile.TemporaryDirectory() as folder, _served(_workspace(Path(folder))) as server:
        alone = _alone()
        seated = [_sign_in(_PEOPLE[number % len(_PEOPLE)]) for number in range(_AT_ONCE)]
        plans = [(visit, _shuffled(_reached(visit), number)) for number, visit in enumerate(seated)]
        kinds = {kind for _, paths in plans for kind in map(_kind, paths)}
        loads = [_load(plans, pause, server) for pause in (None, _PER_SECOND)]
    times = [t for _, row in alone.values() for t in row]
    slowest = sorted(alone.items(), key=lambda one: -np.median(one[1][1]))
    return [
        *((f"{kind} ({who}), median and slowest", _told(row)) for kind, (who, row) in slowest),
        (f"one person alone, {len(alone)} kinds of pages, median and slowest", _told(times)),
        *_rows(f"{_AT_ONCE} people, {len(kinds)} kinds of pages, without a pause", loads[0]),
        *_rows(f"{_AT_ONCE} people, {len(kinds)} kinds of pages, at {_PER_SECOND:.0f} requests/s", loads[1]),
    ]


def _told(seconds: Sequence[float]) -> str:
    return f"{np.median(seconds) * 1000:.0f} ms, {max(seconds) * 1000:.0f} ms"


def _rows(name: str, load: "_Load") -> Iterator[tuple[str, str]]:
    answers, seconds, processor = load
    times = np.array([one[0] for one in answers]) * 1000
    others = [sum(one[1] // 100 == hundred for one in answers) for hundred in (3, 4, 5)]
    yield name, f"{len(answers) / seconds:.0f} requests/s"
    yield (
        "  median, p99, slowest",
        f"{np.median(times):.0f} ms, {np.quantile(times, 0.99):.0f} ms, {times.max():.0f} ms",
    )
    yield "  answers of 300, 400, 500 and above", ", ".join(map(str, others))
    yield "  processor time of the server, a page", f"{processor / len(answers) * 1000:.1f} ms"


# ── the story ──


def _workspace(folder: Path) -> Path:
    """Give a workspace in which nobody is stopped for reading much in a short time."""
    told = os.environ.get("HOMEWARD_BENCHMARK", "")
    if told.startswith("--story="):
        north = folder / "north"
        shutil.copytree(told.removeprefix("--story="), north)
    else:
        north = tell_story(folder / "story", SMALL if "--small" in told else Size()).north
    most = 1_000_000
    much = Settings(files_hour=most, files_day=most, files_stop_hour=most, lists_minute=most)
    with (workspace := open_workspace(north, PASSPHRASE)).store:
        Cast(workspace).both(("dina", "nina"), change_settings, write_settings(much))
    return north


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    """Serve a workspace: the id of the process."""
    command = [sys.executable, "-m", "homeward", "serve", "--workspace", str(folder), "--port", str(_PORT), "--json"]
    environment = {**os.environ, "HOMEWARD_INSTANCE_PASSPHRASE": PASSPHRASE}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout is not None
        json.loads(process.stdout.readline())
        try:
            yield process.pid
        finally:
            process.terminate()


# ── who asks, and for what ──


def _sign_in(name: str) -> _Visit:
    visit = _Visit()
    _, page, headers = visit.ask("GET", "/sign-in/")
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[:1]
    visit.cookies = _cookies(headers)
    form = urlencode({"csrfmiddlewaretoken": token, "name": name, "passphrase": PASSPHRASE})
    status, _, headers = visit.ask("POST", "/sign-in/", form)
    assert status == 302, (name, status)
    visit.cookies = _cookies(headers)
    return visit


def _cookies(headers: http.client.HTTPMessage) -> str:
    return "; ".join(one.split(";")[0] for one in headers.get_all("Set-Cookie") or ())


def _kind(path: str) -> str:
    """Say what kind of page an address is: ids and what is asked for do not matter."""
    return re.sub(r"/\d+", "/#", _ID.sub("*", path.partition("?")[0])) + ("?" if "?" in path else "")


def _reached(visit: _Visit, most: int = _MOST_PAGES) -> dict[str, str]:
    """Walk from My day: one address of each kind that is given."""
    given: dict[str, str] = {}
    waiting, tried = ["/"], {_kind("/")}
    for path in waiting:
        if len(given) == most:
            break
        status, page, _ = visit.ask("GET", path)
        if status != 200:
            continue
        given[_kind(path)] = path
        for link in _LINK.findall(page):
            if _kind(link) not in tried and not any(bad in link for bad in _KEPT_OUT):
                tried.add(_kind(link))
                waiting.append(link)
    return given


def _shuffled(reached: dict[str, str], seed: int) -> list[str]:
    return [str(one) for one in np.random.default_rng(seed).permutation([*reached.values()])]


def _alone() -> dict[str, tuple[str, list[float]]]:
    """Time each kind of page with nobody else there: who asked, and the seconds of each time."""
    took: dict[str, tuple[str, list[float]]] = {}
    for name in (*_PEOPLE, *_OTHERS):
        visit = _sign_in(name)
        new = {kind: path for kind, path in _reached(visit, 100).items() if kind not in took}
        took |= {kind: (name, [visit.time(path)[0] for _ in range(_N_ALONE)]) for kind, path in new.items()}
    return took


# ── many at once ──

_Load = tuple[list[tuple[float, int]], float, float]


def _processor_seconds(process: int) -> float:
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _load(plans: Sequence[tuple[_Visit, list[str]]], per_second: float | None, server: int) -> _Load:
    """Let everybody ask for some seconds: each answer's time and status, the seconds of all, and of the server."""
    start, before = time.perf_counter(), _processor_seconds(server)
    with ThreadPoolExecutor(len(plans)) as pool:
        parts = pool.map(lambda number: [*_ask(*plans[number], _moments(number, per_second, start))], range(len(plans)))
        answers = [one for part in parts for one in part]
    return answers, time.perf_counter() - start, _processor_seconds(server) - before


def _moments(seed: int, per_second: float | None, start: float) -> Iterator[float | None]:
    """Give when somebody asks next; None for at once."""
    random, at = np.random.default_rng(seed), start
    while True:
        if per_second is not None:
            at += random.exponential(_AT_ONCE / per_second)
        if max(at, time.perf_counter() if per_second is None else at) > start + _SECONDS:
            return
        yield None if per_second is None else at


def _ask(visit: _Visit, paths: list[str], moments: Iterator[float | None]) -> Iterator[tuple[float, int]]:
    for number, due in enumerate(moments):
        if due is not None:
            time.sleep(max(due - time.perf_counter(), 0.0))
        yield visit.time(paths[number % len(paths)], due)


if __name__ == "__main__":
    for row in run():
        print(*row, sep="\t")

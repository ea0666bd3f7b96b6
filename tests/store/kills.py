"""Kills: a child writes and reports each act that was confirmed to it, and is killed; then everything is counted.

The child is a fork of a process that has loaded everything and runs no other thread, so that a life costs milliseconds.
It is killed with kill -9 at a random moment, or kills itself at a named place (`homeward.store.stops`).
"""

import os
import random
import select
import signal
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy.exc import DBAPIError

from homeward.store.backends import embedded
from homeward.store.checking import verify_store
from homeward.store.heads import sign_head
from homeward.store.refusals import StoreError
from tests.store.sample import KEYS, LEDGER_KEY, Place, an_id, keep_note

N_SUBJECTS = 3
WRITING_STOPS = ("before commit", "commit", "new key", "checkpoint")
SERVER_STOPS = ("before commit", "commit", "new key", "numbering")
_COMMITS_TO_CHECKPOINT = 4
_MOST_SECONDS = 20.0


@dataclass
class Tally:
    """What was found after all kills; everything but the first three must stay empty."""

    n_kills: int = 0
    n_confirmed: int = 0
    n_unanswered: int = 0  # kept, but the child died before it heard of it
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    halves: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.halves)


@dataclass
class Life:
    """One store that is killed again and again."""

    place: Place
    seed: int
    confirmed: set[int] = field(default_factory=set)
    n_tried: int = 0

    def subject(self, number: int) -> str:
        return an_id(10_000 + self.seed * N_SUBJECTS + number % N_SUBJECTS)


def write_until_killed(life: Life, report: Callable[[int], None]) -> None:
    """Keep acts, one a step, and report each once it is confirmed."""
    embedded._COMMITS_TO_CHECKPOINT = _COMMITS_TO_CHECKPOINT
    with life.place.open() as store:
        number = life.n_tried
        while True:
            keep_note(store, number, life.subject(number), f"text {number}")
            report(number)
            number += 1
            if number % 8 == 0:
                sign_head(store, LEDGER_KEY)


def live_and_die(
    work: Callable[[Callable[[int], None]], None],
    stop: str | None,
    seconds: float,
    blow: Callable[[], None] | None = None,
) -> list[int]:
    """Run work in a child until it is killed: the numbers that it reported.

    stop       where the child kills itself, "commit:3"; without, it is killed so many seconds after its first report
    blow       what is done instead of killing the child: killing the server
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            if stop:
                os.environ["HOMEWARD_STOP_AT"] = stop
            work(lambda number: os.write(writing, struct.pack("<q", number)))
            status = 0
        except (StoreError, DBAPIError):
            status = 3  # the server was killed
        finally:
            os._exit(status)
    os.close(writing)
    data = _listen(reading, child, stop, seconds, blow)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code == -signal.SIGKILL or (blow and code == 3), f"the child ended with {code}, stop {stop}"
    return [number for (number,) in struct.iter_unpack("<q", data)]


def _listen(reading: int, child: int, stop: str | None, seconds: float, blow: Callable[[], None] | None) -> bytes:
    data, end = b"", time.monotonic() + _MOST_SECONDS
    is_struck = False
    while True:
        ready, _, _ = select.select([reading], [], [], max(end - time.monotonic(), 0))
        if ready:
            some = os.read(reading, 65536)
            if not some:
                return data
            if not data and not stop:
                end = time.monotonic() + seconds
            data += some
        if time.monotonic() >= end:
            assert not stop, f"the child never came by {stop}"
            if blow and not is_struck:
                blow()
                is_struck, end = True, time.monotonic() + _MOST_SECONDS
            else:
                os.kill(child, signal.SIGKILL)


def kill_once(life: Life, stop: str | None, seconds: float, blow: Callable[[], None] | None = None) -> Tally:
    """Let a child write until it dies, then count."""
    before = set(life.confirmed)
    life.confirmed |= {*live_and_die(lambda report: write_until_killed(life, report), stop, seconds, blow)}
    tally = count(life)
    tally.n_confirmed = len(life.confirmed - before)
    return tally


def count(life: Life) -> Tally:
    """Open the store again and compare what is there with what was confirmed."""
    tally = Tally(n_kills=1)
    with life.place.open() as store:
        found = verify_store(store, KEYS)
        tally.halves += [str(problem) for problem in found.failures]
        with store.read() as now:
            entries = now.entries_of_kind("note taken")
            ids = [entry.act.id for entry in entries]
            for number in range(N_SUBJECTS):
                n_acts = len(now.entries_about(life.subject(number)))
                state = now.state("person", life.subject(number))
                if (state.version if state else 0) != n_acts:
                    tally.halves.append(f"{n_acts} acts made version {state.version if state else 0}")
    kept = {int(act_id, 16) - 1 for act_id in ids}
    tally.doubled += ["an act stands twice"] * (len(ids) - len(kept))
    tally.lost += [f"act {number}" for number in sorted(life.confirmed - kept)]
    tally.n_unanswered = len(kept - life.confirmed)
    life.confirmed |= kept
    life.n_tried = max(kept, default=-1) + 1
    return tally


def kill_many(
    places: Callable[[int], Place],
    n_kills: int,
    seed: int,
    *,
    stops: Sequence[str] = WRITING_STOPS,
    kills_of_a_store: int = 20,
    blow: Callable[[], None] | None = None,
    tell: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Kill many times: every other time at a named place, and else at random.

    tell    is given the tally after each kill
    """
    chance, total, life = random.Random(seed), Tally(), None
    for number in range(n_kills):
        if life is None or number % kills_of_a_store == 0:
            life = Life(places(number), seed * 1000 + number)
            life.place.create().close()
        stop = f"{chance.choice(stops)}:{chance.randint(1, 3)}" if number % 2 and not blow else None
        total.add(kill_once(life, stop, chance.uniform(0, 0.03), blow))
        assert total.is_clean, total
        tell(total)
    return total

"""How fast acts are kept: one an act, many at once, and how fast a ledger is read and replayed again.

Rates of durable appends are set by how fast the disk flushes, so that stands beside them.
"""

import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from homeward.ledger.act import Act
from homeward.ledger.entry import sign
from homeward.ledger.keys import SigningKey
from homeward.store.checking import verify_store
from homeward.store.heads import sign_head
from homeward.store.sequence import SignedAct
from homeward.store.store import Store, create_store
from tests.store.cluster import running_cluster

_LOG = "homeward/benchmark"
_KEY = SigningKey(_LOG, bytes(32))
_N_SINGLE, _N_BATCH, _BATCH, _N_THREADS = 1000, 20_000, 1000, 8
_N_REPLAY = int(os.environ.get("HOMEWARD_BENCH_ENTRIES", "1000000"))


def _acts(n_acts: int) -> list[SignedAct]:
    acts = [
        Act(
            log=_LOG,
            id=os.urandom(16).hex(),
            kind="line imported",
            actor=_KEY.id,
            role="caseworker",
            channel="job",
            done_at=datetime.now(UTC),
            program="homeward 0.1.0",
            subjects=(os.urandom(16).hex(),),
        )
        for _ in range(n_acts)
    ]
    return [SignedAct(act, sign(act, _KEY)) for act in acts]


def _keep(store: Store, items: list[SignedAct]) -> None:
    def keep(step: object) -> None:
        for item in items:
            step.append(item.act, item.signatures)  # type: ignore[attr-defined]

    store.write(keep)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def _flushes_a_second(folder: Path) -> float:
    handle = os.open(folder / "flush", os.O_CREAT | os.O_WRONLY)
    block = bytes(4096)

    def flush() -> None:
        for _ in range(200):
            os.write(handle, block)
            os.fsync(handle)

    wall, _ = _timed(flush)
    os.close(handle)
    return 200 / wall


def _rates(store: Store) -> list[tuple[str, str]]:
    single, together, batch = _acts(_N_SINGLE), _acts(_N_SINGLE), _acts(_N_BATCH)
    one_by_one, _ = _timed(lambda: [_keep(store, [item]) for item in single])

    def many_writers() -> None:
        shares = [together[start::_N_THREADS] for start in range(_N_THREADS)]
        threads = [Thread(target=lambda share=share: [_keep(store, [item]) for item in share]) for share in shares]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    at_once, _ = _timed(many_writers)
    wall, processor = _timed(lambda: [_keep(store, batch[at : at + _BATCH]) for at in range(0, _N_BATCH, _BATCH)])
    return [
        ("durable, one an act", f"{_N_SINGLE / one_by_one:,.0f}/s"),
        (f"durable, one an act, {_N_THREADS} writers", f"{_N_SINGLE / at_once:,.0f}/s"),
        (f"{_BATCH:,} a step", f"{_N_BATCH / wall:,.0f}/s, {_N_BATCH / processor:,.0f} per CPU-second"),
    ]


def _replay(store: Store) -> list[tuple[str, str]]:
    with store.read() as now:
        left = _N_REPLAY - now.size
    items = _acts(1000)  # signatures are not part of a plain replay; only ids must differ
    for number in range(0, left, 1000):
        _keep(store, [SignedAct(_with_id(item.act, number + at), item.signatures) for at, item in enumerate(items)])
    sign_head(store, _KEY)
    wall, processor = _timed(lambda: verify_store(store, [_KEY.verifier()], open_acts=False))
    with store.read() as now:
        reading, _ = _timed(lambda: sum(map(len, now.entries())))
        size = now.size
    return [
        (
            f"{size:,} entries verified from the disk: chain, tree, heads, columns",
            f"{wall:.1f} s, {processor:.1f} CPU-s",
        ),
        ("of which reading them", f"{reading:.1f} s"),
    ]


def _with_id(act: Act, number: int) -> Act:
    from dataclasses import replace

    return replace(act, id=f"{number + 2**100:032x}", subjects=())


def run() -> list[tuple[str, str]]:
    """Report rates of both back ends."""
    with tempfile.TemporaryDirectory(prefix="homeward-bench-") as name:
        folder = Path(name)
        rows = [("flushes of 4 KiB to this disk", f"{_flushes_a_second(folder):,.0f}/s")]
        with create_store(folder / "store", bytes(32), _LOG) as store:
            rows += [(f"embedded: {what}", result) for what, result in _rates(store)]
            rows += [(f"embedded: {what}", result) for what, result in _replay(store)]
        with (
            running_cluster("/tmp") as cluster,  # on the disk: in memory every flush is free
            create_store(cluster.new_database(), bytes(32), _LOG, keys=folder / "keys") as store,
        ):
            rows += [(f"PostgreSQL: {what}", result) for what, result in _rates(store)]
    return rows

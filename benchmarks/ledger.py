"""A ledger in memory: entries made and replayed, proofs made and checked, beside what the machine allows.

All rates are per second of one core's time, so that a busy machine gives the same figures.

python -m benchmarks ledger
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count

from homeward.ledger.act import Act
from homeward.ledger.chain import Tip, follow, place
from homeward.ledger.checkpoint import Head, origin_of, sign_head
from homeward.ledger.entry import encode_entry, sign
from homeward.ledger.keys import SigningKey
from homeward.ledger.merkle import (
    Frontier,
    Tree,
    build_tree,
    extend,
    grow,
    leaf_digest,
    prove_consistency,
    prove_inclusion,
    root_at,
    verify_consistency,
    verify_inclusion,
)
from homeward.ledger.verification import verify_ledger

_LOG = "homeward/bench"
_LEDGER_KEY, _READER = SigningKey(_LOG, b"L" * 32), SigningKey("reader", b"R" * 32)
_NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
_N_SIGNED = 5_000
_N_ENTRIES = 1_000_000
_STEP = 7_919  # a prime, so that probes fall everywhere


def run() -> list[tuple[str, str]]:
    """Measure appends, replays and proofs, and the rates of SHA-256 and Ed25519 beside them."""
    n_bytes, appends = _appends()
    return [*_limits(n_bytes), *appends, *_replay(), *_proofs()]


def _rate(call: Callable[[], object], seconds: float = 1.0) -> float:
    """Calls a second of processor time, over at least so long."""
    start, calls = time.process_time(), 0
    while time.process_time() - start < seconds:
        for _ in range(100):
            call()
        calls += 100
    return calls / (time.process_time() - start)


def _limits(n_bytes: int) -> list[tuple[str, str]]:
    entry, pair, message = bytes(n_bytes), bytes(65), bytes(n_bytes)
    signature, key = _READER.sign(message), _READER.verifier()
    return [
        (f"limit: SHA-256 of an entry ({n_bytes} bytes)", f"{_rate(lambda: sha256(entry).digest()):,.0f}/s"),
        ("limit: SHA-256 of a node", f"{_rate(lambda: sha256(pair).digest()):,.0f}/s"),
        ("limit: Ed25519 signatures", f"{_rate(lambda: _READER.sign(message)):,.0f}/s"),
        ("limit: Ed25519 verifications", f"{_rate(lambda: key.verify(message, signature)):,.0f}/s"),
    ]


def _act(number: int) -> Act:
    return Act(
        log=_LOG,
        id=f"{number:032x}",
        kind="verdict given",
        actor=_READER.id,
        role="second reader",
        channel="web",
        done_at=_NOON,
        program="homeward 0.1.0",
        subjects=("5" * 32,),
        before=bytes(32),
        after=b"a" * 32,
        facts=(("verdict", "agrees"),),
    )


def _appends() -> tuple[int, list[tuple[str, str]]]:
    rows = []
    entries: list[bytes] = []
    for keys, label in (((_READER,), "signed"), ((), "not signed")):
        tip, frontier, entries = Tip(_LOG), Frontier(), []
        start = time.process_time()
        for number in range(_N_SIGNED):
            act = _act(number)
            entry = place(tip, act, sign(act, *keys), _NOON)
            entries.append(encode_entry(entry))
            tip = follow(entry, entries[-1])
            frontier, _ = grow(frontier, tip.previous)
        seconds = time.process_time() - start
        rows.append((f"appends, {label}, with chain and tree", f"{_N_SIGNED / seconds:,.0f}/s"))
        if keys:
            start = time.process_time()
            assert verify_ledger(entries, _LOG, [], [_READER.verifier()]).is_whole
            seconds = time.process_time() - start
            rows.append(("entries verified, acts and signatures too", f"{_N_SIGNED / seconds:,.0f}/s"))
    return len(entries[-1]), rows


def _many_entries() -> list[bytes]:
    """A million linked entries, written from one as a pattern."""
    first = encode_entry(place(Tip(_LOG), _act(0), (), _NOON))
    head, middle, tail = first.partition(b"\n0\n" + first.split(b"\n")[3])
    previous, rest = bytes(32), tail[65:]
    assert head.count(b"\n") == 1
    entries = []
    for number in range(_N_ENTRIES):
        data = b"%b\n%d%b\n%b%b" % (head, number, middle[2:], previous.hex().encode(), rest)
        entries.append(data)
        previous = leaf_digest(data)
    return entries


def _replay() -> list[tuple[str, str]]:
    entries = _many_entries()
    tree = build_tree(b"".join(map(leaf_digest, entries)))
    head = sign_head(Head(origin_of(_LOG, 1), len(entries), root_at(tree.node, len(entries))), _LEDGER_KEY)
    start = time.process_time()
    assert verify_ledger(entries, _LOG, [head.text], [_LEDGER_KEY.verifier()], open_acts=False).is_whole
    seconds = time.process_time() - start
    label = f"replay of {_N_ENTRIES:,}: chain, times, tree, head"
    return [(label, f"{seconds:.1f} s, {_N_ENTRIES / seconds:,.0f}/s")]


def _proofs() -> list[tuple[str, str]]:
    leaves = [number.to_bytes(32) for number in range(_N_ENTRIES)]
    start = time.process_time()
    tree = build_tree(b"".join(leaves))
    built = time.process_time() - start
    start = time.process_time()
    assert extend(Frontier(), leaves).root == root_at(tree.node, _N_ENTRIES)
    grown = time.process_time() - start
    return [
        (f"tree over {_N_ENTRIES:,} leaves", f"{built:.1f} s whole, {grown:.1f} s as a frontier alone"),
        *_proof_rates(tree),
    ]


def _proof_rates(tree: Tree) -> list[tuple[str, str]]:
    size, root = tree.size, root_at(tree.node, tree.size)
    older = size - _STEP
    inclusion, growth = prove_inclusion(tree.node, _STEP, size), prove_consistency(tree.node, older, size)
    leaf, older_root = tree.node(0, _STEP), root_at(tree.node, older)
    assert verify_inclusion(leaf, _STEP, size, inclusion, root)
    assert verify_consistency(older, size, growth, older_root, root)
    probe, other = count(1), count(1)
    return [
        (
            f"inclusion proofs at {size:,} leaves ({len(inclusion)} digests)",
            f"{_rate(lambda: prove_inclusion(tree.node, next(probe) * _STEP % size, size)):,.0f}/s made, "
            f"{_rate(lambda: verify_inclusion(leaf, _STEP, size, inclusion, root)):,.0f}/s checked",
        ),
        (
            f"consistency proofs to {size:,} leaves ({len(growth)} digests)",
            f"{_rate(lambda: prove_consistency(tree.node, next(other) * _STEP % size, size)):,.0f}/s made, "
            f"{_rate(lambda: verify_consistency(older, size, growth, older_root, root)):,.0f}/s checked",
        ),
    ]

"""A small invented ledger that tests look at, and what is needed to make others."""

import importlib.util
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from homeward.ledger.act import Act
from homeward.ledger.chain import Tip, follow, place
from homeward.ledger.checkpoint import Head, countersign, origin_of, sign_head
from homeward.ledger.entry import encode_entry, sign
from homeward.ledger.epoch import EPOCH_OPENED, opening_facts
from homeward.ledger.keys import KeyUse, SigningKey
from homeward.ledger.merkle import build_tree, leaf_digest, root_at

LOG = "homeward/agency-a"
NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
LEDGER_KEY = SigningKey(LOG, b"L" * 32)
READER = SigningKey("reader-1", b"R" * 32)
HEAD_OF_BOARD = SigningKey("reader-2", b"B" * 32)
NEUTRAL = SigningKey("neutral.example/witness", b"N" * 32)
TRUSTED = (LEDGER_KEY.verifier(), NEUTRAL.verifier(KeyUse.COUNTERSIGN))
KEYS = (*TRUSTED, READER.verifier(), HEAD_OF_BOARD.verifier())

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "verify_proof.py"


@cache
def oracle(name):
    return json.loads((ROOT / "tests" / "oracles" / name).read_text(encoding="utf-8"))


@cache
def tool():
    spec = importlib.util.spec_from_file_location("verify_proof", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def an_act(number=0, **changes):
    act = Act(
        log=LOG,
        id=f"{number + 1:032x}",
        kind="verdict given",
        actor=READER.id,
        role="second reader",
        channel="command line",
        done_at=NOON + timedelta(minutes=number),
        program="homeward 0.1.0",
        subjects=("5" * 32,),
        after=leaf_digest(b"after %d" % number),
        facts=(("blind", True), ("verdict", "agrees")),
    )
    return replace(act, **changes)


def add(tip, entries, act, *keys, at=None):
    """Place an act at the end of a list of entries; the new tip."""
    entry = place(tip, act, sign(act, *keys), at or act.done_at)
    data = encode_entry(entry)
    entries.append(data)
    return follow(entry, data)


def a_ledger(n_entries, tip=None, entries=None):
    """Entries, each signed by the reader, and the tip after them."""
    entries = [] if entries is None else entries
    tip = tip or Tip(LOG)
    while len(entries) < n_entries:
        tip = add(tip, entries, an_act(len(entries)), READER)
    return entries, tip


def tree_of(entries):
    return build_tree(b"".join(leaf_digest(data) for data in entries))


def a_head(entries, size=None, epoch=1):
    """The ledger's signed head over its first entries."""
    size = len(entries) if size is None else size
    tree = tree_of(entries[:size])
    return sign_head(Head(origin_of(LOG, epoch), size, root_at(tree.node, size)), LEDGER_KEY)


def a_seen_head(entries, size=None, epoch=1):
    """The same, countersigned by the neutral."""
    return countersign(a_head(entries, size, epoch), NEUTRAL, NOON + timedelta(hours=1))


def an_opening(number, opening, **changes):
    return an_act(
        number,
        kind=EPOCH_OPENED,
        facts=opening_facts(opening),
        subjects=(),
        after=None,
        role="administrator",
        **changes,
    )

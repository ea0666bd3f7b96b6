"""A small invented ledger in a store, and what is needed to fill others."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from homeward.ledger.act import Act
from homeward.ledger.checkpoint import Head
from homeward.ledger.entry import sign
from homeward.ledger.epoch import EPOCH_OPENED, Opening, opening_facts
from homeward.ledger.keys import KeyUse, SigningKey
from homeward.store.parts import parts_fact, seal_parts
from homeward.store.sequence import SignedAct
from homeward.store.state import State
from homeward.store.store import ERASED, create_store, open_store

LOG = "homeward/agency-a"
KEY = b"I" * 32
NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
LEDGER_KEY = SigningKey(LOG, b"L" * 32)
READER = SigningKey("reader-1", b"R" * 32)
SECOND = SigningKey("reader-2", b"B" * 32)
NEUTRAL = SigningKey("neutral.example/witness", b"N" * 32)
KEYS = (
    *(key.verifier() for key in (LEDGER_KEY, READER, SECOND)),
    NEUTRAL.verifier(KeyUse.COUNTERSIGN),
)
MARKER = "Ivanka Testivna Markerenko"  # invented; looked for in the raw bytes of every file


def clock():
    """A clock that advances by a second whenever it is asked."""
    seconds = count()
    return lambda: NOON + timedelta(seconds=next(seconds))


@dataclass(frozen=True)
class Place:
    """Where a store of a test lives."""

    store: str | Path
    keys: Path

    def create(self):
        return create_store(self.store, KEY, LOG, keys=self.keys, clock=clock())

    def open(self):
        return open_store(self.store, KEY, keys=self.keys, clock=clock())


def an_id(number):
    return f"{number + 1:032x}"


def an_act(number=0, **changes):
    act = Act(
        log=LOG,
        id=an_id(number),
        kind="note taken",
        actor=READER.id,
        role="caseworker",
        channel="command line",
        done_at=NOON,
        program="homeward 0.1.0",
    )
    return replace(act, **changes)


def signed(act, *keys):
    return act, sign(act, *(keys or (READER,)))


def keep_note(store, number, subject, text=MARKER, status=None):
    """Keep an act that says something of a subject, and what is true of it then, in one step."""
    keys = store.keys.make([subject])
    act_id = an_id(number)
    parts = seal_parts(store.log, act_id, {subject: text}, keys)
    act = an_act(number, subjects=(subject,), facts=(parts_fact(parts),))

    def keep(step):
        step.append(*signed(act), parts)
        old = step.now.state("person", subject)
        step.put(
            State(
                kind="person",
                object=subject,
                version=old.version + 1 if old else 1,
                subject=subject,
                act_id=act_id,
                body=text,
                status=status,
            )
        )

    return store.write(keep)


def erase(store, number, subject):
    return store.erase(*signed(an_act(number, kind=ERASED, subjects=(subject,))))


def an_opening(kept, last: Head, number=900):
    act = an_act(number, kind=EPOCH_OPENED, facts=opening_facts(Opening(kept, last, "disk failure")))
    return SignedAct(*signed(act, READER, SECOND))


@contextmanager
def raw(store):
    """Whoever has the key and the file, and may do anything: a bare connection that commits."""
    with store.engines.writing.connect() as connection:
        yield connection
        connection.commit()

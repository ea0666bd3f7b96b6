"""Acts: what a person did that matters later, as the bytes that a person signs.

An act names people by random ids alone. What changed stands as a salted commitment, text only sealed. Facts are small
letters, digits and numbers, so that a name written out of habit is refused. Where in the ledger an act stands is said
by its `Entry`, not here: it is signed before it is placed.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import cast

from homeward.errors import InvalidInput
from homeward.ledger.encoding import LARGEST, Plain, parse, write
from homeward.ledger.keys import SigningKey, VerifierKey, read_base64

Fact = bool | int | str

MOST_SUBJECTS = 64
_ID = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LOG = re.compile(r"homeward/[a-z0-9][a-z0-9.-]{0,62}")
_WORDS = re.compile(r"[a-z0-9][a-z0-9 ._:/+=,-]{0,199}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_DOMAIN = b"homeward/act/1\n"
_START = datetime(1970, 1, 1, tzinfo=UTC)
_END = datetime(2255, 1, 1, tzinfo=UTC)  # the microseconds until then stay below 2^53
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A text that one subject's key opens."""

    subject: str
    box: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that a person did, before it has a place in the ledger."""

    log: str  # "homeward/tracing-agency-a": the ledger it is meant for
    id: str  # 32 random hex digits; an act that is sent twice is placed once
    kind: str  # "verdict given"
    actor: str  # id of the key that answers for it
    role: str  # "second reader"
    channel: str  # "web", "command line", "interface", "job"
    done_at: datetime  # UTC, by the clock of whoever acted
    program: str  # "homeward 0.1.0"
    subjects: tuple[str, ...] = ()  # random ids of files; never a name or number of a person
    before: bytes | None = None  # salted commitment to the state before
    after: bytes | None = None  # and after
    reason: str | None = None  # a code: "kinship and dental agree"
    relies_on: tuple[str, ...] = ()  # ids of earlier acts
    facts: tuple[tuple[str, Fact], ...] = ()  # in the order of their names
    sealed: tuple[Sealed, ...] = ()

    def __post_init__(self) -> None:
        if not _LOG.fullmatch(self.log):
            raise InvalidInput(f"{self.log!r} is no name of a ledger: homeward/ and small letters, digits, . and -")
        reason = () if self.reason is None else (self.reason,)
        for text in (self.kind, self.role, self.channel, self.program, *reason):
            if not _WORDS.fullmatch(text):
                raise InvalidInput(f"{text!r}: kind, role, channel, program and reason are 1 to 200 small letters")
        for text in (self.id, self.actor, *self.subjects, *self.relies_on, *(item.subject for item in self.sealed)):
            if not _ID.fullmatch(text):
                raise InvalidInput(f"{text!r} is no id: 32 hex digits")
        check_time(self.done_at)
        _check_parts(self)


def act_bytes(act: Act) -> bytes:
    """Write an act as canonical bytes: what is signed, and what stands in its entry."""
    value: dict[str, Plain] = {
        "actor": act.actor,
        "channel": act.channel,
        "done_at": microseconds(act.done_at),
        "id": act.id,
        "kind": act.kind,
        "log": act.log,
        "program": act.program,
        "role": act.role,
    }
    optional: dict[str, Plain] = {
        "after": act.after.hex() if act.after else "",
        "before": act.before.hex() if act.before else "",
        "facts": cast(Plain, dict(act.facts)),
        "reason": act.reason or "",
        "relies_on": list(act.relies_on),
        "sealed": [{"box": b64encode(item.box).decode(), "subject": item.subject} for item in act.sealed],
        "subjects": list(act.subjects),
    }
    return write(value | {name: item for name, item in optional.items() if item})


@lru_cache(maxsize=2048)  # a replay asks for each act twice, once for its signatures and once for its parts
def read_act(data: bytes) -> Act:
    """Read an act; raises InvalidInput for any bytes that `act_bytes` would not have written."""
    value = parse(data)
    if not isinstance(value, dict):
        raise InvalidInput("an act is an object")
    try:
        act = Act(
            **{name: cast(str, value[name]) for name in ("log", "id", "kind", "actor", "role", "channel", "program")},
            done_at=moment(cast(int, value["done_at"])),
            subjects=tuple(cast(list[str], value.get("subjects", []))),
            before=_read_digest(value.get("before")),
            after=_read_digest(value.get("after")),
            reason=cast(str | None, value.get("reason")),
            relies_on=tuple(cast(list[str], value.get("relies_on", []))),
            facts=tuple(cast(Mapping[str, Fact], value.get("facts", {})).items()),
            sealed=tuple(
                Sealed(item["subject"], read_base64(item["box"]))
                for item in cast(list[dict[str, str]], value.get("sealed", []))
            ),
        )
        is_same = act_bytes(act) == data
    except (KeyError, TypeError, AttributeError) as error:
        raise InvalidInput(f"this is no act: {error}") from None
    if not is_same:
        raise InvalidInput("this is no act: a part that acts do not have, or one that is empty")
    return act


def about_sealed(log: str, act_id: str, subject: str) -> bytes:
    """Say where a sealed text belongs: it opens in this ledger, this act, for this subject alone."""
    return f"homeward/sealed/1\n{log}\n{act_id}\n{subject}".encode()


def sign_act(data: bytes, key: SigningKey) -> bytes:
    """Sign the canonical bytes of an act."""
    return key.sign(_DOMAIN + data)


def verify_act(data: bytes, signature: bytes, key: VerifierKey) -> bool:
    """Tell whether the holder of a key signed these bytes as an act."""
    return key.verify(_DOMAIN + data, signature)


def check_time(moment: datetime) -> None:
    """Refuse a time without a zone, or one that no entry can hold."""
    if moment.tzinfo is None or not _START <= moment < _END:
        raise InvalidInput(f"{moment}: a time needs a zone, and lies between 1970 and 2255")


def microseconds(moment: datetime) -> int:
    """Count the microseconds since 1970, UTC."""
    return (moment - _START) // _MICROSECOND


def moment(count: int) -> datetime:
    """Give the time that lies so many microseconds after the start of 1970, UTC."""
    try:
        return _START + count * _MICROSECOND
    except (OverflowError, TypeError):
        raise InvalidInput(f"{count!r} microseconds after 1970 are not in the calendar") from None


def _check_parts(act: Act) -> None:
    if len(act.subjects) > MOST_SUBJECTS:
        raise InvalidInput(f"{len(act.subjects)} subjects; above {MOST_SUBJECTS}, commit to the list in a fact")
    for digest in (act.before, act.after):
        if digest is not None and len(digest) * 2 != 64:
            raise InvalidInput(f"a commitment has 32 bytes, not {len(digest)}")
    names = [name for name, _ in act.facts]
    if names != sorted(set(names)):
        raise InvalidInput("facts stand in the order of their names, each once")
    for name, fact in act.facts:
        if not _NAME.fullmatch(name):
            raise InvalidInput(f"{name!r} is no name of a fact: small letters, digits and underscores")
        if not (abs(fact) <= LARGEST if isinstance(fact, int) else _WORDS.fullmatch(fact)):
            raise InvalidInput(f"fact {name}: small letters, digits, numbers only; seal what is of a person")


def _read_digest(value: Plain | None) -> bytes | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise InvalidInput("a commitment is 64 hex digits")
    return bytes.fromhex(value)

"""A list that somebody has begun to bring in: kept sealed on the disk until it is signed, put aside, or a day old.

One for each person. It lies beside the store and not in it: nothing of it is an act, and no copy of the workspace has
it. What the file opens with follows from the instance key and from whose it is; its name says neither.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hmac import digest as hmac_digest
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from homeward.actions.workspace.desk import Desk, new_id
from homeward.actions.workspace.lists import Delivery
from homeward.formats.people.answers import answer
from homeward.ledger.sealing import NONCE_BYTES
from homeward.records.claim import Role
from homeward.store.backends.disk import refusals_told
from homeward.store.instance_key import derive_key

FOLDER = "drafts"
LASTS = timedelta(hours=24)
_ID_BYTES, _TIME_BYTES, _LENGTH_BYTES = 16, 8, 4
_HEAD_BYTES = _ID_BYTES + _TIME_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A list before it is signed.

    id         in the address of its pages, and of the act that will import it
    answers    what was said about it: what each is about, and the choice
    """

    data: bytes
    party: str
    role: Role
    on: date
    begun_at: datetime
    id: str = field(default_factory=new_id)
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def delivery(self) -> Delivery:
        """Give it as it would be imported; raises InvalidInput where an answer is none."""
        return Delivery(data=self.data, party=self.party, role=self.role, on=self.on, answers=answer(self.answers))


def keep_draft(desk: Desk, begun: Begun) -> None:
    """Keep a list sealed, in place of the one that this person had begun before."""
    tidy_drafts(desk)
    head = bytes.fromhex(begun.id) + int(begun.begun_at.timestamp()).to_bytes(_TIME_BYTES)
    told = {"party": begun.party, "role": begun.role, "on": begun.on.isoformat(), "answers": begun.answers}
    words = json.dumps(told).encode()
    nonce = secrets.token_bytes(NONCE_BYTES)
    inner = len(words).to_bytes(_LENGTH_BYTES) + words + begun.data
    sealed = head + nonce + AESGCM(_key(desk)).encrypt(nonce, inner, _about(desk, head))
    path = _path(desk)
    with refusals_told("the list was not kept; nothing of it is lost where it came from"):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        beside = path.with_suffix(".new")
        beside.write_bytes(sealed)
        beside.replace(path)


def find_draft(desk: Desk, draft_id: str | None = None) -> Begun | None:
    """Give the list that this person has begun to bring in; None where there is none, or it is over.

    draft_id    another list is none
    """
    tidy_drafts(desk)
    try:
        sealed = _path(desk).read_bytes()
    except FileNotFoundError:
        return None
    head, nonce = sealed[:_HEAD_BYTES], sealed[_HEAD_BYTES : _HEAD_BYTES + NONCE_BYTES]
    if draft_id not in (None, head[:_ID_BYTES].hex()):
        return None
    try:
        inner = AESGCM(_key(desk)).decrypt(nonce, sealed[_HEAD_BYTES + NONCE_BYTES :], _about(desk, head))
    except (InvalidTag, ValueError):  # altered, or cut short: there is no such list any more
        return None
    start = _LENGTH_BYTES + int.from_bytes(inner[:_LENGTH_BYTES])
    told = json.loads(inner[_LENGTH_BYTES:start])
    return Begun(
        data=inner[start:],
        party=told["party"],
        role=told["role"],
        on=date.fromisoformat(told["on"]),
        begun_at=_begun_at(head),
        id=head[:_ID_BYTES].hex(),
        answers=tuple((about, choice) for about, choice in told["answers"]),
    )


def drop_draft(desk: Desk) -> None:
    """Put the list of this person aside for good."""
    _path(desk).unlink(missing_ok=True)


def tidy_drafts(desk: Desk) -> None:
    """Put aside what anybody has begun more than a day ago."""
    now = desk.workspace.clock()
    for path in _all(desk):
        with suppress(FileNotFoundError), path.open("rb") as file:  # another page may have put it aside
            head = file.read(_HEAD_BYTES)
            if len(head) < _HEAD_BYTES or now - _begun_at(head) >= LASTS:
                path.unlink(missing_ok=True)


def _all(desk: Desk) -> Iterator[Path]:
    return (desk.workspace.folder / FOLDER).glob("*.draft")


def _begun_at(head: bytes) -> datetime:
    return datetime.fromtimestamp(int.from_bytes(head[_ID_BYTES:_HEAD_BYTES]), UTC)


def _path(desk: Desk) -> Path:
    return desk.workspace.folder / FOLDER / f"{_mark(desk).hex()}.draft"


def _mark(desk: Desk) -> bytes:
    return hmac_digest(_key(desk), desk.member.id.encode(), "sha256")[:_ID_BYTES]


def _key(desk: Desk) -> bytes:
    return derive_key(desk.workspace.instance_key, "drafts")


def _about(desk: Desk, head: bytes) -> bytes:
    return b"homeward/draft/1\n" + desk.member.id.encode() + b"\n" + head

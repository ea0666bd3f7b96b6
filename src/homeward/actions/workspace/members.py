"""Members: the people of a workspace, each with roles and a signing key that their own passphrase opens.

A local user of the operating system is nobody here: who acts is who can open a key. In the ledger and in the names of
files stands the id of the key; whose it is, the store alone knows.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import category, normalize

from homeward.actions.workspace.folding.memory import Memory
from homeward.actions.workspace.folding.record_text import read_record
from homeward.actions.workspace.rights import Role
from homeward.errors import InvalidInput
from homeward.ledger.act import Act
from homeward.ledger.key_file import Hardness, read_key_file, write_key_file
from homeward.ledger.keys import SEED_BYTES, SigningKey, VerifierKey, read_verifier_key, write_verifier_key
from homeward.ledger.sealing import NONCE_BYTES, SALT_BYTES
from homeward.store.transaction import Snapshot

FOLDER = "members"
FOUNDER = "founder"  # no role of the table: of whoever signs the first act
LEAST_LETTERS = 15  # of a passphrase
_MOST_LETTERS = 40


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a workspace.

    roles         what they do here; what they did, where they have left
    has_left      acts no more; what they signed is checked with their key for ever
    stands_for    ids of those who left and whose lists and files they answer for now
    """

    name: str
    roles: tuple[Role, ...]
    verifier_key: str
    team: str = "1"
    has_left: bool = False
    stands_for: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _is_name(self.name):
            raise InvalidInput(
                f"a name has 1 to {_MOST_LETTERS} letters of any script, digits, dots and hyphens, "
                f"not {len(self.name)} others"
            )
        if not self.roles or len(set(self.roles)) != len(self.roles):
            raise InvalidInput(f"{self.name} needs at least one role, each once")

    @property
    def key(self) -> VerifierKey:
        """Give the key that the member's acts are checked with."""
        return _key_of(self.verifier_key)

    @property
    def id(self) -> str:
        """Give the pseudonym that stands in entries."""
        return _id_of(self.verifier_key)

    def answers_for(self, owner: str) -> bool:
        """Tell whether a list or file of this owner is theirs."""
        return owner == self.id or owner in self.stands_for


@lru_cache(maxsize=1024)
def _key_of(text: str) -> VerifierKey:
    """Read a verifier key, which is public: a page of thousands of files asks for it as often."""
    return read_verifier_key(text)


@lru_cache(maxsize=1024)
def _id_of(text: str) -> str:
    return read_verifier_key(text).id


def _is_name(text: str) -> bool:
    letters = (one.isalnum() or one in "._-" or category(one)[0] == "M" for one in text)  # M: marks on or in a letter
    return 0 < len(text) <= _MOST_LETTERS and text[0].isalnum() and all(letters)


def clean_name(text: str) -> str:
    """Write a name in the one way in which it is kept, however a keyboard composed its letters."""
    return normalize("NFC", text)


def normal_name(text: str) -> str:
    """Give what two names share that could be taken for each other: large or small, or other forms of one letter."""
    return normalize("NFKC", text).casefold()


def read_roles(text: str) -> tuple[Role, ...]:
    """Read roles as people write them: "caseworker,administrator".

    raises    InvalidInput for a word that is no role
    """
    words = [word.strip() for word in text.split(",")]
    known = {role.value: role for role in Role}
    unknown = [word for word in words if word not in known]
    if unknown:
        raise InvalidInput(f"{unknown[0]!r} is no role; the roles are {', '.join(known)}")
    return tuple(known[word] for word in words)


def new_key() -> SigningKey:
    """Draw a signing key whose name says nothing of the person."""
    seed = secrets.token_bytes(SEED_BYTES)
    return SigningKey(f"member-{SigningKey('member', seed).id[:8]}", seed)


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that can be guessed; raises InvalidInput."""
    if len(passphrase) < LEAST_LETTERS:
        raise InvalidInput(f"a passphrase has at least {LEAST_LETTERS} letters; four words are easy to remember")


def keep_key(folder: Path, key: SigningKey, passphrase: str, hardness: Hardness | None = None) -> str:
    """Seal a member's key by their own passphrase, in a file of its own: its verifier key."""
    check_passphrase(passphrase)
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    path = key_path(folder, key.id)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.write_bytes(write_key_file(key, passphrase, salt=salt, nonce=nonce, hardness=hardness))
    path.chmod(0o600)
    return write_verifier_key(key.verifier())


def open_key(folder: Path, member: Member, passphrase: str) -> SigningKey:
    """Open a member's key; raises InvalidInput where the passphrase is another, or the file is not there."""
    try:
        key = read_key_file(key_path(folder, member.id).read_bytes(), passphrase)
    except OSError as error:
        raise InvalidInput(f"the key file of this member cannot be read: {error.strerror}") from None
    if key.id != member.id:
        raise InvalidInput("this key file holds the key of another member")
    return key


def key_path(folder: Path, member_id: str) -> Path:
    """Say where the key file of a member stands."""
    return folder / FOLDER / f"{member_id}.key"


MEMBERS = Memory("member", lambda state: read_record(Member, state.body))


def all_members(now: Snapshot) -> tuple[Member, ...]:
    """Give all members, also those who have left, in the order of their names."""
    return tuple(sorted(MEMBERS.all(now).values(), key=lambda member: member.name))


def check_present(now: Snapshot, act: Act, signers: Iterable[str]) -> None:
    """See that those who sign an act are here, and its actor in the role that it names; raises InvalidInput.

    It is asked in the step that keeps the act: a role may be taken away while an act is on its way, or waits.
    """
    members = MEMBERS.named(now, signers)
    if any(member.has_left for member in members.values()):
        raise InvalidInput("somebody who signed this has left; ask again")
    if act.actor in members and act.role != FOUNDER and act.role not in members[act.actor].roles:
        raise InvalidInput(f"whoever asked for this is no {act.role} any more; ask again")


def find_member(now: Snapshot, name: str) -> Member | None:
    """Find a member by name; nobody who has left."""
    wanted = clean_name(name)
    return next((member for member in all_members(now) if member.name == wanted and not member.has_left), None)

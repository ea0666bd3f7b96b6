"""Checking a workspace: everything again from the disk, and proofs that others can check without it."""

from dataclasses import dataclass
from datetime import date

from homeward.actions.workspace.desk import Desk, Draft, authorise, note
from homeward.actions.workspace.folding.fold import check_states
from homeward.actions.workspace.place import STORE_FOLDER, Workspace
from homeward.errors import InvalidInput, Problem
from homeward.ledger.keys import write_verifier_key
from homeward.ledger.proof import write_entry_proof
from homeward.store.backends.disk import doubt_of
from homeward.store.checking import verify_store
from homeward.store.heads import sign_head


@dataclass(frozen=True, slots=True)
class Verified:
    """What holds and what does not, in sentences."""

    is_whole: bool
    n_entries: int
    root: bytes
    sentences: tuple[str, ...]
    backup: "Since | None" = None  # the newest backup that was made; None where the ledger knows of none


@dataclass(frozen=True, slots=True)
class Since:
    """The newest backup, and how much would be lost without anything newer."""

    on: date
    n_newer: int  # entries


@dataclass(frozen=True, slots=True)
class Proof:
    """One entry, proven to stand in the ledger of a signed head."""

    number: int
    document: bytes
    verifier_key: str  # of the ledger: whoever checks must have it from elsewhere
    size: int  # of the ledger when the head was signed


def verify_workspace(desk: Desk) -> Verified:
    """Replay everything from the disk: chain, tree, signatures, every cell, and that states are what acts add up to.

    Where everything holds, that it was verified is an entry too, and a head is signed over it.

    raises    Refused
    """
    granted = authorise(desk, "verify")
    found = check_workspace(desk.workspace)
    if found.is_whole:
        note(desk, granted.role, Draft(kind="ledger verified", facts=(("entries", found.n_entries),)))
        sign_head(desk.store, desk.workspace.ledger_key)
    return found


def check_workspace(workspace: Workspace) -> Verified:
    """Replay everything from the disk, and write nothing."""
    found = verify_store(workspace.store, workspace.verifier_keys)
    problems: tuple[Problem, ...] = ()
    if found.is_whole:
        with workspace.store.read() as now:
            problems = check_states(now)
    sentences = found.sentences
    if found.is_whole and not problems:
        sentences += ("Every state is what the acts add up to.",)
    sentences += tuple(f"{item.where}: {item.says}. Kept: {item.kept}." for item in problems)
    backup = _since_backup(workspace) if found.is_whole else None
    doubt = doubt_of(workspace.folder / STORE_FOLDER)
    sentences += (*((_say_since(backup),) if found.is_whole else ()), *((doubt,) if doubt else ()))
    return Verified(found.is_whole and not problems, found.n_entries, found.root, sentences, backup)


def _since_backup(workspace: Workspace) -> Since | None:
    with workspace.store.read() as now:
        made = now.entries_of_kind("backup made")
        if not made:
            return None
        return Since(made[-1].placed_at.date(), now.size - int(str(dict(made[-1].act.facts)["entries"])))


def _say_since(backup: Since | None) -> str:
    if backup is None:
        return "The ledger knows of no backup."
    return f"{backup.n_newer:,} entries are newer than the newest backup, which was made on {backup.on}."


def prove_entry(desk: Desk, number: int) -> Proof:
    """Prove to somebody without this workspace that an entry stands in its ledger.

    raises    Refused; InvalidInput where there is no such entry
    """
    granted = authorise(desk, "verify")
    with desk.store.read() as now:
        if not 0 <= number < now.size:
            raise InvalidInput(f"entry {number} is not in the ledger, which has {now.size:,}, numbered from 0")
    note(desk, granted.role, Draft(kind="proof made", facts=(("entry", number),)))
    key = desk.workspace.ledger_key
    signed = sign_head(desk.store, key)
    with desk.store.read() as now:
        document = write_entry_proof(next(now.entries(number)), now.node, signed)
    return Proof(number, document, write_verifier_key(key.verifier()), signed.head.size)

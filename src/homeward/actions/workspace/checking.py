"""Checking a workspace: everything again from the disk, and proofs that others can check without it."""

from dataclasses import dataclass

from homeward.actions.workspace.desk import Desk, Draft, authorise, note
from homeward.actions.workspace.folding.fold import check_states
from homeward.actions.workspace.place import Workspace
from homeward.errors import InvalidInput, Problem
from homeward.ledger.keys import write_verifier_key
from homeward.ledger.proof import write_entry_proof
from homeward.store.checking import verify_store
from homeward.store.heads import sign_head


@dataclass(frozen=True, slots=True)
class Verified:
    """What holds and what does not, in sentences."""

    is_whole: bool
    n_entries: int
    root: bytes
    sentences: tuple[str, ...]


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
    return Verified(found.is_whole and not problems, found.n_entries, found.root, sentences)


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

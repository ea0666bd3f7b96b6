"""`homeward verify`, `prove`, `backup`, `backups`, `restore`, `erase`: what is kept, proven, copied, and destroyed."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Column, Table

from homeward.actions.answers import Json
from homeward.actions.workspace.answering.trail import answer_verified
from homeward.actions.workspace.checking import prove_entry, verify_workspace
from homeward.actions.workspace.copies import Copy, Order, Person, back_up_workspace, restore_workspace
from homeward.actions.workspace.files import erase_file
from homeward.actions.workspace.rotation import MOST_DAYS, Copies, destroy_old_keys, list_backups
from homeward.cli.console import AsJson, err, out, read_bytes, write_bytes, write_json
from homeward.cli.workspace.papers import check_one
from homeward.cli.workspace.session import (
    FAILED,
    HERE,
    ActId,
    As,
    Folder,
    Passphrases,
    Server,
    at_desk,
    refusals_shown,
    server_of,
    tell,
)

Number = Annotated[int, typer.Argument(help="Number of an entry, from 0.")]
ProofFile = Annotated[Path, typer.Option("--out", help="Write the proof here.")]
Target = Annotated[Path, typer.Argument(help="Folder of the backup.")]
KeysFile = Annotated[
    Path, typer.Option("--keys", help="The file with the keys of the subjects; keep it 30 days at most.")
]
NewFolder = Annotated[Path, typer.Option("--to", help="The new folder of the workspace.")]
Backups = Annotated[Path, typer.Argument(help="The folder in which backups are made.")]
Prune = Annotated[bool, typer.Option("--prune", help=f"Destroy copies of keys that are older than {MOST_DAYS} days.")]
With = Annotated[str, typer.Option("--with", help="Name of the second member who orders it.")]
Cause = Annotated[str, typer.Option("--cause", help="Why, as a code that stays in the ledger: 'disk failure'.")]
Head = Annotated[Path | None, typer.Option("--head", help="The newest head that a partner holds, where there is one.")]
FileId = Annotated[str, typer.Argument(help="Id of a file, or of a document of talks.")]
Because = Annotated[
    str, typer.Option("--reason", help="Why, as a code that stays in the ledger: 'asked by the person'.")
]
PaperCode = Annotated[
    str | None, typer.Option("--code", help="Check the paper with this code at its foot instead of the ledger.")
]
PaperFile = Annotated[
    Path | None, typer.Option("--paper", help="Check this PDF instead: by the code it bears, and bit by bit.")
]


def verify(
    as_: As, code: PaperCode = None, paper: PaperFile = None, folder: Folder = HERE, as_json: AsJson = False
) -> None:
    """Replay everything from the disk and say what holds, or check one paper; exit code 1 where something does not."""
    if code is not None or paper is not None:
        check_one(as_, code, paper, folder, as_json=as_json)
        return
    with at_desk(folder, as_) as desk:
        found = verify_workspace(desk)
    if as_json:
        write_json(answer_verified(found))
    else:
        for sentence in found.sentences:
            out.print(sentence, soft_wrap=True)
    if not found.is_whole:
        raise typer.Exit(FAILED)


def prove(number: Number, target: ProofFile, as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Write a proof that an entry stands in the ledger; tools/verify_proof.py checks it without Homeward."""
    with at_desk(folder, as_) as desk:
        proof = prove_entry(desk, number)
        write_bytes(target, proof.document)
        answer = {"entry": number, "proof": str(target), "verifier_key": proof.verifier_key, "size": proof.size}
        if as_json:
            write_json({"schema": "homeward-prove/1", **answer})
        else:
            out.print(f"{target}: entry {number:,} of {proof.size:,}, key {proof.verifier_key}", soft_wrap=True)


def backup(target: Target, keys: KeysFile, as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Copy the workspace; the copy is opened, checked and replayed in a fresh process before it counts."""
    with at_desk(folder, as_) as desk:
        checked = back_up_workspace(desk, Copy(target, keys))
        answer = {"folder": str(target), "keys": str(keys), "entries": checked.n_entries, "root": checked.root.hex()}
        if as_json:
            write_json({"schema": "homeward-backup/1", **answer, "sentences": list(checked.sentences)})
        else:
            out.print(f"{target}: {checked.n_entries:,} entries, opened and replayed", soft_wrap=True)


def backups(place: Backups, as_: As, prune: Prune = False, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """List the backups in a folder, each opened and replayed again, and the copies of keys that are too old to keep."""
    with at_desk(folder, as_) as desk:
        found = destroy_old_keys(desk, place) if prune else list_backups(desk, place)
        if as_json:
            write_json({"schema": "homeward-backups/1", **_answer_copies(found)})
        else:
            _show_copies(found)
    if not all(one.holds for one in found.backups):
        raise typer.Exit(FAILED)


def _answer_copies(found: Copies) -> Json:
    return {
        "backups": [
            {
                "folder": str(one.folder),
                "made_at": one.made_at.isoformat(),
                "holds": one.holds,
                "entries": one.n_entries,
                "says": one.says,
                "keys": one.keys and str(one.keys),
            }
            for one in found.backups
        ],
        "keys": [
            {
                "file": str(item.path),
                "made_at": item.made_at.isoformat(),
                "opens": item.opens,
                "expired": item.is_expired,
                "destroyed": item.is_destroyed,
            }
            for item in found.keys
        ],
    }


def _show_copies(found: Copies) -> None:
    view = Table(Column("backup", no_wrap=True), "made", "entries", "state")
    for one in found.backups:
        n_entries = "" if one.n_entries is None else f"{one.n_entries:,}"
        view.add_row(one.folder.name, f"{one.made_at:%Y-%m-%d %H:%M}", n_entries, one.says)
    out.print(view)
    for item in found.keys:
        if item.is_destroyed:
            out.print(f"{item.path}: destroyed", soft_wrap=True)
        elif item.is_expired:
            out.print(f"{item.path}: of {item.made_at:%Y-%m-%d}, must be destroyed: --prune", soft_wrap=True)
        else:
            says = "keep" if item.opens else "it does not open, and is not touched"
            out.print(f"{item.path}: of {item.made_at:%Y-%m-%d}; {says}", soft_wrap=True)


def restore(
    target: Target,
    keys: KeysFile,
    new_folder: NewFolder,
    as_: As,
    with_: With,
    cause: Cause,
    head: Head = None,
    store: Server = None,
    as_json: AsJson = False,
) -> None:
    """Make a workspace from a backup, under the next epoch of its ledger, as two members order it."""
    with refusals_shown():
        told = Passphrases()
        order = Order(
            passphrase=told.of_instance(),
            people=(Person(as_, told.of_member(as_)), Person(with_, told.of_member(with_))),
            cause=cause,
            head=None if head is None else read_bytes(head).decode(errors="replace"),
            server=server_of(store),
        )
        workspace = restore_workspace(Copy(target, keys), new_folder, order)
        with workspace.store, workspace.store.read() as now:
            size = now.size
        if as_json:
            write_json({"schema": "homeward-restore/1", "folder": str(new_folder), "entries": size})
        else:
            out.print(f"{new_folder}: {size:,} entries, the last of which opens the next epoch", soft_wrap=True)
            err.print("tell partners which epoch it is: they hold heads of the one before", soft_wrap=True)


def erase(
    file_id: FileId,
    why: Because,
    as_: As,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Ask to erase a file with the closed cases about it, or a document; a second person approves, and its keys go."""
    with at_desk(folder, as_) as desk:
        kept = erase_file(desk, file_id, reason=why, act_id=act_id)
        tell(kept, {"schema": "homeward-erase/1", "file": file_id}, as_json=as_json, says="erased")

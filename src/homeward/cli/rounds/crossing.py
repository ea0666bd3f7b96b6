"""`homeward round manifest`, `use`, `marks`, `count`, `receipt`, `day`, `outcome`, `after`: the crossing and after."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.table import Table

from homeward.actions.workspace.answering.acts import answer_kept
from homeward.actions.workspace.desk import new_id
from homeward.actions.workspace.rounds.answers import answer_afterwards, answer_board, answer_day, answer_papers
from homeward.actions.workspace.rounds.crossing import (
    count_by_roll,
    make_receipt,
    note_count,
    note_outcome,
    take_marks,
    view_afterwards,
    view_day,
)
from homeward.actions.workspace.rounds.held import find_paper, write_file
from homeward.actions.workspace.rounds.opening import find_round
from homeward.actions.workspace.rounds.papers import Crossing, countersign, make_manifest, take_paper, use_manifest
from homeward.actions.workspace.rounds.seen import seen_by
from homeward.cli.console import AsJson, err, out, read_bytes, write_bytes, write_json
from homeward.cli.workspace.session import HERE, ActId, As, Folder, at_desk, tell
from homeward.errors import InvalidInput
from homeward.exchange.handing_over.count import VOICES, Voice
from homeward.exchange.handing_over.manifest import KINDS
from homeward.exchange.handing_over.outcome import OUTCOMES, Assessment, Crossed

RoundId = Annotated[str, typer.Argument(help="Id of the round.")]
Digest = Annotated[str, typer.Argument(help="Beginning of the digest of a paper, as `homeward round papers` shows it.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write the paper here, to be sent.")]


def _moment(text: str, option: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise InvalidInput(f"{option} {text!r}: write a time with its zone, as 2026-06-02T09:00+03:00")
    return at.astimezone(UTC)


def _pairs(texts: list[str] | None, option: str) -> list[tuple[str, str]]:
    pairs = [text.partition("=") for text in texts or ()]
    if any(not code or not word for code, _, word in pairs):
        raise InvalidInput(f"{option} is written CODE=NUMBER")
    return [(code, word) for code, _, word in pairs]


def manifest(
    round_id: RoundId,
    giver: Annotated[str, typer.Option("--giver", help="The side that hands over.")],
    place: Annotated[str, typer.Option("--place", help="Where.")],
    opens: Annotated[str, typer.Option("--opens", help="As 2026-06-02T09:00+03:00.")],
    closes: Annotated[str, typer.Option("--closes", help="End of the window.")],
    expires: Annotated[str, typer.Option("--expires", help="From then on it is refused.")],
    as_: As,
    number: Annotated[int, typer.Option("--number", min=1, help="Which round of the plan.")] = 1,
    head: Annotated[Path | None, typer.Option("--head", help="Newest signed head of the other ledger.")] = None,
    shown: Annotated[list[str] | None, typer.Option("--shown", help="A category that is shown.")] = None,
    seals: Annotated[
        list[str] | None, typer.Option("--seal", help="CODE=NUMBER: a seal; else as custody says.")
    ] = None,
    declared: Annotated[
        list[str] | None, typer.Option("--declared", help="CODE=NUMBER: individuals the giver says it holds.")
    ] = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Make a manifest of everybody agreed who is ready to go; a second hand-over officer signs."""
    with at_desk(folder, as_) as desk:
        by_container: dict[str, tuple[str, ...]] = {}
        for code, seal in _pairs(seals, "--seal"):
            by_container[code] = (*by_container.get(code, ()), seal)
        said = _pairs(declared, "--declared")
        if any(not n.isdecimal() for _, n in said):
            raise InvalidInput("--declared CODE=NUMBER: how many individuals the giver says a container holds")
        crossing = Crossing(
            giver=giver,
            place=place,
            opens_at=_moment(opens, "--opens"),
            closes_at=_moment(closes, "--closes"),
            expires_at=_moment(expires, "--expires"),
            number=number,
            head=None if head is None else read_bytes(head).decode(errors="replace"),
            shown=tuple(shown or ()),
            seals=by_container,
            declared={code: int(n) for code, n in said},
        )
        made, stay, kept = make_manifest(desk, round_id, crossing, act_id=act_id)
        if not as_json:
            out.print(
                f"manifest {made.id}: {len(made.lines)} lines; {len(stay)} agreed people do not go", soft_wrap=True
            )
        answer = {"schema": "homeward-round-manifest/1", "manifest": made.id, "lines": len(made.lines)}
        tell(kept, answer | {"not_go": list(stay)}, as_json=as_json, says="signed")


def papers(
    round_id: RoundId, as_: As, digest: Annotated[str | None, typer.Argument(help="Write this one.")] = None,
    target: Out = None, folder: Folder = HERE, as_json: AsJson = False,
) -> None:  # fmt: skip
    """List manifests and receipts and who has not signed them; with DIGEST and --out, write one to be sent."""
    with at_desk(folder, as_) as desk:
        found, _ = find_round(desk, round_id, "roll call")
        if digest is not None and target is not None:
            write_bytes(target, write_file(find_paper(seen_by(desk, found), digest)))
            if as_json:
                write_json({"schema": "homeward-round-papers/1", "out": str(target)})
            else:
                out.print(str(target), soft_wrap=True)
            return
        answer = answer_papers(desk, found)
        if as_json:
            write_json({"schema": "homeward-round-papers/1", **answer})
            return
        view = Table("paper", "digest", "from", "to", "persons", "containers", "lacks", "used")
        told = answer["manifests"]
        for one in told if isinstance(told, list) else ():
            cells = (
                one["giver"],
                one["receiver"],
                one["persons"],
                one["containers"],
                "; ".join(one["lacks"]),
                one["used"],
            )
            view.add_row("manifest", one["digest"][:12], *map(str, cells))
        receipts = answer["receipts"]
        for one in receipts if isinstance(receipts, list) else ():
            view.add_row(f"receipt, part {one['part']}", one["digest"][:12])
        out.print(view)


def take_paper_(
    round_id: RoundId,
    file: Annotated[Path, typer.Argument(help="A paper that somebody signed; - reads standard input.")],
    as_: As,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Take in a manifest or receipt with signatures of the other side or the intermediary."""
    with at_desk(folder, as_) as desk:
        kept = take_paper(desk, round_id, read_bytes(file), act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "round": round_id}, as_json=as_json, says="taken in")


def countersign_(
    round_id: RoundId, digest: Digest, as_: As, folder: Folder = HERE, act_id: ActId = None, as_json: AsJson = False
) -> None:
    """Sign a paper of the other side for this one; a second hand-over officer signs."""
    with at_desk(folder, as_) as desk:
        _, kept = countersign(desk, round_id, digest, act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "round": round_id}, as_json=as_json, says="signed")


def use(
    round_id: RoundId, digest: Digest, as_: As, folder: Folder = HERE, act_id: ActId = None, as_json: AsJson = False
) -> None:
    """Begin the crossing of a manifest. It is never used again, here or after a restore."""
    with at_desk(folder, as_) as desk:
        made, kept = use_manifest(desk, round_id, digest, act_id=act_id)
        answer = {"schema": "homeward-round-use/1", "manifest": made.id}
        tell(kept, answer, as_json=as_json, says=f"manifest {made.id} is used")


def marks(
    round_id: RoundId,
    file: Annotated[Path, typer.Argument(help='Marks of devices: {"marks": [...]}; - reads standard input.')],
    as_: As,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Take in marks of the roll call, in any order and any number of times."""
    with at_desk(folder, as_) as desk:
        problems, n_new, kept = take_marks(desk, round_id, read_bytes(file), act_id=act_id)
        told = [{"where": one.where, "says": one.says, "kept": one.kept} for one in problems]
        if as_json:
            kept_answer = {} if kept is None else answer_kept(kept)
            write_json({"schema": "homeward-round-marks/1", "new": n_new, "problems": told, **kept_answer})
            return
        for one in problems:
            err.print(f"{one.where}: {one.says} (kept: {one.kept})", soft_wrap=True)
        out.print(f"{n_new:,} new marks")


def count(
    round_id: RoundId,
    digest: Digest,
    as_: As,
    by_roll: Annotated[
        str | None, typer.Option("--by-roll", help="giver, neutral or receiver counted the roll.")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", help="What a voice says it counted (JSON).")] = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Note one of the three counts: by the roll call, or as somebody told it."""
    with at_desk(folder, as_) as desk:
        if (by_roll is None) == (file is None) or by_roll not in (None, *VOICES):
            raise InvalidInput(f"say --by-roll ({', '.join(VOICES)}) or --file")
        if file is not None:
            kept = note_count(desk, round_id, digest, read_bytes(file), act_id=act_id)
        else:
            kept = count_by_roll(desk, round_id, digest, cast(Voice, by_roll), act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "round": round_id}, as_json=as_json, says="counted")


def receipt(
    round_id: RoundId, digest: Digest, as_: As, folder: Folder = HERE, act_id: ActId = None, as_json: AsJson = False
) -> None:
    """Make a receipt of what passed and has none yet. It attests the transfer, and no identity."""
    with at_desk(folder, as_) as desk:
        made, kept = make_receipt(desk, round_id, digest, act_id=act_id)
        answer = {"schema": "homeward-round-receipt/1", "receipt": made.id, "transfers": len(made.transfers)}
        tell(kept, answer, as_json=as_json, says=f"receipt {made.id}: {len(made.transfers)} transfers")


def day(
    round_id: RoundId,
    digest: Digest,
    as_: As,
    devices: Annotated[list[str] | None, typer.Option("--device", help="A device that was handed out.")] = None,
    folder: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Show roll call, three counts and receipts of one manifest beside each other, with every difference in words."""
    with at_desk(folder, as_) as desk:
        found, _ = find_round(desk, round_id, "roll call")
        answer = answer_day(view_day(desk, found, digest, tuple(devices or ())))
        if as_json:
            write_json({"schema": "homeward-round-day/1", **answer})
            return
        view = Table("line", "kind", "shown", "instead")
        lines = answer["lines"]
        for one in lines if isinstance(lines, list) else ():
            view.add_row(one["id"], one["kind"], one["shown"], one["other"] or "")
        out.print(view)
        for name in ("unlisted", "waiting", "differences"):
            told = answer[name]
            for sentence in told if isinstance(told, list) else ():
                out.print(f"without a line: {sentence}" if name == "unlisted" else sentence, soft_wrap=True)


def outcome(
    round_id: RoundId,
    kind: Annotated[str, typer.Argument(help="person or container.")],
    code: Annotated[str, typer.Argument(help="Its code.")],
    what: Annotated[str, typer.Argument(help="confirmed, not ours, several people, open, ...")],
    as_: As,
    basis: Annotated[str | None, typer.Option("--basis", help="Id of the signed case or finding.")] = None,
    earlier: Annotated[str | None, typer.Option("--part-of", help="What it is part of.")] = None,
    folder: Folder = HERE,
    act_id: ActId = None,
    as_json: AsJson = False,
) -> None:
    """Note what a person or container turned out to be, on a signed decision."""
    with at_desk(folder, as_) as desk:
        if kind not in KINDS or what not in OUTCOMES:
            raise InvalidInput(f"a {' or '.join(KINDS)} is {', '.join(OUTCOMES)}")
        found, _ = find_round(desk, round_id, "roll call")
        said = Assessment(
            id=new_id(), of=Crossed(kind, code), outcome=what, by=found.opening.own,
            at=desk.workspace.clock(), basis=basis, earlier=earlier,
        )  # fmt: skip
        kept = note_outcome(desk, round_id, said, act_id=act_id)
        tell(kept, {"schema": "homeward-act/1", "round": round_id}, as_json=as_json, says="noted")


def afterwards(round_id: RoundId, as_: As, folder: Folder = HERE, as_json: AsJson = False) -> None:
    """Show what became of everybody who crossed, what follows, and the board from candidates to confirmed."""
    with at_desk(folder, as_) as desk:
        found, _ = find_round(desk, round_id, "roll call")
        after = view_afterwards(desk, found)
        answer, board = answer_afterwards(after), answer_board(desk, found, after)
        if as_json:
            write_json({"schema": "homeward-round-after/1", "board": board, **answer})
            return
        persons, containers = (dict(own) for own in board.values() if isinstance(own, dict))
        view = Table("", "persons", "containers")
        for name, n in persons.items():
            view.add_row(name, str(n), str(containers.get(name, "")))
        out.print(view)
        results = answer["results"]
        for one in results if isinstance(results, list) else ():
            out.print(
                f"{one['kind']} {one['id']}: {one['outcome']}; {', '.join(one['next'])}".rstrip("; "), soft_wrap=True
            )
        found_twice = answer["double_presence"]
        for sentence in found_twice if isinstance(found_twice, list) else ():
            out.print(sentence, soft_wrap=True)

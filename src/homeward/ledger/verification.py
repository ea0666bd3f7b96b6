"""Verification: everything again from the bytes, without trusting whoever keeps them, and an answer in sentences.

Each check reports its first failure, exactly. The chain shows what was changed, put in or taken out between entries;
heads show a changed end and a ledger written anew; signatures show who answers for an act. What no signed head covers
yet can still be exchanged by whoever holds the store, and the answer says how much that is.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from homeward.errors import InvalidInput, Problem
from homeward.ledger.act import Act, check_time, moment, read_act, verify_act
from homeward.ledger.chain import BrokenChain, Tip, walk
from homeward.ledger.checkpoint import SignedHead, open_head, split_origin
from homeward.ledger.entry import Lines, Signature, read_signatures
from homeward.ledger.epoch import EPOCH_OPENED, N_SIGNERS, Opening, read_opening
from homeward.ledger.keys import KeyUse, VerifierKey
from homeward.ledger.merkle import Tree, build_tree, root_at

_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Verification:
    """What holds, and the first failure of each check."""

    n_entries: int  # that hold together as a chain
    root: bytes  # over those
    statements: tuple[str, ...]
    failures: tuple[Problem, ...]
    tree: Tree

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing failed."""
        return not self.failures

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say what holds, then what does not."""
        return (*self.statements, *(f"{item.where}: {item.says}. Kept: {item.kept}." for item in self.failures))


@dataclass(frozen=True, slots=True)
class _Opened:
    """Where an epoch begins, and what its first entry says; nothing where that cannot be read."""

    number: int
    epoch: int
    says: Opening | None


def verify_ledger(
    entries: Iterable[bytes], log: str, heads: Sequence[str], keys: Sequence[VerifierKey], *, open_acts: bool = True
) -> Verification:
    """Replay a ledger.

    entries      the bytes of all entries, from the first
    heads        every signed head that is kept, of one's own and as countersigned by others
    keys         of the ledger, of those who countersign, and of everybody whose acts stand in it
    open_acts    read every act and check every signature: about 30 times slower than chain, tree and heads alone
    """
    replay = _Replay(log, keys, open_acts)
    replay.run(entries)
    tree = build_tree(bytes(replay.leaves))
    statements, failures = replay.report()
    for says, fails in (_check_heads(log, heads, keys, tree, replay.opened), _check_openings(tree, replay.opened)):
        statements += says
        failures += fails
    return Verification(replay.size, root_at(tree.node, tree.size), tuple(statements), tuple(failures), tree)


class _Replay:
    """One pass over all entries; holds what later checks need, 48 bytes an entry."""

    def __init__(self, log: str, keys: Sequence[VerifierKey], open_acts: bool) -> None:
        self.log, self.open_acts = log, open_acts
        self.keys = {key.id: key for key in keys if key.use is KeyUse.SIGN}
        self.leaves, self.ids, self.size = bytearray(), bytearray(), 0
        self.times: list[bytes] = []
        self.opened: list[_Opened] = []
        self.relied: list[tuple[int, str]] = []
        self.failures: dict[str, Problem] = {}  # the first of each check
        self.n_signatures = self.n_without = 0
        self.signers: set[str] = set()

    def run(self, entries: Iterable[bytes]) -> None:
        """Walk to the end, or to the first entry that does not follow."""
        epoch, lines = b"1", None
        try:
            for digest, lines in walk(entries, Tip(self.log)):
                if self.size == 0:
                    self.times.append(lines[3])
                self.leaves += digest
                if self.open_acts or lines[1] != epoch:
                    self._open(lines, lines[1] != epoch)
                epoch = lines[1]
                self.size += 1
        except BrokenChain as broken:
            self._fail("chain", broken.number, str(broken).partition(" ")[2].partition(" ")[2])
        if lines is not None:
            self.times.append(lines[3])

    def report(self) -> tuple[list[str], list[Problem]]:
        """Say what the pass found."""
        self._check_ids()
        says = [f"{self.size:,} entries of {self.log}{self._span()}"]
        if "chain" not in self.failures:
            says.append("The chain holds: every entry carries the digest of the one before.")
        if not self.open_acts:
            says.append("The acts were not opened, and their signatures not checked.")
        elif not self.failures.keys() & {"act", "signature", "repeat", "reliance"}:
            says.append(
                f"All {self.n_signatures:,} signatures hold; keys that signed: {len(self.signers):,}; "
                f"acts without a signature of their actor: {self.n_without:,}."
            )
        return says, list(self.failures.values())

    def _span(self) -> str:
        if not self.times:
            return "."
        first, last = (moment(int(time)).strftime("%Y-%m-%d %H:%M") for time in (self.times[0], self.times[-1]))
        return f", placed from {first} to {last} UTC."

    def _open(self, lines: Lines, is_first_of_epoch: bool) -> None:
        try:
            act, signatures = read_act(lines[5]), read_signatures(lines[6])
            check_time(moment(int(lines[3])))
        except InvalidInput as error:
            self._fail("act", self.size, f"its act cannot be read: {error}")
            self.ids += self.leaves[-_ID_BYTES:]  # of its digest: keeps the place, and repeats no other
            return
        self.ids += bytes.fromhex(act.id)
        self.relied += [(self.size, other) for other in act.relies_on]
        if act.log != self.log:
            self._fail("act", self.size, f"its act is meant for {act.log}")
        self.n_without += act.actor not in [item.key_id for item in signatures]
        n_people = self._check_signatures(lines[5], signatures)
        if is_first_of_epoch or act.kind == EPOCH_OPENED:
            self._open_epoch(lines, act, n_people if is_first_of_epoch else -1)

    def _check_signatures(self, act: bytes, signatures: tuple[Signature, ...]) -> int:
        """Check all signatures of an act; the number of people's that hold: the ledger's own key is nobody's."""
        n_people = 0
        for item in signatures:
            key = self.keys.get(item.key_id)
            if key is None:
                self._fail("signature", self.size, f"key {item.key_id} signed it, which nobody gave to check with")
            elif verify_act(act, item.signature, key):
                n_people += key.name != self.log
                self.n_signatures += 1
                self.signers.add(item.key_id)
            else:
                self._fail("signature", self.size, f"the signature by key {item.key_id} does not hold")
        return n_people

    def _open_epoch(self, lines: Lines, act: Act, n_signers: int) -> None:
        opening = None
        try:
            opening = read_opening(act)
        except InvalidInput as error:
            self._fail("epoch", self.size, str(error))
        if n_signers < 0:
            self._fail("epoch", self.size, "it says that it opens an epoch, but bears the number of the old one")
        elif n_signers < N_SIGNERS:
            self._fail(
                "epoch", self.size, f"an epoch is opened by {N_SIGNERS} people whose signatures hold, not {n_signers}"
            )
        if opening is not None and opening.kept != self.size:
            self._fail("epoch", self.size, f"it says that {opening.kept:,} entries were kept")
        if opening is not None and (opening.log, opening.epoch) != (self.log, int(lines[1])):
            self._fail("epoch", self.size, f"it opens epoch {int(lines[1])}, but names a head of {opening.last.origin}")
        self.opened.append(_Opened(self.size, int(lines[1]), opening))

    def _check_ids(self) -> None:
        if not self.open_acts:
            return
        halves = np.frombuffer(bytes(self.ids), dtype=">u8").reshape(-1, 2)
        order = np.lexsort((halves[:, 1], halves[:, 0]))  # stable: of equal ids the earlier entry stands first
        same = (halves[order[1:]] == halves[order[:-1]]).all(axis=1)
        if same.any():
            later = order[1:][same]
            first = int(later.argmin())
            self._fail("repeat", int(later[first]), f"it repeats the act of entry {int(order[:-1][same][first]):,}")
        wanted = {bytes.fromhex(other) for _, other in self.relied}
        place: dict[bytes, int] = {}
        for number in range(len(halves)) if wanted else ():
            own = bytes(self.ids[number * _ID_BYTES : (number + 1) * _ID_BYTES])
            if own in wanted:
                place.setdefault(own, number)
        for number, other in self.relied:
            if place.get(bytes.fromhex(other), number) >= number:
                self._fail("reliance", number, f"it relies on act {other}, which is not among the entries before it")

    def _fail(self, check: str, number: int, says: str) -> None:
        kept = f"entries before {number:,}" if check == "chain" else "all other entries"
        self.failures.setdefault(check, Problem(f"entry {number:,}", says, kept))


def _check_heads(
    log: str, heads: Sequence[str], keys: Sequence[VerifierKey], tree: Tree, opened: Sequence[_Opened]
) -> tuple[list[str], list[Problem]]:
    """Compare every signed head with the entries that are here."""
    good: list[SignedHead] = []
    lost: list[SignedHead] = []
    failures: list[tuple[int, Problem]] = []  # with the number of entries, to name the smallest head that fails
    for place, text in enumerate(heads):
        try:
            signed = open_head(text, keys)
            says = _fits(log, signed, tree, opened)
        except InvalidInput as error:
            failures.append((-1, Problem(f"head {place:,}", str(error), "the entries")))
            continue
        if says == _LOST:
            lost.append(signed)
        elif says:
            where = f"head {place:,}, of {signed.head.size:,} entries"
            failures.append((signed.head.size, Problem(where, says, "the entries")))
        else:
            good.append(signed)
    first = [problem for _, problem in sorted(failures, key=lambda pair: pair[0])[:1]]
    return _describe_heads(good, lost, tree.size), first


_LOST = "lost"


def _fits(log: str, signed: SignedHead, tree: Tree, opened: Sequence[_Opened]) -> str:
    """Say why a head does not fit the entries; nothing where it does; _LOST where a restore answers for it."""
    head, (named, epoch) = signed.head, split_origin(signed.head.origin)
    if named != log:
        return f"it is of another ledger, {named}"
    later = next((item for item in opened if item.epoch > epoch), None)
    if later is not None and head.size > later.number:
        return _answered(signed, later)
    if head.size > tree.size:
        return f"{head.size - tree.size:,} entries that it covers are not here: the end was cut off or is broken"
    n_opened = bisect_right([item.number for item in opened], head.size - 1)
    epoch_there = opened[n_opened - 1].epoch if n_opened else 1
    if epoch_there != epoch:
        return f"it is of epoch {epoch}, but entry {head.size - 1:,} is of epoch {epoch_there}"
    if root_at(tree.node, head.size) != head.root:
        return f"the first {head.size:,} entries have another root: something among them was changed"
    return ""


def _answered(signed: SignedHead, later: _Opened) -> str:
    """Tell whether the opening of a later epoch answers for a head whose entries were lost."""
    last = later.says.last if later.says else None
    if last is None or signed.head.size > last.size:
        return f"epoch {later.epoch} was opened at entry {later.number:,} without naming it: entries were dropped"
    if signed.head.size == last.size and signed.head.root != last.root:
        return f"epoch {later.epoch} names a head of the same size with another root"
    return _LOST


def _check_openings(tree: Tree, opened: Sequence[_Opened]) -> tuple[list[str], list[Problem]]:
    """Say what each restore kept and lost; a named head that the kept entries cover must be theirs."""
    says, failures = [], []
    for item in opened:
        if item.says is None:
            continue
        last = item.says.last
        n_lost = max(last.size - item.number, 0)
        says.append(
            f"Epoch {item.epoch} opens at entry {item.number:,} ({item.says.cause}): "
            + (f"{n_lost:,} entries are known to have been lost." if n_lost else "no entry is known to have been lost.")
        )
        if n_lost == 0 and root_at(tree.node, last.size) != last.root:
            failures.append(
                Problem(f"entry {item.number:,}", "the head that it names is not of the kept entries", "the entries")
            )
    return says, failures[:1]


def _describe_heads(good: Sequence[SignedHead], lost: Sequence[SignedHead], n_entries: int) -> list[str]:
    if not good:
        return [f"No signed head holds: nothing outside shows that these {n_entries:,} entries are the ones once kept."]
    newest = max(good, key=lambda signed: signed.head.size)
    open_end = n_entries - newest.head.size
    says = [f"{len(good):,} signed heads hold; {open_end:,} entries after the newest are covered by none yet."]
    seen = [(signed.head.size, signer) for signed in good for signer in signed.countersigners]
    if seen:
        size, signer = max(seen, key=lambda pair: pair[0])
        when = f"{signer.countersigned_at:%Y-%m-%d %H:%M} UTC" if signer.countersigned_at else "an unknown time"
        says.append(f"{signer.key.name} countersigned the first {size:,} entries on {when}.")
    if lost:
        says.append(f"{len(lost):,} heads are of entries that a restore lost, and says so.")
    return says

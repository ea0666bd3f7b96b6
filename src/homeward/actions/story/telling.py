"""Telling the story: two workspaces, of the North and of the South, in the middle of their work."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from homeward.actions.story.dead import compare, deliver, examine, items_in
from homeward.actions.story.laboratory import enter_dna, invent_kinship
from homeward.actions.story.lists import CHILDREN, bring_in, read_children, read_some, write_lists
from homeward.actions.story.people import Cast, add_luka, found
from homeward.actions.story.rounds import Both
from homeward.actions.story.talks import talk, write_windows
from homeward.actions.workspace.founding import Making
from homeward.actions.workspace.lists import all_lists, files_of
from homeward.actions.workspace.place import Clock, utc_now
from homeward.errors import InvalidInput
from homeward.ledger.key_file import Hardness

_MANY = 60  # containers, of which not all are typed any more
MARK = "told-by-homeward.txt"
WINDOWS = "windows.json"  # of silence, for `homeward duties`
_MADE = ("north", "south", WINDOWS, MARK)  # all that a story makes in its folder
STEPS = 8  # times that the story says what it does next
_QUICK = Hardness(memory_kib=8 * 1024, passes=1, lanes=1)  # a passphrase that everybody knows need not be dear to try


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much there is of everything."""

    sought: int = 3000
    held: int = 1500
    children: int = 60
    containers: int = 600
    decided: int = 40  # of each pair of lists of people held
    split: int = 6
    begun: int = 12

    @property
    def typed(self) -> int:
        """Give how many items have a profile."""
        return self.containers if self.containers < _MANY else self.containers // 2

    @property
    def families(self) -> int:
        """Give how many families gave samples."""
        return max(self.containers // 6, min(self.containers, 8))

    def __post_init__(self) -> None:
        if self.sought < self.held or min(self.held, self.decided, self.children) < 4:
            raise InvalidInput("a story has at least four people held, decided and children, and more sought than held")


SMALL = Size(sought=40, held=24, children=6, containers=9, decided=6, split=1, begun=2)


@dataclass(frozen=True, slots=True)
class Told:
    """Where the story was told."""

    north: Path
    south: Path
    rounds: tuple[str, str]  # ids in the North's workspace: the one that crossed, the one that is planned
    children: str  # id of the round of children, agreed and not crossed


def tell_story(
    folder: Path,
    size: Size | None = None,
    *,
    seed: int = 2026,
    clock: Clock = utc_now,
    tick: Callable[[str], None] = lambda says: None,
) -> Told:
    """Make both workspaces; the folder must not exist yet, or be empty.

    tick      told what is done next
    raises    InvalidInput where there is something in the folder
    """
    size = size or Size()
    _begin(folder)
    tick("people are invented")
    lists = write_lists(size.sought, size.held, size.children, seed=seed)
    making = Making(_QUICK, clock)
    sides = {name: found(folder / name, f"agency-{name}", making) for name in ("north", "south")}
    with sides["north"].store, sides["south"].store:
        casts = Cast(sides["north"]), Cast(sides["south"])
        at, cases = clock(), {}
        for cast, name in zip(casts, sides, strict=True):
            tick(f"lists and readings of the {name.capitalize()}")
            cases[name] = bring_in(cast, lists, (at - timedelta(days=30)).date())
            for number, ids in enumerate(cases[name][:2]):
                is_own = number == 0 and name == "north"
                read_some(cast, ids, size.decided, size.split * is_own, size.begun * is_own)
        add_luka(casts[0], _QUICK)
        tick("talks and pledges")
        talk(casts[0], at.date())
        (folder / WINDOWS).write_bytes(write_windows(at.date()))
        tick("remains of a delivery")
        deliver(casts[0], size.containers, [f"NS-{number:05d}" for number in range(1, 30)])
        tick("DNA of remains and families")
        _find_out(casts[0], size, at.date(), seed)
        tick("two rounds")
        rounds = _exchange(casts, size, at)
        tick("a round of children")
        children = _bring_home(casts, [cases[name][2] for name in sides], size, at)
    return Told(folder / "north", folder / "south", rounds, children)


def tell_anew(folder: Path, size: Size, *, seed: int, tick: Callable[[str], None]) -> Told:
    """Tell the story where one was told before; what no story made is never deleted.

    raises    InvalidInput where there is something else in the folder
    """
    _clear(folder)
    return tell_story(folder, size, seed=seed, tick=tick)


def _begin(folder: Path) -> None:
    """Make the folder, with a mark that a story made what is in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise InvalidInput(f"{folder}: there is something in it; a story needs a folder that is new, or empty")
        (folder / MARK).write_text("An invented story: `homeward demo` may delete this and tell it anew.\n")
    except OSError as error:
        raise InvalidInput(f"{folder}: {error.strerror or error}") from None


def _clear(folder: Path) -> None:
    """Delete what a story made; the mark goes last, so that a second attempt finds it."""
    if not folder.exists() and not folder.is_symlink():
        return
    try:
        found = _made_in(folder)
        if found is None:
            raise InvalidInput(f"{folder}: no story made what is there; nothing was deleted, give another folder")
        for one in found:
            _delete(one)
    except OSError as error:
        raise InvalidInput(f"{folder}: {error.strerror or error}") from None


def _made_in(folder: Path) -> list[Path] | None:
    """Give what a story made in a folder, the mark last; None where there is anything else, or no mark."""
    if folder.is_symlink() or not folder.is_dir():
        return None
    names = {one.name for one in folder.iterdir()}
    found = [folder / name for name in _MADE if name in names]
    is_whole = not names or (MARK in names and names <= {*_MADE})
    return found if is_whole and not any(one.is_symlink() for one in found) else None


def _delete(one: Path) -> None:
    if one.is_dir():
        shutil.rmtree(one)
    else:
        one.unlink()


def _find_out(cast: Cast, size: Size, on: date, seed: int) -> None:
    """Type remains and families of people whom the North seeks, compare them, and decide some."""
    sought = _sought_list(cast)
    kinship = invent_kinship(cast, sought, size.families, size.typed, seed=seed)
    mixed, spare = f"I-{size.typed}a", [code for _, code in items_in(size.containers) if code.endswith("b")]
    foreign = f"I-{spare[0]}" if spare else None
    enter_dna(cast, kinship, on, mixed=mixed, foreign=foreign, seed=seed)
    examine(cast, kinship, mixed)
    compare(cast, kinship, sought, max(size.decided // 2, 2))


def _exchange(casts: tuple[Cast, Cast], size: Size, at: datetime) -> tuple[str, str]:
    first = Both("R1", casts, size.decided, at.date())
    first.plan()
    first.agree()
    first.hear((at + timedelta(days=30)).date())
    first.cross(first.load(at), at)
    second = Both("R2", casts, 2 * size.decided, at.date())
    second.plan()
    return first.ids[0], second.ids[0]


def _bring_home(casts: tuple[Cast, Cast], cases: Sequence[Sequence[str]], size: Size, at: datetime) -> str:
    """Agree a round of children: all are heard, and one still waits for whoever receives it."""
    relatives = []
    for cast, ids in zip(casts, cases, strict=True):
        read_children(cast, ids)
        relatives.append(min(files_of(cast.seat("anna"), _sought_list(cast))))
    third = Both("R3", casts, size.children, at.date(), CHILDREN)
    third.plan()
    third.agree()
    third.hear((at + timedelta(days=30)).date())
    third.hear_of_children((relatives[0], relatives[1]))
    return third.ids[0]


def _sought_list(cast: Cast) -> str:
    """Find the list of those whom the North seeks."""
    lists = all_lists(cast.seat("anna"))
    return next(key for key, one in lists.items() if (one.party, one.role) == ("North", "sought"))

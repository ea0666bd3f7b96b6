"""Telling the story: two workspaces, of the North and of the South, in the middle of their work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from homeward.actions.story.dead import deliver
from homeward.actions.story.lists import bring_in, read_some, write_lists
from homeward.actions.story.people import Cast, add_luka, found
from homeward.actions.story.rounds import Both
from homeward.actions.story.talks import talk
from homeward.actions.workspace.founding import Making
from homeward.actions.workspace.place import Clock, utc_now
from homeward.actions.workspace.rounds.opening import list_rounds
from homeward.errors import InvalidInput
from homeward.ledger.key_file import Hardness

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
    lists = write_lists(size.sought, size.held, size.children, seed=seed)
    making = Making(_QUICK, clock)
    sides = {name: found(folder / name, f"agency-{name}", making) for name in ("north", "south")}
    with sides["north"].store, sides["south"].store:
        casts = Cast(sides["north"]), Cast(sides["south"])
        at = clock()
        for cast, name in zip(casts, sides, strict=True):
            tick(f"lists and readings of the {name.capitalize()}")
            cases = bring_in(cast, lists, (at - timedelta(days=30)).date())
            for number, ids in enumerate(cases[:2]):
                is_own = number == 0 and name == "north"
                read_some(cast, ids, size.decided, size.split * is_own, size.begun * is_own)
        add_luka(casts[0], _QUICK)
        tick("talks and pledges")
        talk(casts[0], at.date())
        tick("remains of a delivery")
        deliver(casts[0], size.containers, [f"NS-{number:05d}" for number in range(1, 30)])
        tick("two rounds")
        rounds = _exchange(casts, size, at)
    return Told(folder / "north", folder / "south", rounds)


def _exchange(casts: tuple[Cast, Cast], size: Size, at: datetime) -> tuple[str, str]:
    first = Both("R1", casts, size.decided, at.date())
    first.plan()
    first.agree()
    first.hear((at + timedelta(days=30)).date())
    first.cross(first.load(at), at)
    second = Both("R2", casts, 2 * size.decided, at.date())
    second.plan()
    assert len(list_rounds(casts[0].seat("nina"))) == 2
    return first.ids[0], second.ids[0]

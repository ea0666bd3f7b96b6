"""What was opened and read before, of thousands at once: what a page of a list, a queue or a round needs.

To open what is sealed, and to read it, takes longer than everything else that a page does. So what was read stays in
the memory of the process beside the act that made it so, and is read again when another act has changed it. Which act
that is, and what there is at all, the store is asked each time; where nothing but looks was kept since, it is asked
for that alone. Who may see it is decided after, each time anew. What was erased is in no answer, and in no memory.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from threading import Lock
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar
from weakref import WeakKeyDictionary

from homeward.store.sequence import kinds_since
from homeward.store.state import State, Wanted, find_acts, find_acts_named
from homeward.store.subject_keys import SubjectKeys
from homeward.store.transaction import ERASED, Snapshot

Kind = Literal[
    "person", "case", "thing", "sample", "list", "document", "round", "family", "member", "settings", "promise", "gates"
]
MOST = 200_000  # of one kind; heads of files take about 100 MB then
_MOST_NAMED = 1_000  # more are found sooner among all
_MOST_LAST = 256  # answers about all, for each list
# Acts after which everything of these kinds is as before; of any other act it is asked what it changed.
LOOKS = frozenset(
    {
        *("file read", "list viewed", "lists viewed", "remains viewed", "samples viewed", "families viewed"),
        *("documents viewed", "document read", "claims viewed", "campaigns viewed", "readers viewed", "profile viewed"),
        *("calibration viewed", "trail read", "alarms viewed", "refused", "alarm", "sign-in failed"),
    }
)
T = TypeVar("T")


class _Moments:
    """When something else than looks was kept last, of each open store."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._known: WeakKeyDictionary[SubjectKeys, tuple[int, int]] = WeakKeyDictionary()  # entries, and until when

    def of(self, now: Snapshot) -> int | None:
        """Give a number that is the same for two moments only where no act between them changed a state.

        None where that is not known: a moment before the last change, a step that is being written, or a server, where
        acts wait for their entries.
        """
        if now.is_written or now.connection.dialect.name != "sqlite":
            return None
        size, kinds = now.size, frozenset[str]()
        with self._turn:
            n_read, changed = self._known.get(now.keys, (0, 0))
            if size < n_read:  # others have looked since; where they did no more than look, all is as it was
                return changed if changed <= size else None
            if 0 < n_read < size:
                kinds = kinds_since(now.connection, n_read)
            if n_read == 0 or not kinds <= LOOKS:
                changed = size
            self._known[now.keys] = size, changed
        if ERASED in kinds:  # by this process or by another one
            forget_all()
        return changed


_moments = _Moments()


class Memory(Generic[T]):
    """What the states of one kind of object say, read in one way.

    read    must not depend on who asks
    most    answers that are kept
    """

    def __init__(self, kind: Kind, read: Callable[[State], T], most: int = MOST) -> None:
        self._kind, self._read, self._most = kind, read, most
        self._every = Wanted(kind=kind)
        self._known: dict[tuple[str, str], T] = {}  # by object and the act that last changed it
        self._last: WeakKeyDictionary[SubjectKeys, dict[Wanted, tuple[int, Mapping[str, T]]]] = WeakKeyDictionary()
        self._turn, self._n_forgotten = Lock(), 0
        _ALL.append(self)

    def all(self, now: Snapshot, *, parent: str | None = None, status: str | None = None) -> Mapping[str, T]:
        """Give what all states say, or those of one parent or status: by id, in the order of `Snapshot.states`."""
        wanted, n_forgotten, moment = Wanted(kind=self._kind, parent=parent, status=status), *self._counts(now)
        last = self._last.get(now.keys, {}).get(wanted)
        if moment is not None and last is not None and last[0] == moment:
            return last[1]
        act_by_id = find_acts(now.connection, wanted)
        answer = MappingProxyType(self._answer(now, act_by_id))
        with self._turn:
            # Fewer answers than acts: something is being erased at this moment.
            is_whole = n_forgotten == self._n_forgotten and len(answer) == len(act_by_id)
            if moment is not None and is_whole:
                kept = self._last.setdefault(now.keys, {})
                if len(kept) >= _MOST_LAST:
                    kept.clear()
                kept[wanted] = moment, answer
        return answer

    def named(self, now: Snapshot, object_ids: Iterable[str]) -> Mapping[str, T]:
        """Give what the states of some objects say, by id; those that are not there are left out."""
        ids = {*object_ids}
        every = self.all(now) if len(ids) > _MOST_NAMED else self._all_known(now)
        if every is not None:
            return {one: every[one] for one in ids if one in every}
        return self._answer(now, find_acts_named(now.connection, self._kind, sorted(ids)))

    def _all_known(self, now: Snapshot) -> Mapping[str, T] | None:
        """Give what all states say where that was asked before, and no act has changed any state since."""
        when, answer = self._last.get(now.keys, {}).get(self._every, (None, None))
        return answer if when is not None and when == _moments.of(now) else None

    def forget(self) -> None:
        """Let go of everything; what is being read at this moment is not kept either."""
        with self._turn:
            self._n_forgotten += 1
            self._known, self._last = {}, WeakKeyDictionary()

    def _counts(self, now: Snapshot) -> tuple[int, int | None]:
        return self._n_forgotten, _moments.of(now)

    def _answer(self, now: Snapshot, act_by_id: Mapping[str, str]) -> dict[str, T]:
        known, n_forgotten = self._known, self._n_forgotten
        read: dict[str, T] = {}
        missing = [one for one, act_id in act_by_id.items() if (one, act_id) not in known]
        if missing:
            opened = now.states_named(self._kind, missing)
            read = {one: self._read(state) for one, state in opened.items()}
            if not now.is_written:
                self._keep({(one, opened[one].act_id): answer for one, answer in read.items()}, n_forgotten)
        both = ((one, known.get((one, act_id), read.get(one))) for one, act_id in act_by_id.items())
        return {one: answer for one, answer in both if answer is not None}

    def _keep(self, new: Mapping[tuple[str, str], T], n_forgotten: int) -> None:
        with self._turn:
            if n_forgotten != self._n_forgotten:
                return
            if len(self._known) + len(new) > self._most:
                self._known = {}
            self._known.update(dict(list(new.items())[: self._most]))


class Conclusion(Generic[T]):
    """What is concluded from the states of a store, and from nothing else but what it is asked with.

    It is drawn again as soon as any act has changed any state, and each time where that is not known.

    draw    asks neither the clock nor who is at work, unless that is what it is asked with
    most    answers that are kept, of one moment
    """

    def __init__(self, draw: Callable[..., T], most: int = _MOST_LAST) -> None:
        self._draw, self._most = draw, most
        self._kept: WeakKeyDictionary[SubjectKeys, tuple[int, dict[tuple[Any, ...], T]]] = WeakKeyDictionary()
        self._turn, self._n_forgotten = Lock(), 0
        _ALL.append(self)

    def of(self, now: Snapshot, *asked: Any) -> T:
        """Give what follows at a moment; `asked` is hashable."""
        n_forgotten, moment = self._n_forgotten, _moments.of(now)
        if moment is None:
            return self._draw(now, *asked)
        when, answers = self._kept.get(now.keys, (None, {}))
        if when == moment and asked in answers:
            return answers[asked]
        answer = self._draw(now, *asked)
        with self._turn:
            if n_forgotten == self._n_forgotten:
                when, answers = self._kept.get(now.keys, (None, {}))
                if when != moment or len(answers) >= self._most:
                    answers = {}
                    self._kept[now.keys] = moment, answers
                answers[asked] = answer
        return answer

    def forget(self) -> None:
        """Let go of everything; what is being drawn at this moment is not kept either."""
        with self._turn:
            self._n_forgotten += 1
            self._kept = WeakKeyDictionary()


_ALL: list[Memory[Any] | Conclusion[Any]] = []
_REMEMBERED: list["_Answers[Any]"] = []


class _Answers(Generic[T]):
    """The last answers of a function, each beside the object that it is about; none that was on its way when something
    was erased."""

    def __init__(self, most: int) -> None:
        self._most, self._turn, self._n_forgotten = most, Lock(), 0
        self._kept: OrderedDict[tuple[Any, ...], tuple[object, T]] = OrderedDict()
        _REMEMBERED.append(self)

    def give(self, key: tuple[Any, ...], same: object, make: Callable[[], T]) -> T:
        known = self._kept.get(key)
        if known is not None and known[0] is same:
            return known[1]
        n_forgotten, answer = self._n_forgotten, make()
        with self._turn:
            if n_forgotten == self._n_forgotten:
                self._kept[key] = same, answer
                if len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return answer

    @property
    def n_kept(self) -> int:
        return len(self._kept)

    def forget(self) -> None:
        with self._turn:
            self._n_forgotten += 1
            self._kept = OrderedDict()


def remember(most: int) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Keep the last answers of a function of texts, until something is erased."""

    def kept(function: Callable[..., T]) -> Callable[..., T]:
        answers = _Answers[T](most)

        @wraps(function)
        def remembering(*texts: Any) -> T:
            return answers.give(texts, None, lambda: function(*texts))

        return remembering

    return kept


def remember_same(most: int) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Keep the last answers of a function of one opened state, the very object, and of texts, until an erasure.

    What a memory gives is the same object as long as nothing changed it: to compare it would cost more than to compute.
    """

    def kept(function: Callable[..., T]) -> Callable[..., T]:
        answers = _Answers[T](most)

        @wraps(function)
        def remembering(same: object, *texts: Any) -> T:
            return answers.give((id(same), *texts), same, lambda: function(same, *texts))

        return remembering

    return kept


def forget_all() -> None:
    """Let go of all that was read: something was erased, and no word of it stays in the memory of a process."""
    for one in _ALL:
        one.forget()
    for answers in _REMEMBERED:
        answers.forget()


def count_remembered() -> int:
    """Count the answers of functions that are kept."""
    return sum(answers.n_kept for answers in _REMEMBERED)

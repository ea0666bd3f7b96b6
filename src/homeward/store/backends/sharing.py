"""One moment for many looks: a page looks at a store twenty times, and all that it looks at should be of one moment."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from threading import local
from typing import Generic, TypeVar

T = TypeVar("T")
Look = Callable[[], AbstractContextManager[T]]


class _Moment(Generic[T]):
    """One open look, and how many are looking."""

    def __init__(self, look: Look[T]) -> None:
        self._open = ExitStack()
        self.now = self._open.enter_context(look())
        self.n_looking, self.is_past = 0, False

    def close_if_done(self) -> None:
        if self.is_past and self.n_looking == 0:
            self._open.close()


class Looks(Generic[T]):
    """The looks of all threads; those of one thread are of one moment where it shares them, until it writes.

    Whoever is still looking at the old moment goes on with it, and the last of them closes it.
    """

    def __init__(self, look: Look[T]) -> None:
        self._look = look
        self._here = local()

    @contextmanager
    def one(self) -> Iterator[T]:
        """Look once; what fails there ends a shared moment."""
        if not getattr(self._here, "is_sharing", False):
            with self._look() as now:
                yield now
            return
        if self._here.moment is None:
            self._here.moment = _Moment(self._look)
        moment, is_whole = self._here.moment, False
        moment.n_looking += 1
        try:
            yield moment.now
            is_whole = True
        finally:
            if not is_whole:
                self.end()
            moment.n_looking -= 1
            moment.close_if_done()

    @contextmanager
    def sharing(self) -> Iterator[None]:
        """Let the looks of this thread be of one moment; inside another sharing it changes nothing."""
        if getattr(self._here, "is_sharing", False):
            yield
            return
        self._here.is_sharing, self._here.moment = True, None
        try:
            yield
        finally:
            self._here.is_sharing = False
            self.end()

    def end(self) -> None:
        """Let the next look of this thread be of a new moment."""
        moment: _Moment[T] | None = getattr(self._here, "moment", None)
        self._here.moment = None
        if moment is not None:
            moment.is_past = True
            moment.close_if_done()

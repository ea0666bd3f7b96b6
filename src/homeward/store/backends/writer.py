"""The writer: one thread that owns the only writing connection, and a queue in front that is served in order.

Whoever waits while another writes shares the next flush of the disk: all that waits goes into one commit, each job
behind a savepoint of its own, so that one refusal does not touch its neighbours. Nobody hears of success before the
commit is on the disk.
"""

import queue
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Thread
from types import TracebackType
from typing import Any, Generic, TypeVar

from homeward.store.refusals import Busy

MOST_WAITING = 256
MOST_TOGETHER = 64
_PATIENCE_SECONDS = 30.0
T = TypeVar("T")


class Job(Generic[T]):
    """One piece of work that waits for its turn; as a context, it keeps whatever is raised inside for who waits."""

    def __init__(self, work: T) -> None:
        self.work, self.answer = work, Future[Any]()
        self.result: Any = None
        self.error: BaseException | None = None

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Keep what was raised: it is the caller's to see, in the caller's thread."""
        self.error = error
        return True

    def finish(self) -> None:
        """Answer who waits: a refusal, too, may rest on what was not yet on the disk, and comes after the commit."""
        if self.error is not None:
            self.answer.set_exception(self.error)
        else:
            self.answer.set_result(self.result)


class _Group:
    """Jobs that run together: what stops all of them is handed to each that has no answer yet."""

    def __init__(self, jobs: Sequence[Job[Any]]) -> None:
        self._jobs = jobs

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        for job in self._jobs if error else ():
            if not job.answer.done():
                job.answer.set_exception(error)
        return True


class Writer(Generic[T]):
    """A thread that runs jobs in the order they came, some together."""

    def __init__(self, run_together: Callable[[Sequence[Job[T]]], None], most_waiting: int = MOST_WAITING) -> None:
        self._run_together = run_together
        self._queue: queue.Queue[Job[T] | None] = queue.Queue(most_waiting)
        self._thread = Thread(target=self._serve, name="homeward-writer", daemon=True)
        self._thread.start()

    def run(self, work: T, patience_seconds: float = _PATIENCE_SECONDS) -> Any:
        """Wait for one's turn, then for the disk; give what the work gave, or raise what it raised."""
        job = Job(work)
        try:
            self._queue.put(job, timeout=patience_seconds)
        except queue.Full:
            raise Busy(f"{self._queue.maxsize} writes wait already; try again in a minute") from None
        return job.answer.result()

    def close(self) -> None:
        """Finish what waits, then stop."""
        self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        is_open = True
        while is_open:
            jobs = [self._queue.get()]
            while len(jobs) < MOST_TOGETHER and jobs[-1] is not None:
                try:
                    jobs.append(self._queue.get_nowait())
                except queue.Empty:
                    break
            is_open = jobs[-1] is not None
            together = [job for job in jobs if job is not None]
            if together:
                with _Group(together):
                    self._run_together(together)

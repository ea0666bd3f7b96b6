"""How kernels are compiled: said once, here.

`@jit` leaves a kernel alone until its first call, so importing Homeward never loads Numba. Without Numba, or with
HOMEWARD_NO_JIT=1 in the environment, the same function runs as plain Python: slower, and visible to coverage.

The environment is read nowhere else in the core. Which of the two ways a kernel runs never changes its answer.
"""

import os
import threading
from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, ParamSpec, TypeVar

import numpy as np

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Kernel(Generic[Arguments, Result]):
    """A function over arrays, compiled at its first call."""

    python: Callable[Arguments, Result]  # the plain function, for tests and coverage

    def __init__(self, function: Callable[Arguments, Result]) -> None:
        # Compiled code divides by zero in silence; so must the plain function, where warnings are errors.
        self.python = np.errstate(all="ignore")(function)
        self._function = function
        self._chosen: Callable[Arguments, Result] | None = None
        self._first_call = threading.Lock()
        update_wrapper(self, function)

    def __call__(self, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        """Run the kernel, compiled where possible."""
        chosen = self._chosen or self._choose()
        return chosen(*args, **kwargs)

    def _choose(self) -> Callable[Arguments, Result]:
        with self._first_call:
            if self._chosen is None:
                self._chosen = _compile(self._function) or self.python
            return self._chosen


def jit(function: Callable[Arguments, Result]) -> Kernel[Arguments, Result]:
    """Mark a function of a `_kernels.py` for compilation.

    A kernel takes arrays and scalars and fills a given array. It must not call another kernel: the cache on disk looks
    only at the file and the function it belongs to, and would not see a change in the other one.

    >>> @jit
    ... def fill_with(value: float, out: np.ndarray) -> None:
    ...     for i in range(len(out)):
    ...         out[i] = value
    >>> out = np.zeros(2)
    >>> fill_with.python(0.5, out)
    >>> out
    array([0.5, 0.5])
    """
    return Kernel(function)


def _compile(function: Callable[Arguments, Result]) -> Callable[Arguments, Result] | None:
    """Compile with our one set of options; None where plain Python is wanted or Numba is missing."""
    if os.environ.get("HOMEWARD_NO_JIT") == "1":
        return None
    try:
        import numba
    except ImportError:
        return None
    # fastmath would reorder sums and drop -inf, which here means "impossible"; both change answers.
    compiled: Callable[Arguments, Result] = numba.njit(cache=True, nogil=True, fastmath=False, error_model="numpy")(
        function
    )
    return compiled

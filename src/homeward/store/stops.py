"""Places where a test may end the process, as a power cut would: HOMEWARD_STOP_AT="commit:17".

Killing at random times hardly ever hits the moments that matter. Each such moment has a name; a process that was told
to stop there kills itself when it comes by for the n-th time. Without the variable this does nothing.
"""

import os
import signal
from collections import Counter

STOPS = (
    "before commit",
    "commit",  # committed, nobody told yet
    "numbering",  # PostgreSQL: the act is kept and waits for its number
    "new key",  # a subject's key is kept, the act that uses it not yet
    "checkpoint",
    "erase",  # the erasing act is kept, the key still there
    "backup",
    "restore",
    "migration",
    "making",  # of a folder that is whole or not there: it is whole, without its name; it has its name
    "founding",  # of a workspace: its files are there; its store is; its first act is
)
_seen: Counter[str] = Counter()


def reach(stop: str) -> None:
    """Come by a place where this process may have been told to stop."""
    told, _, nth = os.environ.get("HOMEWARD_STOP_AT", "").partition(":")
    if told != stop:
        return
    _seen[stop] += 1
    if _seen[stop] == int(nth or 1):
        os.kill(os.getpid(), signal.SIGKILL)

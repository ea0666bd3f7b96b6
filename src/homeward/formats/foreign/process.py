"""The parent of the limited child process: start it, feed it, read its answer through a bounded pipe.

Limits: 1 GiB of memory, 30 s of processor, 60 s by the clock; no core file, no file or socket opened, an empty
environment. They grow only with files so long that holding them needs more. A child that dies, hangs or floods is one
refusal with its reason.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from .source import Line, Request

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 30
WALL_SECONDS = 60.0
PIPE_BYTES = 1 << 29  # all lines together
LINE_BYTES = 1 << 26
_HELD_TIMES = 3  # of a file in the child: as read, while being read, and its text piece by piece
_OWN_BYTES = 1 << 28  # what an interpreter with its libraries takes
_BYTES_PER_SECOND = 10_000_000
WRITTEN_TIMES = 8  # text as JSON, at most
_START = "import sys; sys.path.append(sys.argv[1]); from foreign.child import main; main()"
_DIED = "it needs more memory or time than allowed, or it is damaged"


def read_limited(data: bytes, request: Request) -> Iterator[Line]:
    """Open a foreign file in a child process with limits, and give its lines.

    returns    lines as `child.lines` gives them; last {"refused": why, "where": "file"} where the child failed
    """
    folder = Path(__file__).parent
    seconds = len(data) // _BYTES_PER_SECOND
    memory = max(MEMORY_BYTES, _OWN_BYTES + _HELD_TIMES * len(data)) if len(data) > _OWN_BYTES else MEMORY_BYTES
    limits = str(memory), str(CPU_SECONDS + seconds)
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START, str(folder.parent), *limits]
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=kept
    )
    assert child.stdin is not None
    assert child.stdout is not None
    clock = threading.Timer(WALL_SECONDS + seconds, child.kill)
    question = json.dumps(request).encode() + b"\n"
    feeder = threading.Thread(target=_feed, args=(child.stdin, (question, data)), daemon=True)
    clock.start()
    feeder.start()
    try:
        yield from _read_lines(child.stdout, max(PIPE_BYTES, WRITTEN_TIMES * len(data)))
    finally:
        child.kill()
        child.wait()
        clock.cancel()
        feeder.join()
        child.stdout.close()


def _feed(pipe: IO[bytes], parts: tuple[bytes, ...]) -> None:
    try:
        with pipe:
            for part in parts:
                pipe.write(part)
    except OSError:
        pass  # the child has ended; what it wrote before tells why


def _read_lines(pipe: IO[bytes], most_bytes: int) -> Iterator[Line]:
    """Give the lines up to the one that ends the answer; say so where it never comes."""
    total = 0
    while text := pipe.readline(LINE_BYTES):
        total += len(text)
        if total > most_bytes or not text.endswith(b"\n"):
            yield _failed("it gives more text than allowed, or it is damaged")
            return
        try:
            line = json.loads(text)
        except (ValueError, RecursionError):
            break
        yield line
        if isinstance(line, dict) and ("end" in line or "refused" in line or "missing" in line):
            return
    yield _failed(_DIED)


def _failed(why: str) -> Line:
    return {"refused": f"the file could not be read: {why}", "where": "file", "problems": ()}

"""A PostgreSQL server of one's own: made in a temporary folder, reached by a socket in it, gone afterwards."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psycopg

_USER = "homeward"
_PATIENCE = 120.0  # seconds for a server to answer on a busy machine


def find_program(name: str) -> Path:
    """Find a program of PostgreSQL, the newest where there are several."""
    found = [*Path("/usr/lib/postgresql").glob(f"*/bin/{name}")] or [shutil.which(name)]
    assert found[-1], f"{name} is not here: install postgresql"
    return Path(max(found, key=lambda path: int(Path(path).parts[4]) if len(Path(path).parts) > 5 else 0))


@dataclass
class Cluster:
    folder: Path
    server: subprocess.Popen | None = field(default=None)

    def start(self) -> None:
        """Start the server and wait until it answers.

        After a kill it is started again for as long as it says that shared memory is in use: a process that was killed
        lives on until the kernel has taken it away, and PostgreSQL rightly refuses to run beside it.
        """
        end = time.monotonic() + _PATIENCE
        while not self._starts(end):
            assert time.monotonic() < end, (self.folder / "log").read_text()[-2000:]
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill the server and all its children at once, as a power cut would for them.

        The server is held still first, so that no child is born between looking and killing.
        """
        assert self.server is not None
        self.server.send_signal(signal.SIGSTOP)
        _await_stopped(self.server.pid)
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        for process in (*map(int, children), self.server.pid):
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.server.wait()

    def _starts(self, end: float) -> bool:
        """Start the server: whether it answers, or has given up."""
        with (self.folder / "log").open("a") as log:
            self.server = subprocess.Popen(
                [find_program("postgres"), "-D", self.folder / "data", "-k", self.folder, "-c", "listen_addresses="],
                stdout=log,
                stderr=log,
                **_as_somebody(self.folder),
            )
        while self.server.poll() is None:
            try:
                psycopg.connect(host=str(self.folder), user=_USER, dbname="postgres").close()
            except psycopg.OperationalError:
                assert time.monotonic() < end, (self.folder / "log").read_text()[-2000:]
                time.sleep(0.01)
            else:
                return True
        return False

    def stop(self) -> None:
        assert self.server is not None
        self.server.send_signal(signal.SIGINT)
        self.server.wait()

    def new_database(self) -> str:
        """Make an empty database: its URL."""
        name = f"d{uuid4().hex}"
        with psycopg.connect(host=str(self.folder), user=_USER, dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return f"postgresql://{_USER}@/{name}?host={self.folder}"


@contextmanager
def running_cluster(root: str | None = None) -> Iterator[Cluster]:
    """Make a server, run it, and take it away. In memory where there is such a folder: kills cannot see the disk."""
    root = root or ("/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp")
    folder = Path(tempfile.mkdtemp(prefix="homeward-pg-", dir=root))
    try:
        if os.getuid() == 0:
            shutil.chown(folder, "nobody")
        subprocess.run(
            [
                *(find_program("initdb"), "-D", folder / "data", "-U", _USER, "-A", "trust"),
                *("-E", "UTF8", "--locale=C", "--no-sync", "--data-checksums"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            **_as_somebody(folder),
        )
        cluster = Cluster(folder)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder)


def _await_stopped(process: int) -> None:
    """Wait until a process that was told to hold still does."""
    while Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "TtZ":
        time.sleep(0.001)


def _as_somebody(folder: Path) -> dict:
    """PostgreSQL refuses to run as root."""
    who = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}
    return {**who, "cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C"}}

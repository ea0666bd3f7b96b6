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
        with (self.folder / "log").open("a") as log:
            self.server = subprocess.Popen(
                [find_program("postgres"), "-D", self.folder / "data", "-k", self.folder, "-c", "listen_addresses="],
                stdout=log,
                stderr=log,
                **_as_somebody(self.folder),
            )
        self.wait()

    def wait(self, seconds: float = 60.0) -> None:
        """Wait until the server answers."""
        end = time.monotonic() + seconds
        while True:
            try:
                psycopg.connect(host=str(self.folder), user=_USER, dbname="postgres").close()
            except psycopg.OperationalError:
                assert time.monotonic() < end, (self.folder / "log").read_text()[-2000:]
                time.sleep(0.01)
            else:
                return

    def kill(self) -> None:
        """Kill the server and all its children at once, as a power cut would for them."""
        assert self.server is not None
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        for process in (self.server.pid, *map(int, children)):
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.server.wait()

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


def _as_somebody(folder: Path) -> dict:
    """PostgreSQL refuses to run as root."""
    who = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}
    return {**who, "cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C"}}

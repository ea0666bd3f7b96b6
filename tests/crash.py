"""Kill stores many times and count: `python -m tests.crash [EMBEDDED [SERVER]] [--seed N]`; else 5,000 and 500."""

import argparse
import os
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tests.store.cluster import running_cluster
from tests.store.kills import SERVER_STOPS, kill_many
from tests.store.sample import Place

out = Console()


def main() -> None:
    """Kill, and say what was found; ends with an exception at the first loss."""
    asked = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    asked.add_argument("embedded", type=int, nargs="?", default=5000, help="kills of a program with a store in a file")
    asked.add_argument("server", type=int, nargs="?", default=500, help="kills with a store on a server")
    asked.add_argument("--seed", type=int, default=1, help="of all draws; the moment of a kill is the machine's")
    asked.add_argument("--on", type=Path, help="folder for the files; else in memory, as a kill cannot see the disk")
    told = asked.parse_args()
    root = told.on or (Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None)
    with tempfile.TemporaryDirectory(prefix="homeward-crash-", dir=root) as name:
        folder = Path(name)
        if told.embedded:
            _kill("program with a file", told.embedded, told.seed, lambda n: Place(folder / f"e{n}", folder / f"e{n}"))
        if told.server:
            _kill_server(folder, told.server, told.seed)


def _kill_server(folder: Path, n_kills: int, seed: int) -> None:
    """Kill the program three times of four, and else the server with all its processes."""
    with running_cluster() as cluster:

        def database(number: int) -> Place:
            return Place(cluster.new_database(), folder / f"s{number}")

        def blow() -> None:
            cluster.kill()
            cluster.start()

        n_blows = n_kills // 4
        _kill("program with a server", n_kills - n_blows, seed + 1, database, stops=SERVER_STOPS)
        if n_blows:
            _kill("server", n_blows, seed + 2, database, blow=blow)


def _kill(what, n_kills, seed, places, **how):
    start = time.monotonic()
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=out, auto_refresh=False) as progress:  # children are forked: no other thread
        bar = progress.add_task(what, total=n_kills)

        def tell(tally):
            says = f"{what}: {tally.n_confirmed:,} acts confirmed, {len(tally.lost)} lost"
            progress.update(bar, completed=tally.n_kills, description=says, refresh=True)

        tally = kill_many(places, n_kills, seed, tell=tell, **how)
    seconds = time.monotonic() - start
    out.print(
        f"{what}, seed {seed}: {tally.n_kills:,} kills, {tally.n_confirmed:,} acts confirmed, {tally.n_unanswered:,} "
        f"kept without an answer; lost {len(tally.lost)}, half {len(tally.halves)}, doubled {len(tally.doubled)}; "
        f"{seconds:.0f} s, {1000 * seconds / n_kills:.0f} ms a kill",
        soft_wrap=True,
    )


if __name__ == "__main__":
    main()

"""Kill stores many times and count: `python -m tests.crash [EMBEDDED [SERVER]]`, by default 5,000 and 500 kills."""

import sys
import tempfile
import time
from pathlib import Path

from tests.store.cluster import running_cluster
from tests.store.kills import SERVER_STOPS, kill_many
from tests.store.sample import Place

_USUAL = (5000, 500)


def main() -> None:
    """Kill, and say what was found."""
    given = tuple(map(int, sys.argv[1:]))
    n_embedded, n_server = (*given, *_USUAL[len(given) :])
    with tempfile.TemporaryDirectory(prefix="homeward-crash-") as name:
        folder = Path(name)
        _say("embedded", lambda: kill_many(lambda n: Place(folder / f"e{n}", folder / f"e{n}"), n_embedded, 1))
        with running_cluster() as cluster:

            def database(number: int) -> Place:
                return Place(cluster.new_database(), folder / f"s{number}")

            def blow() -> None:
                cluster.kill()
                cluster.start()

            n_blows = n_server // 4
            _say("program of a server", lambda: kill_many(database, n_server - n_blows, 2, stops=SERVER_STOPS))
            _say("server", lambda: kill_many(database, n_blows, 3, blow=blow))


def _say(what, kill) -> None:
    start = time.monotonic()
    tally = kill()
    print(
        f"{what}: {tally.n_kills:,} kills, {tally.n_confirmed:,} acts confirmed, {tally.n_unanswered:,} kept without "
        f"an answer; lost {len(tally.lost)}, half {len(tally.halves)}, doubled {len(tally.doubled)}; "
        f"{time.monotonic() - start:.0f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()

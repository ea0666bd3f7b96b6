"""The command line: words in, answers out; all the work is in `actions`."""

from homeward.cli.app import main

__all__ = ["main"]

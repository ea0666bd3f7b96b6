"""Run the command line with `python -m homeward`."""

from homeward.cli import main

if __name__ == "__main__":
    main()

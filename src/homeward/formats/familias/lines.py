"""The lines of a project file, taken one by one, each checked to be what its place demands."""

import re
from collections.abc import Sequence

from homeward.errors import HomewardError
from homeward.formats.reading import read_number, show

SECTION = re.compile(r"(\[+)([^\[\]]*)(\]+)")  # a heading of the parts that come after the main part
TRUE, FALSE = "#TRUE#", "#FALSE#"
_MOST = 100_000  # people, loci, relations: a larger number in the file is no number of them


class Unreadable(HomewardError):
    """A line is not what its place in the file demands."""


class Lines:
    """The lines of the main part, taken one by one."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.next = 0  # the next line, counted from 0

    def take(self, what: str) -> str:
        """Give the next line without quotes."""
        if self.next >= len(self._lines):
            raise Unreadable(f"the file ends where {what} should stand")
        self.next += 1
        return self._lines[self.next - 1].strip().strip('"')

    def take_count(self, what: str, most: int = _MOST) -> int:
        """Give the next line as a whole number from 0 to `most`."""
        text = self.take(what)
        if not re.fullmatch("[0-9]{1,9}", text) or int(text) > most:
            raise Unreadable(f"{show(text)} stands where {what} should, a number from 0 to {most}")
        return int(text)

    def take_number(self, what: str) -> float:
        """Give the next line as a number that is not negative."""
        text = self.take(what)
        value = read_number(text)
        if value is None:
            raise Unreadable(f"{show(text)} stands where {what} should")
        return value

    def take_truth(self, what: str) -> bool:
        """Give the next line as true or false."""
        text = self.take(what)
        if text[: len(FALSE)] == FALSE or text[: len(TRUE)] == TRUE:
            return text.startswith(TRUE)
        raise Unreadable(f"{show(text)} stands where {what} should, {TRUE} or {FALSE}")

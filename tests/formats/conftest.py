"""Tests of what files mean parse them in this process, thousands of them; tests of the child process ask for it."""

from collections.abc import Iterator

import pytest

from homeward.formats import spreadsheet
from homeward.formats.foreign import child
from homeward.formats.foreign.source import Line, Request


def opened_here(data: bytes, request: Request) -> Iterator[Line]:
    """Do what the child process does; what would kill it is its refusal."""
    try:
        yield from child.lines(data, request)
    except BaseException as error:  # the workbook reader panics with an exception that is none
        if not data.startswith(child.ZIP) or isinstance(error, KeyboardInterrupt | GeneratorExit):
            raise
        yield {"refused": f"the file could not be read: {type(error).__name__}", "where": "file"}


@pytest.fixture(scope="module", autouse=True)
def _foreign_files_are_opened_here(request):
    if getattr(request.module, "IN_A_CHILD", False):
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spreadsheet, "read_limited", opened_here)
        yield

"""What is seen at once of something long: one page of it, chosen before the action says what was shown."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

ROWS = 50
Item = TypeVar("Item")


class Window(Generic[Item]):
    """Chooses a page, by the number that the address gives, and keeps which it was for the links beside it."""

    def __init__(self, request: HttpRequest, name: str = "page") -> None:
        self._number = request.GET.get(name)
        empty: Paginator[Any] = Paginator((), ROWS)
        self.page: Page[Any] = empty.page(1)

    def __call__(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """Choose; a number that there is not becomes the nearest one."""
        self.page = Paginator(items, ROWS).get_page(self._number)
        return tuple(self.page.object_list)

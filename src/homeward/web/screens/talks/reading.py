"""Reading the forms and addresses of the screens about talks: each value once, each in its type."""

from datetime import date
from math import isfinite

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from homeward.errors import InvalidInput


def one_of(values: QueryDict, name: str) -> str:
    """Read one value; raises InvalidInput where it comes twice."""
    found = values.getlist(name)
    if len(found) > 1:
        raise InvalidInput(gettext("The form says the same thing twice; open the page again."))
    return str(found[0]).strip() if found else ""


def said(request: HttpRequest, name: str) -> str:
    """Read one value of a form; raises InvalidInput where it comes twice."""
    return one_of(request.POST, name)


def asked(request: HttpRequest, name: str) -> str:
    """Read one value of an address; raises InvalidInput where it comes twice."""
    return one_of(request.GET, name)


def day_of(text: str) -> date | None:
    """Read a day; None where nothing was given. Raises InvalidInput where it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidInput(gettext("That is no day; write it as 2031-04-06.")) from None


def number_of(text: str) -> int | float | None:
    """Read a number, with a point or a comma before decimals; None where nothing was given.

    >>> number_of("6000"), number_of("2,5"), number_of("")
    (6000, 2.5, None)
    """
    plain = "".join(text.split()).replace(",", ".")
    if not plain:
        return None
    try:
        value = float(plain)
    except ValueError:
        raise InvalidInput(gettext("That is no number; write digits, without signs between thousands.")) from None
    if not isfinite(value):
        raise InvalidInput(gettext("That is no number; write digits, without signs between thousands."))
    return int(value) if value.is_integer() else value

"""The one place where templates are loaded and filled; everything put into them is escaped."""

import re
from functools import lru_cache

import jinja2
from markupsafe import Markup, escape

from homeward.reports.wording import name

_NUMBER = re.compile(r"[<>]?[-+−–\d.,/ \u00a0%]*")


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("homeward.reports", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["cell"] = _cell
    return environment


def _cell(value: object) -> Markup:
    """What stands in a table: markup as it is, names escaped and kept apart, plain numbers as they are."""
    if isinstance(value, Markup):
        return value
    text = value if isinstance(value, str) else str(value)
    return escape(text) if _NUMBER.fullmatch(text) else name(text)


def fill(template: str, **values: object) -> str:
    """Fill a template of this package."""
    return _environment().get_template(template).render(**values)

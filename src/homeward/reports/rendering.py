"""The one place where templates are loaded and filled; everything put into them is escaped."""

from functools import lru_cache

import jinja2
from markupsafe import Markup

from homeward.reports.wording import name


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
    """What stands in a table: markup as it is, anything else escaped and kept apart from its surroundings."""
    return value if isinstance(value, Markup) else name(str(value))


def fill(template: str, **values: object) -> str:
    """Fill a template of this package."""
    return _environment().get_template(template).render(**values)

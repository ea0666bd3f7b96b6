"""How foreign text is shown: escaped, hidden marks written out, its direction kept apart from the text around it."""

import re
from collections.abc import Sequence

from django import template
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from homeward.reports.wording import visible
from homeward.web.pages import Table

register = template.Library()
# Random ids of the store and digests, with what they are of, and the place in it: "sha256:…#12-20".
_OF_MACHINES = re.compile(r"([a-z0-9]{1,12}:)?([0-9a-f]{64}|[0-9a-f]{32})([#:][0-9-]+)?")
_SHOWN = 8  # letters of them
_NOTHING = SafeString("<span class=muted>–</span>")


@register.filter
def shown(value: object) -> SafeString:
    """Show a foreign word: `<bdi>`, with marks that turn or hide text written out; nothing as a dash."""
    if value is None or value == "":
        return _NOTHING
    return SafeString(f"<bdi>{escape(visible(str(value)))}</bdi>")


@register.filter
def brief(value: object) -> SafeString:
    """Show a foreign word, and of an id or digest its first letters, with the whole as a title."""
    text = str(value)
    found = _OF_MACHINES.fullmatch(text)
    if found is None:
        return shown(value)
    return format_html('<bdi title="{}">{}{}{}</bdi>', text, found[1] or "", found[2][:_SHOWN], found[3] or "")


@register.filter
def head_and_rows(table: Table) -> SafeString:
    """Write the head and the rows of a table: a page has thousands of cells, and a template takes its time for each."""
    head = "".join(f'<th scope="col">{conditional_escape(one)}</th>' for one in table.columns)
    rows = "".join(_row(*one) for one in table.linked)
    nothing = f'<tr><td colspan="{len(table.columns)}">{escape(gettext("Nothing here."))}</td></tr>'
    return SafeString(f"<thead><tr>{head}</tr></thead>\n<tbody>{rows or nothing}</tbody>")


def _row(link: str | None, first: object, others: Sequence[object]) -> str:
    named = f'<a href="{escape(link)}">{brief(first)}</a>' if link else brief(first)
    cells = "".join(f"<td>{brief(one)}</td>" for one in others)
    return f'<tr><th scope="row">{named}</th>\n{cells}</tr>\n'


@register.filter
def written_out(value: object) -> str:
    """Write out hidden marks of a foreign word where no element can stand: in an attribute, in a choice of a list."""
    return visible(str(value))

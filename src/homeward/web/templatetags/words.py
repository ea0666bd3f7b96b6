"""How foreign text is shown: escaped, hidden marks written out, its direction kept apart from the text around it."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from homeward.reports.wording import visible

register = template.Library()
# Random ids of the store and digests, with what they are of, and the place in it: "sha256:…#12-20".
_OF_MACHINES = re.compile(r"([a-z0-9]{1,12}:)?([0-9a-f]{64}|[0-9a-f]{32})([#:][0-9-]+)?")
_SHOWN = 8  # letters of them


@register.filter
def shown(value: object) -> SafeString:
    """Show a foreign word: `<bdi>`, with marks that turn or hide text written out; nothing as a dash."""
    if value is None or value == "":
        return format_html("<span class=muted>{}</span>", "–")
    return format_html("<bdi>{}</bdi>", visible(str(value)))


@register.filter
def brief(value: object) -> SafeString:
    """Show a foreign word, and of an id or digest its first letters, with the whole as a title."""
    text = str(value)
    found = _OF_MACHINES.fullmatch(text)
    if found is None:
        return shown(value)
    return format_html('<bdi title="{}">{}{}{}</bdi>', text, found[1] or "", found[2][:_SHOWN], found[3] or "")


@register.filter
def written_out(value: object) -> str:
    """Write out hidden marks of a foreign word where no element can stand: in an attribute, in a choice of a list."""
    return visible(str(value))

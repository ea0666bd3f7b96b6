"""How foreign text is shown: escaped, hidden marks written out, its direction kept apart from the text around it."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from homeward.reports.wording import visible

register = template.Library()


@register.filter
def shown(value: object) -> SafeString:
    """Show a foreign word: `<bdi>`, with marks that turn or hide text written out; nothing as a dash."""
    if value is None or value == "":
        return format_html("<span class=muted>{}</span>", "–")
    return format_html("<bdi>{}</bdi>", visible(str(value)))


@register.filter
def written_out(value: object) -> str:
    """Write out hidden marks of a foreign word where no element can stand: in an attribute, in a choice of a list."""
    return visible(str(value))

"""Files of persons: one's own, one with what stands of the person and who said so, and what is written into it."""

from homeward.web.screens.files import opened, written

__all__ = ("URLS",)
URLS = [*opened.URLS, *written.URLS]

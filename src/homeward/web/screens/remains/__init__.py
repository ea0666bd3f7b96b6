"""Remains and samples: what lies where, who is one individual, what a laboratory said, and every note about it."""

from homeward.web.screens.remains.views import URLS

__all__ = ("URLS",)

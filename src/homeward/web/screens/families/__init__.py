"""Families and DNA: pedigrees and what they put before readers; for the laboratory its samples, results and files."""

from homeward.web.screens.families import entering, pedigrees, proposing, samples

__all__ = ("URLS",)
# In this order: words like "samples" stand before the id of a family.
URLS = [*samples.URLS, *entering.URLS, *proposing.URLS, *pedigrees.URLS]

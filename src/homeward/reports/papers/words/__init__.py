"""Every word of a paper, by language and key: both languages of a page say the same."""

from collections.abc import Mapping

from homeward.reports.papers.words.arabic import WORDS as ARABIC
from homeward.reports.papers.words.english import WORDS as ENGLISH
from homeward.reports.papers.words.russian import WORDS as RUSSIAN
from homeward.reports.papers.words.ukrainian import WORDS as UKRAINIAN

WORDS: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "uk": UKRAINIAN, "ru": RUSSIAN, "ar": ARABIC}

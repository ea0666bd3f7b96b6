"""Who wrote which draft: sides by the names of files, or by the titles of the texts.

a1 a2 b1              side a with two drafts, side b with one
north.txt south.txt   by the words of the titles without those that every memorandum has
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from homeward.errors import InvalidInput
from homeward.talks.positions.clause import Text
from homeward.talks.positions.reading import stem

_NUMBERED = re.compile(r"(.*?[^\W\d_])[-_ ]?(?:v|draft)?[-_ ]?(\d{1,3})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_OF_TITLES = frozenset(
    stem(word)
    for word in (
        "free city kingdom state counter submitted держави держава memorandum proposals proposal terms demands "
        "reply answer note draft version second first third fourth final republic government side the and for from "
        "with text position january february march april may june july august september october november december "
        "settlement peace delegation state меморандум пропозиції редакція перша друга третя уряд уряду республіка "
        "республіки проєкт року сторона сторони позиція делегація січня лютого березня квітня травня червня липня "
        "серпня вересня жовтня листопада грудня предложения редакция первая вторая третья правительство "
        "правительства республика республики проект года позиция делегация января февраля марта апреля мая июня "
        "июля августа сентября октября ноября декабря"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Sides:
    """The drafts of two sides, the earliest first, by their places in what was given."""

    first: tuple[int, ...]
    second: tuple[int, ...]


def find_sides(texts: Sequence[Text]) -> Sides:
    """Tell which texts are drafts of the same side.

    raises    InvalidInput where there are not exactly two sides
    """
    if len(texts) < 2:
        raise InvalidInput("positions need the texts of two sides; give at least two files")
    groups = _by_name(texts) or _by_title(texts)
    if len(groups) != 2:
        raise InvalidInput(f"{len(groups)} sides in {len(texts)} texts; call the files a1, a2, b1, by side and draft")
    return Sides(*groups)


def _by_name(texts: Sequence[Text]) -> list[tuple[int, ...]]:
    matches = [_NUMBERED.fullmatch(text.name) for text in texts]
    groups: dict[str, list[tuple[int, int]]] = {}
    for place, match in enumerate(matches):
        if match is None:
            return []
        groups.setdefault(match[1].lower(), []).append((int(match[2]), place))
    drafts = [tuple(place for _, place in sorted(own)) for _, own in sorted(groups.items())]
    return drafts if len(drafts) == 2 else []


def _by_title(texts: Sequence[Text]) -> list[tuple[int, ...]]:
    groups: dict[frozenset[str], list[int]] = {}
    for place, text in enumerate(texts):
        words = frozenset(stem(word)[:4] for word in words_of_title(text.title))
        own = next((key for key in groups if key & words), words)
        groups.setdefault(own or frozenset({text.name}), []).append(place)
    return [tuple(own) for own in groups.values()]


def words_of_title(title: str) -> tuple[str, ...]:
    """Give the words of a title that not every memorandum has: the names of parties."""
    found = (word for word in _WORD.findall(title) if stem(word) not in _OF_TITLES and word[:1].isupper())
    return tuple({word.casefold(): word for word in found}.values())


def parties_of(titles: Sequence[str]) -> tuple[str, ...]:
    """Give the parties that titles name."""
    found = (word for title in titles for word in words_of_title(title))
    return tuple({word.casefold(): word for word in found}.values())

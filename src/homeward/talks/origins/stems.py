"""Words to stems, so that a text and its rewrite are seen to use the same words.

English and Russian by the Snowball algorithms; Ukrainian, which they lack, by a light stemmer of our own. The language
of a word is told by its letters. Numbers are brought to one form: "1,200" and "1 200" are one stem,
"12" and "twelve" too.

Source: Snowball (M. Porter, R. Boulton), snowballstem.org; endings of Ukrainian after the orthography of 2019, § 75-131
(nouns, adjectives, pronouns, verbs), longest first, never more than leaves three letters and a vowel.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from homeward.talks.claims.numbers import read_digits
from homeward.talks.claims.words.all_languages import number_words

_WORD = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d{3})*(?:[.,]\d+)?(?!\w)|[^\W_]+(?:['’ʼ`-][^\W_]+)*")
_PLAIN_NUMBER = re.compile(r"[\d \u00a0\u202f.,]+")
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u0301]")
_UKRAINIAN = re.compile("[іїєґ'’ʼ]")
_CYRILLIC = re.compile("[а-яёіїєґ]")
_ENDINGS = re.compile(
    r"(?:"
    r"(?:ува|юва|овува)?(?:тися|тись|ться|лися|лись|лася|лась|вся|вшись|ючись|ючи|ачи|ячи)"
    r"|"  # reflexive verbs, adverbial participles
    r"ува(?:ти|в|ла|ло|ли|ння|нню|нням|нні|них|ний|на|но)|"
    r"(?:ення|енню|енням|енні|ання|анню|анням|анні|іння|інню|інням|інні)|"  # verbal nouns
    r"(?:ськ|цьк|зьк)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими)|"
    r"(?:ост|іст)(?:ь|і|ей|ям|ями|ях)?|"
    r"(?:ами|ями|ому|ього|ьому|ього|ими|іми|ові|еві|єві|ією|ою|ею|єю|ого|ій|ої|их|іх|им|ім|ий|ів|їв|ам|ям|ах|ях|ом"
    r"|ем|єм|ею)|"
    r"(?:ємо|имо|їмо|ете|єте|ите|ать|ять|уть|ють|ить|їть|єш|еш|иш|їш|ти|ла|ло|ли|ав|ив|ів|ила|ило|или|ала|ало|али|єть)|"
    r"[аеєиіїоуюяьйв]"
    r")$"
)
_VOWEL = re.compile("[аеєиіїоуюяёыэ]")
_LEAST = 3


@cache
def _snowball(language: str):  # type: ignore[no-untyped-def]  # the library gives no types
    import snowballstemmer  # type: ignore[import-untyped]

    return snowballstemmer.stemmer(language)


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """Give the stem of one word in lower case.

    >>> [stem(word) for word in ("prisoners", "пленными", "полоненими", "полонених")]
    ['prison', 'плен', 'полонен', 'полонен']
    """
    if not _CYRILLIC.search(word):
        return _snowball("english").stemWord(word) if word.isalpha() else word
    if _UKRAINIAN.search(word):
        return stem_ukrainian(word)
    # without a letter of its own a word may be of either language: the light stemmer treats both alike
    return stem_ukrainian(_snowball("russian").stemWord(word))


def stem_ukrainian(word: str) -> str:
    """Take the endings off a Ukrainian word: at most two, the reflexive one and that of case or person.

    >>> [stem_ukrainian(word) for word in ("звільненню", "звільнення", "переговорів", "переговорами")]
    ['звільн', 'звільн', 'переговор', 'переговор']
    """
    found = _ENDINGS.search(word)
    while found is not None:
        shorter = word[: found.start()]
        if len(shorter) >= _LEAST and _VOWEL.search(shorter):
            return shorter
        found = _ENDINGS.search(word, found.start() + 1)
    return word


def stems_of(text: str) -> tuple[str, ...]:
    """Give the stems of a text in order, numbers as "#1200"."""
    return tuple(_stems(_HIDDEN.sub("", text)))


def _stems(text: str) -> Iterator[str]:
    values = number_words()
    for match in _WORD.finditer(text.lower()):
        word = match[0]
        if word[0].isdigit():
            yield f"#{read_digits(word):g}" if _PLAIN_NUMBER.fullmatch(word) else word
        elif word in values:
            yield f"#{values[word]:g}"
        else:
            yield stem(word)

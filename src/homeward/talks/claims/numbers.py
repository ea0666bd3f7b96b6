"""Written numbers: digits with separators, words in three languages, multipliers; dates and articles are none.

>>> [number.value for number in find_numbers("a hundred and twenty of 1,200, or дві сотні, on 3 June")]
[120.0, 1200.0, 200.0]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from homeward.talks.claims.words.all_languages import APOSTROPHE, compiled_in, number_words

_GROUPED = r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})+"
_DIGITS = re.compile(
    rf"(?:(?<![\w.,])|(?<=\bKr)|(?<=\bkr)|(?<=\bRs)|(?<=\bUS)|(?<=\bUSD)|(?<=\bEUR))(?:(?<![^\W\d_]-)|(?<=-for-)|(?<=-to-))(?:(?:{_GROUPED})(?![\d])(?:[.,]\d(?!\d))?"
    rf"|\d+(?:[.,]\d+)?)(?!\d)"
)
_MULTIPLIER = re.compile(
    r"[\s\u00a0-]?(?:(thousand|тис(?:яч\w*|\.)|тыс(?:яч\w*|\.)|k\b)|(million|мільйон\w*|миллион\w*|млн\.?|mn\b|m\b)"
    r"|(billion|bn|мільярд\w*|миллиард\w*|млрд\.?))(?!\w)",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s\u00a0-]+(?:and\s+)?")
_SCALES = frozenset({"dozen", "дюжина", "дюжини", "дюжину", "дюжины"} | {"hundred"})
_TENS = ("десят", "сотн", "сотен")
_YEAR = re.compile(r"(?:19[5-9]|20[0-9])\d")
_SCALE_WORDS = frozenset("hundred thousand million billion dozen".split())
_LONGEST_ACRONYM = 4
_BOUND_BEFORE = re.compile(r"\b(?:than|at least|just over|nearly|almost)\s+$", re.IGNORECASE)
_IN_A_LIST = re.compile(
    r"(?m)^[ \t]*\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)](?=[ \t]+[^\W\d_])"
)  # "1. Each side ...": a clause, no count
_HALF = 1.5  # the largest of the words "half" and "one and a half", which only multiply


@dataclass(frozen=True, slots=True)
class Number:
    """One written number: where it stands, what it is worth."""

    start: int
    end: int
    value: float
    is_bare_year: bool = False  # looks like a year, and nothing yet says that it counts something


def find_numbers(text: str) -> tuple[Number, ...]:
    """Find all numbers of a text that may count something, in order."""
    silent = [match.span() for match in compiled_in("not_values", text).finditer(text)]
    silent += [match.span() for match in (*_AGE.finditer(text), *_IN_A_LIST.finditer(text))]
    in_digits = list(_in_digits(text))
    taken = {number.end for number in in_digits}
    found = [*in_digits, *(number for number in _in_words(text) if number.end not in taken)]
    found.sort(key=lambda number: number.start)
    silent.sort()
    return tuple(_outside(found, silent))


def _outside(found: list[Number], silent: list[tuple[int, int]]) -> Iterator[Number]:
    """Give the numbers that touch none of the silent stretches; both in order."""
    place, reach = 0, -1
    for one in found:
        while place < len(silent) and silent[place][0] < one.end:
            reach = max(reach, silent[place][1])
            place += 1
        if reach <= one.start:
            yield one


_AGE = re.compile(
    r"(?<=[^\W\d_]),\s(\d{1,3})(?=,\D)|(?<=[^\W\d_])\s\((\d{1,3})\)|(?:\baged )(\d{1,2})(?!\d|\s*(?:to\b|-|–|and\b))"
    r"|\b(?:[A-Z]\w+|he|she|youngest|oldest|eldest) (?:is|was|turned|turns) (?:only |just )?(\d{1,3})(?=,\s|\.\s"
    r"|\.$| when | years old)"
    r"|(?i:виповни\w+|исполни\w+|(?<!\w)(?:йому|їй|ему|ей)) (\d{1,3})(?= (?:рок|лет|год)|[,.])",
)


def _in_digits(text: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        value = read_digits(match[0])
        end = match.end()
        more = _MULTIPLIER.match(text, end)
        if more and not (more[0][-1:].lower() in "km" and more[0][:1] in " -"):
            value *= 1e3 if more[1] else 1e6 if more[2] else 1e9
            end = more.end()
        is_year = more is None and bool(_YEAR.fullmatch(match[0]))
        yield Number(match.start(), end, round(value, 6), is_year)


def read_digits(written: str) -> float:
    """Read digits with thousands separators or a decimal sign.

    >>> [read_digits(written) for written in ("1,200", "1 200", "1.200", "4,5", "4.5", "12")]
    [1200.0, 1200.0, 1200.0, 4.5, 4.5, 12.0]
    """
    grouped = re.fullmatch(rf"({_GROUPED})(?:[.,](\d))?", written)
    if grouped:
        whole = re.sub(r"\D", "", grouped[1])
        return float(f"{whole}.{grouped[2] or 0}")
    return float(written.replace(",", "."))


@cache
def _word() -> re.Pattern[str]:
    words = sorted(number_words(), key=len, reverse=True)
    either = "|".join(re.escape(word).replace("'", APOSTROPHE) for word in words)
    return re.compile(rf"(?<![\w'’-])(?:half a |a )?(?:{either})(?!\w)|(?<=-)(?:{either})(?!\w)", re.IGNORECASE)


def _in_words(text: str) -> Iterator[Number]:
    run: list[tuple[int, int, str, float]] = []
    values = number_words()
    for match in _word().finditer(text):
        bare = re.sub(APOSTROPHE, "'", match[0].lower())
        word = bare.removeprefix("half ").removeprefix("a ")
        value = values[word] * (0.5 if bare.startswith("half ") else 1.0)
        if not _is_counted(text, match, bare, word):
            continue
        if _is_bounded_one(text, match.start(), word):
            yield Number(match.start(), match.end(), value)
            continue
        gap = _GAP.fullmatch(text, run[-1][1], match.start()) if run else None
        if run and not (gap and _may_follow(run, word, value)):
            yield from _sum(run)
            run = []
        run.append((match.start(), match.end(), word, value))
    if run:
        yield from _sum(run)


def _is_counted(text: str, match: re.Match[str], bare: str, word: str) -> bool:
    """Tell whether a word counts: "СТА" is an agency; "a three-day pause" counts, "a two" does not."""
    if match[0].isupper() and not bare.isascii() and len(bare) <= _LONGEST_ACRONYM:
        return False
    return bare == word or word in _SCALE_WORDS or text[match.end() : match.end() + 1] == "-"


def _is_bounded_one(text: str, start: int, word: str) -> bool:
    """ "more than one hour" counts; "one" alone is a pronoun."""
    return word == "one" and _BOUND_BEFORE.search(text[max(0, start - 20) : start]) is not None


def _is_scale(word: str, value: float) -> bool:
    return value >= 1000.0 or word in _SCALES or word.startswith(_TENS)


def _may_follow(run: list[tuple[int, int, str, float]], word: str, value: float) -> bool:
    last = run[-1][3]
    if _is_scale(word, value):
        return last < value
    place = 1000.0 if last >= 1000.0 else 100.0 if last >= 100.0 else 10.0 if last >= 20.0 else 0.0
    return value < place and last > _HALF


def _sum(run: list[tuple[int, int, str, float]]) -> Iterator[Number]:
    """Add up one run of words; "one" alone counts nothing, nor does half of nothing."""
    total = current = 0.0
    for _, _, word, value in run:
        if value >= 1000.0:
            total, current = total + (current or 1.0) * value, 0.0
        elif _is_scale(word, value):
            current = (current or 1.0) * value
        else:
            current += value
    if total + current > _HALF:
        yield Number(run[0][0], run[-1][1], total + current)

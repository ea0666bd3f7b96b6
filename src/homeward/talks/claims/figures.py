"""Figures: a number with its bound, its unit and what it is a share of.

    at least 1,000 prisoners   [1000, open)   min      people
    two or three days          [2, 3]         range    days
    1,200 for 1,200            [1200, 1200]   exact    people per side

A bound is part of the value: "at least 40" and "some 40" are two different figures. What a figure counts beyond its
unit is left to the human who confirms the claim.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from homeward.talks.claims.numbers import Number, find_numbers
from homeward.talks.claims.words.all_languages import LANGUAGES, bounds, either, units
from homeward.talks.claims.words.lexicon import Bound

_LOOK_BACK = 40
_BETWEEN = re.compile(r"(?<!\w)(?:between|from|aged|від|між|от|между|с|з)\s+$", re.IGNORECASE)
_MUST_BE_BETWEEN = re.compile(r"(?<!\w)(?:between|від|між|от|между)\s+$", re.IGNORECASE)
_CHANGE = re.compile(
    r"(?<!\w)(?:ros|f[ea]ll|increas|grew|grow|drop|cut|declin|climb|зр[іо]с|виріс|вирос|впа|знизи|зменш|снизи|упа)\w*"
    r"(?:\s+\w+){0,4}\s+$",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"[\s\u00a0]?%|[\s\u00a0]?(?:percent|per cent|відсот\w+|процент\w+)(?!\w)", re.IGNORECASE)
_MONEY = re.compile(r"(?:[$€£₴₽]|\b[Kk]r|\bRs|USD|EUR)\s?$")
_SIGN_BEFORE = re.compile(r"(?:US|C|A)?[$€£₴₽]\s?$")  # stands between a bound and its number: "some $3 million"
_STOP = re.compile(
    r"[.,;:!?()\"“”«»—–]|(?<!\w)(?:in|to|from|at|on|by|for|with|who|whom|that|which|had|have|has|were|was|are|is"
    r"|will|would|and|or"
    r"|у|в|з|із|на|до|за|для|що|які|яка|та|і|чи|из|с|к|по|от|и|или|которы\w+)(?!\w)",
    re.IGNORECASE,
)
_BODIES_BEFORE = re.compile(r"(?<!\w)(?:remains|bodies|тіл[аи]?|останк\w+|тел[аи]?)(?:\s+\w+){0,3}\s+$", re.IGNORECASE)
_AGE_BEFORE = re.compile(
    r"(?<!\w)(?:aged?|ages|віком|у віці|в возрасте|everyone|anyone|those|people|all)(?:\s+\S+){0,3}\s*$", re.IGNORECASE
)
_AGE_BOUND = re.compile(r"the age of|молодш|старш|моложе|younger|older|aged|вік|возраст", re.IGNORECASE)
_EACH = re.compile(
    r"(?:\s+\w+){0,3}\s+(?:each|apiece|per side|кожн\w+|кажд\w+|з кожного|с каждой)(?!\w)", re.IGNORECASE
)
_MANNER = re.compile(r"(?<!\w)(?:in|over|у|в|after|після|после|for)\s+$", re.IGNORECASE)
_CONTRAST = re.compile(r"(?:,\s*(?:not|а не|but not)|\binstead of|\brather than|\bзамість|\bвместо)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text; offsets of the whole expression, bound words included; an open end is None."""

    start: int
    end: int
    low: float | None
    high: float | None
    bound: Bound
    unit: str | None = None
    denominator: str | None = None  # of a percentage: what it is a share of
    is_manner: bool = False  # says how ("in two stages"), where another figure says how many
    is_reference: bool = False  # "the same number": a value that stands elsewhere


@dataclass(frozen=True, slots=True)
class _Group:
    start: int
    end: int
    numbers: tuple[Number, ...]
    how: str  # "one", "range", "exchange"


def find_figures(text: str) -> tuple[Figure, ...]:
    """Find all figures of a text.

    >>> [(f.low, f.high, f.bound, f.unit) for f in find_figures("at least 40 women in 2-3 days, not on 12 May")]
    [(40.0, None, 'min', 'people'), (2.0, 3.0, 'range', 'days')]
    """
    found = []
    for group in _groups(text, find_numbers(text)):
        figure = _figure(text, group)
        if figure is not None:
            found.append(figure)
    return tuple(_share_units(text, found))


def _groups(text: str, numbers: Sequence[Number]) -> Iterator[_Group]:
    """Put the numbers of ranges and exchanges together."""
    place = 0
    while place < len(numbers):
        first = numbers[place]
        second = numbers[place + 1] if place + 1 < len(numbers) else None
        how = _joined(text, first, second) if second else "one"
        if how == "one" or second is None:
            yield _Group(first.start, first.end, (first,), "one")
            place += 1
        else:
            yield _Group(first.start, second.end, (first, second), how)
            place += 2


_DASH = re.compile(r"\s?[-–—]\s?")
_JOINED = re.compile(rf"[\s\u00a0-]+(?:{'|'.join(words.joined for words in LANGUAGES)})[\s\u00a0-]+", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|та|і|й|и)\s+", re.IGNORECASE)
_EXCHANGED = re.compile(
    rf"[\s\u00a0-]+(?:{'|'.join(words.exchanged for words in LANGUAGES)})[\s\u00a0-]+", re.IGNORECASE
)
_SHARED_UNIT = re.compile(r"\s?%")


def _joined(text: str, first: Number, second: Number) -> str:
    between = _SHARED_UNIT.sub("", text[first.end : second.start], count=1)
    before = text[max(0, first.start - _LOOK_BACK) : first.start]
    if len(between) > 16 or first.is_bare_year != second.is_bare_year:
        return "one"
    if _EXCHANGED.fullmatch(between):
        return "exchange"
    if not first.value < second.value or _CHANGE.search(_BETWEEN.sub("", before)):
        return "one"
    if _DASH.fullmatch(between):
        return "range"
    needs_between = _AND.fullmatch(between) is not None
    is_between = _MUST_BE_BETWEEN.search(before) is not None
    return "range" if _JOINED.fullmatch(between) and (is_between or not needs_between) else "one"


def _figure(text: str, group: _Group) -> Figure | None:
    before = text[max(0, group.start - _LOOK_BACK) : group.start]
    if _CONTRAST.search(before):
        return None
    bound, start, end = _bound(text, group, before)
    first, last = group.numbers[0], group.numbers[-1]
    low = None if bound == "max" else first.value
    high = None if bound in ("min", "more than") else last.value
    unit, end, denominator = _unit(text, group, end)
    if first.is_bare_year and bound == "exact" and unit not in ("people", "bodies", "names"):
        return None
    unit = "years of age" if _is_age(text, group, start, unit) else _with_side(text, group, unit)
    is_manner = _MANNER.search(before) is not None and unit in ("steps", "hours", "minutes")
    return Figure(start, end, low, high, bound, unit, denominator, is_manner)


def _bound(text: str, group: _Group, before: str) -> tuple[Bound, int, int]:
    """Give the bound of a group, and the ends of the expression with the words that say it."""
    if group.how == "range":
        between = _BETWEEN.search(before)
        return "range", group.start - (len(before) - between.start() if between else 0), group.end
    if group.how == "exchange":
        return "exact", group.start, group.end
    at = group.start - len(before)
    before = _SIGN_BEFORE.sub("", before)
    for pattern, bound in bounds(is_before=True):
        lead = pattern.search(before)
        if lead and not _is_of_another(before[: lead.start()], lead[0]):
            return bound, at + lead.start(), group.end
    for pattern, bound in bounds(is_before=False):
        tail = pattern.match(text, group.end)
        if tail:
            return bound, group.start, tail.end()
    plain = _PLAIN.search(before)
    return "exact", at + plain.start() if plain else group.start, group.end


_PLAIN = re.compile(rf"(?<!\w)(?:{'|'.join(words.plain for words in LANGUAGES)})\s+(?:the )?$", re.IGNORECASE)
_GOAL = re.compile(r"(?<!\w)(?:дода\w+|прибав\w+|ближче|ближе|до|к)\s+$", re.IGNORECASE)
_HANDED = re.compile(
    r"(?<!\w)(?:hand|turn|giv|gave|t[ao]k|carr|pass|sign|hold|held|made|mak|ced)\w*\s+$", re.IGNORECASE
)
_TOPIC = re.compile(
    r"(?<!\w)(?:ask|talk|speak|spoke|question|report|claim|concern|know|knew|told|tell|worr|inform|rumou?r|complain"
    r"|say|said|news)"
    r"\w*\s+$",
    re.IGNORECASE,
)


def _is_of_another(before: str, words: str) -> bool:
    """Tell whether a word of bound belongs to what stands before it: "asked about two women", "hand over 200"."""
    first = words.split(maxsplit=1)[0].lower()
    takes = {"до": _GOAL, "about": _TOPIC, "over": _HANDED}.get(first)
    return takes is not None and takes.search(before) is not None


def _unit(text: str, group: _Group, end: int) -> tuple[str | None, int, str | None]:
    """Find the noun that a figure counts: the first known one behind it, before the phrase ends."""
    percent = _PERCENT.match(text, group.end)
    if percent:
        share = re.compile(r"\s+(?:of|від|з|із|от|из)\s+((?:[^\s.,;:!?]+\s?){1,6})", re.IGNORECASE).match(
            text, percent.end()
        )
        return "percent", max(end, percent.end()), share[1].strip() if share else _share_without_of(text, percent.end())
    if _MONEY.search(text[: group.start][-5:]):
        return "money", end, None
    window = text[group.end : group.end + 80].lstrip("- \u00a0") if end == group.end else text[end : end + 80].lstrip()
    stop = _STOP.search(window)
    window = window[: stop.start()] if stop else window
    words = [match[0] for match in re.finditer(r"[^\W\d_][\w'’ʼ-]*", window)][:6]
    for word in words:
        for pattern, unit in units():
            if pattern.fullmatch(word):
                return _refined(unit, window, text[max(0, group.start - 40) : group.start]), end, None
    return _refined(None, window, text[max(0, group.start - 40) : group.start]), end, None


def _share_without_of(text: str, place: int) -> str | None:
    """Give the noun in the genitive that follows a percentage in Ukrainian and Russian."""
    match = re.match(r"\s+((?:[а-яіїєґё][\w'’ʼ-]*\s?){1,4})", text[place : place + 80])
    return match[1].strip() if match else None


def _refined(unit: str | None, window: str, before: str) -> str | None:
    if unit in (None, "people") and _BODIES_BEFORE.search(before):
        return "bodies"
    return "years of age" if unit == "years" and re.search(r"years? (?:old|of age)", window) else unit


def _with_side(text: str, group: _Group, unit: str | None) -> str | None:
    if group.how == "exchange" or (unit == "people" and _EACH.match(text, group.end)):
        return f"{unit or 'people'} per side"
    return unit


def _is_age(text: str, group: _Group, start: int, unit: str | None) -> bool:
    if unit not in (None, "years"):
        return False
    expression = text[start : group.start]
    before = text[max(0, start - 25) : start]
    is_threshold = expression.strip() != "" or group.how == "range"
    is_age = bool(_AGE_BOUND.search(expression) or _AGE_BEFORE.search(before))
    adult = all(number.value <= 110 for number in group.numbers)
    return adult and is_threshold and (is_age or (unit == "years" and group.numbers[0].value >= 14))


def _share_units(text: str, figures: list[Figure]) -> list[Figure]:
    """Give a bare figure the unit of the one before it in its sentence: "165 people here and 169 there"."""
    shared: list[Figure] = []
    for figure in figures:
        last = shared[-1] if shared else None
        if last and figure.unit is None and last.unit in ("people", "bodies", "names", "vehicles"):
            gap = text[last.end : figure.start]
            if not re.search(r"[.!?\n]", gap):
                figure = replace(figure, unit=last.unit)  # noqa: PLW2901
        shared.append(figure)
    return shared


_SAME = re.compile(
    either(
        r"the same (?:number|amount)(?: of \w+)?|an equal number(?: of \w+)?|as many|just as many",
        r"так[аоу] (?:ж|сама|саму) кількість|стільки ж|столько же|такое же количество",
    ),
    re.IGNORECASE,
)


def find_references(text: str) -> tuple[tuple[int, int], ...]:
    """Find words that repeat a figure without writing it: "the same number"."""
    return tuple(match.span() for match in _SAME.finditer(text) if not re.match(r"\s+as\b", text[match.end() :]))

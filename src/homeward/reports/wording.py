"""Numbers and texts in the reader's language.

Texts stand in `words`; here they are chosen, filled and made safe. Foreign ids may hold anything: marks that would turn
the direction of the text, or cannot be seen, are written out, and ids in scripts from right to left are kept apart.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, isfinite, isnan, log10

from markupsafe import Markup, escape

from homeward.errors import InvalidInput
from homeward.reports.words.english import TEXTS as ENGLISH
from homeward.reports.words.russian import TEXTS as RUSSIAN
from homeward.reports.words.ukrainian import TEXTS as UKRAINIAN

LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "uk": UKRAINIAN, "ru": RUSSIAN}
_FROM_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_NINES = 4  # decimals of a percentage; beyond, it is "above 99.9999 %", and words say how rarely it fails
_NO_BREAK = "\u00a0"
# lower ends of log10 LR for the words of ENFSI 2015; below 2 the guideline gives none
_SCALE = (
    (6.0, "extremely_strong"),
    (4.0, "very_strong"),
    (3.0, "strong"),
    (2.0, "moderately_strong"),
    (1.0, "moderate"),
    (log10(2.0), "weak"),
)


def direction(language: str) -> str:
    """Tell in which direction a language is written: "ltr" or "rtl", for the `dir` attribute.

    >>> direction("uk"), direction("ar-SY")
    ('ltr', 'rtl')
    """
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in _FROM_RIGHT_TO_LEFT else "ltr"


class Text(str):
    """A text that is ready to be shown: nothing in it has to be written out any more."""

    __slots__ = ()


def visible(text: str) -> str:
    """Write out characters that cannot be seen or that turn the direction of the text around them.

    The two joiners that Persian and Indic names need stay.

    >>> visible("R1\\u202e\\x00")
    'R1⟨202E⟩⟨0000⟩'
    """
    if isinstance(text, Text) or text.isprintable():
        return text
    return "".join(f"⟨{ord(c):04X}⟩" if _is_hidden(c) else c for c in text)


def _is_hidden(c: str) -> bool:
    return unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and c not in "\u200c\u200d"


def isolate(text: str) -> str:
    """Keep an id written from right to left apart from its surroundings, in plain text."""
    if isinstance(text, Text) or text.isascii():
        return visible(text)
    turns = any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)
    return f"\u2068{visible(text)}\u2069" if turns else visible(text)


def name(text: str) -> Markup:
    """Write an id into a page: escaped, visible, apart from its surroundings."""
    return Markup(f"<bdi>{escape(visible(text))}</bdi>")


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language."""

    language: str = "en"

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise InvalidInput(f"language {self.language!r} has no texts; known are {', '.join(LANGUAGES)}")

    def say(self, key: str, **values: object) -> Text:
        """Give a text as plain text, for titles and pictures; ids in it are made visible."""
        shown = {k: isolate(v) if isinstance(v, str) else v for k, v in values.items()}
        return Text(_text(self.language, key).format(**shown))

    def html(self, key: str, **values: object) -> Markup:
        """Give a text for a page: everything filled in is escaped and kept apart, except what is markup already."""
        shown = {
            k: v if isinstance(v, Markup) else name(v if isinstance(v, str) else str(v)) for k, v in values.items()
        }
        return Markup(_text(self.language, key)).format(**shown)

    # ── numbers ──

    def number(self, value: float, digits: int = 0) -> str:
        r"""Write a number with this language's decimal mark and groups of three.

        >>> Words("uk").number(12345.678, 1), Words("en").number(12345.678, 1)
        ('12\xa0345,7', '12,345.7')
        """
        if not isfinite(value):
            return "–" if isnan(value) else ("∞" if value > 0 else "−∞")
        text = f"{value:,.{digits}f}"
        if float(text.replace(",", "")) == 0.0:
            text = text.removeprefix("-")
        text = text.replace("-", "−")
        if self.language != "en":
            text = text.replace(",", _NO_BREAK).replace(".", ",")
        return text

    def weight(self, log10_lr: float | None) -> str:
        """Write a weight with its sign and two decimals; "impossible" for minus infinity.

        >>> Words().weight(2.0), Words().weight(-0.301), Words().weight(0.0)
        ('+2.00', '−0.30', '0.00')
        """
        if log10_lr is None or isnan(log10_lr):
            return self.say("number.not_compared")
        if log10_lr == -float("inf"):
            return self.say("number.impossible")
        text = self.number(log10_lr, 2)
        return f"+{text}" if log10_lr > 0.0 and text.strip("0.,") else text

    def probability(self, p: float, against: float | None = None) -> str:
        r"""Write a probability as a percentage, with as many decimals as it needs.

            against    1 - p where it is known more exactly than p itself tells

        >>> Words().probability(0.5), Words().probability(0.99987), Words().probability(2.5e-9)
        ('50.0\xa0%', '99.987\xa0%', '<\xa00.0001\xa0%')
        """
        rest = max(1.0 - p if against is None else against, 0.0)
        smaller = 100.0 * min(max(p, 0.0), rest)
        if p <= 0.0:
            return f"0{_NO_BREAK}%"
        if smaller < 10.0**-_MOST_NINES:
            edge = 10.0**-_MOST_NINES
            sign, value = (">", 100.0 - edge) if p > 0.5 else ("<", edge)
            return f"{sign}{_NO_BREAK}{self.number(value, _MOST_NINES)}{_NO_BREAK}%"
        digits = min(max(1, 1 - floor(log10(smaller))), _MOST_NINES)
        return f"{self.number(100.0 - 100.0 * rest if p > rest else 100.0 * p, digits)}{_NO_BREAK}%"

    def level(self, p: float) -> str:
        r"""Write a probability that somebody chose, such as a threshold, without needless decimals.

        >>> Words().level(0.9995), Words("uk").level(0.5)
        ('99.95\xa0%', '50\xa0%')
        """
        text = f"{100.0 * p:.6f}".rstrip("0").rstrip(".")
        return f"{self.number(100.0 * p, len(text.partition('.')[2]))}{_NO_BREAK}%"

    def large(self, value: float) -> str:
        """Write a large number in words: two digits that count, and millions, billions, trillions.

        >>> Words().large(29_700_000), Words().large(7_689), Words().large(3.2e20)
        ('30 million', '7,700', '3·10²⁰')
        """
        if not isfinite(value):
            return "∞"
        if value >= 9.5e14:
            exponent = floor(log10(value))
            return f"{self.number(value / 10.0**exponent)}·10{str(exponent).translate(_SUPERSCRIPTS)}"
        for size, key in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
            if value >= 0.9995 * size:
                return self.say(f"number.{key}", n=_two_digits(self, value / size))
        return _two_digits(self, value)

    def ratio(self, log10_lr: float | None) -> str:
        """Say a likelihood ratio in words for people who are no geneticists.

        >>> Words().ratio(7.473), Words().ratio(-2.4), Words().ratio(0.1)
        ('about 30 million times more probable', 'about 250 times less probable', 'hardly more or less probable')
        """
        if log10_lr is None or isnan(log10_lr):
            return self.say("number.not_compared")
        if log10_lr == -float("inf"):
            return self.say("number.impossible")
        if abs(log10_lr) < _SCALE[-1][0]:
            return self.say("number.even")
        amount = 10.0 ** min(abs(log10_lr), 300.0)
        return self.say("number.more" if log10_lr > 0.0 else "number.less", n=self.large(amount))

    def chance(self, p: float) -> str:
        """Say a small chance as "about 1 in n".

        >>> Words().chance(0.00013), Words().chance(0.0)
        ('about 1 in 7,700', 'less than 1 in 10¹⁵')
        """
        if p < 1e-15:
            return self.say("number.less_than_one_in", n="10¹⁵")
        return self.say("number.one_in", n=self.large(1.0 / p))

    def error_chance(self, against: float) -> str:
        """Say how probable it is that a proposed pair is wrong."""
        return self.say("number.error_chance", chance=self.chance(against))

    def scale(self, log10_lr: float | None) -> str:
        """Give the words of ENFSI 2015 for a weight, for or against the same person.

        >>> Words().scale(4.2), Words().scale(-1.1), Words().scale(0.2)
        ('very strong support for this being the same person', 'moderate support for this not being the same person', \
'no support either way')
        """
        if log10_lr is None or isnan(log10_lr):
            return self.say("number.not_compared")
        word = strength(log10_lr)
        if word is None:
            return self.say("scale.none")
        return self.say("scale.for" if log10_lr > 0.0 else "scale.against", strength=self.say(f"scale.{word}"))


def strength(log10_lr: float) -> str | None:
    """Give the word of ENFSI 2015 for how strong a weight is, for or against; None where it says hardly anything.

    >>> strength(4.2), strength(-1.1), strength(0.2)
    ('very_strong', 'moderate', None)
    """
    return next((word for least, word in _SCALE if abs(log10_lr) >= least), None)


def _text(language: str, key: str) -> str:
    try:
        return LANGUAGES[language][key]
    except KeyError:
        raise InvalidInput(f"there is no text {key!r} in language {language}") from None


def _two_digits(words: Words, value: float) -> str:
    if value < 10.0:
        return words.number(value, 1).removesuffix(".0").removesuffix(",0")
    return words.number(round(value, 1 - floor(log10(value))))

"""Coordinates as people write them in a cell: decimal degrees, degrees with minutes and seconds; latitude first.

Where letters say which is which (N and E, с. ш. and в. д., пн. ш. and сх. д.) the order is theirs. Two bare numbers are
coordinates only with three decimals or degree signs: a house, a date and a grid square are none.
"""

import re
from dataclasses import dataclass

_ANGLE = r"""
    (?P<before{0}>[NSEW]\ ?|(?:lat|lon|lng)[a-z]*[.:=]?\ ?|(?:широта|довгота|долгота)[:=]?\ ?)?
    (?P<minus{0}>[-−])?(?P<degrees{0}>\d{{1,3}}(?:[.,]\d{{1,12}})?)\ ?(?P<sign{0}>[°º])?\ ?
    (?:(?P<minutes{0}>\d{{1,2}}(?:[.,]\d{{1,12}})?)\ ?['′’ʼ]\ ?
       (?:(?P<seconds{0}>\d{{1,2}}(?:[.,]\d{{1,12}})?)\ ?(?:"|″|”|''|′′|’’))?\ ?)?
    (?P<after{0}>[NSEW]\b|(?:пн|півн|пд|півд|с|ю)\.?\ ?ш\b\.?|(?:сх|зх|зах|в|з)\.?\ ?д\b\.?)?
"""
_LABEL = r"(?:(?:coordinates?|координат[иы]|gps)\ ?[:=]?\ ?)?"
_PAIR = re.compile(
    rf"{_LABEL}(?<![\w.,]){_ANGLE.format(1)}\ ?[,;/]?\ ?{_ANGLE.format(2)}(?![\d°])",
    re.VERBOSE | re.IGNORECASE,
)
_TWO_NUMBERS = re.compile(r"\d[^\d]+\d")
_NORTH_OR_EAST = {"n": (0, 1), "s": (0, -1), "e": (1, 1), "w": (1, -1), "la": (0, 1), "lo": (1, 1), "ln": (1, 1)} | {
    "ши": (0, 1), "до": (1, 1), "пн": (0, 1), "пі": (0, 1), "с": (0, 1), "пд": (0, -1), "ю": (0, -1),
    "сх": (1, 1), "в": (1, 1), "зх": (1, -1), "за": (1, -1), "з": (1, -1),
}  # fmt: skip
_BARE_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the earth in degrees: latitude -90 to 90, north above 0; longitude -180 to 180, east above 0."""

    latitude: float
    longitude: float


def read_coordinates(text: str) -> tuple[Point | None, str]:
    """Read the coordinates in a cell; give them, or None, and what is written besides.

    >>> read_coordinates("Бахмут (48.5931, 38.0006)")
    (Point(latitude=48.5931, longitude=38.0006), 'Бахмут ()')
    >>> read_coordinates("48°36' N 38°00'36\\" E")
    (Point(latitude=48.6, longitude=38.01), '')
    """
    if not _TWO_NUMBERS.search(text):
        return None, text
    plain = " ".join(text.split())
    for pair in _PAIR.finditer(plain):
        if point := _point(pair):
            return point, f"{plain[: pair.start()]}{plain[pair.end() :]}".strip()
    return None, text


def _point(pair: re.Match[str]) -> Point | None:
    """Make a point of a pair of angles; None where they are none, or off the earth."""
    sides = [_side(pair, number) for number in "12"]
    if not (_are_told(pair) if sides == [None, None] else None not in sides):
        return None
    one, two = (side or default for side, default in zip(sides, ((0, 1), (1, 1)), strict=True))
    angles = [_angle(pair, number) for number in "12"]
    if one[0] == two[0] or None in angles:
        return None
    degrees = {axis: sign * (angle or 0.0) for (axis, sign), angle in zip((one, two), angles, strict=True)}
    on_earth = abs(degrees[0]) <= 90.0 and abs(degrees[1]) <= 180.0
    return Point(degrees[0], degrees[1]) if on_earth and any(degrees.values()) else None  # 0, 0 is an empty form


def _side(pair: re.Match[str], number: str) -> tuple[int, int] | None:
    """Say which axis an angle is on, and in which direction it counts; None where no letter tells."""
    written = pair[f"after{number}"] or pair[f"before{number}"] or ""
    letters = "".join(letter for letter in written.casefold() if letter.isalpha())
    if letters.endswith(("ш", "д")) and len(letters) < 4:
        letters = letters[:-1]
    return _NORTH_OR_EAST.get(letters[:2])


def _are_told(pair: re.Match[str]) -> bool:
    """Tell whether two angles without letters are coordinates: degree signs, or three decimals."""
    if pair["sign1"] and pair["sign2"]:
        return True
    decimals = [re.split("[.,]", pair[f"degrees{number}"])[1:] for number in "12"]
    has_minutes = pair["minutes1"] or pair["minutes2"]
    return not has_minutes and all(part and len(part[0]) >= _BARE_DECIMALS for part in decimals)


def _angle(pair: re.Match[str], number: str) -> float | None:
    parts = [pair[f"{name}{number}"] for name in ("degrees", "minutes", "seconds")]
    degrees, minutes, seconds = (float(part.replace(",", ".")) if part else 0.0 for part in parts)
    if minutes >= 60.0 or seconds >= 60.0:
        return None
    whole = round(degrees + minutes / 60.0 + seconds / 3600.0, 7)  # a centimetre: 48°36' is 48.6
    return -whole if pair[f"minus{number}"] else whole

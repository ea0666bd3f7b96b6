"""How strongly do two written names speak for one person, against strangers and against close relatives?

Against a stranger a shared name is worth the more the rarer it is. Against a relative, who shares surname and father by
descent, only what relatives do not share counts. Left to others: dates, places and everything else on the lists.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import log10
from operator import attrgetter
from typing import NamedTuple

from homeward.evidence.names.agreement import match_child, match_given
from homeward.evidence.names.commonness import INITIAL, NEIGHBOURS, Background
from homeward.evidence.names.match import MISSING, Level, Match
from homeward.evidence.names.parts import Part
from homeward.evidence.names.profile import Parts, Profile
from homeward.evidence.names.surnames import match_family
from homeward.evidence.weight import Weight

DEFAULT = Background()
_CACHE = 1 << 18

# P(level | same person) over P(level | a stranger of that name): how much of the name's rarity a level keeps. Slips and
# differences were counted on half of the public pairs with half a count added to each level, and rounded.
_KEPT = {
    Level.IDENTICAL: 1.0,
    Level.STANDARD: 0.9,
    Level.LANGUAGE: 0.8,
    Level.SHORT: 0.6,
    Level.FORM: 0.5,
}
_FAMILY_SLIP, _GIVEN_SLIP = 0.02, 0.4
_NEAR = {"family name": 10**-2.0, "given name": 10**-1.0, "patronymic": 10**-0.7}
_OTHER = {"family name": 10**-3.2, "given name": 10**-3.0, "patronymic": 10**-3.0}
_WOMANS_FAMILY = 10**0.5  # women change theirs more often
_OTHER_SEX = 10**-2.5
_FLOOR_LOG10 = -3.5


@dataclass(frozen=True, slots=True)
class NameWeight:
    """What two names say: all three are log10 likelihood ratios of "same person".

    log10_lr              against another person, who may be a relative: 1 / (1/LR_unrelated + w/LR_relative)
    log10_lr_unrelated    against an unrelated person
    log10_lr_relative     against a close relative: brother, sister, parent, child, spouse, cousin
    parts                 the roles' own weights against an unrelated person, each with its sentence
    """

    log10_lr: float
    log10_lr_unrelated: float
    log10_lr_relative: float
    parts: tuple[Weight, ...]


class _Piece(NamedTuple):
    """One role weighed: ratio against strangers; does a whole name agree; the weight as it is shown."""

    ratio: float
    agrees: bool
    weight: Weight
    level: Level


class _Ratios(NamedTuple):
    combined: float
    same: float
    relative: float
    parts: tuple[Weight, ...]


_COMBINED = attrgetter("combined")
_SILENT = NameWeight(0.0, 0.0, 0.0, ())
_WOMAN_AND_MAN = Weight("sex", log10(_OTHER_SEX), "the names are a man's and a woman's")


def weigh_names(found: Profile, sought: Profile, background: Background = DEFAULT) -> NameWeight:
    """Weigh two names; of several readings the best counts, thinned by their number.

    >>> from homeward.evidence.names.profile import profile_of
    >>> weigh_names(profile_of("Коваль Микола Іванович"), profile_of("Nikolai Koval")).log10_lr > 3
    True
    """
    mine, yours = found.readings, sought.readings
    if not mine or not yours:
        return _SILENT
    if len(mine) == 1 == len(yours):
        best = _weigh(mine[0], yours[0], background)
        share = 0.0
    else:
        best = max((_weigh(a, b, background) for a in mine for b in yours), key=_COMBINED)
        # Of the readings one is meant: with n on one side and one pair that agrees, its share is between 1/n and 1.
        share = log10(max(len(mine), len(yours))) / 2.0
    combined, same = log10(best.combined), log10(best.same)
    if share:
        combined, same = _thinned(combined, share), _thinned(same, share)
    return NameWeight(combined, same, log10(best.same / best.relative), best.parts)


def _thinned(value: float, share: float) -> float:
    return value if value < _FLOOR_LOG10 else max(value - share, _FLOOR_LOG10)


def _weigh(found: Parts, sought: Parts, background: Background) -> _Ratios:
    """Weigh one reading of each name."""
    family = _family(found.family, sought.family, background)
    given = _given(found.given, sought.given, "given name", background)
    patronymic = _given(found.patronymic, sought.patronymic, "patronymic", background)
    parts: tuple[Weight, ...] = (family.weight, given.weight, patronymic.weight)
    surname = family.ratio
    same = surname * given.ratio * patronymic.ratio
    sexes = (found.sex, sought.sex)
    if sexes == ("f", "f") and family.level is Level.DIFFERENT:
        same *= _WOMANS_FAMILY
    is_contradicted = None not in sexes and sexes[0] != sexes[1]
    if is_contradicted:
        same *= _OTHER_SEX
        parts = (*parts, _WOMAN_AND_MAN)
    descent = max(
        _descent(found.patronymic, sought.given, background), _descent(sought.patronymic, found.given, background)
    )
    may_be_spouses = is_contradicted or None in sexes
    relative = surname * _kin(given, patronymic.ratio, descent, may_be_spouses)
    return _Ratios(same / (1.0 + background.relative_weight * relative), same, relative, parts)


def _kin(given: _Piece, patronymic: float, descent: float, may_be_spouses: bool) -> float:
    """P(given name and patronymic | a relative) / P(the same | a stranger), over the kinds of relatives.

    Siblings share the father's name; father and son pass a given name on; namesakes among relatives are rare (1 in
    100 siblings, 3 in 100 cousins), other names and initials agree as often as among strangers.
    """
    namesakes = 0.01 * given.ratio if given.agrees else 1.0
    sibling = patronymic * namesakes
    cousin = (3.0 * namesakes if given.agrees else 1.0) * (0.95 + 0.05 * patronymic)
    spouse = namesakes if may_be_spouses else 0.001
    return 0.35 * sibling + 0.25 * cousin + 0.25 * descent * namesakes + 0.15 * spouse


@lru_cache(maxsize=_CACHE)
def _family(found: Part | None, sought: Part | None, background: Background) -> _Piece:
    if found is None or sought is None:
        return _piece("family name", MISSING, 1.0)
    match = match_family(found, sought)
    if match.level is Level.SLIP:
        ratio = _FAMILY_SLIP / background.of_family(match.value) + _OTHER["family name"]
        return _piece("family name", match, ratio)
    return _piece("family name", match, _ratio(match, "family name", background.of_family(match.value)))


@lru_cache(maxsize=_CACHE)
def _given(found: Part | None, sought: Part | None, role: str, background: Background) -> _Piece:
    if found is None or sought is None:
        return _piece(role, MISSING, 1.0)
    match = match_given(found, sought, role)
    share = background.of_given(match.value)
    if match.level is Level.SLIP:
        # What is no name at all was aimed at the nearest one; two unknown words may be two names.
        kept = _GIVEN_SLIP if bool(found.named) != bool(sought.named) else _GIVEN_SLIP / NEIGHBOURS
        return _piece(role, match, kept / share + _OTHER[role])
    return _piece(role, match, _ratio(match, role, share))


def _ratio(match: Match, role: str, share: float) -> float:
    """The chance that both mean the shared value, over its share among strangers; else as different."""
    if match.level is Level.MISSING:
        return 1.0
    if match.level is Level.INITIAL:
        return 0.9 / INITIAL
    if match.level is Level.NEAR:
        return _NEAR[role]
    if match.level is Level.DIFFERENT:
        return _OTHER[role]
    return _KEPT[match.level] * match.belief / share + _OTHER[role]


def _piece(role: str, match: Match, ratio: float) -> _Piece:
    agrees = match.level in _KEPT and ratio > 1.0 and match.belief > 0.2
    return _Piece(
        ratio, agrees, Weight(role, log10(ratio), match.because or f"{role}: {match.level.value}"), match.level
    )


@lru_cache(maxsize=_CACHE)
def _descent(patronymic: Part | None, given: Part | None, background: Background) -> float:
    """P(one's given name is the other's father's name | parent and child) / P(the same | strangers)."""
    match = match_child(patronymic, given) if patronymic and given else MISSING
    if match.level is Level.MISSING:
        return 0.5
    if match.level in (Level.DIFFERENT, Level.NEAR):
        return 0.01
    return match.belief * (0.1 if match.level is Level.SLIP else 1.0) / background.of_given(match.value)

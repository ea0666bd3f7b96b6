"""How far do two names agree, role by role?

Left to others: how two parts are compared (`agreement`), and what a level weighs (`weigh`).
"""

from dataclasses import dataclass
from functools import lru_cache

from homeward.evidence.names.agreement import match_child, match_given
from homeward.evidence.names.match import MISSING, Level, Match
from homeward.evidence.names.parts import Part
from homeward.evidence.names.profile import Parts, Profile
from homeward.evidence.names.surnames import match_family

__all__ = ["Comparison", "Level", "Match", "compare", "compare_readings"]
_ORDER = {level: rank for rank, level in enumerate(Level)}
_MISSING_COUNTS = 8.5  # a missing part is worse than any agreement, better than a difference


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two names agree in one pair of their readings.

    sexes              of found and sought, as their given names and patronymics show them
    found_is_child     found's father's name against sought's given name
    sought_is_child    the other way round
    """

    family: Match
    given: Match
    patronymic: Match
    sexes: tuple[str | None, str | None] = (None, None)
    found_is_child: Match = MISSING
    sought_is_child: Match = MISSING


def compare(found: Profile, sought: Profile) -> Comparison:
    """Compare two names role by role, in the readings that agree best.

    >>> from homeward.evidence.names.profile import profile_of
    >>> compare(profile_of("Коваль Микола"), profile_of("Nikolai Koval")).given.level
    <Level.LANGUAGE: 'the same name in another language'>
    """
    pairs = [compare_readings(mine, yours) for mine in found.readings for yours in sought.readings]
    return min(pairs, key=_disagreement, default=Comparison(MISSING, MISSING, MISSING))


def _disagreement(comparison: Comparison) -> float:
    matches = (comparison.family, comparison.given, comparison.patronymic)
    return sum(_MISSING_COUNTS if match.level is Level.MISSING else _ORDER[match.level] for match in matches)


@lru_cache(maxsize=1 << 16)
def compare_readings(found: Parts, sought: Parts) -> Comparison:
    """Compare one reading of each name."""
    return Comparison(
        family=match_family(found.family, sought.family) if found.family and sought.family else MISSING,
        given=_given(found.given, sought.given, "given name"),
        patronymic=_given(found.patronymic, sought.patronymic, "patronymic"),
        sexes=(found.sex, sought.sex),
        found_is_child=_child(found.patronymic, sought.given),
        sought_is_child=_child(sought.patronymic, found.given),
    )


def _given(found: Part | None, sought: Part | None, role: str) -> Match:
    return match_given(found, sought, role) if found and sought else MISSING


def _child(patronymic: Part | None, given: Part | None) -> Match:
    return match_child(patronymic, given) if patronymic and given else MISSING

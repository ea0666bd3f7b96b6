"""A name made ready for comparison: every token read once, whatever the number of pairs.

Sex and case are settled over the whole name: Олександра is the genitive of Oleksandr beside Дмитровича, a woman's name
beside Дмитрівна. Left to others: how two profiles agree (`levels`), and what that weighs (`weigh`).
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from homeward.evidence.names import endings
from homeward.evidence.names.parts import ALL, Combos, Part, combos_of, family_part, family_sexes, given_part
from homeward.records.names.given import CASE, candidates
from homeward.records.names.parse import Name, parse
from homeward.records.names.readings import script
from homeward.records.names.repair import repair
from homeward.records.names.sounds import consonants

_CACHE = 1 << 17
_WITH_INITIALS = ("Cyrl", "Latn")


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """One way to read a name: its parts, None where missing, and the sex it shows, if any."""

    family: Part | None
    given: Part | None
    patronymic: Part | None
    sex: str | None  # "m" or "f", where given name or patronymic say so
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One person's name, ready to be compared.

    readings    the ways to read it, most plausible first; empty where nothing is written
    keys        for blocking: two usual spellings of one name share at least one
    """

    readings: tuple[Parts, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Give the keys for blocking."""
        return frozenset(key for parts in self.readings for key in blocking_keys(parts))


@lru_cache(maxsize=_CACHE)
def profile(family: str, given: str, patronymic: str) -> Profile:
    """Prepare a name whose parts are known; "" where a part is missing.

    >>> profile("Новикова", "Ольга", "").readings[0].sex
    'f'
    """
    fixed = [repair(part) for part in (family, given, patronymic)]
    repairs = tuple(dict.fromkeys(what for _, done in fixed for what in done))
    first, second, third = (text.strip() for text, _ in fixed)
    name = Name(first, _dotted(second), _dotted(third), repairs=repairs)
    if not any((name.family, name.given, name.patronymic)):
        return _profile(())
    return _profile((replace(name, family=name.given, given=name.family), name) if _is_swapped(name) else (name,))


def _dotted(text: str) -> str:
    """Write a single letter as the initial that it is."""
    return f"{text}." if len(text) == 1 and script(text) in _WITH_INITIALS else text


def _is_swapped(name: Name) -> bool:
    """Do the two columns hold each other's names: a known given name as family name, and none as given name?"""
    known = [any(c.level != CASE for c in candidates(text)) for text in (name.family, name.given)]
    return bool(name.given) and known == [True, False] and not name.given.endswith(".")


@lru_cache(maxsize=_CACHE)
def profile_of(written: str) -> Profile:
    """Prepare a name written in one field, its roles to be guessed.

    >>> len(profile_of("Коваль Іван Петрович").readings)
    1
    """
    return _profile(parse(written))


def _profile(names: tuple[Name, ...]) -> Profile:
    return Profile(tuple(map(_parts, names)))


def _parts(name: Name) -> Parts:
    family = family_part(name.family) if name.family else None
    combos = combos_of(name.given, "given")
    fathers = combos_of(name.patronymic, "patronymic")
    combos = combos & fathers or (fathers if fathers != ALL else combos)
    settled = combos & family_sexes(family) or combos
    return Parts(
        family=family,
        given=given_part(name.given, settled) if name.given else None,
        patronymic=given_part(name.patronymic, settled, "patronymic") if name.patronymic else None,
        sex=_sex(combos) if fathers != ALL or not all(is_case for _, is_case in combos) else None,
        repairs=name.repairs,
    )


def _sex(combos: Combos) -> str | None:
    sexes = {sex for sex, _ in combos}
    return sexes.pop() if len(sexes) == 1 else None


def blocking_keys(parts: Parts) -> set[str]:
    """Give coarse keys of a reading: consonants of the family name without its ending, and those of given names.

    >>> sorted(blocking_keys(profile("Новикова", "", "").readings[0]))
    ['f:nvk', 'f:nvkv']
    """
    found: set[str] = set()
    if parts.family:
        for key in parts.family.keys[:6]:
            for base in (key, *endings.bases(key)):
                frame = consonants(base)
                found.add(f"f:{frame[:4] if len(frame) > 4 else frame}")
            frame = consonants(key)
            found |= {f"f:{frame[:3]}"}
        found |= {f"f:{name}" for name in parts.family.ids}
    if parts.given:
        found |= {f"g:{identity}" for identity, _ in parts.given.named}
        if not parts.given.named:
            found |= {f"g:{consonants(key)}" for key in parts.given.keys[:3]}
    return found

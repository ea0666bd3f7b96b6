"""Compare two given names or fathers' names, and say what any two parts share: letters, sounds, identities, initials.

In one script that is not Latin or Cyrillic the letters decide: two Arabic, Chinese or Korean names that only sound
alike are two names. Left to others: family names (`surnames`), slips (`slips`), and what a level weighs (`weigh`).
"""

from functools import lru_cache

from homeward.evidence.names.match import Level, Match
from homeward.evidence.names.parts import Part
from homeward.evidence.names.slips import closest, is_aimed_at, is_near, is_slip
from homeward.records.names.arabic import has_other_length, writes_vowels
from homeward.records.names.readings import readings, script
from homeward.records.names.sounds import consonants, key

_CACHE = 1 << 18
_USUAL = 2  # readings by which a listed name counts as spelled, not translated
_OWN_LETTERS = frozenset(("Arab", "Hebr", "Hang", "Hani"))


# ── for every role ──


def are_two_names(found: Part, sought: Part) -> bool:
    """Tell whether both are listed in one culture, as different names: Rashid with a long a, and with a long i."""
    return bool(found.cultures & sought.cultures) and not found.ids & sought.ids


def value_of(part: Part) -> str:
    """Give the value under which a part's frequency is looked up."""
    return part.common or (part.keys[0] if part.keys else part.letters)


def doubt(found: Part, sought: Part) -> float:
    """Give the belief that agreement of sounds deserves: many readings make it cheap."""
    return 1.0 / (1.0 + 0.1 * (max(len(found.keys), len(sought.keys), 1) - 1))


def sounds_alike(role: str, found: Part, sought: Part, shared: str) -> str:
    """Say by which rules of spelling two parts sound the same."""
    reasons = {
        reading.reason
        for part in (found, sought)
        for reading in readings(part.text)
        if key(reading.sounds) == shared and reading.reason != "Cyrillic letters"
    }
    return f"{role}: sounds the same ({', '.join(sorted(reasons)) or 'letters of two languages'})"


def in_own_letters(role: str, found: Part, sought: Part) -> Match | None:
    """Compare parts that both stand in one script whose letters tell names apart; None for all others."""
    if found.script != sought.script or found.script not in _OWN_LETTERS:
        return None
    if found.letters == sought.letters:
        return Match(Level.IDENTICAL, value_of(found), because=f"{role}: the same letters")
    if found.ids & sought.ids and found.script in ("Arab", "Hebr"):
        return Match(Level.STANDARD, min(found.ids & sought.ids), because=f"{role}: two spellings of one name")
    return Match(Level.DIFFERENT, because=f"{role}: other letters of the same script")


def in_long_vowels(role: str, found: Part, sought: Part) -> Match | None:
    """A scholarly spelling shows which vowels Arabic writes: Qadīr is not قادر."""
    if {found.script, sought.script} != {"Arab", "Latn"}:
        return None
    arabic, latin = sorted((found.text, sought.text), key=lambda text: script(text) != "Arab")
    return Match(Level.DIFFERENT, because=f"{role}: other long vowels") if has_other_length(arabic, latin) else None


_SPARSE = frozenset(("Arab", "Hebr"))  # scripts that leave short vowels out
_FEWEST = 3  # consonants that are a name


def in_consonants(role: str, found: Part, sought: Part) -> Match | None:
    """Compare a name that no table holds, in a script without short vowels, by what the script does write."""
    if (found.script in _SPARSE) == (sought.script in _SPARSE) or (found.ids and sought.ids):
        return None
    sparse, spelled = (found, sought) if found.script in _SPARSE else (sought, found)
    frames = {consonants(sounds): sounds for sounds in reversed(sparse.keys)}
    for sounds in spelled.keys:
        frame = consonants(sounds)
        if len(frame) >= _FEWEST and frame in frames and writes_vowels(sparse.letters, sounds):
            return Match(Level.LANGUAGE, frames[frame], 0.3, f"{role}: the same consonants and long vowels")
    return None


# ── given names and patronymics ──


@lru_cache(maxsize=_CACHE)
def match_given(found: Part, sought: Part, role: str) -> Match:
    """Compare two given names, or the fathers' names behind two patronymics: the first rule that speaks decides.

    >>> from homeward.evidence.names.parts import given_part
    >>> match_given(given_part("Коля"), given_part("Mykola"), "given name").level.name
    'SHORT'
    """
    for rule in (_initials, _own_letters, _identities, _listed_apart, _long_vowels, *_BY_SOUND):
        match = rule(found, sought, role)
        if match is not None:
            return match
    nearest = closest(found.keys, sought.keys)
    if nearest is not None and nearest[0] <= 1.5:
        return Match(Level.NEAR, because=f"{role}: near, but not the same")
    return Match(Level.DIFFERENT, because=f"{role}: different")


def _initials(found: Part, sought: Part, role: str) -> Match | None:
    if not found.initial and not sought.initial:
        return None
    mine = found.initial or found.first_sounds
    yours = sought.initial or sought.first_sounds
    if not mine or not yours:
        return Match(Level.MISSING, because=f"{role}: only an initial")
    if mine & yours:
        return Match(Level.INITIAL, min(mine & yours), because=f"{role}: the initial fits")
    return Match(Level.DIFFERENT, because=f"{role}: the initial does not fit")


def _own_letters(found: Part, sought: Part, role: str) -> Match | None:
    return in_own_letters(role, found, sought)


def _identities(found: Part, sought: Part, role: str) -> Match | None:
    belief, shared = shared_identity(found, sought)
    if belief > 0.0:
        return _named(found, sought, role, Match(Level.IDENTICAL, shared, belief))
    if found.named and sought.named:
        return Match(Level.DIFFERENT, because=f"{role}: two different names")
    return None


def shared_identity(found: Part, sought: Part) -> tuple[float, str]:
    """Give the belief that both mean the same listed name, and which; 0 where they share none."""
    yours = dict(sought.named)
    return max(((weight * yours[name], name) for name, weight in found.named if name in yours), default=(0.0, ""))


def _named(found: Part, sought: Part, role: str, shared: Match) -> Match:
    """Say in which way two spellings of one listed name differ."""
    name, belief = shared.value, shared.belief
    if found.letters == sought.letters:
        return Match(Level.IDENTICAL, name, max(belief, 0.5), f"{role}: the same letters")
    if found.short != sought.short:
        return Match(Level.SHORT, name, belief, f"{role}: a short form of the same name")
    if found.declined != sought.declined:
        return Match(Level.FORM, name, belief, f"{role}: the same name in another case")
    if not set(found.keys[:_USUAL]).isdisjoint(sought.keys[:_USUAL]):
        return Match(Level.STANDARD, name, belief, f"{role}: the same under a standard of transliteration")
    return Match(Level.LANGUAGE, name, belief, f"{role}: the same name in another language")


def _listed_apart(found: Part, sought: Part, role: str) -> Match | None:
    if found.letters == sought.letters:
        return Match(Level.IDENTICAL, value_of(found), because=f"{role}: the same letters")
    return Match(Level.DIFFERENT, because=f"{role}: two different names") if are_two_names(found, sought) else None


def _same_sounds(found: Part, sought: Part, role: str) -> Match | None:
    yours = sought.keys
    shared = next((k for k in found.keys if k in yours), "")
    if shared:
        return Match(Level.STANDARD, shared, doubt(found, sought), sounds_alike(role, found, sought, shared))
    if found.ids & sought.ids:
        return Match(Level.LANGUAGE, min(found.ids & sought.ids), because=f"{role}: two spellings of one name")
    return None


def _long_vowels(found: Part, sought: Part, role: str) -> Match | None:
    return in_long_vowels(role, found, sought)


def _declined(found: Part, sought: Part, role: str) -> Match | None:
    """A name that no table holds, in another case: only where the father's name beside it is declined as well."""
    mine, yours = found.bases, sought.bases
    if not mine and not yours:
        return None
    shared = next((k for k in found.keys if k in yours), "") or next((k for k in sought.keys if k in mine), "")
    return Match(Level.FORM, shared, because=f"{role}: the same name in another case") if shared else None


def _consonants(found: Part, sought: Part, role: str) -> Match | None:
    return in_consonants(role, found, sought)


def _far(found: Part, sought: Part, role: str) -> Match | None:
    return None if is_near(found, sought) else Match(Level.DIFFERENT, because=f"{role}: different")


def _other_vowels(found: Part, sought: Part, role: str) -> Match | None:
    nearest = closest(found.keys, sought.keys)
    if nearest is None:
        return None
    cost, mine, yours = nearest
    if _other_short_vowel(mine, yours):
        return None
    budget = 0.0 if len(mine) <= 3 else (0.4 if len(mine) <= 5 else 0.85)
    if consonants(mine) != consonants(yours) or cost > budget:
        return None
    return Match(Level.LANGUAGE, min(mine, yours), 0.5, f"{role}: only vowels differ")


_OTHER_SHORT = ({"a", "i"}, {"a", "u"})  # Jamal and Jamil, Sharaf and Sharif are two names


def _other_short_vowel(mine: str, yours: str) -> bool:
    return len(mine) == len(yours) and any({a, b} in _OTHER_SHORT for a, b in zip(mine, yours, strict=True))


def _slip(found: Part, sought: Part, role: str) -> Match | None:
    aimed = bool(found.named) != bool(sought.named) and is_aimed_at(*sorted((found, sought), key=_is_unknown))
    if not aimed and not is_slip(found, sought, closest(found.keys, sought.keys)):
        return None
    names = found.named or sought.named
    shared = names[0][0] if names else min(found.letters, sought.letters)
    return Match(Level.SLIP, shared, because=f"{role}: one slip of the pen apart")


_BY_SOUND = (_same_sounds, _declined, _consonants, _far, _other_vowels, _slip)


def _is_unknown(part: Part) -> bool:
    return not part.named


@lru_cache(maxsize=_CACHE)
def match_child(child_patronymic: Part, parent_given: Part) -> Match:
    """Compare one person's father's name with the other's given name."""
    if child_patronymic.initial or parent_given.initial:
        return Match(Level.MISSING)
    belief, shared = shared_identity(child_patronymic, parent_given)
    if belief > 0.0:
        return Match(Level.LANGUAGE, shared, belief, "the father's name of one is the given name of the other")
    if child_patronymic.named and parent_given.named:
        return Match(Level.DIFFERENT)
    return match_given(child_patronymic, parent_given, "father's name")

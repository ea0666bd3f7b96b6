"""Read Arabic and Persian names: Arabic script, and the Latin and Cyrillic spellings of it.

Short vowels are not written, so the letters alone rarely settle a name; a table of names gives their usual vowels,
and keeps apart what only long vowels tell apart (راشد, رشيد). A name outside the table is read by the usual patterns
of words. The article vanishes; عبد and الدين bind names into one (`join_compounds`). Left to others: what agreement
weighs.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from homeward.records.names.sounds import CONSONANTS, VOWELS, Reading, collapse
from homeward.records.names.tables.arabic_names import DIVINE, NAMES, OF_FAITH
from homeward.records.names.tables.identities import Identities, entries, parse_identities
from homeward.records.names.tables.letters import as_readings, expand, fold_spelling, parse_rules, script_of

_FEWEST_CONSONANTS = 3  # of a spelling that is looked up by sound

_CONSONANTS = {
    "ب": "b", "ت": "t", "ث": "t", "ج": "dZ", "ح": "h", "خ": "h", "د": "d", "ذ": "d", "ر": "r", "ز": "z", "س": "s",
    "ش": "S", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "h", "ف": "f", "ق": "k", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "پ": "p", "چ": "C", "ژ": "Z", "گ": "h", "ڤ": "v", "ء": "",
}  # fmt: skip
_OTHER = {"ث": "s", "ذ": "z", "ظ": "d", "ض": "z", "ج": "h"}  # in other countries, and in Russian
_ONE_LETTER = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ک": "ك", "ؤ": "و", "ة": "ه",
        "ۀ": "ه", "ە": "ه", "ھ": "ه", "ء": None, "ـ": None, "\u200c": None, "\u200f": None, "\u200e": None,
    }
)  # fmt: skip
_LATIN = parse_rules(
    """
    a:a b:b c:k d:d e:e f:f g:h|dZ h:h i:i j:dZ|Z k:k l:l m:m n:n o:o p:p q:k r:r s:s t:t u:u v:v w:v x:ks y:i z:z
    sh:S ch:S|C kh:h gh:h th:t|s dh:d|z dj:dZ|Z ph:f ck:k zh:Z ee:i oo:u ou:u aw:au|av aa:a ii:i uu:u ie:i|ie sch:S
    tch:C cs:S ah$:a|ah eh$:e|eh ine$:in een$:in oun$:un ane$:an ique$:ik oua:ua ^oua:va ^ou:u|v oui:ui aou:au ş:S ç:C
    ğ:h ı:i
    """
)
_CYRILLIC = parse_rules(
    """
    а:a б:b в:v г:h|dZ ґ:h д:d е:e ё:o є:e ж:Z з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ў:u ф:f х:h
    ц:c ч:C ш:S щ:S ъ:- ы:i ь:- э:e ю:u я:a дж:dZ|Z ав:av|au ах$:a|ah
    """
)
# All dialects to the three vowels of the script: Hussein, Husayn, Hossein.
_THREE_VOWELS = parse_rules(
    "a:a i:i u:u e:i|a o:u ei:ai|i ai:ai ae:ai oi:ai au:au ou:au|u ie:ia|i io:iu eu:u ea:a|ia e$:a|i ah$:a|ah ih$:a|ih"
) | {consonant: (consonant,) for consonant in CONSONANTS}
_ARTICLE = re.compile(r"^(?:[ae][ltsdrnz]h?|ash|ech|ach|esh|adh|ath|ul|ol|[аэе](?:ль?|[стдрнзш]))[-\s]+(?=\w)")
_ARABIC_ARTICLE = re.compile(r"^(?:ال)\s*(?=..)")
_GLUED_ARTICLE = re.compile(r"^(?:[ae]l|эль|аль|ель)(?=....)")
_ARABIC_ABD = re.compile(r"^عبد\s*(?:ال(?!له$|لاه$))?\s*")
_DIN = re.compile(r"[\s\-]*(?:[aeiou]{0,2}[ld]?|[аеуэиi](?:ль?|д)?)[\s\-]*(?:d(?:i|ee|ie)ne?|dyn|дд?[иі]н|дд?ин)$")
_ARABIC_DIN = re.compile(r"\s*ال?دين$")
_WEAK = frozenset("اوي")
_WEAK_OR_END = _WEAK | {""}
_SONS = frozenset("bin ben ibn bint bent wald ould ولد بن ابن بنت бин бен ибн бинт ібн вульд".split())
_FATHERS = frozenset("abu abou aboo abi abo bu bou umm um oum ابو ابي ام أبو أم أبي абу аби умм ум".split())
_SERVANTS = frozenset(
    """
    abd abdu abdul abdel abdal abdol abdoul abdur abdus abder abdes عبد абд абду абдул абдуль абдель абдал абдур
    """.split()
)
_ARTICLES = frozenset(
    """
    al el ul as ash ad an ar at az es ed en er ez ech adh ath ال аль эль ель ал эл ас аш ад ан ар ат аз эс эд эш эр эн
    """.split()
)
_OPENING = _ARTICLES | _SERVANTS | _FATHERS
_FAITH = frozenset("din deen dine eddine eddin uddin addin aldin eldin الدين дин дін аддин эддин eldine".split())


def join_compounds(tokens: Sequence[str]) -> tuple[str, ...]:
    """Join tokens that are one Arabic name, and leave out "son of": Abd + al-Karim, Nur + al-Din, Abu + Bakr, al + X.

    >>> join_compounds(("Abd", "al-Karim", "bin", "Nur", "al-Din", "Al", "Ahmed"))
    ('Abd al-Karim', 'Nur al-Din', 'Al Ahmed')
    """
    joined: list[str] = []
    waiting = ""
    for token in tokens:
        small = token.casefold().strip(".-")
        if waiting and small not in _ARTICLES:
            joined.append(f"{waiting} {token}")
            waiting = ""
        elif small in _OPENING:
            waiting = f"{waiting} {token}".strip()
        elif joined and _is_faith(small) and script_of(token) == script_of(joined[-1]):
            joined[-1] += f" {token}"
        elif small not in _SONS:
            joined.append(token)
    return (*joined, waiting) if waiting else tuple(joined)


def _is_faith(small: str) -> bool:
    return small in _FAITH or _ARTICLE.sub("", small) in ("din", "deen", "dine", "дин", "дін")


def strip_article(token: str) -> str:
    """Take away the article before a name: al-, el-, as-, аль-, ال; a glued one only in Arabic letters.

    >>> strip_article("ash-Shami"), strip_article("аль-Масри"), strip_article("المصري"), strip_article("Alina")
    ('shami', 'масри', 'مصري', 'alina')
    """
    small = token.casefold()
    if script_of(token) == "ARABIC":
        return small if small in ("الله", "اللاه") else _ARABIC_ARTICLE.sub("", small)
    return _ARTICLE.sub("", small)


def skeleton(sounds: str) -> str:
    """Leave only the consonants of Arabic sounds; an article, also one grown into the next letter, goes first.

    >>> skeleton("muhamad"), skeleton("aSSami"), skeleton("alahmad")
    ('mhmd', 'Sm', 'hmd')
    """
    doubled = len(sounds) > 3 and sounds[0] in "ae" and sounds[1] == sounds[2] and sounds[1] in "tdrzsSnl"
    bare = sounds[2:] if doubled or (sounds[:2] in ("al", "el") and len(sounds) > 5) else sounds
    return collapse("".join(sound for sound in bare if sound not in VOWELS))


@lru_cache(maxsize=1 << 14)
def letters(token: str) -> str:
    """Write Arabic script in one way: no marks, one form of alif, ya and kaf, no article, no spaces.

    >>> letters("الأحمد"), letters("عبد اللّٰه")
    ('احمد', 'عبدالله')
    """
    bare = "".join(c for c in unicodedata.normalize("NFC", token) if not unicodedata.combining(c))
    return "".join(strip_article(bare.translate(_ONE_LETTER)).split())


@lru_cache(maxsize=1 << 14)
def _spelled(token: str) -> tuple[str, ...]:
    """Return the sounds of a Latin or Cyrillic spelling: as written first, then with the three vowels of the script."""
    plain = _plain(token)
    return tuple(dict.fromkeys((*plain, *(three for sounds in plain for three in _three_vowels(sounds)))))


def _plain(token: str) -> tuple[str, ...]:
    rules = _CYRILLIC if script_of(token) == "CYRILLIC" else _LATIN
    return expand("".join(c for c in _without_marks(token) if c.isalpha() and c not in "ʻʿʾ"), rules, 3)


def _three_vowels(sounds: str) -> tuple[str, ...]:
    return expand(sounds, _THREE_VOWELS, 4)


@lru_cache(maxsize=1)
def _tables() -> tuple[Identities, Identities, Identities]:
    return (
        parse_identities("arabic", NAMES, fold=_fold),
        parse_identities("arabic", DIVINE, fold=_fold),
        parse_identities("arabic", OF_FAITH, fold=_fold),
    )


def _fold(form: str) -> str:
    return letters(form) if script_of(form) == "ARABIC" else fold_spelling(form)


@lru_cache(maxsize=1)
def _listed() -> dict[str, frozenset[str]]:
    """Per sounds, with the three vowels, of every listed Latin or Cyrillic spelling: whose they are."""
    found: dict[str, set[str]] = {}
    for name, groups in entries(NAMES):
        for word in groups["0"]:
            for sounds in _spelled(word) if script_of(word) != "ARABIC" else ():
                if not set("eo") & set(sounds):
                    found.setdefault(sounds, set()).add(f"arabic:{name}")
    return {sounds: frozenset(names) for sounds, names in found.items()}


@lru_cache(maxsize=1)
def _arabic_by_id() -> dict[str, str]:
    listed = ((name, groups["0"]) for name, groups in entries(NAMES))
    return {f"arabic:{name}": letters(next(w for w in words if script_of(w) == "ARABIC")) for name, words in listed}


@lru_cache(maxsize=1 << 15)
def name_ids(token: str) -> frozenset[str]:
    """Return the Arabic names a token may be, in any script; several where a spelling is ambiguous.

        token    one name, joined by `join_compounds`; articles do not matter
        returns  "arabic:karim", "arabic:abd+karim", "arabic:nur+din"; empty where nothing is known

    >>> sorted(name_ids("Rashid")), sorted(name_ids("Rashīd")), sorted(name_ids("راشد"))
    (['arabic:rashid', 'arabic:rashid_long_a'], ['arabic:rashid'], ['arabic:rashid_long_a'])
    >>> name_ids("Абдулкарим") == name_ids("عبد الكريم") == name_ids("Abd al-Karim")
    True
    """
    bound = _bound_ids(token)
    if bound:
        return bound
    names, _, _ = _tables()
    bare = strip_article(token)
    ids = _whole(names.of(bare))
    if script_of(token) == "ARABIC":
        return ids
    if not ids:
        unglued = _GLUED_ARTICLE.sub("", bare)
        ids = _whole(names.of(unglued)) if unglued != bare else ids
    return _agreeing_in_length(ids or _near_listed(bare), bare)


def _whole(ids: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in ids if "/" not in name)


def _bound_ids(token: str) -> frozenset[str]:
    """Return the identity of a name bound by عبد or الدين."""
    servants, faith = _arabic_bound(letters(token)) if script_of(token) == "ARABIC" else _spelled_bound(token)
    if servants:
        return frozenset(f"arabic:abd+{name.removeprefix('arabic:')}" for name in _whole(servants))
    return frozenset(f"{name}+din" for name in _whole(faith))


_Bound = tuple[frozenset[str], frozenset[str]]


def _arabic_bound(spelled: str) -> _Bound:
    """Find whose servant, and what of the faith, an Arabic word is."""
    _, divine, of_faith = _tables()
    whose, what = _ARABIC_ABD.sub("", spelled), _ARABIC_DIN.sub("", spelled)
    servants = divine.of(letters(whose)) or divine.of(whose) if whose not in (spelled, "") else frozenset()
    return servants, of_faith.of(what) if what not in (spelled, "") else frozenset()


def _spelled_bound(token: str) -> _Bound:
    """Find whose servant, and what of the faith, a Latin or Cyrillic spelling is."""
    spelled = _without_marks(token)
    return _servant_ids(spelled), _faith_ids(spelled)


def _faith_ids(spelled: str) -> frozenset[str]:
    """Find what of the faith: try each place where the article may begin, Ala-uddin before Al-auddin."""
    _, _, of_faith = _tables()
    if not spelled.endswith(("n", "ne", "н")) or not _DIN.search(spelled):
        return frozenset()
    cuts = (spelled[:size] for size in range(len(spelled) - 3, 1, -1) if _DIN.fullmatch(spelled, size))
    return next((ids for ids in map(of_faith.of, cuts) if ids), frozenset())


def _without_marks(token: str) -> str:
    """Write a Latin token in small letters without marks; a Cyrillic one keeps й and ё whole."""
    small = token.casefold()
    if script_of(token) == "CYRILLIC":
        return small
    return "".join(c for c in unicodedata.normalize("NFD", small) if not unicodedata.combining(c))


def _servant_ids(spelled: str) -> frozenset[str]:
    """Find whose servant: try each place where "abd", its vowel and its article may end."""
    _, divine, _ = _tables()
    whole = fold_spelling(spelled)
    for size in range(min(len(whole) - 2, 7) if whole.startswith(("abd", "абд")) else 0, 2, -1):
        ids = divine.of(whole[size:])
        if ids and re.fullmatch(r"abd[aeou]?[lrsnzdt]?h?|абд[аеуо]?[лрснздтш]?", whole[:size]):
            return ids
    return frozenset()


def _near_listed(bare: str) -> frozenset[str]:
    """Find listed names that sound the same once the vowels are the three of the script; not for short words."""
    consonants = skeleton(next(iter(_plain(bare)), ""))
    if len(consonants) < _FEWEST_CONSONANTS or consonants not in _listed_skeletons():
        return frozenset()
    return frozenset(name for sounds in _spelled(bare) for name in _listed().get(sounds, ()))


@lru_cache(maxsize=1)
def _listed_skeletons() -> frozenset[str]:
    return frozenset(map(skeleton, _listed()))


def _agreeing_in_length(ids: frozenset[str], bare: str) -> frozenset[str]:
    """Keep the names whose long vowels stand where a scholarly spelling (ā ī ū), or ee and oo, shows them."""
    if len(ids) < 2:
        return ids
    marks = set(unicodedata.normalize("NFD", bare)) & {"\u0304", "\u0302"}
    shown = re.sub("ee", "i\u0304", re.sub("oo", "u\u0304", unicodedata.normalize("NFD", bare)))
    if "\u0304" not in shown.replace("\u0302", "\u0304"):
        return ids
    lengths = _length_pattern(shown)
    arabic = _arabic_by_id()
    kept = frozenset(name for name in ids if _fits(arabic.get(name, ""), lengths, strict=bool(marks)))
    return kept or ids


def has_other_length(arabic: str, latin: str) -> bool:
    """Tell whether a scholarly spelling (ā ī ū) contradicts the long vowels of an Arabic word.

    >>> has_other_length("قادر", "Qadīr"), has_other_length("قدير", "Qadīr"), has_other_length("قادر", "Qadir")
    (True, False, False)
    """
    spelled = unicodedata.normalize("NFD", strip_article(latin)).replace("\u0302", "\u0304")
    if "\u0304" not in spelled or " " in spelled:
        return False
    return not _fits(letters(arabic), _length_pattern(spelled), strict=True)


_WRITTEN = {"ا": "a", "و": "uov", "ي": "ie", "ו": "uov", "י": "ie"}


def writes_vowels(letters_only: str, sounds: str) -> bool:
    """Tell whether the vowels that Arabic or Hebrew letters write stand in a reading, in that order.

    >>> writes_vowels("جنبلاط", "dZunblat"), writes_vowels("نذير", "nadir"), writes_vowels("نادر", "nadur")
    (True, True, True)
    """
    place = 0
    for letter in letters_only[1:]:
        heard = _WRITTEN.get(letter)
        if heard:
            place = next((k + 1 for k in range(place, len(sounds)) if sounds[k] in heard), -1)
            if place < 0:
                return False
    return True


def _length_pattern(shown: str) -> str:
    """Write the vowels of a spelling as "ا", "ي", "و" where long and "." where short: rashi\u0304d is ".ي"."""
    long = {"a": "ا", "i": "ي", "u": "و", "e": "ي", "o": "و"}
    vowels = re.findall("[aeiouy]+[\u0304\u0302]?", shown)
    return "".join(long.get(vowel[0], ".") if vowel[-1] in "\u0304\u0302" else "." for vowel in vowels)


def _fits(arabic: str, lengths: str, *, strict: bool) -> bool:
    """Tell whether the long letters of a word, in order, are those shown; all of them if the spelling is scholarly."""
    inner = "".join(c for c in arabic[1:].removesuffix("ه") if c in "اوي")
    shown = lengths.replace(".", "")
    if strict:
        return inner == shown
    return all(letter in inner for letter in shown)


@lru_cache(maxsize=1 << 15)
def readings(token: str) -> tuple[Reading, ...]:
    """Read one Arabic or Persian name into sounds, in any script; the article is left out.

    >>> [r.sounds for r in readings("ماهر")][:2], [r.sounds for r in readings("Махер")][:2]
    (['mahir', 'maher'], ['maher', 'mahir'])
    """
    if script_of(token) != "ARABIC":
        bare = strip_article(token)
        unglued = _GLUED_ARTICLE.sub("", bare)
        forms = (bare,) if unglued == bare else (bare, unglued)
        return as_readings((sounds, "Arabic name as spelled") for form in forms for sounds in _spelled(form)[:5])
    known = [(sounds, "usual vowels of this name") for form in _usual_forms(token) for sounds in _spelled(form)[:2]]
    return as_readings(
        known or [(sounds, "Arabic letters, usual word pattern") for sounds in _patterns(letters(token))]
    )


@lru_cache(maxsize=1)
def _forms_by_id() -> dict[str, tuple[str, ...]]:
    listed = (entry for text in (DIVINE, OF_FAITH, NAMES) for entry in entries(text))
    return {f"arabic:{name}": tuple(w for w in groups["0"] if script_of(w) != "ARABIC") for name, groups in listed}


def _usual_forms(token: str) -> tuple[str, ...]:
    """Return Latin and Cyrillic spellings of a listed Arabic word; of a bound name, put together again."""
    forms: list[str] = []
    for name in sorted(name_ids(token)):
        servant, _, whose = name.removeprefix("arabic:").rpartition("abd+")
        if whose != name.removeprefix("arabic:") or servant:
            forms += [
                f"abdul{form}" for form in _forms_by_id().get(f"arabic:{whose}", ()) if script_of(form) == "LATIN"
            ][:2]
        elif name.endswith("+din"):
            start = _forms_by_id().get(name.removesuffix("+din"), ())
            forms += [f"{form}{end}" for form in start if script_of(form) == "LATIN" for end in ("eddin", "uddin")][:4]
        else:
            forms += _forms_by_id().get(name, ())[:6]
    return tuple(forms)


def _patterns(word: str) -> tuple[str, ...]:
    """Put the usual short vowels into a written word, the commonest pattern first."""
    beams: list[tuple[int, str]] = [(0, "")]
    for place in range(len(word)):
        choices = _choices_at(word, place)
        beams = sorted((cost + rank, sounds + choice) for cost, sounds in beams for rank, choice in enumerate(choices))
        beams = beams[:24]
    return tuple(dict.fromkeys(collapse(sounds) for _, sounds in beams))[:6]


def _choices_at(word: str, place: int) -> tuple[str, ...]:
    letter, after = word[place], word[place + 1 : place + 2]
    if letter in _WEAK:
        return _weak_choices(letter, word[place - 1] if place else "", after)
    if letter == "ه" and not after:
        return ("a", "h")
    sound, other = _CONSONANTS.get(letter, ""), _OTHER.get(letter)
    vowels = _short_vowels_after(word, place)
    heard = tuple(sound + vowel for vowel in vowels)
    return heard if other is None else (heard[0], other + vowels[0], *heard[1:])


def _weak_choices(letter: str, before: str, after: str) -> tuple[str, ...]:
    """Say what alif, waw and ya may sound: a long vowel, or a glide beside one."""
    if letter == "ا":
        return ("a",) if before else ("a", "i", "u")
    vowel, glide = ("u", "v") if letter == "و" else ("i", "i")
    if not before or "ا" in (before, after):
        return (glide if after in ("ا", "") else f"{glide}a", vowel)
    return (vowel, f"a{vowel}", f"a{glide}")


def _short_vowels_after(word: str, place: int) -> tuple[str, ...]:
    """Say which short vowels may follow a consonant, by where it stands in the word."""
    after, later = word[place + 1 : place + 2], word[place + 2 : place + 3]
    if after in _WEAK_OR_END:
        return ("",)
    if place == 0:
        is_participle = len(word) == 4 and word[0] == "م" and _WEAK.isdisjoint(word)
        return ("u", "a", "i") if is_participle else ("a", "i", "u")
    if word[place - 1] == "ا":
        return ("i", "a", "")
    if not later:
        return ("a", "i", "")
    return ("", "a") if later in _WEAK else ("a", "i", "")

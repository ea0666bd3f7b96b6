"""Read Chinese names: characters, Pinyin, Wade-Giles and Palladius' Cyrillic, all to Pinyin syllables without tones.

`keys("Hsiao-ming")` and `keys("小明")` share "xiaoming". One spelling may be several syllables (Chang is Pinyin chang
or Wade-Giles zhang), and one syllable is many characters, so two names in characters are compared as characters, by
the caller. Left to others: what agreement weighs.

Sources: Hanyu Pinyin (ISO 7098), Wade-Giles as in Giles 1912, Palladius' system as used in Russian practice.
"""

import re
from functools import lru_cache

from homeward.records.names.sounds import Reading
from homeward.records.names.tables.letters import as_readings, cut_into, read_cyrillic, script_of, strip_marks
from homeward.records.names.tables.pinyin import CHARACTERS, FINALS_BY_INITIAL, USUAL_SURNAMES

_SEPARATORS = re.compile(r"[\s\-–·]+")
_APOSTROPHES = str.maketrans("’ʻ‘ʼ`", "'" * 5)
_UKRAINIAN = str.maketrans("іїєґ", "ииег")
_WADE, _CARELESS_WADE, _PALLADIUS = "Wade-Giles", "Wade-Giles without apostrophes", "Palladius"
_SYSTEMS = ("Pinyin", _WADE, _CARELESS_WADE, _PALLADIUS, "Palladius, careless")
_MOST_SYLLABLES = 3
_MOST_KEYS = 24

_CYRILLIC_INITIALS = dict(
    pair.split(":")
    for pair in "b:б p:п m:м f:ф d:д t:т n:н l:л g:г k:к h:х j:цз q:ц x:с zh:чж ch:ч sh:ш r:ж z:цз c:ц s:с".split()
)
_CYRILLIC_FINALS = dict(
    pair.split(":")
    for pair in """
    a:а ai:ай an:ань ang:ан ao:ао e:э ei:эй en:энь eng:эн er:эр i:и ia:я ian:янь iang:ян iao:яо ie:е in:инь ing:ин
    iong:юн iu:ю o:о ong:ун ou:оу u:у ua:уа uai:уай uan:уань uang:уан ui:уй un:унь uo:о ü:юй üan:юань üe:юэ ün:юнь
    """.split()
)
_CYRILLIC_WHOLE = dict(
    pair.split(":")
    for pair in """
    ya:я yan:янь yang:ян yao:яо ye:е yi:и yin:инь ying:ин yo:йо yong:юн you:ю yu:юй yuan:юань yue:юэ yun:юнь wa:ва
    wai:вай wan:вань wang:ван wei:вэй wen:вэнь weng:вэн wo:во wu:у er:эр lo:ло hui:хуэй zi:цзы ci:цы si:сы
    """.split()
)
_CYRILLIC_ALSO = {
    "hui": ("хуй", "хой"),
    "wei": ("уэй",),
    "wen": ("уэнь",),
    "ye": ("йе",),
    "yo": ("ё",),
    "rui": ("жуэй",),
}

_WADE_INITIALS = dict(
    pair.split(":")
    for pair in """
    b:p p:p' m:m f:f d:t t:t' n:n l:l g:k k:k' h:h j:ch q:ch' x:hs zh:ch ch:ch' sh:sh r:j z:ts c:ts' s:s
    """.split()
)
_WADE_FINALS = {"ian": "ien", "ie": "ieh", "iong": "iung", "ong": "ung", "üe": "üeh", "uo": "o", "er": "erh"}
_WADE_WHOLE = dict(
    pair.split(":")
    for pair in """
    zhi:chih chi:ch'ih shi:shih ri:jih zi:tzu ci:tz'u si:szu gui:kuei kui:k'uei guo:kuo kuo:k'uo huo:huo shuo:shuo
    ge:ko ke:k'o he:ho e:o er:erh yan:yen ye:yeh yong:yung you:yu yu:yü yuan:yüan yue:yüeh yun:yün yi:i
    """.split()
)
_WADE_ALSO = {
    "si": ("ssu", "sze"), "zi": ("tze",), "ci": ("tze",), "e": ("e",), "yi": ("yi",), "he": ("he",), "ge": ("ke",),
    "wei": ("wei",), "jian": ("chian",), "qian": ("ch'ian",), "xian": ("hsian",), "guo": ("ko",), "luo": ("luo",),
}  # fmt: skip


@lru_cache(maxsize=1)
def pinyin_syllables() -> tuple[str, ...]:
    """List the syllables of standard Chinese in Pinyin, without tones; ü stays only after n and l."""
    rows = (row.split(":") for row in FINALS_BY_INITIAL.strip().splitlines())
    return tuple(initial.strip("- ") + final for initial, finals in rows for final in finals.split())


def cut_initial(syllable: str) -> tuple[str, str]:
    """Part a Pinyin syllable into initial and final; after j q x, u is ü.

    >>> cut_initial("zhuang"), cut_initial("xu")
    (('zh', 'uang'), ('x', 'ü'))
    """
    size = 2 if syllable[:2] in ("zh", "ch", "sh") else 1
    initial, final = syllable[:size], syllable[size:]
    if initial not in _CYRILLIC_INITIALS:
        return "", syllable
    return initial, "ü" + final[1:] if initial in ("j", "q", "x") and final.startswith("u") else final


@lru_cache(maxsize=512)
def palladius(syllable: str) -> tuple[str, ...]:
    """Write a Pinyin syllable in Palladius' Cyrillic, the standard spelling first.

    >>> palladius("zhang"), palladius("hui")
    (('чжан',), ('хуэй', 'хуй', 'хой'))
    """
    initial, final = cut_initial(syllable)
    plain = _CYRILLIC_WHOLE.get(syllable) or _CYRILLIC_INITIALS.get(initial, "") + _CYRILLIC_FINALS[final]
    return (plain, *_CYRILLIC_ALSO.get(syllable, ()))


@lru_cache(maxsize=512)
def wade_giles(syllable: str) -> tuple[str, ...]:
    """Write a Pinyin syllable in Wade-Giles, without tones.

    >>> wade_giles("xiao"), wade_giles("zhang"), wade_giles("quan")
    (('hsiao',), ('chang',), ("ch'üan",))
    """
    initial, final = cut_initial(syllable)
    plain = _WADE_WHOLE.get(syllable) or _WADE_INITIALS.get(initial, "") + _WADE_FINALS.get(final, final)
    return (plain, *_WADE_ALSO.get(syllable, ()))


def _spell(text: str) -> str:
    """Fold a Chinese spelling: no tones; ü, э and the apostrophe of an aspirate stay; Ukrainian letters as Russian."""
    bare = strip_marks(text.translate(_APOSTROPHES), keep="üйё").translate(_UKRAINIAN)
    return "".join(letter for letter in bare if letter.isalpha() or letter == "'")


@lru_cache(maxsize=1)
def _pinyin_by_spelling() -> dict[str, dict[str, tuple[str, ...]]]:
    """Per system, folded spelling to Pinyin syllables. The careless forms lack apostrophes, and write э as е."""
    found: dict[str, dict[str, tuple[str, ...]]] = {system: {} for system in _SYSTEMS}
    for syllable in pinyin_syllables():
        plain = {syllable, syllable.replace("ü", "v"), syllable.replace("ü", "yu"), syllable.replace("ü", "u")}
        wade = {form for spelled in wade_giles(syllable) for form in (spelled, spelled.replace("ü", "u"))}
        cyrillic = set(palladius(syllable))
        forms = (plain, wade, {form.replace("'", "") for form in wade}, cyrillic, {_loosen(form) for form in cyrillic})
        for system, spelled_forms in zip(_SYSTEMS, forms, strict=True):
            for form in map(_spell, spelled_forms):
                found[system][form] = (*found[system].get(form, ()), syllable.replace("ü", "v"))
    return found


def _loosen(cyrillic: str) -> str:
    return cyrillic.replace("э", "е").replace("ы", "и")


@lru_cache(maxsize=1)
def _pinyin_by_character() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in CHARACTERS.split():
        syllable, _, characters = word.partition(":")
        for character in characters:
            if syllable not in found.get(character, ()):
                found[character] = (*found.get(character, ()), syllable)
    return found


@lru_cache(maxsize=1 << 15)
def keys(token: str) -> frozenset[str]:
    """Return every Pinyin a token may stand for, syllables joined, without tones; none where it cannot be Chinese.

    >>> sorted(keys("国华") & keys("Гохуа") & keys("Kuo-hua"))
    ['guohua']
    """
    return frozenset(key for key, _ in _keyed(token))


def _keyed(token: str) -> tuple[tuple[str, str], ...]:
    """Return (Pinyin, system) pairs, the likeliest first."""
    script = script_of(token)
    if script == "CJK":
        return tuple((key, "Chinese characters") for key in _products(_characters(token)))
    usual = [(key, "usual Latin") for key in _usual_surnames().get(_spell(token), ())]
    spelled = [(key, system) for system in _systems_of(token) for key in _readings_in(system, token)]
    best: dict[str, str] = {}
    for key, system in spelled + usual:
        best.setdefault(key, system)
    return tuple(best.items())


def _systems_of(token: str) -> tuple[str, ...]:
    """Say by which systems a spelling may be read: one with an aspirate's apostrophe or hs only by Wade-Giles."""
    if script_of(token) == "CYRILLIC":
        return (_PALLADIUS,) if _readings_in(_PALLADIUS, token) else ("Palladius, careless",)
    small = token.casefold().translate(_APOSTROPHES)
    if (small.startswith("hs") or re.search(r"(ch|ts|tz|[kpt])'", small)) and _readings_in(_WADE, token):
        return (_WADE,)
    return ("Pinyin", _CARELESS_WADE)


def _characters(token: str) -> list[tuple[str, ...]]:
    known = _pinyin_by_character()
    return [known.get(c, ("?" + c,)) for c in token if script_of(c) == "CJK"]


def _products(parts: list[tuple[str, ...]]) -> tuple[str, ...]:
    words = [""] if parts else []
    for choices in parts:
        words = [word + choice for word in words for choice in choices][:_MOST_KEYS]
    return tuple(words)


def _readings_in(system: str, token: str) -> tuple[str, ...]:
    known = _pinyin_by_spelling()[system]
    words = (word for cut in _cuts(known, token) for word in _products([known[part] for part in cut]))
    return tuple(dict.fromkeys(words))[:_MOST_KEYS]


def _cuts(known: dict[str, tuple[str, ...]], token: str) -> list[tuple[str, ...]]:
    """Cut a spelling into syllables: where the writer cut it, else in every way with the fewest pieces."""
    written = tuple(filter(None, map(_spell, _SEPARATORS.split(token))))
    if len(written) > 1:
        return [written] if len(written) <= _MOST_SYLLABLES and all(part in known for part in written) else []
    whole = _spell(token) if "ch'a" in known else _spell(token).replace("'", "")  # Xi'an is Pinyin as well
    cuts = cut_into(whole, known, _MOST_SYLLABLES)
    fewest = min(map(len, cuts), default=0)
    return [cut for cut in cuts if len(cut) == fewest]


@lru_cache(maxsize=1)
def _usual_surnames() -> dict[str, tuple[str, ...]]:
    """Spelling to Pinyin, for spellings that are not Pinyin themselves: Tang is Tang, though some Deng write it so."""
    found: dict[str, tuple[str, ...]] = {}
    for word in USUAL_SURNAMES.split():
        syllable, _, forms = word.partition(":")
        for form in forms.split(","):
            if form == "Chan" or form.casefold() not in pinyin_syllables():
                found[_spell(form)] = (*found.get(_spell(form), ()), syllable)
    return found


def syllables(token: str) -> tuple[tuple[str, ...], ...]:
    """Cut a token into syllables, and name the Pinyin each may be; nothing where it cannot be Chinese.

    >>> syllables("Guohua"), syllables("国华")
    ((('guo',), ('hua',)), (('guo',), ('hua',)))
    """
    if script_of(token) == "CJK":
        return tuple(_characters(token))
    for system in _systems_of(token):
        known = _pinyin_by_spelling()[system]
        for cut in _cuts(known, token):
            return tuple(known[part] for part in cut)
    return ()


def readings(token: str) -> tuple[Reading, ...]:
    """Read one Chinese token into the sounds of its Palladius spelling, so that it meets Russian text.

    >>> readings("建国")
    (Reading(sounds='czanho', reason='Chinese characters'),)
    """
    if script_of(token) == "CYRILLIC":
        return as_readings([(read_cyrillic(token), "Palladius")])
    return as_readings((_sound(key), system) for key, system in _keyed(token))


@lru_cache(maxsize=1 << 12)
def _sound(key: str) -> str:
    known = _pinyin_by_spelling()["Pinyin"]
    cut = next(iter(_cuts(known, key)), ())
    return "".join(read_cyrillic(palladius(part.replace("v", "ü"))[0]) for part in cut)

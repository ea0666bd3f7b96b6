"""Read names of Turkic languages and Tajik, in Latin and Cyrillic letters of their own, and as others spell them.

Turkish, Azerbaijani, Kazakh, Kyrgyz, Uzbek, Turkmen, Tatar and Tajik names reach lists in national letters (Əhmədov,
Joʻrayev, Жұмабаев), in Russian (Ахмедов, Джураев) and without marks (Ahmedov, Zhumabayev). One letter has other values
in other languages, so a token has several readings, the commonest values first. Left to others: East Slavic spellings.
"""

import re
from functools import lru_cache

from homeward.records.names.sounds import Reading
from homeward.records.names.tables.identities import Identities, parse_identities
from homeward.records.names.tables.letters import as_readings, expand, fold_spelling, parse_rules, script_of
from homeward.records.names.tables.turkic_names import NAMES

_LATIN = parse_rules(
    """
    a:a b:b c:dZ|Z|C ç:C d:d e:e f:f g:h ğ:h|- h:h i:i ı:i j:Z|dZ k:k l:l m:m n:n o:o ö:o|u p:p q:k|h r:r s:s ş:S t:t
    u:u ü:u|i v:v w:v x:h|ks y:i z:z ə:a|e ä:a|e ň:n ñ:n|nh ŋ:n ý:i ž:Z â:a î:i û:u á:a ǵ:h ó:o ú:u ń:n ż:Z ū:u ī:i
    ā:a ē:e ō:o ӓ:a š:S č:C ḩ:h ḥ:h ķ:k ţ:t ț:t sh:S ch:C zh:Z dzh:dZ dj:dZ kh:h gh:h ts:c shch:SC tch:C oʻ:o|u gʻ:h
    aʻ:a uʻ:u eʻ:e ya:a ye:e yo:o|a yu:u yü:u yö:o yə:a yä:a yi:i yı:i yy:i iyy:i yoʻ:o|u ýa:a ýe:e ýo:o ýu:u ýü:u
    ýä:a ia:ia ^iu:u ^ia:a ^ie:e ^io:o iya:ia iye:ie iyo:io iyu:iu iyə:ia iyyə:ia iyyə$:ia iye$:ie|ia iyye:ie|ia
    iyya:ia ja$:Za|dZa|a
    """
)
# As above, for spellings without any mark, where ş, ç, ğ have lost theirs.
_BARE_LATIN = {**_LATIN, **parse_rules("c:C|dZ|k s:s|S g:h|- ch:C|h j:dZ|Z|i")}
_UZBEK = {**_LATIN, **parse_rules("o:o|a j:dZ|Z oʻ:o|u yoʻ:o|u x:h q:k a:a e:e")}
_AZERI = {**_LATIN, **parse_rules("q:h|k j:Z|dZ c:dZ|Z")}
_CYRILLIC = parse_rules(
    """
    а:a б:b в:v г:h ґ:h д:d е:e ё:o є:e ж:Z|dZ з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ў:u|o|v ф:f
    х:h ц:c ч:C ш:S щ:SC ъ:- ы:i ь:- э:e ю:u я:a ә:a|e ғ:h қ:k|h ң:n|nh ө:o|u ұ:u ү:u|i һ:h|- ҳ:h ҷ:dZ ӯ:u|o ӣ:i
    җ:dZ|Z ҝ:h ҹ:dZ ј:i ҙ:z|d ҫ:s ҡ:k ӓ:a ӧ:o ӱ:u ў$:u|v ја:a је:e јо:o ју:u дж:dZ|Z дз:dz йо:o йы:i ый:i ия:ia ийя:ia
    ё:o йе:e юу:u
    """
)
_AZERI_CYRILLIC = {**_CYRILLIC, **parse_rules("г:h ж:Z ҹ:dZ ғ:h")}
_MARKED = re.compile(r"[^a-z'`’ʻ]")
_O_WITH_APOSTROPHE = re.compile(r"(?<=[oguae])['`’ʻʼ‘ʹ´]")

_SONS = frozenset(
    map(
        fold_spelling,
        """
        oğlu oglu ogly ogli oghlu oghli ogluy oğlı оглы оглу огли оглі оглу ұлы улы улу уулу uly ulu uulu ūly ulı ugli
        ўғли угли oʻgʻli o'g'li oğli ogʻli ughli овлу оғлу оғлы
        """.split(),
    )
)
_DAUGHTERS = frozenset(
    map(
        fold_spelling,
        """
        qızı qizi kizi kyzy kızı gizi gyzy gizy qyzy kyz qyz кызы кизи гызы ґизи гизи қызы қизи гызи kyzi qiz'i kizy qız
        kız кыз қыз gyz кизы
        """.split(),
    )
)


def is_son_of(token: str) -> bool:
    """Tell whether a token only says "son of" or "daughter of" the name before it: oğlu, кызы, uulu.

    >>> is_son_of("oğlu"), is_son_of("кызы"), is_son_of("Rəşad")
    (True, True, False)
    """
    return sex_of_patronymic(token) is not None


def sex_of_patronymic(token: str) -> str | None:
    """Say "m" for "son of" words, "f" for "daughter of" words, None for any other token."""
    folded = fold_spelling(token)
    if folded in _SONS:
        return "m"
    return "f" if folded in _DAUGHTERS else None


def split_son_of(token: str) -> tuple[str, str] | None:
    """Part a name from a "son of" written onto it: Рашадоглы, Rashad-oghlu; None where there is none.

    >>> split_son_of("Рашад-оглы")
    ('Рашад', 'оглы')
    """
    name, dash, last = token.rpartition("-")
    if dash and is_son_of(last):
        return name, last
    for size in (5, 4):
        if len(token) > size + 2 and size > 3 and fold_spelling(token[-size:]) in _SONS | _DAUGHTERS:
            return token[:-size], token[-size:]
    return None


@lru_cache(maxsize=1 << 15)
def readings(token: str) -> tuple[Reading, ...]:
    """Read one token of a Turkic language or Tajik into sounds, in either script.

    >>> [r.sounds for r in readings("Gülşen")][:1], [r.sounds for r in readings("Əliyev")][:1]
    (['hulSen'], ['aliev'])
    """
    small = token.casefold().replace("i̇", "i")
    if script_of(token) == "CYRILLIC":
        return as_readings((sounds, "Turkic Cyrillic letters") for sounds in expand(small, _CYRILLIC))
    small = _O_WITH_APOSTROPHE.sub("ʻ", small)
    return as_readings(
        (sounds, reason) for rules, reason in _latin_rules_for(small) for sounds in expand(small, rules, 6)
    )


def _latin_rules_for(small: str) -> tuple[tuple[dict[str, tuple[str, ...]], str], ...]:
    """Choose letter values by the letters that only one language has; without any mark, allow for lost marks."""
    if "ə" in small:
        return ((_AZERI, "Azerbaijani letters"),)
    if "ʻ" in small:
        return ((_UZBEK, "Uzbek letters"),)
    if _MARKED.search(small):
        return ((_LATIN, "Turkic Latin letters"), (_AZERI, "Azerbaijani letters"))
    return (
        (_BARE_LATIN, "Turkic name without marks"), (_AZERI, "Azerbaijani letters"), (_UZBEK, "Uzbek letters")
    )  # fmt: skip


@lru_cache(maxsize=1)
def _table() -> Identities:
    return parse_identities("turkic", NAMES)


def name_ids(token: str) -> frozenset[str]:
    """Return the names a token is a usual spelling of, in any script; none where it is unknown.

    >>> bool(name_ids("Gülnarə") & name_ids("Гюльнара"))
    True
    """
    return _table().of(token)

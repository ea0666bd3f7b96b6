"""Read Armenian and Georgian names in their own scripts, and in the Latin and Cyrillic that is made of them.

Armenian is spelled by two standards: eastern (Petrosyan) and western, where p b, t d, k g change places (Bedrosian);
in Russian the initial h is lost (Айк, Акопян) and gh may become к (Казарян). Georgian follows its letters, but given
names of the church are often replaced by their Russian form (მიხეილ, Михаил). Left to others: other Caucasian
languages, which are written in Russian letters.
"""

import re
from functools import lru_cache

from homeward.records.names.sounds import Reading, collapse
from homeward.records.names.tables.caucasus_names import ARMENIAN, GEORGIAN
from homeward.records.names.tables.identities import Identities, parse_identities
from homeward.records.names.tables.letters import (
    as_readings,
    expand,
    fold_spelling,
    parse_rules,
    read_cyrillic,
    script_of,
    strip_marks,
)

_EASTERN = parse_rules(
    """
    ա:a բ:b գ:h դ:d ե:e զ:z է:e ը:i|- թ:t ժ:Z ի:i լ:l խ:h ծ:c կ:k հ:h ձ:dz ղ:h ճ:C մ:m յ:i ն:n շ:S ո:o չ:C պ:p ջ:dZ
    ռ:r ս:s վ:v տ:t ր:r ց:c ւ:v փ:p ք:k օ:o ֆ:f և:ev ու:u ^ո:vo|o ^ե:e ^յ:i|h եւ:ev իւ:iu|u յա:a յու:u|iu յե:e յո:o
    յան$:an եան$:an իան$:ian|an հովհ:hovh|oh|ov ^հովհ:ovh|oh|hovh|ov ^հո:ho|o
    """
)
_RUSSIAN_HABIT = {
    **_EASTERN,
    **parse_rules(
        """
        ^հ:- հ:-|h ^ղ:k րբ:rp|rb րգ:rk|rh րդ:rd|rt րջ:rC|rdZ որբ:orp ^հակոբ:akop ^հովհ:ohan|ov
        ^հովհաննես:ovanes|ohanes ^հովհաննիս:ohanes|ovanis ^հովիկ:ovik ^գևորգ:hevork|hevorh ^գեւորգ:hevork|hevorh ծ:c
        ^ը:-
        """
    ),
}
_WESTERN = {
    **_EASTERN,
    **parse_rules(
        """
        բ:p գ:k դ:t ծ:dz կ:h|k ձ:c ճ:dZ պ:b ջ:C տ:d րկ:rh հ:h ոյ:oi|ui յա:a
        """
    ),
}
_GEORGIAN = parse_rules(
    """
    ა:a ბ:b გ:h დ:d ე:e ვ:v ზ:z თ:t ი:i კ:k ლ:l მ:m ნ:n ო:o პ:p ჟ:Z რ:r ს:s ტ:t უ:u ფ:p|f ქ:k ღ:h ყ:k შ:S ჩ:C ც:c ძ:dz
    წ:c ჭ:C ხ:h ჯ:dZ ჰ:h ჳ:vi ჲ:i ჱ:ei აია:aa ეია:ea ოია:oa უია:ua ია:ia იე:ie
    """
)
_LATIN = parse_rules(
    """
    a:a b:b c:k|c d:d e:e f:f g:h h:h|- i:i j:dZ|Z k:k l:l m:m n:n o:o p:p q:k r:r s:s t:t u:u v:v w:v x:h y:i z:z ə:i
    ch:C|S č:C sh:S zh:Z gh:h kh:h ts:c tz:c dz:dz ou:u oo:u ph:p th:t dj:dZ dzh:dZ tch:tC|C tsch:C ck:k ee:i x̣:h š:S
    ž:Z yan$:an ian$:an iants$:anc yants$:anc ya:a ye:e yu:u yo:o yi:i yy:i ia:ia ie:ie iu:u iun:un aia:aa oia:oa
    uia:ua eia:ea ^hovh:ovh|ohan|ov|hovh ^hov:hov|ov|oh ^hovhan:ovan|ohan|hovan|hovhan ^hovan:ovan|ohan|hovan
    ^ovan:ovan|ohan|hovan ^ohan:ohan|ovan|hovhan ^h:h|- ^gh:h|k ^kaz:kaz|haz hagop:hakop|hahop akob:akop|akob
    arg$:ark|arh org$:ork|orh dji:dZi
    """
)
# What a western spelling says to an eastern ear, and back: b p, d t, g k, j ch change places.
_SWAPPED = {
    **_LATIN,
    **parse_rules(
        """
        b:p p:b|p d:t t:d|t g:k k:h|k j:C dj:C dz:c ts:dz|c ch:C|dZ dji:Ci rd:rt|rd rt:rd|rt gr:kr rg:rk bh:p gh:h
        di:ti dich:tiC|tC rdich:rtC|rtiC kh:h th:t hagop:hakop
        """
    ),
}
_FAMILY_ENDS = re.compile("(?:швили|дзе|shvili|dze|შვილი|ძე|яну?|yan|ian|յան|եան|янц|iants|yants)$")


@lru_cache(maxsize=1 << 15)
def readings(token: str) -> tuple[Reading, ...]:
    """Read one Armenian or Georgian token, in its script, in Latin or in Cyrillic, into sounds.

    >>> [r.sounds for r in readings("Հայկ")], [r.sounds for r in readings("წიკლაური")]
    (['haik', 'aik', 'haih'], ['ciklauri'])
    """
    script = script_of(token)
    if script == "ARMENIAN":
        return as_readings(
            (sounds, reason)
            for rules, reason, most in (
                (_EASTERN, "eastern Armenian", 2),
                (_RUSSIAN_HABIT, "Armenian in Russian", 3),
                (_WESTERN, "western Armenian", 3),
            )
            for sounds in expand(token.casefold(), rules, most)
        )
    if script == "GEORGIAN":
        return as_readings((sounds, "Georgian letters") for sounds in expand(_modern(token), _GEORGIAN, 2))
    if script == "CYRILLIC":
        return as_readings([(read_cyrillic(token), "Cyrillic letters")])
    small = strip_marks(token).replace("'", "").replace("’", "")
    return as_readings(
        (sounds, reason)
        for rules, reason in ((_LATIN, "Caucasian name in Latin"), (_SWAPPED, "western Armenian spelling"))
        for sounds in expand(small, rules, 4)
    )


def _modern(token: str) -> str:
    """Write Georgian capitals (Mtavruli, Asomtavruli) as plain letters."""
    return "".join(chr(ord(c) - 0x1C90 + 0x10D0) if 0x1C90 <= ord(c) <= 0x1CBF else c for c in token)


def stem_of_family(token: str) -> str | None:
    """Cut the ending of an Armenian or Georgian family name (-yan, -shvili, -dze), in any script; None without one.

    >>> stem_of_family("Պետրոսյան"), stem_of_family("Гелашвили"), stem_of_family("Петренко")
    ('պետրոս', 'гела', None)
    """
    small = token.casefold()
    end = _FAMILY_ENDS.search(small)
    return small[: end.start()] if end and end.start() > 2 else None


@lru_cache(maxsize=1)
def _tables() -> tuple[Identities, Identities]:
    return parse_identities("armenian", ARMENIAN, fold=_fold), parse_identities("georgian", GEORGIAN)


def _fold(form: str) -> str:
    """Fold a spelling; doubled letters count once: Boghossian, Mardirossian."""
    return collapse(fold_spelling(form))


@lru_cache(maxsize=1 << 14)
def name_ids(token: str) -> frozenset[str]:
    """Return the Armenian and Georgian names a token may be; a family name in -yan counts by the name inside it.

    >>> sorted(name_ids("Михаил") & name_ids("მიხეილ"))
    ['georgian:mikheil', 'georgian:mikheil/0']
    >>> sorted(name_ids("Bedrosian") & name_ids("Պետրոսյան"))
    ['armenian:petros+yan']
    """
    armenian, georgian = _tables()
    given = armenian.of(token) | georgian.of(token)
    stem = stem_of_family(token)
    if stem is None or given:
        return given
    return frozenset(f"{name}+yan" for name in armenian.of(stem) if "/" not in name)

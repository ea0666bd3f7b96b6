"""Read English, German, French, Spanish, Italian and Polish names, and link the national forms of given names.

Russian and Ukrainian text writes such names by ear (Quintero, Кинтеро; Walker, Уокер, Вокер). A token is read by the
rules of each language it may belong to; names that follow no rule stand in a table with their Cyrillic spellings.
Left to others: East Slavic given names among themselves, and what agreement weighs.
"""

import re
from functools import lru_cache

from homeward.records.names.sounds import Reading
from homeward.records.names.tables.identities import SHORT, Identities, entries, parse_identities
from homeward.records.names.tables.letters import (
    as_readings,
    expand,
    parse_rules,
    read_cyrillic,
    script_of,
    strip_marks,
)
from homeward.records.names.tables.western_given import GIVEN
from homeward.records.names.tables.western_surnames import SURNAMES

_ENGLISH = parse_rules(
    """
    a:a|ei b:b c:k d:d e:e|i f:f g:h|dZ h:h i:i|ai j:dZ k:k l:l m:m n:n o:o|ou p:p q:k r:r s:s t:t u:u|a|iu v:v w:v|u
    x:ks y:i|ai z:z ce:s|se ci:si ce$:s cy:si ch:C|k sh:S tch:tC|C th:t|s ph:f gh:h|- ght:t wh:v|u wr:r kn:n ^kn:n
    ck:k qu:kv|ku sch:S|sk ee:i ea:i|e oo:u ou:au|u ow:ou|au oa:ou ai:ei ay:ei ey$:i ei:ei|i ie$:i ie:i|ai y$:i
    aw:o|ou au:o ew:iu|u igh:ai e$:- es$:s ge$:dZ dge:dZ ll:l ss:s tt:t tion:Sn sion:Zn ture:Cer er$:er ar$:ar or$:or
    our:ur ^j:dZ ^x:z oor:ur ore$:or are$:er ine$:in|ain ame$:eim ames$:eims ake$:eik ate$:eit ane$:ein ale$:eil
    ave$:eiv ace$:eis ade$:eid ase$:eis age$:idZ ike$:aik ite$:ait ine$:ain|in ide$:aid ile$:ail ice$:ais ire$:aier
    ope$:oup ole$:oul one$:oun ome$:oum ose$:ouz oke$:ouk ore$:or ton$:ton son$:son man$:man ham$:hem|ham wood$:vud
    ford$:ford|fort field$:fild land$:lend|land ley$:li leigh$:li all$:ol ell$:el ald$:ald alk:ok|olk|ouk alt:olt
    ald:old ^gi:hi ^ge:dZe|he ^ja:dZei|dZa ew$:iu ews$:iuz mc:mak ^mac:mak ^o':o
    """
)
_SPANISH = parse_rules(
    """
    a:a b:b c:k ç:s d:d e:e f:f g:h h:- i:i j:h k:k l:l m:m n:n ñ:n o:o p:p q:k r:r s:s t:t u:u v:v|b w:v x:ks|h y:i
    z:s ce:se ci:si cé:se cí:si ch:C ll:l|i qu:k gue:he gui:hi güe:hue güi:hui ge:he gi:hi que:ke qui:ki ya:a yo:o
    yu:u cia:sia uez$:es ez$:es é:e á:a í:i ó:o ú:u ü:u ã:an õ:on ê:e ô:o â:a nh:n lh:l ção:san ão:an y$:i ey$:ei
    sch:S
    """
)
_PORTUGUESE = {**_SPANISH, **parse_rules("j:Z ge:Ze gi:Zi z$:S|s s$:S|s ch:S nh:n lh:l o$:u|o x:S|ks ão$:an")}
_FRENCH = parse_rules(
    """
    a:a b:b c:k ç:s d:d e:e f:f g:h h:- i:i j:Z k:k l:l m:m n:n o:o p:p q:k r:r s:s|z t:t u:u|iu v:v w:v x:ks y:i z:z
    champ$:San|Sam champs$:San|Sam amps$:an|am amp$:an|am é:e è:e ê:e ë:e à:a â:a î:i ï:i ô:o û:u ù:u ü:u œ:e æ:e
    ce:s|se ci:si cé:se cè:se ch:S qu:k gn:n ph:f th:t ge:Z|Ze gi:Zi gé:Ze gue:he gui:hi gu:h ou:u oi:ua oî:ua ai:e
    ei:e au:o eau:o eaux$:o aux$:o aud$:o ault$:o aut$:o ot$:o et$:e ets$:e er$:e|er ez$:e ier$:e|ie ière$:ier
    iere$:ier é$:e ée$:e ie$:i e$:- es$:- s$:- t$:- d$:- x$:- p$:- z$:- ent$:an ant$:an and$:an ard$:ar art$:ar
    ert$:er ort$:or ourt$:ur el$:el eu:e|io eur$:er œu:e ill:i|il ille$:il ll:l an:an am:am en:an|en em:am|em in:en
    ain:en ein:en im:em on:on un:en oin:uen ien$:en|ian ois$:ua oix$:ua oin$:uen eil$:ei ail$:ai ouil:ui eue:e eux$:e
    ieu:ie|io uy:ui ay:e|ei oy:ua sc:s sch:S tch:C dj:dZ cc:k ss:s ine$:in ane$:an one$:on enne$:en anne$:an onne$:on
    ène$:en aine$:en eine$:en ique$:ik ques$:k gues$:h que$:k ice$:is ace$:as ce$:s ge$:Z que:ke èvre$:evr evre$:evr
    vre$:vr dre$:dr tre$:tr bre$:br
    """
)
_GERMAN = parse_rules(
    """
    a:a ä:e b:b c:k d:d e:e f:f g:h h:h i:i j:i k:k l:l m:m n:n o:o ö:o|e p:p q:k r:r s:s|z t:t u:u ü:u|iu v:f|v w:v
    x:ks y:i z:c ß:s ss:s sch:S ch:h|S tsch:C ck:k chs:ks ph:f th:t tz:c dt$:t dt:t ie:i ei:ei|ai ai:ai ay:ai ey:ei
    eu:oi|ei äu:oi ae:e oe:o|e ue:u|iu ^st:St ^sp:Sp ^s:z|s ja:a je:e jo:o|io ju:u jö:o qu:kv ah:a eh:e ih:i oh:o uh:u
    öh:o üh:u äh:e aa:a ee:e oo:o ig$:ih|ik er$:er mann$:man h$:- thal$:tal ii:i pf:pf zsch:C burg$:burh berg$:berh
    heim$:heim|haim stein:Stein|Stain schm:Sm
    """
)
_ITALIAN = parse_rules(
    """
    a:a b:b c:k d:d e:e f:f g:h h:- i:i j:i k:k l:l m:m n:n o:o p:p q:k r:r s:s|z t:t u:u v:v w:v x:ks y:i z:c|dz
    ce:Ce ci:Ci cia:Ca cio:Co ciu:Cu che:ke chi:ki ge:dZe gi:dZi gia:dZa gio:dZo giu:dZu ghe:he ghi:hi gli:li glia:la
    gn:n sce:Se sci:Si scia:Sa scio:So sch:sk qu:kv cce:Ce cci:Ci ccia:Ca ccio:Co gge:dZe ggi:dZi ggia:dZa ggio:dZo
    zz:c é:e è:e à:a ò:o ù:u ì:i cchi:ki cche:ke
    """
)
_POLISH = parse_rules(
    """
    a:a ą:on|om b:b c:c ć:C d:d e:e ę:en|em f:f g:h h:h i:i j:i k:k l:l ł:l m:m n:n ń:n o:o ó:u p:p r:r s:s ś:S|s t:t
    u:u v:v w:v x:ks y:i z:z ź:z ż:Z ch:h cz:C sz:S rz:Z|r dz:dz dż:dZ dź:dz ci:Ci si:si zi:zi szcz:SC ia:a ie:e io:o
    iu:u ja:a je:e jo:o ju:u ck:ck cki$:cki ski$:ski ów:uv cia:Ca cie:ce sia:sa sie:se zia:za zie:ze nia:na nie:ne
    """
)
# Language, rules, the sign that a token may belong to it, and how many of its readings are kept.
_LANGUAGES = (
    ("Spanish", _SPANISH, re.compile(r"[ñáíóú]|ez$|ll|qu[ei]|^j|[oa]s?$|ue|j[aeiou]|z$"), 2),
    ("German", _GERMAN, re.compile(r"[äöüß]|sch|mann?$|berg|burg|er$|ck|ei|ue|ae|oe|^[fhjkwz]|z|th?$|dt$|s$"), 3),
    ("French", _FRENCH, re.compile(r"[éèêëàâîïôûùç]|ou|ch|oi|qu|[et]s?$|ai|^j|in$|on$|au|ier|[lnd]$|eu"), 3),
    ("English", _ENGLISH, re.compile(r"."), 5),
    ("Italian", _ITALIAN, re.compile(r"[aeio]$"), 2),
    ("Polish", _POLISH, re.compile(r"[ąćęłńóśźż]|cz|sz|rz|ski$|ska$|wicz$|ck[ia]$|w"), 2),
    ("Portuguese", _PORTUGUESE, re.compile(r"[ãõç]|lh|nh|[oe]s$|^j|ei"), 1),
)
_PECULIAR = (
    ("Spanish", re.compile(r"[ñáíóú]|ez$")),
    ("German", re.compile(r"[äöß]|sch|mann$")),
    ("Polish", re.compile(r"[ąćęłńśźż]|wicz$|rz|[^s]cz")),
    ("French", re.compile(r"[èêëàâîïôûùç]|eau|oux$|aud$|ault$|ois$|oix$|ier$|^du|^le[^aeiouw]")),
    ("Portuguese", re.compile(r"[ãõ]|lh")),
    ("English", re.compile(r"th|wh|oo|ck$|ee|w$|^mc|ley$|ton$|son$|ham$")),
)
_MOST = 12


@lru_cache(maxsize=1 << 15)
def readings(token: str) -> tuple[Reading, ...]:
    """Read one western name into sounds: by the table where it is listed, then by each language it may belong to.

    >>> [r.sounds for r in readings("Quintero")][:1], [r.sounds for r in readings("Javier")][:1]
    (['kintero'], ['haver'])
    """
    if script_of(token) == "CYRILLIC":
        return as_readings([(read_cyrillic(token), "Cyrillic letters")])
    known = [(read_cyrillic(form), "usual spelling of this name") for form in cyrillic_forms(token)]
    ruled = ((sounds, f"{language} spelling") for language, sounds in _by_rules(token))
    return as_readings((*known[:5], *ruled), _MOST)


def _by_rules(token: str) -> list[tuple[str, str]]:
    small = token.casefold().replace("'", "").replace("’", "").replace("-", "")
    sure = [language for language, sign in _PECULIAR if sign.search(small)]
    fitting = [row for row in _LANGUAGES if row[2].search(small)]
    fitting.sort(key=lambda row: (row[0] not in sure, row[0] != "English"))
    return [
        (language, sounds)
        for language, rules, _, most in fitting
        for sounds in expand(_keep_known(small, rules), rules, most)
    ]


def _keep_known(small: str, rules: dict[str, tuple[str, ...]]) -> str:
    """Take the marks off letters for which a language has no rule."""
    return "".join(letter if letter in rules else strip_marks(letter) for letter in small)


@lru_cache(maxsize=1)
def _tables() -> tuple[Identities, Identities]:
    return parse_identities("west", GIVEN), parse_identities("west-family", SURNAMES)


@lru_cache(maxsize=1 << 15)
def name_ids(token: str) -> frozenset[str]:
    """Return the names a token may be. "west:john" is shared by John and Juan, "west:john/1" by one national form only.

        returns  "west:..." for given names, with "/0", "/1", ... for the national form and "/short" for nicknames;
                 "west-family:..." for surnames whose Cyrillic spelling follows no rule; empty where nothing is known

    >>> sorted(name_ids("Juan") & name_ids("Хуан")), sorted(name_ids("Juan") & name_ids("John"))
    (['west:john', 'west:john/3'], ['west:john'])
    """
    given, family = _tables()
    return given.of(token) | family.of(token)


def relation(found: str, sought: str) -> str | None:
    """Say how two given names are one: "same form", "national form", "short form"; None where they are not.

    >>> relation("José", "Хосе"), relation("Catherine", "Катерина"), relation("Bob", "Robert"), relation("Bob", "Bill")
    ('same form', 'national form', 'short form', None)
    """
    shared = name_ids(found) & name_ids(sought)
    if not shared:
        return None
    if any("/" in name and not name.endswith("/short") for name in shared) or any(
        name.startswith("west-family") for name in shared
    ):
        return "same form"
    shorts = {name for token in (found, sought) for name in name_ids(token) if name.endswith("/short")}
    return "short form" if any(f"{name}/short" in shorts for name in shared) else "national form"


@lru_cache(maxsize=1)
def _cyrillic_by_form() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for _, groups in (*entries(GIVEN), *entries(SURNAMES)):
        for group, forms in groups.items():
            cyrillic = [form for form in forms if script_of(form) == "CYRILLIC"]
            for form in forms if group != SHORT else ():
                found.setdefault(strip_marks(form), []).extend(cyrillic)
    return {form: tuple(dict.fromkeys(cyrillic)) for form, cyrillic in found.items()}


def cyrillic_forms(token: str) -> tuple[str, ...]:
    """Return the Cyrillic spellings usual for exactly this form of a listed name; none where it is unlisted.

    >>> cyrillic_forms("James")
    ('Джеймс',)
    """
    return _cyrillic_by_form().get(strip_marks(token), ())

"""What memoranda speak of, in English, Ukrainian and Russian: one concept for all ways of saying one thing.

"go home", "are released", "звільняються" and "освобождают" are one concept, so that two sides' different words, also in
two languages, can be laid side by side. Patterns are beginnings of words. Words outside the table are compared as they
are (see `reading`). Topic codes are those of PA-X (Peace Agreements Database, version 3), kept per clause; codes that
begin with X are ours, for what PA-X has no code.
"""

import re
from collections.abc import Mapping
from functools import cache

from homeward.talks.positions.manner import MANNER, Kind
from homeward.talks.positions.matters import MATTERS

_CONCEPTS: Mapping[str, tuple[Kind, str, str, str]] = {**MANNER, **MATTERS}

OPPOSED = (
    ("all for all", "one for one"),
    ("at once", "in steps"),
    ("at once", "conditional"),
    ("without conditions", "conditional"),
    ("without conditions", "in steps"),
    ("for good", "revocable"),
    ("without conditions", "in exchange"),
    ("before", "conditional"),
    ("keep", "give"),
    ("keep", "withdraw"),
    ("keep", "lift"),
    ("keep", "disarm"),
    ("only", "all"),
    ("neutral", "joint"),
)

# what a concept says besides: who waives claims says that nobody pays
IMPLIED: Mapping[str, tuple[str, ...]] = {
    "only if": ("conditional",),
    "in exchange": ("release",),
    "waive claims": ("pay", "not"),
    "neutrality": ("alliance", "not"),
}

# the first row whose concepts all occur gives the topic
TOPICS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("XRefuse", "refusal to return", ("against their will",)),
    ("XSubst", "substitution", ("substitute",)),
    ("XRemVer", "remains with verification", ("remains", "identify")),
    ("XChild", "return of children taken away", ("child", "taken away")),
    ("XTruce", "truce to retrieve the dead", ("ceasefire", "retrieve")),
    ("Ce", "ceasefire", ("ceasefire",)),
    ("TjMis", "the missing and the dead", ("remains",)),
    ("TjMis", "the missing and the dead", ("missing",)),
    ("HrDet", "conditions and visits of detention", ("place of detention",)),
    ("XSanction", "economic sanctions and their renewal", ("sanctions",)),
    ("XAssets", "frozen assets", ("assets",)),
    ("GCh", "children", ("child",)),
    ("TjPrire", "release of prisoners", ("release",)),
    ("TjPrire", "release of prisoners", ("detainee",)),
    ("TjAm", "amnesty", ("amnesty",)),
    ("GRef", "refugees and displaced", ("refugees",)),
    ("Wat", "water", ("water",)),
    ("HrMob", "access and safe passage", ("crossing",)),
    ("HrMob", "access and safe passage", ("port",)),
    ("SsrFf", "withdrawal of forces", ("withdraw",)),
    ("SsrDdr", "demobilisation and reduction of forces", ("disarm",)),
    ("SsrDdr", "demobilisation and reduction of forces", ("troops",)),
    ("StBor", "borders and territory", ("border",)),
    ("StBor", "borders and territory", ("recognise",)),
    ("TjRMa", "material reparation", ("pay",)),
    ("SsrGua", "security guarantees", ("guarantee",)),
    ("XStatus", "alliances and neutrality", ("alliance",)),
    ("XElect", "elections", ("elections",)),
    ("XLang", "languages", ("language",)),
    ("ImPK", "mission and monitoring", ("monitor",)),
    ("ProtCiv", "civilians", ("civilian",)),
    ("HrDet", "conditions and visits of detention", ("visit",)),
)


@cache
def concept_pattern() -> re.Pattern[str]:
    """Give one pattern for all concepts, longer ways of saying before shorter; the group's number names the concept."""
    groups = []
    for _, *languages in _CONCEPTS.values():
        either = "|".join(language for language in languages if language)
        groups.append(f"({either})")
    return re.compile(rf"(?<![\w'’])(?:{'|'.join(groups)})(?![\w])", re.IGNORECASE)


def concept_of(match: re.Match[str]) -> str:
    """Name the concept of a match."""
    assert match.lastindex is not None
    return _NAMES[match.lastindex - 1]


def kind_of(concept: str) -> Kind:
    """Give the kind of a concept; what is in no table is a matter of its own."""
    return _CONCEPTS[concept][0] if concept in _CONCEPTS else "matter"


_NAMES = tuple(_CONCEPTS)

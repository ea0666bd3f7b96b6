"""Words of the core as pages show them, in the reader's language: each closed set, once.

What is not in a set (a word of a later version) is shown as it stands.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Terms = Mapping[str, str | Promise]

OUTCOMES: Final[Terms] = {
    "established": _("established: the same person"),
    "probable": _("probable: probably the same person"),
    "possible": _("possible: may be the same person"),
    "premature": _("premature: too early to say"),
    "excluded": _("excluded: not the same person"),
}
STATES: Final[Terms] = {
    "not proposed": _("not proposed"),
    "decided elsewhere": _("decided elsewhere"),
    "proposed": _("proposed"),
    "read once": _("read once"),
    "agreed": _("both readings agree"),
    "split": _("the readings do not settle it"),
    "before the board": _("before the board"),
    "decided": _("decided by the board"),
    "signed": _("signed"),
    "acted on": _("acted on"),
}
WAITS_FOR: Final[Terms] = {
    "a first reading": _("a first reading"),
    "a second reading": _("a second reading"),
    "signatures": _("signatures"),
    "a board": _("a board"),
    "votes": _("votes"),
}
NOT_OFFERED: Final[Terms] = {
    "no reading is due": _("no reading is due"),
    "conflict of interest": _("you have a conflict of interest"),
    "own first reading": _("you gave the first reading"),
    "took part before": _("you took part before"),
    "has seen the score": _("you have seen the score"),
    "with another reader": _("it is with another reader"),
    "no right": _("it is not yours to read"),
}
CODES: Final[Terms] = {
    "dna agrees": _("DNA agrees"),
    "teeth agree": _("teeth agree"),
    "fingerprints agree": _("fingerprints agree"),
    "body agrees": _("body agrees"),
    "effects agree": _("clothing and things agree"),
    "names and dates agree": _("names and dates agree"),
    "place and time agree": _("place and time agree"),
    "dna speaks against": _("DNA speaks against it"),
    "teeth speak against": _("teeth speak against it"),
    "fingerprints speak against": _("fingerprints speak against it"),
    "body speaks against": _("body speaks against it"),
    "names and dates speak against": _("names and dates speak against it"),
    "place and time speak against": _("place and time speak against it"),
    "somebody else fits as well": _("somebody else fits as well"),
    "too little evidence": _("too little evidence"),
    "sample in doubt": _("the sample is in doubt"),
    "source in doubt": _("the source is in doubt"),
    "other": _("another reason"),
}
DEEDS: Final[Terms] = {
    "handed over": _("handed over"),
    "certificate given": _("certificate given"),
    "returned to the other side": _("returned to the other side"),
    "family told": _("family told"),
    "search continues": _("search continues"),
}
FIELDS: Final[Terms] = {
    "record_id": _("identifier"),
    "family_name": _("family name"),
    "given_name": _("given name"),
    "patronymic": _("patronymic"),
    "birth_date": _("birth date"),
    "sex": _("sex"),
    "birth_place": _("birth place"),
    "last_seen_place": _("place last seen"),
    "last_seen_date": _("date last seen"),
    "rank": _("rank"),
    "unit": pgettext_lazy("of soldiers", "unit"),
    "category": _("category"),
    "id_number": _("identity number"),
    "service_number": _("service number"),
    "document_number": _("number of a passport or other document"),
    "age": _("age"),
    "nationality": _("nationality or citizenship"),
    "mother_name": _("mother's name"),
    "next_of_kin": _("person to inform, and where"),
    "residence": _("last residence"),
    "language": _("mother tongue and other languages"),
    "religion": _("religion"),
    "height": _("height"),
    "build": _("build"),
    "hair": _("hair"),
    "eyes": _("eyes"),
    "blood_group": _("blood group"),
    "marks": _("scars, tattoos, other marks"),
    "effects": _("clothing and things carried"),
    "health": _("state of health"),
    "held_by": _("power or authority that holds the person"),
    "held_place": _("place where the person is held"),
    "level": _("kind of find"),
    "findings": _("what was found of it"),
}
KINDS: Final[Terms] = {
    **FIELDS,
    "name_order": _("columns of the name"),
    "relative": _("relatives"),
    "kinship": _("kinship"),
    "direct DNA": _("direct DNA"),
    "DNA profile": _("DNA profile"),
    "Y lineage": _("line of fathers (Y)"),
    "mitochondrial lineage": _("line of mothers (mitochondrial)"),
    "claimed identity": _("declared identity"),
    "recognition": _("recognition"),
    "teeth": _("teeth"),
    "fingerprints": _("fingerprints"),
    "other evidence": _("other evidence"),
}
FOR: Final[Terms] = {
    "extremely_strong": _("supports extremely strongly"),
    "very_strong": _("supports very strongly"),
    "strong": _("supports strongly"),
    "moderately_strong": _("supports moderately strongly"),
    "moderate": _("supports moderately"),
    "weak": _("supports weakly"),
}
AGAINST: Final[Terms] = {
    "extremely_strong": _("speaks extremely strongly against"),
    "very_strong": _("speaks very strongly against"),
    "strong": _("speaks strongly against"),
    "moderately_strong": _("speaks moderately strongly against"),
    "moderate": _("speaks moderately against"),
    "weak": _("speaks weakly against"),
}
LINE_STATES: Final[Terms] = {
    "new": _("new"),
    "changed": _("changed"),
    "back": _("on the list again"),
    "gone": _("no longer on the list"),
    "same": _("the same"),
}
SIDES: Final[Terms] = {"found": _("people found"), "sought": _("people sought")}
LOOKS: Final[Terms] = {
    "file read": _("opened the file"),
    "list viewed": _("saw its line in a list"),
    "glass broken": _("broke the glass"),
    "lines exported": _("took its line out"),
    "refused": _("was refused"),
}
AXES: Final[Terms] = {
    "vital": _("alive or dead"),
    "custody": _("held or free"),
    "place known": _("whether the place is known"),
    "identity": _("identity"),
    "return": _("return"),
    "family told": _("whether the family was told"),
}
STATUS: Final[Terms] = {
    "alive, confirmed": _("alive, confirmed"),
    "presumed alive": _("presumed alive"),
    "unknown": _("unknown"),
    "presumed dead": _("presumed dead"),
    "dead, certified": _("dead, certified"),
    "none known": _("no custody known"),
    "alleged": _("said to be held"),
    "acknowledged by the holder": _("acknowledged by the holder"),
    "visited by the intermediary": _("visited by the intermediary"),
    "released": _("released"),
    "escaped": _("escaped"),
    "no": _("no"),
    "area": _("the area"),
    "exact": _("the exact place"),
    "claimed": _("claimed"),
    "supported": _("supported"),
    "established": _("established"),
    "disputed": _("disputed"),
    "not pledged": _("not pledged"),
    "pledged": _("pledged"),
    "listed": _("on a list"),
    "agreed": _("agreed"),
    "presented": _("presented"),
    "crossed": _("crossed"),
    "received": _("received"),
    "confirmed": _("confirmed"),
    "returned to the other side": _("returned to the other side"),
    "in preparation": _("in preparation"),
    "told": _("told"),
    "declined to know": _("declined to know"),
}


def term(terms: Terms, word: str) -> str:
    """Say a word of a closed set in the reader's language; another one as it stands."""
    return str(terms.get(word, word.replace("_", " ")))

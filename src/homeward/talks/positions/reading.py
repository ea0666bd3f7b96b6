"""What a clause says, as far as a program can lay it beside another: concepts, quantities, parties, modes.

Words outside the vocabulary are kept by the first letters of their stems, in Latin script, so that Ukrainian and
Russian words meet (McNamee & Mayfield 2004 found such prefixes as good as stemmers for Slavic texts).
This is a proposal for people to check; nothing is decided from it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from anyascii import anyascii

from homeward.talks.claims.numbers import find_numbers
from homeward.talks.origins import stems as origins_stems
from homeward.talks.positions.clause import Clause
from homeward.talks.positions.quantities import UNIT, Quantity, find_quantities, without_periods
from homeward.talks.positions.vocabulary import IMPLIED, TOPICS, concept_of, concept_pattern, kind_of

_STEM = 6  # letters of a word that are compared
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SILENT = frozenset(
    (
        "a an the of and or to in on at by for from with without that this these those which who whom whose it "
        "its is are was were be been being has have had shall will must should would as so than then there their "
        "they them he she his her our together also only such other into over under between along across up out "
        "off against about during upon no more least most take takes effect begin begins place numbers number "
        "regard side sides party parties until one time two use made make age aged years old within і й та або чи "
        "що як який яка яке які якого яких яким у в на до з із зі за від для про при по під над між через без щоб "
        "це цей ця ці той те ті він вона воно вони їх його її є був була було були буде будуть бути не разом "
        "також тільки інші інший серед після вік віком років року и или что как который которая которое которые "
        "которого которых с со от о об под между чтобы это этот эта эти тот он она оно они их его её ее есть был "
        "была было были будет будут быть вместе также только другие после учёта учета вне возраст возрасте "
        "возрастом лет principle formula basis fixed set laid down provided each every through carrying later "
        "пізніше раніше позднее позже ранее "
        "принципом принципу принцип "
        "формулою формули основі засадах строк строком термін терміном порядку формуле основе сроком срок течение "
        "порядке час часу время времени carried conducted проводяться проводиться проведення здійснюється здійснюють "
        "відбувається відбуваються проводятся проводится проведение осуществляется осуществляют"
    ).split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a clause says."""

    clause: Clause
    concepts: frozenset[str]
    stems: frozenset[str]  # words in no table, and names
    quantities: tuple[Quantity, ...]
    parties: frozenset[str]
    topic: str | None
    needs: tuple[str, ...]  # others whose consent it is made subject to
    holders: frozenset[str]  # under whose control something is to be, by stem
    actor: str | None  # the one party that is to do it, where the clause begins with it or says "by"
    parts: tuple["Part", ...]
    without: frozenset[str]  # what it is to be done without
    written: Mapping[str, str]  # by stem, the first word that has it

    @property
    def matters(self) -> frozenset[str]:
        """Give what the clause is about: concepts that say something by themselves, and words in no table."""
        return frozenset(one for one in self.concepts if kind_of(one) in ("matter", "generic")) | self.stems


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a clause, up to a semicolon or to ", and": what it speaks of, and whether it says "not"."""

    start: int
    end: int
    matters: frozenset[str]
    is_denied: bool


_AND = frozenset(("and", "та", "і", "й", "и"))
_CONSENT = re.compile(
    r"(?:subject to|with|upon|за|при|с)\s+(?:the\s+)?(?:consent|approval|agreement|згод\w+|схвален\w+|согласи\w+"
    r"|одобрени\w+)\s+(?:of\s+)?(?:the\s+)?"
    r"((?:[^\W\d_]+\s?){1,4})",
    re.IGNORECASE,
)


_HOLDER = re.compile(
    r"(?:under the (?:control|administration|authority) of (?:the |an? )?"
    r"|under (?=\w+ (?:control|administration|authority))"
    r"|(?:(?:controlled|administered|governed|run) by|belongs? to) (?:the |an? )?|належ\w+ |принадлеж\w+ "
    r"|під (?:контрол\w+|управлінн\w+) |под (?:контрол\w+|управлени\w+) )([^\W\d_]+)",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"(?<!\w)(?:without|free of|без)(?: any| prior| all| жодн\w+| будь-як\w+| всяк\w+)? ([^\W\d_]+)", re.IGNORECASE
)
_LIKE_FOR_LIKE = re.compile(r"(?<!\w)(?!all|вс|ус)(\w+)[ -](?:for|за|на)[ -]\1(?!\w)", re.IGNORECASE)  # "head for head"
_PART = re.compile(r";|, (?=(?:and|but|while|whereas|та|і|й|а|але|и|но) )")
_ACTOR = re.compile(r"^(?:The |Republic of |the )*([^\W\d_]+)(?!['’\w])|(?<!\w)by (?:the )?([^\W\d_]+)")
_TO = re.compile(r"(?<!\w)to (?:the )?([^\W\d_]+)")
PASSED = frozenset(("remains", "detainee", "child", "release", "civilian", "soldier", "list", "records"))


def read_clause(clause: Clause, parties: Sequence[str] = ()) -> Reading:
    """Read one clause.

    parties    names of the parties as their titles write them; recognised by how they begin
    """
    text = _LIKE_FOR_LIKE.sub("one for one", clause.text.replace("’", "'"))
    concepts, rest = _take_concepts(text)
    named, stems = _take_words(rest, parties)
    if _names_both(text, parties):
        concepts = concepts | {"both sides"}
    matters = concepts | stems.keys()
    topic = next((code for code, _, wanted in TOPICS if matters >= set(wanted)), None)
    holders = frozenset(stem(match[1]) for match in _HOLDER.finditer(text))
    needs = tuple(dict.fromkeys(" ".join(match[1].split()) for match in _CONSENT.finditer(text)))
    return Reading(
        clause=clause,
        concepts=concepts,
        stems=frozenset(stems),
        quantities=find_quantities(text, concepts),
        parties=named,
        topic=topic,
        needs=needs,
        holders=holders | _keepers(text, concepts, parties),
        actor=_actor(text, parties),
        parts=tuple(_parts(text, parties)),
        without=frozenset(one for match in _WITHOUT.finditer(text) for one in _matters(match[1], parties)),
        written=stems,
    )


def _parts(text: str, parties: Sequence[str]) -> Iterable[Part]:
    start = 0
    for end in (*(match.start() for match in _PART.finditer(text)), len(text)):
        denies = "not" in _take_concepts(text[start:end])[0]
        yield Part(start, end, _matters(text[start:end], parties), denies)
        start = end


def _matters(text: str, parties: Sequence[str]) -> frozenset[str]:
    concepts, rest = _take_concepts(text)
    return (
        frozenset(one for one in concepts if kind_of(one) in ("matter", "generic"))
        | _take_words(rest, parties)[1].keys()
    )


def _actor(text: str, parties: Sequence[str]) -> str | None:
    """Give the party a clause begins with, or that its "by" names; None where there is none or more than one."""
    found = {_party(match[1] or match[2], parties) for match in _ACTOR.finditer(text)} - {None}
    return found.pop() if len(found) == 1 else None


def _keepers(text: str, concepts: frozenset[str], parties: Sequence[str]) -> frozenset[str]:
    """Give the party that keeps a place or thing, or to which it is to pass; people and remains pass both ways."""
    actor = _actor(text, parties)
    if "keep" in concepts and actor is not None:
        return frozenset((stem(actor),))
    if concepts & PASSED or "give" not in concepts:
        return frozenset()
    return frozenset(stem(match[1]) for match in _TO.finditer(text) if _party(match[1], parties) is not None)


def _party(word: str, parties: Sequence[str]) -> str | None:
    return next((own for own in parties if word[:1].isupper() and _begins_alike(word, own)), None)


def _take_concepts(text: str) -> tuple[frozenset[str], str]:
    concepts, parts, at = set[str](), [], 0
    for match in concept_pattern().finditer(text):
        concepts.update((concept_of(match), *IMPLIED.get(concept_of(match), ())))
        parts.append(text[at : match.start()])
        at = match.end()
    return frozenset(concepts), " ; ".join([*parts, text[at:]])


def _take_words(rest: str, parties: Sequence[str]) -> tuple[frozenset[str], dict[str, str]]:
    """Split what is left into parties named and stems of other words; numbers, dates and units say nothing here."""
    bare = without_periods(rest)
    for number in reversed(find_numbers(bare)):
        unit = UNIT.match(bare, number.end)
        bare = bare[: number.start] + " ; " + bare[unit.end() if unit else number.end :]
    named, stems = set(), dict[str, str]()
    for match in _TOKEN.finditer(bare):
        word = match[0]
        if word.lower() in _SILENT:
            continue
        party = _party(word, parties)
        if party is not None:
            named.add(party)
        elif len(word) > 2:
            stems.setdefault(stem(word), word)
    return frozenset(named), stems


def _names_both(text: str, parties: Sequence[str]) -> bool:
    """Tell whether two parties stand side by side: "North and South each hand over"."""
    found = [
        (match.start(), match.end(), own)
        for match in _TOKEN.finditer(text)
        for own in parties
        if match[0][:1].isupper() and _begins_alike(match[0], own)
    ]
    return any(one[2] != other[2] and text[one[1] : other[0]].strip() in _AND for one, other in pairwise(sorted(found)))


def _begins_alike(word: str, party: str) -> bool:
    head = party[: max(2, len(party) - 3)].lower()
    return word.lower().startswith(head) and abs(len(word) - len(party)) <= 4


@cache
def stem(word: str) -> str:
    """Give the beginning of a word's stem in Latin script.

    >>> stem("Мости"), stem("мостів"), stem("bridges")
    ('most', 'most', 'bridg')
    """
    return anyascii(origins_stems.stem(word.lower())).replace("y", "i").replace("'", "")[:_STEM]

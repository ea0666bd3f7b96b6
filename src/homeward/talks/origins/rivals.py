"""Figures of different speakers that seem to count the same people on the same day, and cannot all be right.

    168 Arvenians had returned      165 to Arvenia      163 people left the buses on the Arvenian side

None derives from another, so no matter joins them: they stand beside each other as a proposed conflict. What is put
together agrees in unit or noun, in what happened, on the day, and in the one side or place named. Nothing is averaged,
and a person decides whether they speak of one thing. What is promised, denied or a part of another figure is left out.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from homeward.talks.claims.claim import Claim
from homeward.talks.origins.derivation import Derivation
from homeward.talks.origins.tracking import Flag, interval_of, told_of

_COUNTED = frozenset({"people", "bodies", "names", "vehicles"})
_COUNTING = frozenset({"said", "reported", "observed", "alleged"})  # acts that tell what happened
_HAPPENED = (
    ("missing", r"missing|unaccounted|зник\w+|пропа[лв]\w*"),
    ("died", r"died|killed|dead|deaths?|загину\w+|померл\w+|погиб\w+|умер\w+"),
    (
        "moved",
        r"return\w*|c[ao]me (?:home|back)|cross(?:ed|ing)|transfer\w*|received|hand(?:ed|ing) over|freed"
        r"|releas\w+|repatriat\w*"
        r"|leav\w+|arriv\w+|exchang\w+|swapp\w*|brought home|поверн\w+|отрима\w+|переда\w+|звільн\w+|обмін\w+|верну\w+"
        r"|получ\w+|освобо\w+|обмен\w+",
    ),
    ("held", r"held|holds|captive|detained|captured|утриму\w+|удержива\w+"),
    ("hurt", r"wounded|injured|поранен\w+|ранен\w+"),
)
_PATTERNS = tuple((what, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for what, words in _HAPPENED)
_NOT_DONE = re.compile(
    r"(?<!\w)(?:will|would|shall|could|may|might|must|to be|not|never|declin\w+|refus\w+|not yet|буде|будуть|не"
    r"|будет|будут"
    r"|более не)(?!\w)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?<!\w)(?:of (?:them|whom|those|these)|among (?:them|those)|including|both|each|з них|серед них|из них"
    r"|среди них)(?!\w)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<!\w)[^\W\d_a-zа-яёіїєґ][^\W\d_]{2,}")
_TOWARDS = re.compile(r"(?<!\w)to\s+(?:the\s+)?([A-Z][^\W\d_]{2,})")
_NO_NAMES = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|the|some|about|more|over|around|nearly|another|only|all",
    re.IGNORECASE,
)
_ROOT = 5  # letters that the forms of a name share: "Arvenia", "Arvenians"

_Key = tuple[str, str, date, str]


def find_rivals(
    claims: Sequence[Claim], published: Mapping[str, date | None], derivations: Sequence[Derivation] = ()
) -> tuple[Flag, ...]:
    """Propose conflicts between figures of different speakers or texts; copies say nothing of their own.

    published    the day of each document, by name; None where it is not known
    """
    copied = {(one.sought.document, one.sought.id) for one in derivations}
    groups: dict[_Key, list[Claim]] = {}
    for claim in claims:
        key = None if (claim.document, claim.id) in copied else _key_of(claim, published)
        if key is not None:
            groups.setdefault(key, []).append(claim)
    return tuple(_flag(key, group) for key, group in groups.items() if _is_rivalry(group))


def _key_of(claim: Claim, published: Mapping[str, date | None]) -> _Key | None:
    """Give what a figure counts, what happened, when, and to which side; None where that is not told."""
    words = claim.span.exact
    day = claim.event_date or published.get(claim.document)
    counted, happened, whose = _counted(claim), _happened(words), _whose(claim)
    if not _is_fact(claim) or day is None or counted is None or happened is None or whose is None:
        return None
    return counted, happened, day, whose


def _is_fact(claim: Claim) -> bool:
    """Tell whether a claim counts what has happened, and all of it."""
    is_told = claim.act in _COUNTING and claim.is_affirmed and claim.hedge is None
    return is_told and not _NOT_DONE.search(claim.span.exact) and not _PART.search(claim.span.exact)


def _counted(claim: Claim) -> str | None:
    """Give the noun that a figure counts; people named by where they are from ("168 Arvenians") are people."""
    if claim.figure is None:
        return None
    is_nation = claim.figure.unit is None and _NAME.match(claim.about or "") is not None
    unit = "people" if is_nation else claim.figure.unit
    return unit if unit in _COUNTED else None


def _happened(words: str) -> str | None:
    told = next((what for what, pattern in _PATTERNS if pattern.search(words)), None)
    return "moved" if told is None and _TOWARDS.search(words) else told


def _whose(claim: Claim) -> str | None:
    """Give the root of the one side or place that a claim names, "" for none; None where it names several."""
    towards = _TOWARDS.search(claim.span.exact)
    found = [towards[1]] if towards else _NAME.findall(claim.span.exact)
    roots = {name.lower()[:_ROOT] for name in found if not _NO_NAMES.fullmatch(name)}
    return None if len(roots) > 1 else next(iter(roots), "")


def _is_rivalry(group: Sequence[Claim]) -> bool:
    """Tell whether two claims of a group differ in value and come from different speakers or texts."""
    return any(
        _is_apart(one, other) and _said_by(one) != _said_by(other)
        for place, one in enumerate(group)
        for other in group[place + 1 :]
    )


def _said_by(claim: Claim) -> tuple[str, str]:
    name = (claim.speaker.name or claim.speaker.side or "") if claim.speaker else ""
    return claim.document, name.lower()


def _is_apart(one: Claim, other: Claim) -> bool:
    assert one.figure is not None
    assert other.figure is not None
    mine, true = interval_of(one.figure), interval_of(other.figure)
    return mine[1] < true[0] or true[1] < mine[0]


def _flag(key: _Key, group: Sequence[Claim]) -> Flag:
    counted, happened, day, _ = key
    told = ", ".join(dict.fromkeys(told_of(claim.figure) for claim in group if claim.figure))
    return Flag("proposed conflict", tuple(group), f"proposed: {told} ({counted} {happened}, {day}), side by side")

"""The sides of a text that nobody named: what owns ministries and delegations, and what acts two together."""

import re
from collections import Counter

from homeward.talks.claims.speaking.speakers import NOT_NAMES, STEM, TITLES, Party, is_office, is_place
from homeward.talks.claims.words.all_languages import LANGUAGES

_MOST_PARTIES = 6
_POWERS = (
    r"minist|presiden|delegat|negotiat|governm|army|defen|side|parliam|ombuds|prime|spokes|envoy|commiss|foreign|author|leader|mission|offic|troops|soldiers"
    r"|diplomat"
    r"|міністе|міністр|презид|делегац|уряд|сторон|представ|речни|мзс|омбуд|"
    r"министе|министр|президе|правит|предста|мид|уполномоч"
)
_BEFORE_POWER = re.compile(rf"([^\W\d_a-zа-яіїєґё][\w-]{{2,}})(?:['’]s)?\s+(?:[\w-]+\s+){{0,2}}?(?:{_POWERS})")
_AFTER_POWER = re.compile(
    rf"(?:{_POWERS})\w*\s+(?:of\s+(?:the\s+)?)?([^\W\d_a-zа-яіїєґё][\w-]{{2,}})(?!\s+[^\W\d_a-zа-яіїєґё])",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"([^\W\d_a-zа-яіїєґё][\w-]{2,})\s+(?:and|та|і|й|и)\s+([^\W\d_a-zа-яіїєґё][\w-]{2,})\s+[a-zа-яіїєґё]"
)


def find_parties(text: str) -> tuple[Party, ...]:
    """Propose the sides of a text: names that own ministries or delegations, or that act two together."""
    found = _candidates(text)
    counts = Counter(map(_root, found))
    kept = [root for root in counts if len(re.findall(rf"\b{re.escape(root)}", text, re.IGNORECASE)) >= 2]
    kept = [root for root in kept if not _is_common(_shown(text, root), text)]
    kept.sort(key=lambda root: -counts[root])
    return tuple(Party(_shown(text, root), (root,)) for root in kept[:_MOST_PARTIES])


def _candidates(text: str) -> list[str]:
    """Give the names that own powers, stand two together or act, without people's surnames."""
    found = [m[1] for m in _BEFORE_POWER.finditer(text)] + [m[1] for m in _AFTER_POWER.finditer(text)]
    found += [name for match in _PAIR.finditer(text) for name in match.groups()]
    actors = _actors(text)
    found = [name for name in found if _may_be_party(name)]
    doubted = {name for name in found if name.isascii() and not is_place(name, text)}
    surnames = {name for name in {*actors, *doubted} if _is_surname(name, text)}
    found = [name for name in found if name not in doubted or name not in surnames]
    return found + [name for name in actors if name not in surnames and _may_be_party(name)]


def _is_common(word: str, text: str) -> bool:
    """Tell whether a word is written small as often as with a capital: "His", "Break"; no name then."""
    small = len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text))
    return small > len(re.findall(rf"(?<!\w){re.escape(word.capitalize())}(?!\w)", text)) or word in _PRONOUNS


_PRONOUNS = frozenset("his her its our your their my we ми мы він вона он она".split())


def _may_be_party(name: str) -> bool:
    bare = name.lower()
    return bare not in NOT_NAMES and bare not in TITLES and not is_office(name) and not name.isupper()


def _root(name: str) -> str:
    """Give the beginning that the forms of a party's name share."""
    bare = name.lower()
    if bare.isascii():
        return bare[:STEM]
    return bare[: max(2, min(5, len(bare) - (1 if len(bare) < STEM else 2)))]


def _actors(text: str) -> list[str]:
    """Give the single names right before a verb of acting: "South proposed"."""
    pattern = re.compile(
        r"(?<![^\W\d_a-zа-яіїєґё] )(?<![\w'’-])([^\W\d_a-zа-яіїєґё][\w-]+)\s+(?:has |had |have )?(?=(\w+))"
    )
    return [match[1] for match in pattern.finditer(text) if _ACTS.match(text, match.start(2))]


_ACTS = re.compile(
    "|".join(
        pattern
        for words in LANGUAGES
        for pattern, act in words.verbs
        if act not in ("said", "reported", "observed", "alleged")
    ),
    re.IGNORECASE,
)


def _is_surname(name: str, text: str) -> bool:
    """Tell whether a name stands behind a given name or title anywhere in the text."""
    root = re.escape(name[: max(3, len(name) - 2)])
    for match in re.finditer(rf"(\S+)\s+{root}\w*", text):
        before = match[1].strip("\"'«„“(,")
        is_name = (
            before[:1].isupper()
            and len(before) > 1
            and before.lower() not in NOT_NAMES
            and match[1][-1:] not in ".,:;!?»”"
        )
        if is_name and (before.lower() in TITLES or is_office(before) or not before.isupper()):
            return True
    return False


def _shown(text: str, root: str) -> str:
    """Give the shortest whole word of the text that begins like the party: a noun is shorter than its adjective."""
    words = {word.lower() for word in re.findall(rf"\b{re.escape(root)}\w*", text, re.IGNORECASE)}
    return min(words, key=lambda word: (len(word), word))

"""Speakers: who is named in a phrase, in which role, of which side.

    Foreign Minister Ilda Renn of Arvenia        Ilda Renn, of arvenia
    Arvenia's Detainee Affairs Office            Detainee Affairs Office, of arvenia
    an Arvenian official                         unnamed Arvenian official
    he                                           whoever spoke last

A body is a speaker like a person. Names are kept in the case they stand in; a name that stands elsewhere in the
document in another case is taken for the same speaker.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from homeward.talks.claims.words.all_languages import LANGUAGES, compiled

_WORD = re.compile(r"[^\W\d_][\w'’ʼ.-]*[^\W_]|[^\W\d_]")
_CAPITALS = re.compile(
    r"[^\W\d_a-zа-яіїєґё][\w'’ʼ-]*[^\W_](?:\s+(?:(?:de|van|von|der|al|bin|ibn|da|di"
    r"|el)\s+)?[^\W\d_a-zа-яіїєґё]\.?[\w'’ʼ-]*)*"
)
_DETERMINER = re.compile(r"^(?:the|a|an|its|his|her|their|our|another|one|some|two|such)\s+", re.IGNORECASE)
_UNNAMED = re.compile(r"^(?:an?|another|one)\s+", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|for|from|at|in|who|which|whose|with|on|де|який|яка|которая|который)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_TITLES = frozenset(
    "mr mrs ms dr sir lord prime deputy vice acting first former foreign interior defence defense senior chief press "
    "state "
    "special presidential lieutenant major king queen prince captain justice human rights secretary-general general "
    "перший заступник віце-прем'єр".split()
)
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september "
    "october november december the a an in on at for but and he she it they we i this that these those according "
    "when while "
    "after before as if asked earlier later meanwhile both all each under since there no yes not".split()
)
_MEDIATES = re.compile(r"mediat|посередник|посредник", re.IGNORECASE)
_MEDIA = re.compile(r"reporter|correspondent|journalist|кореспондент|корреспондент", re.IGNORECASE)
_MOST_PARTIES = 6
_STEM = 4  # letters by which forms of one Cyrillic or party name are told to be one, at least


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the text names them. A side that acts without a name has name None."""

    name: str | None
    side: str | None = None
    start: int | None = None  # of the words that name them, where they stand in the document
    end: int | None = None
    is_person: bool = False
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A side of the talks and the beginnings of the words that mean it."""

    name: str
    stems: tuple[str, ...]


def party(name: str, *forms: str) -> Party:
    """Make a party of its name and other words for it.

    >>> party("Arvenia", "Arvenian").stems
    ('arveni',)
    """
    stems = {stem_of(form) for form in (name, *forms)}
    return Party(
        name.lower(), tuple(sorted(stem for stem in stems if not any(stem != s and stem.startswith(s) for s in stems)))
    )


def stem_of(word: str) -> str:
    """Give the beginning of a name that its other forms share: "Arvenia", "Arvenians" → "arveni"."""
    bare = _POSSESSIVE.sub("", word.lower())
    return bare[: max(_STEM, len(bare) - (1 if bare.isascii() else 3))] if len(bare) > _STEM else bare


_SIDE_ADJECTIVE = r"(?:n|an|ian|ern|ese|ish|i|ic|ans|ians|erners)?"
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
    found = [m[1] for m in _BEFORE_POWER.finditer(text)] + [m[1] for m in _AFTER_POWER.finditer(text)]
    found += [name for match in _PAIR.finditer(text) for name in match.groups()]
    actors = _actors(text)
    surnames = {name for name in set(actors) if _is_surname(name, text)}
    found += [name for name in actors if name not in surnames]
    counts = Counter(_root(name) for name in found if _may_be_party(name))
    kept = [root for root in counts if len(re.findall(rf"\b{re.escape(root)}", text, re.IGNORECASE)) >= 2]
    kept.sort(key=lambda root: -counts[root])
    return tuple(Party(_shown(text, root), (root,)) for root in kept[:_MOST_PARTIES])


def _may_be_party(name: str) -> bool:
    bare = name.lower()
    return bare not in _NOT_NAMES and bare not in _TITLES and not _is_office(name) and not name.isupper()


def _root(name: str) -> str:
    """Give the beginning that the forms of a party's name share."""
    bare = name.lower()
    if bare.isascii():
        return bare[:_STEM]
    return bare[: max(2, min(5, len(bare) - (1 if len(bare) < _STEM else 2)))]


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
            and before.lower() not in _NOT_NAMES
            and match[1][-1:] not in ".,:;!?»”"
        )
        if is_name and (before.lower() in _TITLES or _is_office(before) or not before.isupper()):
            return True
    return False


def _shown(text: str, root: str) -> str:
    """Give the shortest whole word of the text that begins like the party: a noun is shorter than its adjective."""
    words = {word.lower() for word in re.findall(rf"\b{re.escape(root)}\w*", text, re.IGNORECASE)}
    return min(words, key=lambda word: (len(word), word))


def side_of(words: str, parties: Sequence[Party]) -> str | None:
    """Tell whose side a phrase speaks of: the first party named in it; "both" where two are."""
    lowered = words.lower()
    named = [
        (match.start(), one.name)
        for one in parties
        for stem in one.stems
        if (match := re.search(rf"(?<!\w){re.escape(stem)}", lowered))
    ]
    return min(named)[1] if named else None


def _is_office(words: str) -> bool:
    return compiled("offices").search(words) is not None


def read_speaker(phrase: str, at: int, parties: Sequence[Party], known: "Known | None" = None) -> Speaker | None:
    """Read the speaker that a noun phrase names; None where it names nobody.

    at    where the phrase begins in the document
    """
    lead = len(phrase) - len(phrase.lstrip())
    bare = phrase.strip().rstrip(",")
    at += lead
    person = _person(bare, at, parties, known)
    if person is not None:
        return replace(person, side=_side(bare, parties))
    body = _body(bare, at, parties)
    if body is not None:
        return replace(body, side=_side(bare, parties))
    names = [word for word in _WORD.findall(bare) if word[0].isupper() and word.lower() not in _NOT_NAMES]
    side = side_of(bare, parties)
    if names and side and len(_WORD.findall(bare)) <= 3:
        place = bare.find(names[0])
        return Speaker(_POSSESSIVE.sub("", names[0]), side, at + place, at + place + len(names[0]))
    return None


def _side(words: str, parties: Sequence[Party]) -> str | None:
    side = side_of(words, parties)
    if side is not None:
        return side
    return "mediator" if _MEDIATES.search(words) else "media" if _MEDIA.search(words) else None


def _person(bare: str, at: int, parties: Sequence[Party], known: "Known | None") -> Speaker | None:
    """Find the personal name of a phrase: capitals that are neither title nor party nor body."""
    for run in _CAPITALS.finditer(bare):
        words = [(match[0], run.start() + match.start()) for match in re.finditer(r"\S+", run[0])]
        words = _without_lead(words, parties)
        words = _name_of(words)
        if not words:
            continue
        last, place = words[-1]
        before = bare[: words[0][1]].rstrip()
        is_known = known is not None and known.is_person(last)
        if len(words) >= 2 or is_known or _is_titled(before) or _is_alone(before, bare[place + len(last) :]):
            name = " ".join(_POSSESSIVE.sub("", word).strip(".,") for word, _ in words)
            end = place + len(_POSSESSIVE.sub("", last))
            role = (before + bare[end:]).strip(" ,") or None
            return Speaker(name, None, at + words[0][1], at + end, is_person=True, role=role)
    return None


def _name_of(words: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Give the words of a run of capitals that may be a name; none where it ends in an office or an acronym."""
    if not words or _is_office(words[-1][0]) or _is_acronym(words[-1][0]):
        return []
    return words[-3:] if words[0][0].isascii() or _is_patronymic(words) else words[-2:]


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _is_titled(before: str) -> bool:
    return bool(before) and _is_office(_last_words(before))


def _is_alone(before: str, behind: str) -> bool:
    return _DETERMINER.sub("", before + " ").strip() == "" and behind.strip() == ""


def _last_words(before: str) -> str:
    """Give the words between the last comma or preposition of place and a name: where its title stands."""
    return " ".join(before.split()[-4:])


def _is_patronymic(words: Sequence[tuple[str, int]]) -> bool:
    return len(words) >= 3 and re.search(r"(?:ович|евич|івна|ївна|овна|евна|йович)\w{0,3}$", words[-2][0]) is not None


def _without_lead(words: list[tuple[str, int]], parties: Sequence[Party]) -> list[tuple[str, int]]:
    """Drop what stands before a name in capitals: sentence openers, titles, parties, owners."""
    while words:
        word = words[0][0].rstrip(".")
        is_owner = word.endswith(("'s", "’s", "s'", "s’"))
        bare = word.lower()
        if is_owner or bare in _NOT_NAMES or bare in _TITLES or _is_office(word) or side_of(word, parties):
            words = words[1:]
        else:
            break
    return words


def _body(bare: str, at: int, parties: Sequence[Party]) -> Speaker | None:
    """Find the body or office of a phrase: what stands up to its head noun, without determiner and owner."""
    head = _OF.split(bare, maxsplit=1)[0] if bare.isascii() else bare
    offices = list(compiled("offices").finditer(head))
    if not offices:
        return None
    if head[offices[0].start()].isascii():
        start, end = 0, _latin_end(bare, offices[-1].end())
    else:
        start, end = _cyrillic_body(bare, offices[0].start(), parties)
    words = bare[start:end]
    name = _OWNER.sub("", _DETERMINER.sub("", words))
    if len(name.split()) > _LONGEST_BODY:
        return None
    if _UNNAMED.match(words) and len(name.split()) <= 5:
        name = f"unnamed {name}"
    return Speaker(name.strip(), None, at + start, at + end)


_OWNER = re.compile(r"^\S+(?:['’]s|s['’])\s+")
_LONGEST_BODY = 9  # words
_OF_WHAT = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?[A-Z][\w-]*(?:\s+(?:and\s+)?[A-Z][\w-]*)*")


def _latin_end(bare: str, end: int) -> int:
    """Give where the name of a body ends: with its capitals, and what a capital office is of."""
    capitals = [run for run in _CAPITALS.finditer(bare) if run.start() < end <= run.end()]
    end = max(end, capitals[-1].end()) if capitals else end
    more = _OF_WHAT.match(bare, end)
    return more.end() if more and bare[:end].rsplit(maxsplit=1)[-1][0].isupper() else end


def _cyrillic_body(bare: str, start: int, parties: Sequence[Party]) -> tuple[int, int]:
    """Give the ends of a body's name: from a capital adjective before its noun, without the party at its end."""
    adjective = re.search(r"[А-ЯІЇЄҐ][\w'’ʼ-]+\s+$", bare[:start])
    start = adjective.start() if adjective else start
    end = min(len(bare), start + 60)
    words = bare[start:end].split()
    if len(words) > 1 and side_of(words[-1], parties):
        end = start + len(bare[start:end].rsplit(maxsplit=1)[0])
    return start, end


class Known:
    """The speakers of one document met so far."""

    def __init__(self) -> None:
        self._by_stem: dict[str, Speaker] = {}
        self.last: Speaker | None = None

    def is_person(self, surname: str) -> bool:
        """Tell whether somebody of this surname has been named in full."""
        return self._key(surname) in self._by_stem

    @staticmethod
    def _key(surname: str) -> str:
        bare = _POSSESSIVE.sub("", surname.lower())
        return bare if bare.isascii() else bare[: max(3, len(bare) - 2)][:6]

    def resolve(self, speaker: Speaker) -> Speaker:
        """Give the fuller form of a speaker named before, and remember whoever is named now."""
        key = self._key((speaker.name or "").split()[-1]) if speaker.name else ""
        met = self._by_stem.get(key)
        if met is None or len((speaker.name or "").split()) > len((met.name or "").split()):
            side = speaker.side or (met.side if met else None)
            met = replace(speaker, side=side)
            self._by_stem[key] = met
        return replace(speaker, name=met.name, side=speaker.side or met.side, is_person=met.is_person, role=met.role)

    def by_role(self, words: str) -> Speaker | None:
        """Find the one person whose role holds these words."""
        bare = _DETERMINER.sub("", words.lower()).strip()
        held = {
            one.name: one
            for one in self._by_stem.values()
            if one.is_person and bare and bare in (one.role or "").lower()
        }
        return next(iter(held.values())) if len(held) == 1 else None


def meet_everyone(phrases: Iterable[tuple[str, int]], parties: Sequence[Party], known: Known) -> None:
    """Remember the people named in full anywhere in a document, so that a surname alone is understood."""
    for phrase, at in phrases:
        for run in _CAPITALS.finditer(phrase):
            words = _without_lead([(m[0], m.start()) for m in re.finditer(r"\S+", run[0])], parties)
            if len(words) >= 2 and not _is_office(words[-1][0]):
                before = phrase[max(0, run.start() - 40) : run.start()]
                after = phrase[run.end() : run.end() + 60]
                if _is_office(" ".join(before.split()[-5:])) or _is_office(after) or _is_office(run[0]):
                    name = " ".join(_POSSESSIVE.sub("", word).strip(".,") for word, _ in words[-3:])
                    known.resolve(Speaker(name, _side(before + run[0] + after, parties), at, at, True, before.strip()))

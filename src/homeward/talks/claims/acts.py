"""Acts: what a speaker does by saying it.

The governing verb decides; under "said", what is said may itself be an act.
"""

import re
from collections.abc import Sequence

from homeward.talks.claims.speaking.speakers import Party, Speaker, side_of
from homeward.talks.claims.speaking.verbs import SAYING, find_hits
from homeward.talks.claims.words.all_languages import LANGUAGES, compiled, either
from homeward.talks.claims.words.lexicon import Act

_DENYING = re.compile(rf"^\s*(?:\w+\s+){{0,2}}(?:{'|'.join(words.denying for words in LANGUAGES)})", re.IGNORECASE)
_FIRST = re.compile(
    either(r"we|I|our (?:side|government|country)|ми|я|мы|наш\w* сторон\w+|(?:his|her|their) (?:side|government)"),
    re.IGNORECASE,
)
_SIDES = re.compile(
    either(
        r"(?:both|two|the) (?:sides|parties|countries|nations|delegations|governments)|сторони"
        r"|стороны|обидві сторони|обе стороны"
    ),
    re.IGNORECASE,
)
_NOBODY = re.compile(either(r"no ?one|nobody|none|ніхто|жод\w+|никто|ни один"), re.IGNORECASE)
_BEHIND = re.compile(
    either(r"will be left behind|will (?:be|come) (?:home|back)|не залиш\w+|не остав\w+"), re.IGNORECASE
)
_MAIN_VERB_WITHIN = 70  # characters of a claim in which its own verb stands; later ones are of what it speaks about


def act_of(governing: Act, words: str, speaker: Speaker | None, parties: Sequence[Party]) -> tuple[Act, bool]:
    """Give the act of a claim, and whether it was inferred from the words rather than from their verb.

    governing    the act of the verb that governs the words: "said" in "he said that they would hand over 200"
    """
    if governing == "rejected" and _DENYING.match(words):
        return "denied", False
    if governing not in ("said", "reported"):
        return governing, False
    if _UNTRUE.search(words[:_MAIN_VERB_WITHIN]) and len(words) < 2 * _MAIN_VERB_WITHIN:
        return "denied", True
    inner = _inner(words, parties) or ("pledged" if _is_pledge(words, speaker, parties) else None)
    return (governing, False) if inner is None else (inner, True)


def _is_pledge(words: str, speaker: Speaker | None, parties: Sequence[Party]) -> bool:
    """Tell whether a speaker binds their own side by the words, or promises that nobody is left out."""
    commits = compiled("commits").search(words)
    if commits and _binds_itself(words[: commits.start()], speaker, parties):
        return True
    return _NOBODY.search(words) is not None and _BEHIND.search(words) is not None


_ASIDE = re.compile(
    either(r"if|when|unless|who|whom|which|where|коли|якщо|який|яка|які|если|когда|который|которая|которые"),
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    either(
        r"(?:not|is not|isn['’]t) true|untrue|false|a lie|lies|nonsense|fake|ha[ds] never been|never (?:promised"
        r"|held|agreed|happened)|no such",
        r"неправда|не правда|брехня|не відповідає дійсності|фейк|ложь|не соответству\w+ действительности|ніколи не"
        r"|никогда не",
    ),
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:\b(?:not|no|never|cannot|neither|nobody|without)\b|n['’]t\b|(?<!\w)(?:не|ні|ни|жодн\w+|без)(?!\w))(?:\s+\w+){0,2}\s+$",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"(?<!\w)(?:to|may|might|can|could|must|should|would|will)\s+(?:not\s+|also\s+)?$", re.IGNORECASE
)


def _inner(words: str, parties: Sequence[Party]) -> Act | None:
    """Give the act of a side that the words tell of: "the two sides pledged ..."."""
    for hit in find_hits(words):
        if hit.start > _MAIN_VERB_WITHIN:
            return None
        if hit.act in SAYING or _NOT_DONE.search(words[: hit.start]):
            continue
        before = words[: hit.start]
        if _is_acting(before, parties):
            return "denied" if hit.act == "rejected" and _DENYING.match(words[hit.end :]) else hit.act
    return None


def _is_acting(before: str, parties: Sequence[Party]) -> bool:
    opening = " ".join(before.split()[:3])
    has_actor = side_of(opening, parties) is not None or _FIRST.search(opening) or _SIDES.search(before)
    return bool(has_actor) and len(before.split()) <= 9 and ("," not in before.strip(" ,") or len(before.split()) <= 3)


def _binds_itself(before: str, speaker: Speaker | None, parties: Sequence[Party]) -> bool:
    """Tell whether whoever acts in the words is the speaker or the speaker's own side."""
    if _FIRST.search(before) or _NOBODY.search(before):
        return True
    side = side_of(before, parties)
    return side is not None and (speaker is None or speaker.side is None or side == speaker.side)


def outlet_act(words: str) -> tuple[Act, bool]:
    """Give the act of words that nobody is said to have spoken: "a truce was proposed", else told by the outlet."""
    aside = _ASIDE.search(words)
    for hit in find_hits(words[: aside.start()] if aside else words):
        is_negated = hit.act not in ("rejected", "denied") and _NEGATED.search(words[: hit.start])
        if hit.act not in SAYING and not _NOT_DONE.search(words[: hit.start]) and not is_negated:
            is_denied = hit.act == "rejected" and _DENYING.match(words[hit.end :])
            return ("denied" if is_denied else hit.act), True
    return "reported", False

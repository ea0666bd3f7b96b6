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
        r"(?:both|two|the) (?:sides|parties|countries|nations|delegations|governments|capitals|camps)|сторони"
        r"|стороны|обидві сторони|обе стороны"
    ),
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"(?:(?:that )?(?:the )?(?-i:[A-Z])[\w'’-]+(?: (?-i:[A-Z])[\w'’-]+){0,3}|(?:(?:now|then|today|so|but|and|yet"
    r"|later|since then|at the time|instead|in turn),? )?(?:that )?"
    r"(?:(?:s?he|it|they)|(?:the|his|her|its|their|our|a|an) (?:\w+ )?(?:government|army|side|delegation"
    r"|ministry|authorities|rebels|movement|council|command|negotiators?|party|office|leadership|president|minister"
    r"|commander|mediators?|families|parliament|committee|cabinet|capital|militia|staff)))"
    r"(?: (?:has|have|had|also|already|now|since|then|never|still|\w+ly))*",
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
    inner = _told_act(words) or _inner(words, parties)
    inner = inner or ("pledged" if _is_pledge(words, speaker, parties) else None)
    return (governing, False) if inner is None else (inner, True)


def _told_act(words: str) -> Act | None:
    """Give the act that the first words are in themselves: "we need", "there are no", "not on the table"."""
    opening = words[:_MAIN_VERB_WITHIN]
    return next((act for pattern, act in _IN_THEMSELVES if pattern.search(opening)), None)


def _is_pledge(words: str, speaker: Speaker | None, parties: Sequence[Party]) -> bool:
    """Tell whether a speaker binds their own side by the words, or promises that nobody is left out."""
    if _OWN_PROMISE.match(words) or _WORD_GIVEN.match(words) or _promises_for_many(words, speaker, parties):
        return True
    commits = compiled("commits").search(words)
    if commits and _binds_itself(words[: commits.start()], speaker, parties):
        return True
    return _NOBODY.search(words) is not None and _BEHIND.search(words) is not None


def _promises_for_many(words: str, speaker: Speaker | None, parties: Sequence[Party]) -> bool:
    """Tell whether a body speaks of itself, or somebody of a side of what will be done, and names no side."""
    if speaker is None:
        return False
    if not speaker.is_person and _ITS_PROMISE.match(words):
        return True
    return speaker.side is not None and _WILL_BE.match(words) is not None and side_of(words, parties) is None


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
_DOING = (
    r"(?:hand|releas|free|return|allow|stop|open|come home|stay open|lift|let|leave|withdraw|give|send|end|pull"
    r"|account for|publish|confirm|provide|explain|grant|disclose|respect|honou?r|guarantee)\w*"
)
_WANTED = re.compile(
    r"^(?:[^,;:]{0,50}\s)?(?:we|I)\s(?:\w+ly\s)?(?:(?:need|want|demand|require)\b(?! to\b)|(?:ask|urge|beg"
    r"|appeal to)\b)"
    r"|^(?!.*\b(?:that|which|who|if|when|where)\b.*\bmust\b)[^,;:]{2,60}\smust\s(?!have\b)"
    r"|^[^,;:]{2,60}\s(?:is|are)\s(?:\w+ly\s)?needed\b"
    rf"|^[^,;:]{{2,60}}\s(?:should|has to|have to|needs? to)\s(?:be\s)?(?:now\s|first\s)?{_DOING}"
    r"|^let (?:them|us|him|her|the)\b|^that (?:\w+ ){1,4}be \w+ed\b"
    r"|^(?-i:Bring|Give|Release|Free|Return|Stop|Show|Send|Open|Hand|End|Withdraw)\s(?!of\b)",
    re.IGNORECASE,
)
_HAD_NOT = re.compile(
    r"^there (?:is|are|was|were|ha[ds] been|have been) no\b(?! (?:doubt|reason|need|time|answer|reply|response|word"
    r"|news"
    r"|progress|agreement|decision))|^nothing (?:is|was|has been|had been) (?:being )?(?:hidden|concealed|withheld"
    r"|taken|stolen"
    r"|forged|held back|promised)|^not (?:a|one|a single) \w+ (?:has|have|had|was|were|is|went)\b|^no (?!one|fewer"
    r"|less|more|later|longer"
    r"|doubt)[a-z]+ "
    r"[^,;:]{0,40}\b(?:is|are|was|were|has|have|had|took)\b|^none of (?:our|my|us|these|those)\b|\bnever\W+been in\b"
    r"|^not a single\b|^(?:we|it|they|I|the (?:army|government|side)) (?:hold|holds|held|have|has|had|keep|keeps) "
    r"(?:no(?: one|body)?|none)\b(?! (?:information|doubt|idea|plans?|choice|news|comment|objections?|illusions?"
    r"|reason))"
    r"|^(?:nobody|no[ -]one) (?:was|has been|had been) (?:executed|killed|tortured|beaten|forced|abducted|deported)\b"
    r"|^(?:we|I|they) never \w+ed\b"
    r"|^[^,;:]{2,45}\b(?:has|had|have) not (?:refused|postponed|violated|broken|rejected)\b"
    r"|^(?!.*\b(?:that|who|which)\b)[^,;:]{2,45}\b(?:does|do|did|has|have|had) not (?:hold|held|abduct|shell|fire"
    r"|attack|kill|torture|target|take|taken)\w*\s+\w",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"not on the table|off the table|out of the question|\bunacceptable\b|non-starter"
    r"|\b(?:will|would|shall) (?:not|never) (?:accept|agree|negotiate|be (?:released|returned|freed)|cede"
    r"|recogni[sz]e|put\b)"
    r"|^(?:we|I) (?:will|shall) (?:not|never) (?!leave|forget|rest|stop|abandon|fail|give up)\w+"
    r"|^(?:we|I|it|they|(?:our|his|her|their|its) \w+) (?:(?:will|would|shall|can|could) (?:not|never)|won['’]t|cannot"
    r"|can['’]t|wouldn['’]t|couldn['’]t|(?:am|is|are|was|were) not (?:going|ready|prepared|willing) to) "
    r"(?:accept|agree|give (?:up|away)|surrender|sign|allow|permit|tolerate|hand|trade|negotiate|talk|discuss|consider"
    r"|cede|recogni[sz]e|attend|take part|support|return to)\b"
    r"|^there (?:will|would|can|could) be no\b(?! (?:doubt|need|reason|problem|limit|delay))",
    re.IGNORECASE,
)
_ACCUSED = re.compile(
    r"\b(?:in (?:violation|breach) of|violated|illegally|unlawfully|deliberately|sabotag\w+|provocation"
    r"|dragging (?:its|their|out)|stalling|opened fire|looted|tortured|executed"
    r"|falsified|forged|doctored|forcibly|by force|against (?:his|her|their) will|without (?:the |their )?consent"
    r"|(?:is|are|was|were) hiding|ignor(?:ed|es|ing) (?:\w+ ){0,4}(?:letters|requests|calls|appeals|offers)|mistreat\w+"
    r"|kidnapped|obstruct\w+|disrupt(?:ed|s)|conceal(?:ed|s|ing)|withh(?:eld|olds|olding)|beat (?:\d|\w+ of )"
    r"|ill-?treated|starved|raped|war crimes?)\b",
    re.IGNORECASE,
)
_IN_THEMSELVES: tuple[tuple[re.Pattern[str], Act], ...] = (
    (_REFUSED, "rejected"),
    (_HAD_NOT, "denied"),
    (re.compile(r"^(?:I|we) (?:also |\w+ly )?accuse\b", re.IGNORECASE), "alleged"),
    (
        re.compile(r"^(?:I|we) (?:also |\w+ly )?(?:deny\b|reject (?:that|this) (?:entirely|completely|claim))", re.I),
        "denied",
    ),
    (re.compile(r"^(?:[^,;:]{0,40}, )?it (?:was|has been|had been) agreed\b", re.IGNORECASE), "agreed"),
    (_WANTED, "demanded"),
    (_ACCUSED, "alleged"),
    (re.compile(r"(?:^|, )(?:I|we) (?:counted|saw|watched|can see|could see)\b", re.IGNORECASE), "observed"),
)
_STATIVE = (
    r"(?!be\b(?! (?:back|ready))|have\b|see\b|wait\b|know\b|need\b|like\b|prefer\b|welcome\b|mean\b|take\b|cost\b"
    r"|cover\b|include\b|begin\b|start\b|last\b|depend\b|remain\b|require\b|apply\b|help\b|make\b|do it\b|get\b)"
)
_OWN_PROMISE = re.compile(
    rf"(?:[^,;:]{{0,40}},?\s)?(?:(?:we|I)(?:['’]ll| will| shall)|s?he (?:would|will)|(?:his|her|our|my) (?:country"
    rf"|government"
    rf"|side|army|office|forces|team|party|ministry|delegation) (?:would|will))\s(?:not\s|also\s|\w+ly\s)*{_STATIVE}"
    r"|the (?:committee|government|army|ministry|authorities|command|movement|council) "
    rf"(?:would|will) (?:also )?{_DOING}\b"
    r"|(?:s?he|it|they|we|I|(?:his|her|its|our|their) \w+) (?:was|were|is|are|am|remain\w*|stood|stands?) "
    r"(?:ready|prepared|willing) (?:to|for)\b",
    re.IGNORECASE,
)  # who speaks binds themselves
_WILL_BE = re.compile(
    r"[^,;:]{2,60}?\b(?:will|would|shall) (?:also )?be (?:released|handed over|freed|returned|exchanged|transferred"
    r"|repatriated|given back|sent home|set free|let go|published|shared|lifted|reopened)\b",
    re.IGNORECASE,
)  # whoever speaks for a side: "twenty of them would be released"
_WORD_GIVEN = re.compile(
    r"(?:I|we) (?:can )?(?:promise|guarantee|assure|swear|give (?:you|them|the \w+) (?:my|our) word)\b", re.IGNORECASE
)  # "I can promise them that ..."
_ITS_PROMISE = re.compile(
    rf"(?:it|they|its? (?:government|side|army|forces)) (?:would|will)\s(?:not\s|also\s)?{_STATIVE}", re.IGNORECASE
)  # a body speaks of itself
_NEGATED = re.compile(
    r"(?:\b(?:not|no|never|cannot|neither|nobody|without)\b|n['’]t\b|(?<!\w)(?:не|ні|ни|жодн\w+"
    r"|без)(?!\w))(?:\s+\w+){0,2}\s+$",
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
    has_actor = has_actor or _SOMEBODY.fullmatch(before.strip(" ,"))
    return bool(has_actor) and len(before.split()) <= 9 and ("," not in before.strip(" ,") or len(before.split()) <= 3)


def _binds_itself(before: str, speaker: Speaker | None, parties: Sequence[Party]) -> bool:
    """Tell whether whoever acts in the words is the speaker or the speaker's own side."""
    if _FIRST.search(before) or _NOBODY.search(before):
        return True
    side = side_of(before, parties)
    return side is not None and (speaker is None or speaker.side is None or side == speaker.side)


_UNDER_TERMS = re.compile(
    r"under (?:the |an? |this |their )?(?:\w+ ){0,3}(?:agreement|deal|terms|accord|arrangement|protocol)\b",
    re.IGNORECASE,
)


_ARRANGED = re.compile(
    r"(?:under [^,]{3,60}, )?(?:(?:each|either|both|the two|the) (?:sides?|part(?:y|ies)|countr(?:y|ies))"
    r"|[^,;:\"“]{2,60}?)\s"
    r"(?:is|are) to (?:be )?(?:hand|releas|free|return|give|exchang|transfer|withdraw|open|suspend|allow|repatriat"
    r"|swap)\w*\b"
    r"|(?:each|either|both|the two) (?:sides?|part(?:y|ies)|countr(?:y|ies)) (?:will|shall|must|undertakes?)\b",
    re.IGNORECASE,
)  # in an outlet's own words "is to" says what was arranged: "each side is to free 1,000"


def outlet_act(words: str) -> tuple[Act, bool]:
    """Give the act of words that nobody is said to have spoken: "a truce was proposed", else told by the outlet."""
    act = _done_act(words)
    if act is None and (_UNDER_TERMS.match(words) or _ARRANGED.match(words)):
        act = "agreed"
    if act is None and _FIRST.match(words):
        act = _told_act(words) or ("pledged" if _OWN_PROMISE.match(words) else None)
    return ("reported", False) if act is None else (act, True)


def _done_act(words: str) -> Act | None:
    """Give the act of the first verb that somebody is told to have done by it."""
    aside = _ASIDE.search(words)
    for hit in find_hits(words[: aside.start()] if aside else words):
        is_negated = hit.act not in ("rejected", "denied") and _NEGATED.search(words[: hit.start])
        if hit.act not in SAYING and not _NOT_DONE.search(words[: hit.start]) and not is_negated:
            return "denied" if hit.act == "rejected" and _DENYING.match(words[hit.end :]) else hit.act
    return None

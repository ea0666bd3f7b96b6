"""Documents to proposed claims: sentence by sentence, one claim for each figure or act, with its speaker.

The program proposes; nothing it proposes is confirmed. What a figure counts is never decided here: `about` holds only
the words behind the number.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from homeward.talks.claims.acts import act_of, outlet_act
from homeward.talks.claims.claim import Claim, Form, Via
from homeward.talks.claims.days import Day, find_days, year_of
from homeward.talks.claims.document import Document, span_of
from homeward.talks.claims.figures import Figure, find_figures, find_references
from homeward.talks.claims.quotations import Quotation, find_quotations
from homeward.talks.claims.sentences import DATELINE, Sentence, split_sentences
from homeward.talks.claims.speaking.attributions import attribute
from homeward.talks.claims.speaking.continuing import going_on
from homeward.talks.claims.speaking.interviews import find_interview
from homeward.talks.claims.speaking.known import Known, meet_everyone
from homeward.talks.claims.speaking.openings import note_opening, note_subject
from homeward.talks.claims.speaking.parties import find_parties
from homeward.talks.claims.speaking.speakers import Party, Speaker, is_office, is_place, read_speaker
from homeward.talks.claims.speaking.verbs import SAYING, Attribution, Reading
from homeward.talks.claims.words.all_languages import compiled_in
from homeward.talks.claims.words.lexicon import Act

_BOUNDARY = re.compile(
    r"[;:,]\s+(?:and\s+|but\s+|та\s+|і\s+|и\s+|а\s+|but\s+)?|\s+(?:and|while|but|along with|та|і|й|а|и|але|но"
    r"|with)\s+|[.!?]\s+",
    re.IGNORECASE,
)
_NEW_PREDICATE = re.compile(
    r"(?:,\s+|\s+)(?:and|but)\s+(?=(?:would|will|should|could|may|might|must)\s)|;\s+|[.!?][\"”»]?\s+(?=[^\W\d_])"
    r"|,\s+(?:but|each(?! (?:side|party|country)\b)|with)\s+",
)
_LOOSE_END = re.compile(r"\s+(?:and|but|while|with|та|і|й|а|але|и|но|though|although|хоча|хотя)$", re.IGNORECASE)
_NEAR_BEFORE = 8  # figures before "the same number" that it may repeat
_FAR = 400  # characters before it
_COUNTED = ("people", "bodies", "names", "people per side")
_HEADLINE = 200  # characters from the start of a document
_EMPTY = 4  # characters behind a quotation that hold no words
_LEAST_TOLD = 4  # words of a sentence that tells something
_WHOLE = 0.6  # of a sentence, above which a quotation is all it says
_SIDE_WORDS = ("side", "delegation", "government", "authorities", "officials", "negotiators", "team")
_POINTS = ("Port", "North", "South", "East", "West", "New", "Northern", "Southern", "Eastern", "Western")
_LONG_WORD = re.compile(r"\S{200,}")
_LONG_BLANK = re.compile(r"\s{40,}")
_EDGE = ' \t\u00a0,;:—–-"“”«»„'


@dataclass(frozen=True, slots=True)
class _Page:
    """A document taken apart."""

    document: Document
    parties: Sequence[Party]
    quotations: tuple[Quotation, ...]
    figures: tuple[Figure, ...]
    days: tuple[Day, ...]

    def figures_within(self, low: int, high: int) -> list[Figure]:
        """Give the figures of a stretch."""
        first = bisect_left(self.figures, low, key=lambda one: one.start)
        last = bisect_left(self.figures, high, key=lambda one: one.start)
        return [one for one in self.figures[first:last] if one.end <= high]

    def days_within(self, low: int, high: int) -> list[Day]:
        """Give the days of a stretch."""
        first = bisect_left(self.days, low, key=lambda one: one.start)
        last = bisect_left(self.days, high, key=lambda one: one.start)
        return [one for one in self.days[first:last] if one.end <= high]


def propose_claims(document: Document, parties: Sequence[Party] = ()) -> tuple[Claim, ...]:
    """Propose the claims of a document, in the order of its text.

    parties    the sides, where the user names them; otherwise proposed from the text
    """
    text = _readable(document.text)
    original, document = document, replace(document, text=text)
    sentences = split_sentences(text)
    year = document.published.year if document.published else year_of(text)
    sides = tuple(parties) or find_parties(text)
    page = _Page(document, sides, find_quotations(text), _figures(text), find_days(text, year))
    known = Known(text)
    meet_everyone([(one.text, one.start) for one in sentences], sides, known)
    found: list[Claim] = []
    for sentence, attributions in _attributed(page, sentences, known):
        found += _claims_of(page, sentence, attributions)
    found = [part for claim in found for part in _quoted_again(claim, page, found)]
    found.sort(key=lambda claim: (claim.span.start, claim.span.end))
    return tuple(
        replace(_named(claim, known), id=f"c{number:02}", span=span_of(original, claim.span.start, claim.span.end))
        for number, claim in enumerate(found, start=1)
    )


def _quoted_again(claim: Claim, page: _Page, found: Sequence[Claim]) -> Iterator[Claim]:
    """Give a headline's quotation to whoever says the same words further on; the rest stays the outlet's."""
    head = next((one for one in page.quotations if one.start - 1 <= claim.span.start < one.end <= _HEADLINE), None)
    said = _said_again(head, page, found) if head and head.is_speech and claim.speaker is None else None
    if head is None or said is None:
        yield claim
        return
    yield replace(said, span=span_of(page.document, head.start, head.end), figure=None, unsure=("matter", "speaker"))
    if claim.span.end > head.end + _EMPTY:
        rest = page.document.text[head.end : claim.span.end]
        start = head.end + len(rest) - len(rest.lstrip(_EDGE + "'"))
        yield replace(claim, span=span_of(page.document, start, claim.span.end))


def _said_again(head: Quotation, page: _Page, found: Sequence[Claim]) -> Claim | None:
    """Find the claim of a named speaker that holds the words of a quotation."""
    words = page.document.text[head.start : head.end].strip(_EDGE + ".!?'").lower()
    named = (one for one in found if one.speaker is not None and one.speaker.name)
    return next((one for one in named if words in one.span.exact.lower()), None)


def _readable(text: str) -> str:
    """Blank out what is no text (words of hundreds of letters, hundreds of blanks), every offset as it was.

    Patterns of language take time that grows with the square of such runs.
    """
    without_words = _LONG_WORD.sub(lambda match: " " * len(match[0]), text)
    return _LONG_BLANK.sub(lambda match: "\n" + "\0" * (len(match[0]) - 2) + "\n", without_words)


def _named(claim: Claim, known: Known) -> Claim:
    """Name a speaker whom only a headline calls by role: "mediator says"."""
    speaker = claim.speaker
    if speaker is None or speaker.is_person or speaker.name is None or len(speaker.name.split()) > 1:
        return claim
    same = known.by_role(speaker.name)
    if same is None:
        return claim
    return replace(
        claim, speaker=replace(same, start=speaker.start, end=speaker.end), unsure=(*claim.unsure, "speaker")
    )


def _figures(text: str) -> tuple[Figure, ...]:
    """Find the figures, and those that are named without being written: "the same number"."""
    written = find_figures(text)
    found = list(written)
    for start, end in find_references(text):
        first = max(0, bisect_left(written, start, key=lambda one: one.start) - _NEAR_BEFORE)
        earlier = [one for one in written[first:] if start - _FAR <= one.end <= start and one.unit in _COUNTED]
        if earlier:
            found.append(replace(earlier[-1], start=start, end=end, is_reference=True))
    return tuple(sorted(found, key=lambda one: one.start))


def _attributed(
    page: _Page, sentences: Sequence[Sentence], known: Known
) -> Iterator[tuple[Sentence, tuple[Attribution, ...]]]:
    """Give each sentence with its attributions, quotations that go on from sentence to sentence included."""
    answers = find_interview(sentences, page.parties, known)
    paragraph: list[tuple[Sentence, tuple[Attribution, ...]]] = []
    before: tuple[Attribution, ...] = ()
    for number, sentence in enumerate(sentences):
        if sentence.is_line_start:
            yield from _quotations_given(page, paragraph, known)
            paragraph = []
        answer = answers.get(sentence.start)
        if answer is not None:
            whole = Attribution(answer, "said", ((0, len(sentence.text)),), (0, 0), unsure=("speaker",))
            paragraph.append((sentence, (whole,)))
            known.last = answer
            continue
        note_opening(sentence, page.parties, known)
        reading = Reading(sentence.start, page.parties, known, _inside(page.quotations, sentence))
        before = attribute(sentence.text, reading) or going_on(sentence.text, before, reading)
        before = before or _told_behind(page, sentences, number, known)
        before = (*before, *_under_label(sentence, paragraph))
        if not before:
            note_subject(sentence, page.parties, known)
        paragraph.append((sentence, before))
    yield from _quotations_given(page, paragraph, known)


def _under_label(
    sentence: Sentence, paragraph: Sequence[tuple[Sentence, tuple[Attribution, ...]]]
) -> tuple[Attribution, ...]:
    """Give what else a sentence says to whose name stands before its paragraph: "NAME: words. More words."."""
    opening = next(iter(paragraph), None)
    labels = [one for one in opening[1] if opening[0].text[one.verb[1] :].startswith(":")] if opening else []
    if not labels or labels[0].speaker is None or labels[0].act != "said":
        return ()
    return (Attribution(labels[0].speaker, "said", ((0, len(sentence.text)),), (0, 0), unsure=("speaker",)),)


_THIS_TOLD = re.compile(
    r"This was (?:also )?(?:reported|announced|stated|said|confirmed) by\s+|This is (?:stated"
    r"|said) in a \w+ (?:by|of)\s+"
)


def _told_behind(page: _Page, sentences: Sequence[Sentence], number: int, known: Known) -> tuple[Attribution, ...]:
    """Give a sentence to whoever the next one names: "40 came home. This was reported by NAME"."""
    following = sentences[number + 1] if number + 1 < len(sentences) else None
    match = _THIS_TOLD.match(following.text) if following is not None else None
    if match is None or following is None:
        return ()
    phrase = re.split(r"[,;:.]\s|\s(?:on|in|at)\s", following.text[match.end() :])[0].rstrip(".")
    speaker = read_speaker(phrase, following.start + match.end(), page.parties, known)
    if speaker is None or speaker.name is None:
        return ()
    return (Attribution(known.resolve(speaker), "said", ((0, len(sentences[number].text)),), (0, 0)),)


def _inside(quotations: Sequence[Quotation], sentence: Sentence) -> tuple[Quotation, ...]:
    """Give the quotations of a sentence, cut to it; offsets of the sentence."""
    first = max(0, bisect_right(quotations, sentence.start, key=lambda one: one.start) - 1)
    cut = []
    for one in quotations[first:]:
        if one.start >= sentence.end:
            break
        low, high = max(one.start, sentence.start), min(one.end, sentence.end)
        if low < high:
            cut.append(Quotation(low - sentence.start, high - sentence.start, one.is_speech))
    return tuple(cut)


def _quotations_given(
    page: _Page, paragraph: Sequence[tuple[Sentence, tuple[Attribution, ...]]], known: Known
) -> Iterator[tuple[Sentence, tuple[Attribution, ...]]]:
    """Give quotations without a verb of their own to whoever speaks in the same paragraph."""
    first = next((speaker for _, attributions in paragraph for speaker in _named_speakers(attributions)), None)
    latest: Speaker | None = None
    for sentence, attributions in paragraph:
        latest = next(reversed(_named_speakers(attributions)), latest)
        free = _free_quotations(_inside(page.quotations, sentence), attributions)
        given = []
        for quotation in free:
            is_whole = quotation.end - quotation.start > _WHOLE * len(sentence.text)
            is_opened = known.last is not None and _names(sentence.text[: quotation.start], known.last)
            speaker = latest or first or (known.last if is_whole or is_opened else None)
            part = (quotation.start, quotation.end)
            if speaker is not None:
                given.append(Attribution(speaker, "said", (part,), part, is_quoted=True, unsure=("speaker",)))
        yield sentence, (*attributions, *given)


def _names(words: str, speaker: Speaker) -> bool:
    """Tell whether words before a quotation name somebody and end in a colon: "Ilda Renn had a warning:"."""
    return words.rstrip(' "“«„').endswith(":") and (speaker.name or "").rsplit(maxsplit=1)[-1] in words


def _named_speakers(attributions: Sequence[Attribution]) -> list[Speaker]:
    return [one.speaker for one in attributions if one.speaker is not None and one.speaker.name]


def _free_quotations(quotations: Sequence[Quotation], attributions: Sequence[Attribution]) -> list[Quotation]:
    """Give the utterances that nobody is said to have spoken yet."""
    covered = [part for one in attributions for part in one.parts]
    return [
        one
        for one in quotations
        if one.is_speech and not any(low < one.end and one.start < high for low, high in covered)
    ]


def _claims_of(page: _Page, sentence: Sentence, attributions: Sequence[Attribution]) -> Iterator[Claim]:
    """Make the claims of one sentence: of every speaker's words, then of what the outlet itself tells."""
    dateline = DATELINE.match(sentence.text)
    covered: list[tuple[int, int]] = [dateline.span()] if dateline else []
    for one in sorted(attributions, key=lambda one: not one.is_embedded):
        covered += [one.verb] if one.verb in one.parts else _without_asides(page, sentence, one.verb)
        for low, high in one.parts:
            free = _free(low, high, [part for part in covered if part != (low, high)])
            for start, end in free:
                for piece, figure in _segments(page, sentence.start + start, sentence.start + end):
                    yield _attributed_claim(page, sentence, one, piece, figure)
            covered.append((low, high))
    yield from _outlet_claims(page, sentence, covered, is_whole=not attributions)


def _outlet_claims(
    page: _Page, sentence: Sentence, covered: Sequence[tuple[int, int]], *, is_whole: bool
) -> Iterator[Claim]:
    for start, end in _free(0, len(sentence.text), covered):
        before: Act = "reported"
        for piece, figure in _segments(page, sentence.start + start, sentence.start + end):
            claim = _outlet_claim(page, sentence, piece, figure, is_whole=is_whole)
            if claim is not None:
                claim = _carried_on(claim, before)
                before = claim.act
                yield claim


def _without_asides(page: _Page, sentence: Sentence, verb: tuple[int, int]) -> list[tuple[int, int]]:
    """Give a subject and its verb without the figures of a clause between: "NAME, who brought 40 men home, said"."""
    commas = [
        verb[0],
        *(match.end() for match in re.finditer(r",\s", sentence.text[: verb[1]]) if match.end() > verb[0]),
    ]
    pieces = list(pairwise([*commas, verb[1]]))
    return [
        piece
        for number, piece in enumerate(pieces)
        if number in (0, len(pieces) - 1)
        or not page.figures_within(sentence.start + piece[0], sentence.start + piece[1])
    ]


def _carried_on(claim: Claim, before: Act) -> Claim:
    """Give a piece without a verb the act of the piece before it: "agreed to free 200 men and 40 women"."""
    is_bare = claim.act == "reported" and claim.figure is not None and _FINITE.search(claim.span.exact) is None
    if not is_bare or before not in ("agreed", "pledged", "proposed", "demanded"):
        return claim
    return replace(claim, act=before, unsure=(*claim.unsure, "act"))


_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|may|might|says?|said)\b")


def _free(low: int, high: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give what of a stretch is not taken yet."""
    free = [(low, high)]
    for start, end in taken:
        free = [piece for a, b in free for piece in ((a, min(b, start)), (max(a, end), b)) if piece[0] < piece[1]]
    return free


def _segments(page: _Page, low: int, high: int) -> Iterator[tuple[tuple[int, int], Figure | None]]:
    """Cut a stretch so that each piece holds one figure at most; ways and means ("in two stages") make no piece."""
    text = page.document.text
    figures = page.figures_within(low, high)
    counting = [one for one in figures if not one.is_manner] or figures[:1]
    for start, end in pairwise(sorted({low, high, *_cuts(text, low, high, counting)})):
        is_empty = len(re.findall(r"\w+", text[start:end])) < 2
        if is_empty and not any(start <= one.start < end for one in counting):
            continue
        begin = start + len(text[start:end]) - len(text[start:end].lstrip(_EDGE))
        inside = max((one.end for one in counting if start <= one.start and one.end <= end), default=begin)
        stop = max(inside, start + len(_LOOSE_END.sub("", text[start:end].rstrip(_EDGE + " .")).rstrip(_EDGE + " .")))
        yield (begin, stop), next((one for one in counting if begin <= one.start and one.end <= stop), None)


def _cuts(text: str, low: int, high: int, figures: Sequence[Figure]) -> Iterator[int]:
    """Give the places where a new figure or a new predicate begins."""
    for first, second in pairwise(figures):
        marks = list(_BOUNDARY.finditer(text, first.end, second.start))
        yield marks[-1].end() if marks else second.start
    for match in _NEW_PREDICATE.finditer(text, low, high):
        if not any(one.start <= match.start() < one.end for one in figures):
            yield match.end()


def _attributed_claim(
    page: _Page, sentence: Sentence, one: Attribution, piece: tuple[int, int], figure: Figure | None
) -> Claim:
    words = page.document.text[piece[0] : piece[1]]
    speaker, (act, is_inferred) = one.speaker, act_of(one.act, words, one.speaker, page.parties)
    via = None
    if one.via is not None:
        via = Via(one.via[0], span_of(page.document, sentence.start + one.via[1], sentence.start + one.via[2]))
        act, speaker = _written_act(one.via[0], words), _acting_side(words, page.parties)
    elif speaker is not None and _acts(sentence, one):
        speaker = _actor(speaker, sentence.text[one.verb[0] : one.verb[1]], one.act, page)
    unsure = [
        "matter",
        *one.unsure,
        *["speaker"] * _is_told_elsewhere(speaker, sentence),
        *["act"] * is_inferred,
        *["value"] * (figure is not None and figure.is_reference),
    ]
    verb = sentence.text[one.verb[0] : one.verb[1]].strip(" ,") or "an answer"
    claim = _claim(page, piece, figure, act, f"“{verb}”")
    form: Form = "direct quotation" if one.is_quoted or _is_spoken(page, sentence, piece) else "statement"
    return replace(claim, speaker=speaker, via=via, form=form, unsure=tuple(dict.fromkeys(unsure)))


_ACCUSING = re.compile(r"\b(?:accus|blam|charg|fault|h[eo]ld|point)\w*(?: \S+){0,5}$", re.IGNORECASE)


def _acts(sentence: Sentence, one: Attribution) -> bool:
    """Tell whether a verb is something that a side does rather than says: it rejects, it accuses."""
    verb = sentence.text[one.verb[0] : one.verb[1]]
    return one.act not in SAYING or (one.act == "alleged" and _ACCUSING.search(verb) is not None)


def _is_told_elsewhere(speaker: Speaker | None, sentence: Sentence) -> bool:
    """Tell whether a speaker is named in another sentence only: a pronoun stands here, or nothing."""
    return speaker is not None and speaker.start is not None and not sentence.start <= speaker.start < sentence.end


def _is_spoken(page: _Page, sentence: Sentence, piece: tuple[int, int]) -> bool:
    """Tell whether a piece stands in quotation marks."""
    low, high = piece[0] - sentence.start, piece[1] - sentence.start
    return any(q.is_speech and q.start <= low and high <= q.end for q in _inside(page.quotations, sentence))


def _written_act(source: str, words: str) -> Act:
    """Give the act of words in a document: what a draft says is proposed, what an agreement says is agreed."""
    act, is_inferred = outlet_act(words)
    if is_inferred and act not in ("pledged", "agreed"):
        return act
    return (
        "agreed"
        if re.search(r"agreement|accord|deal|treaty|угод|договор|соглаш|домовлен", source, re.IGNORECASE)
        else "proposed"
    )


def _is_side(speaker: Speaker, page: _Page) -> bool:
    """Tell whether a speaker is a side as such: "Arvenia", not a ministry of it."""
    words = (speaker.name or "").split()
    if not words:
        return True
    if len(words) == 2:
        return not speaker.is_person and (words[1].lower() in _SIDE_WORDS or words[0] in _POINTS)
    first = words[0].lower()
    is_party = len(words) == 1 and any(first.startswith(stem) for one in page.parties for stem in one.stems)
    return is_party or first in _SIDE_WORDS or _is_bare_place(speaker, words, page)


def _is_bare_place(speaker: Speaker, words: Sequence[str], page: _Page) -> bool:
    is_name = not speaker.is_person and len(words) == 1 and not is_office(words[0])
    return is_name and is_place(words[0], page.document.text)


def _actor(speaker: Speaker, verb: str, act: Act, page: _Page) -> Speaker:
    """Give who acts: a side has no name of its own, nor have two who agree."""
    words = (speaker.name or "").split()
    is_bare = len(words) == 1 and not speaker.is_person and not is_office(words[0]) and not words[0].isupper()
    if is_bare or _is_side(speaker, page):
        return Speaker(None, speaker.side)
    return Speaker(None, "both") if act == "agreed" and " and " in verb else speaker


_OBLIGED = re.compile(r"\S+\s+(?:must|should|shall|has to|is to|would have to|повин\w+|має|долж\w+)\s", re.IGNORECASE)


def _acting_side(words: str, parties: Sequence[Party]) -> Speaker | None:
    if _OBLIGED.match(words):
        return None  # what a side must do is somebody else's wish
    side = next((one.name for one in parties for stem in one.stems if words.lower().startswith(stem)), None)
    return Speaker(None, side) if side else None


def _outlet_claim(
    page: _Page, sentence: Sentence, piece: tuple[int, int], figure: Figure | None, *, is_whole: bool
) -> Claim | None:
    """Make a claim of the outlet's own words, where they hold a figure, an act, a day, or speak of the talks."""
    words = page.document.text[piece[0] : piece[1]]
    act, is_inferred = outlet_act(words)
    if figure is None and not is_inferred and not _tells(page, sentence, piece, is_whole=is_whole):
        return None
    claim = _claim(page, piece, figure, act, "told by the outlet")
    side = _acting_side(words, page.parties) if is_inferred else None
    return replace(claim, speaker=side, unsure=("matter", "act") if is_inferred else ("matter",))


def _tells(page: _Page, sentence: Sentence, piece: tuple[int, int], *, is_whole: bool) -> bool:
    """Tell whether an outlet's words without figure and act are worth proposing: a dated line is not."""
    words = page.document.text[piece[0] : piece[1]]
    has_day, n_words = bool(page.days_within(*piece)), len(words.split())
    is_told = sentence.text[-1:] in (".", "!") and n_words >= _LEAST_TOLD + has_day
    return is_told and (has_day or (is_whole and compiled_in("matters", words).search(words) is not None))


def _claim(page: _Page, piece: tuple[int, int], figure: Figure | None, act: Act, because: str) -> Claim:
    document, words = page.document, page.document.text[piece[0] : piece[1]]
    hedge = compiled_in("hedges", words).search(words)
    condition = compiled_in("conditions", words).search(words)
    days = [one.day for one in page.days_within(*piece)]
    return Claim(
        id="",
        document=document.name,
        span=span_of(document, *piece),
        act=act,
        about=_about(document.text, piece, figure),
        figure=figure,
        hedge=hedge[0].lower() if hedge else None,
        said_on=_said_on(document),
        event_date=days[0] if days else None,
        condition=words[condition.end() :].strip(_EDGE + ".") if condition else None,
        is_affirmed=act not in ("denied",),
        because=because,
    )


def _said_on(document: Document) -> date | None:
    return document.published


def _about(text: str, piece: tuple[int, int], figure: Figure | None) -> str | None:
    """Give the words behind a number, up to the next stop; all words where there is no number."""
    if figure is None:
        return text[piece[0] : piece[1]]
    behind = re.match(r"[^,;:.!?\"“”«»]*", text[figure.end : piece[1]])
    return (behind[0].strip() if behind else "") or text[piece[0] : piece[1]]

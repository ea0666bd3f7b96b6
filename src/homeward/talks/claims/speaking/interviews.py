"""Interviews: questions and answers without verbs of saying; the answers are the guest's words."""

import re
from collections.abc import Mapping, Sequence

from homeward.talks.claims.sentences import Sentence
from homeward.talks.claims.speaking.known import Known
from homeward.talks.claims.speaking.speakers import Party, Speaker, read_speaker

_TURN = re.compile(r"^(?:[—–-]\s|(?:Q|A|Question|Answer|Питання|Відповідь|Вопрос|Ответ)\s?[:.]\s)", re.IGNORECASE)
_ANSWER = re.compile(r"^(?:A|Answer|Відповідь|Ответ)\s?[:.]", re.IGNORECASE)
_QUESTION = re.compile(r"^(?:Q|Question|Питання|Вопрос)\s?[:.]", re.IGNORECASE)
_FEWEST_TURNS, _FEWEST_QUESTIONS = 4, 3
_TALKS_TO = re.compile(
    r"\b(?:spoke (?:to|with)|speaks? (?:to|with)|talk(?:ed|s) (?:to|with)|interview\w*|answer(?:ed|s) (?:our |the )?"
    r"questions|sat down with|met with|Q ?& ?A|in conversation|asked (?:him|her))\b"
    r"|(?:розмов|інтерв['’]ю|поговори|спілкува|интервью|беседова|ответил\w* на вопросы|відпові\w+ на запитання)",
    re.IGNORECASE,
)  # what stands before the first question of an interview


def find_interview(sentences: Sequence[Sentence], parties: Sequence[Party], known: Known) -> Mapping[int, Speaker]:
    """Give the guest for each sentence of an answer, by where it begins; nothing where this is no interview."""
    turns = [place for place, one in enumerate(sentences) if one.is_line_start and _TURN.match(one.text)]
    asks = any(sentences[_rest_of_line(sentences, turn, own=True)[-1]].text.endswith("?") for turn in turns)
    if len(turns) < _FEWEST_TURNS or not (asks or any(_ANSWER.match(sentences[turn].text) for turn in turns)):
        return _plain_interview(sentences, parties, known)
    guest = _guest(sentences[: turns[0]], parties, known)
    if guest is None:
        return {}
    answers: dict[int, Speaker] = {}
    for turn in turns:
        line = _rest_of_line(sentences, turn, own=True)
        if not _is_question([sentences[place] for place in line], turn == turns[0]):
            answers |= {sentences[place].start: guest for place in line}
    return answers


def _plain_interview(sentences: Sequence[Sentence], parties: Sequence[Party], known: Known) -> Mapping[int, Speaker]:
    """Read questions and answers that nothing marks but the question: they take turns, a line each, from the first."""
    lines = [place for place, one in enumerate(sentences) if one.is_line_start]
    last = [_rest_of_line(sentences, place, own=True)[-1] for place in lines]
    asked = [number for number, end in enumerate(last) if _is_asked(sentences[end].text)]
    head = sentences[: lines[asked[0]]] if len(asked) >= _FEWEST_QUESTIONS else ()
    if not _TALKS_TO.search(" ".join(one.text for one in head)):
        return {}
    guest = _guest([one for one in head if one.text.endswith(".")], parties, known)
    if guest is None or not guest.is_person:
        return {}
    told = [
        place for number in _answered(asked, len(lines)) for place in _rest_of_line(sentences, lines[number], own=True)
    ]
    return {sentences[place].start: guest for place in told}


def _answered(asked: Sequence[int], n_lines: int) -> list[int]:
    """Give the lines of answers: every other one, or all that do not ask, up to the one behind the last question."""
    takes_turns = all((number - asked[0]) % 2 == 0 for number in asked)
    asks = {*range(asked[0], n_lines, 2)} if takes_turns else {*asked}
    return [number for number in range(asked[0] + 1, min(n_lines, asked[-1] + 2)) if number not in asks]


def _is_asked(text: str) -> bool:
    return text.endswith("?") and not any(sign in text for sign in '"“”«»')


def _rest_of_line(sentences: Sequence[Sentence], turn: int, *, own: bool = False) -> list[int]:
    """Give the sentences of a line behind its first one, or with it."""
    rest = [turn] if own else []
    for place in range(turn + 1, len(sentences)):
        if sentences[place].is_line_start:
            break
        rest.append(place)
    return rest


def _is_question(line: Sequence[Sentence], is_first: bool) -> bool:
    """Tell whether a turn is the interviewer's: who opens, asks, or is marked so."""
    first = line[0].text
    if _ANSWER.match(first):
        return False
    return bool(_QUESTION.match(first)) or line[-1].text.endswith("?") or is_first


def _guest(head: Sequence[Sentence], parties: Sequence[Party], known: Known) -> Speaker | None:
    for one in head:
        for phrase in re.split(r"[:,«»\"“”]| heads | leads | очолює | возглавляет | з | с ", one.text):
            speaker = read_speaker(phrase, one.start, parties, known)
            if speaker is not None and speaker.is_person:
                return known.resolve(speaker)
    return known.last

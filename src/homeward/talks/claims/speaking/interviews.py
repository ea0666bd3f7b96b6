"""Interviews: questions and answers without verbs of saying; the answers are the guest's words."""

import re
from collections.abc import Mapping, Sequence

from homeward.talks.claims.sentences import Sentence
from homeward.talks.claims.speaking.known import Known
from homeward.talks.claims.speaking.speakers import Party, Speaker, read_speaker

_TURN = re.compile(r"^(?:[—–-]\s|(?:Q|A|Question|Answer|Питання|Відповідь|Вопрос|Ответ)\s?[:.]\s)", re.IGNORECASE)
_ANSWER = re.compile(r"^(?:A|Answer|Відповідь|Ответ)\s?[:.]", re.IGNORECASE)
_QUESTION = re.compile(r"^(?:Q|Question|Питання|Вопрос)\s?[:.]", re.IGNORECASE)
_FEWEST_TURNS = 4


def find_interview(sentences: Sequence[Sentence], parties: Sequence[Party], known: Known) -> Mapping[int, Speaker]:
    """Give the guest for each sentence of an answer, by where it begins; nothing where this is no interview."""
    turns = [place for place, one in enumerate(sentences) if one.is_line_start and _TURN.match(one.text)]
    if len(turns) < _FEWEST_TURNS:
        return {}
    guest = _guest(sentences[: turns[0]], parties, known)
    if guest is None:
        return {}
    answers: dict[int, Speaker] = {}
    for turn in turns:
        line = [turn, *_rest_of_line(sentences, turn)]
        if not _is_question([sentences[place] for place in line], turn == turns[0]):
            answers |= {sentences[place].start: guest for place in line}
    return answers


def _rest_of_line(sentences: Sequence[Sentence], turn: int) -> list[int]:
    rest = []
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

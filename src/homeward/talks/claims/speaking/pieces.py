"""The pieces before a verb among which its subject is: around an apposition the head before it, else the last one."""

import re

from homeward.talks.claims.speaking.verbs import find_hits

_SECOND_SUBJECT = re.compile(
    r"\s(?:and|but|while|whereas|as|though)\s+"
    r"(?=(?:(?:the|a|an|its|his|her)\s[\w'’ -]{3,40}|[^\W\d_a-z][\w'’.-]*(?:\s[^\W\d_a-z][\w'’.-]*){0,3}\s*)$)"
)


_CLAUSE_SUBJECT = re.compile(
    r"\s(?:after|because|when|since|although|while|whereas)\s+(?=[^\W\d_a-z][\w'’.-]*(?:\s[^\W\d_a-z][\w'’.-]*){0,3}\s*$)"
)  # "spoke after NAME claimed"
_SUBORDINATE = re.compile(
    r"(?:after|as|while|when|because|since|although|though|before|if|whereas|but|and)\s+(?=(?:the\s|[A-Z])[^,]{2,60}$)"
)
_LONGEST_RELATIVE = 3  # words between a comma and a verb: "NAME, who also said"


def pieces_of(text: str) -> list[tuple[int, int]]:
    """Give the pieces that may hold the subject: the last one, or around an apposition the head before it."""
    marks = [
        match.end()
        for match in re.finditer(r"[,;:]\s|[”»\"“]\s|\s[—–-]\s|(?<!\b[A-ZА-ЯІЇЄҐ])\.\s(?=[A-ZА-ЯІЇЄҐ])", text)
    ]
    clause = _CLAUSE_SUBJECT.search(text)
    if clause:
        marks = sorted({*marks, clause.end()})
    second = _SECOND_SUBJECT.search(text)
    if second and find_hits(text[marks[-1] if marks and marks[-1] < second.start() else 0 : second.start()]):
        marks = sorted({*marks, second.end()})
    return _appositions(text, [0, *marks]) if text.endswith(",") else _last_piece(text, marks)


def _last_piece(text: str, marks: list[int]) -> list[tuple[int, int]]:
    """Give the last piece; where it only refers to what stands before it, the pieces of that."""
    low = marks[-1] if marks else 0
    words = text[low:].split()
    subordinate = _SUBORDINATE.match(text, low)
    if subordinate:
        return [(subordinate.end(), len(text.rstrip(" ,")))]
    before = _appositions(text[:low], [0, *marks[:-1]]) if marks and text[low - 2] == "," else []
    is_reference = len(words) <= _LONGEST_RELATIVE and _is_relative(text[low:])
    return before if before and is_reference else [(low, len(text.rstrip(" ,")))]


_MOST_APPOSITIONS = 5  # of one subject
_ENDS_IN_NAME = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*[,\s]*|(?:of|from|for|at)\s.*)$")


def _appositions(text: str, starts: list[int]) -> list[tuple[int, int]]:
    """Give the pieces of a subject that ends in a comma, from its end: "NAME, 61, a retired colonel, said"."""
    found: list[tuple[int, int]] = []
    end = len(text.rstrip(", "))
    for start in reversed([mark for mark in starts if mark < end][-_MOST_APPOSITIONS:]):
        is_far = len(found) > 1
        if is_far and (any(text[low].isupper() for low, _ in found) or not _ENDS_IN_NAME.search(text[start:end])):
            break
        if not _is_relative(text[start:end]):
            found.append((start, end))
        if text[start - 2 : start - 1] != ",":
            break
        end = start
    return found


def _is_relative(phrase: str) -> bool:
    return (
        re.match(
            r"\s*(?:(?:who|which|whose|яка|який|котор\w+|on|in|at|after|during|from|before|following|while|when"
            r"|without|under"
            r"|amid|as|because|(?-i:[a-z]+(?:ing|ed))|під час|на|у|в|после|після|во время)\b|\d{1,3}\s*,?$)",
            phrase,
            re.IGNORECASE,
        )
        is not None
    )

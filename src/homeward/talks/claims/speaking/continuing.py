"""Speech that goes on: a sentence without a verb of saying behind words that somebody said.

    Ilda Renn said the swap would begin on Friday. The first group would hold 40 people.

Only "would" and its like tell it from the outlet's own words, so only these are read so.
"""

import re
from collections.abc import Sequence

from homeward.talks.claims.speaking.verbs import SAYING, Attribution, Reading

_GOES_ON = re.compile(
    r"(?:It|They|This|That|These|Those|Each|All|Both|Another|Some|No|Of|If|There|The|An?|Its|Their)\b[^.;:\"“«]{0,80}?"
    r"\s(?:would|could|might|had to)\s|(?:He|She|His|Her|Their|Its)\s[^.;:\"“«]{0,60}?\s?had\s\w+(?:ed|en|un|ne)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:has|have|is|are|was|were|will|did|does|do|can|says?|said)\b", re.IGNORECASE)


def going_on(text: str, before: Sequence[Attribution], reading: Reading) -> tuple[Attribution, ...]:
    """Give a sentence that nobody is said to speak to whoever spoke indirectly in the sentence before.

    before    the attributions of that sentence
    """
    match = _GOES_ON.match(text)
    if match is None or _FINITE.search(match[0]) or not before or any(one.is_speech for one in reading.quotations):
        return ()
    last = before[-1]
    if last.speaker is None or last.speaker.name is None or last.act not in SAYING or last.is_quoted or last.is_citing:
        return ()
    return (Attribution(last.speaker, "said", ((0, len(text)),), (0, 0), unsure=("speaker",)),)

"""Pledges that bind only with the consent of others: a guarantee of a third party, an approval at home.

Silence is neither consent nor refusal. The latest word of each counts; until all have consented nothing can be
enforced.
"""

from datetime import date
from typing import Literal

from homeward.talks.pledges.acts import Acts
from homeward.talks.pledges.journal import Pledge

CONSENT, REFUSE_CONSENT = "consent", "refuse_consent"
Word = Literal["given", "refused", "silent"]
_FIRST_DAY = date.min


def consents(acts: Acts, pledge: Pledge, day: date) -> tuple[tuple[str, Word], ...]:
    """Give the word of everybody whose consent a pledge needs; a refusal on the day of a consent stands."""
    spoken = [
        (own.day, own.kind == REFUSE_CONSENT, own.by)
        for kind in (CONSENT, REFUSE_CONSENT)
        for own in acts.of_kind(kind, pledge.id, (_FIRST_DAY, day), day)
    ]
    last = {by: is_refusal for _, is_refusal, by in sorted(spoken, key=lambda one: one[:2])}
    return tuple((who, "silent" if who not in last else "refused" if last[who] else "given") for who in pledge.consents)


def is_binding(acts: Acts, pledge: Pledge, day: date) -> bool:
    """Tell whether everybody whose consent it needs has given it."""
    return all(word == "given" for _, word in consents(acts, pledge, day))

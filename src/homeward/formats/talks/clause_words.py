"""Words by which ledgers say how relief is taken back: who may, how long, who decides, what silence means.

    "trigger": "breach_notice by arvenia"          "clock_days": 10
    "decision": "joint decision to continue"       "default_on_silence": "suspended from the end of the clock"
    "resume": "joint decision to resume"           "sunset": "2041-10-18"

What is not said stays open, and is later listed as a hole.
"""

import re
from datetime import date

from homeward.errors import InvalidCase
from homeward.formats.case import Reader
from homeward.talks.conditions.renewal import BOTH, Decision, Renewal, Silence

WHOLE = frozenset("people persons bodies containers individuals items steps days names".split())
_TRIGGER = re.compile(r"(\w+)(?: by (.+))?")
_DECISION = re.compile(r"(joint )?(?:decision|agreement|resolution|vote)(?: (?:of|by) (.+?))? to (\w+)(?: .+)?", re.I)
_EVERYBODY = frozenset({BOTH, "both sides", "both parties", "either", "either side", "either party", "any party"})
_SILENCE: tuple[tuple[str, Silence], ...] = (  # the first that occurs; "from the end of the clock" is not an end
    ("suspend", "suspended"),
    ("return", "suspended"),
    ("snap", "suspended"),
    ("come back", "suspended"),
    ("back in", "suspended"),  # the old measures, "back in force"
    ("reimpos", "suspended"),
    ("re-impos", "suspended"),
    ("reinstat", "suspended"),
    ("continu", "in force"),
    ("in force", "in force"),
    ("remain", "in force"),
    ("stay", "in force"),
    ("kept", "in force"),
    ("lapse", "lapsed"),
    ("expire", "lapsed"),
    ("terminat", "lapsed"),
    ("ends", "lapsed"),
)


def read_renewal(item: Reader, sides: tuple[str, str]) -> Renewal:
    """Read the mechanism of a commitment between two sides.

    raises    InvalidCase where what is said cannot be understood; what is not said is left open
    """
    own = Reader(item.get("renewal"), f"{item.where}: renewal")
    trigger, trigger_by = _trigger(own, sides)
    return Renewal(
        trigger=trigger,
        trigger_by=trigger_by,
        notice_days=_days(own, "notice_days") or 0,
        clock_days=_days(own, "clock_days"),
        is_working_days=own.flag("working_days"),
        objection_days=_days(own, "objection_days"),
        objection_by=_people(own.text("objection_by"), sides) if own.has("objection_by") else (),
        decision=_decision(own, "decision", sides),
        silence=_silence(own),
        resume=_decision(own if own.has("resume") else item, "resume", sides),
        sunset=_sunset(own),
    )


def _trigger(own: Reader, sides: tuple[str, str]) -> tuple[str | None, tuple[str, ...]]:
    if not own.has("trigger"):
        return None, ()
    match = _TRIGGER.fullmatch(own.text("trigger").strip())
    if match is None:
        raise InvalidCase(f"{own.where}: trigger must be written 'breach_notice by North'")
    return match[1], () if match[2] is None else _people(match[2], sides)


def _people(text: str, sides: tuple[str, str]) -> tuple[str, ...]:
    """Read who: names joined by "or", "and" or commas; both and either are the two sides."""
    text = text.strip().removeprefix("the ")
    if text.lower() in _EVERYBODY:
        return sides
    return tuple(name.strip() for name in re.split(r",| or | and ", text) if name.strip())


def _decision(own: Reader, key: str, sides: tuple[str, str]) -> Decision | None:
    if not own.has(key):
        return None
    match = _DECISION.fullmatch(own.text(key).strip())
    if match is None:
        raise InvalidCase(
            f"{own.where}: {key} must be written 'joint decision to continue', or 'decision by North to ...'"
        )
    who = sides if match[2] is None else _people(match[2], sides)
    return Decision(match[3].lower(), who)


def _silence(own: Reader) -> Silence | None:
    if not own.has("default_on_silence"):
        return None
    text = own.text("default_on_silence").lower()
    found = next((state for word, state in _SILENCE if word in text), None)
    if found is None:
        raise InvalidCase(f"{own.where}: default_on_silence says neither suspended, nor in force, nor lapsed")
    return found


def _sunset(own: Reader) -> date | None:
    if not own.has("sunset"):
        return None
    try:
        return date.fromisoformat(own.text("sunset"))
    except ValueError:
        raise InvalidCase(f"{own.where}: sunset must be a day written 2041-10-18") from None


def _days(own: Reader, key: str) -> int | None:
    if not own.has(key):
        return None
    n_days = own.whole(key)
    if not 0 <= n_days <= 36_525:
        raise InvalidCase(f"{own.where}: {key} is {n_days}; 0 to 36,525 days are read")
    return n_days

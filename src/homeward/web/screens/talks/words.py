"""Words of talks as pages show them, in the reader's language: each closed set, once."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from homeward.actions.exchange.plan import answer_number
from homeward.talks.claims.figures import Figure
from homeward.talks.conditions.terms import Number
from homeward.web.terms import Terms, term

COURSES: Final[Terms] = {
    "not due": _("not due yet"),
    "open": _("open, and in time"),
    "kept": _("kept"),
    "late": _("late"),
    "defaulted": _("in default"),
    "waived": _("waived"),
}
ACCOUNTS: Final[Terms] = {
    "pledged": pgettext_lazy("a sum", "pledged"),
    "claimed": pgettext_lazy("a sum", "said to be delivered"),
    "received": pgettext_lazy("a sum", "received"),
    "verified": pgettext_lazy("a sum", "verified"),
    "rejected": pgettext_lazy("a sum", "found not to be theirs"),
}
ENTRIES: Final[Terms] = {
    "pledge": pgettext_lazy("an entry", "pledge"),
    "amend": pgettext_lazy("an entry", "change of the pledge"),
    "claim": pgettext_lazy("an entry", "delivery, as who owes it says"),
    "receive": pgettext_lazy("an entry", "receipt, as whom it is owed to says"),
    "verify": pgettext_lazy("an entry", "verification"),
    "reject": pgettext_lazy("an entry", "rejection: not what was owed"),
    "waive": pgettext_lazy("an entry", "waiver"),
    "lapse": pgettext_lazy("an entry", "lapse"),
    "withdraw": pgettext_lazy("an entry", "withdrawal of an entry"),
    "contest": pgettext_lazy("an entry", "objection to an entry"),
    "consent": pgettext_lazy("an entry", "consent"),
    "time": pgettext_lazy("an entry", "nothing but time"),
}
RECORDED = ("claim", "receive", "verify", "reject", "amend", "waive", "lapse")  # that a page offers
MET_BY: Final[Terms] = {
    "verified": _("it was verified"),
    "received": _("it was received"),
    "claimed": _("it is said to be delivered"),
}
SAYINGS: Final[Terms] = {
    "pledged": pgettext_lazy("an act of speech", "pledged"),
    "proposed": pgettext_lazy("an act of speech", "proposed"),
    "demanded": pgettext_lazy("an act of speech", "demanded"),
    "agreed": pgettext_lazy("an act of speech", "agreed"),
    "said": pgettext_lazy("an act of speech", "said"),
    "reported": pgettext_lazy("an act of speech", "reported"),
    "alleged": pgettext_lazy("an act of speech", "alleged"),
    "rejected": pgettext_lazy("an act of speech", "rejected"),
    "denied": pgettext_lazy("an act of speech", "denied"),
    "observed": pgettext_lazy("an act of speech", "observed"),
}
BOUNDS: Final[Terms] = {
    "exact": pgettext_lazy("a figure", "exactly"),
    "min": pgettext_lazy("a figure", "at least"),
    "more than": pgettext_lazy("a figure", "more than"),
    "max": pgettext_lazy("a figure", "at most"),
    "range": pgettext_lazy("a figure", "from one to the other"),
    "about": pgettext_lazy("a figure", "about"),
}
_FIGURES: Mapping[str, object] = {
    "min": _("at least %(n)s"),
    "more than": _("more than %(n)s"),
    "max": _("at most %(n)s"),
    "about": _("about %(n)s"),
}
CLAIM_STATES: Final[Terms] = {
    "proposed": _("nobody has read it"),
    "confirmed": _("confirmed"),
    "rejected": pgettext_lazy("a claim", "rejected"),
}
UNSURE: Final[Terms] = {
    "speaker": _("who says it"),
    "act": _("by which act"),
    "value": _("the number"),
    "matter": _("what it is about"),
    "unit": _("what is counted"),
    "date": _("the day"),
}
DRIFTS: Final[Terms] = {
    "verbatim": _("word for word"),
    "same": _("the same in other words"),
    "less specific": _("less specific"),
    "weakened": _("weakened"),
    "strengthened": _("strengthened"),
    "distorted": _("distorted"),
}
FLAGS: Final[Terms] = {
    "conflict": _("These cannot both be so"),
    "moved on": _("The same speaker said something else later"),
    "refinement": _("One lies within the other"),
    "denied": _("One denies the other"),
    "different whole": _("Shares of different wholes: not to be compared"),
    "sum does not close": _("The parts do not add up to the whole"),
    "slip suspected": _("Perhaps digits changed places"),
    "contradiction": _("The text contradicts itself"),
    "before the hand-over": _("Said before the document was handed over"),
    "proposed conflict": _("Perhaps these cannot both be so"),
}
EVOLVING = frozenset({"moved on", "refinement"})
STATUSES: Final[Terms] = {
    "agreed": pgettext_lazy("clauses", "agreed"),
    "partly agreed": pgettext_lazy("clauses", "agreed in part"),
    "disputed": pgettext_lazy("clauses", "disputed"),
    "only a": pgettext_lazy("clauses", "only in the first"),
    "only b": pgettext_lazy("clauses", "only in the second"),
    "withdrawn": pgettext_lazy("clauses", "withdrawn"),
}
TOPICS: Final[Terms] = {
    "XRefuse": _("refusal to return"),
    "XSubst": _("substitution"),
    "XRemVer": _("remains with verification"),
    "XChild": _("return of children taken away"),
    "XTruce": _("truce to retrieve the dead"),
    "Ce": _("ceasefire"),
    "TjMis": _("the missing and the dead"),
    "HrDet": _("conditions and visits of detention"),
    "XSanction": _("economic sanctions and their renewal"),
    "XAssets": _("frozen assets"),
    "GCh": _("children"),
    "TjPrire": _("release of prisoners"),
    "TjAm": _("amnesty"),
    "GRef": _("refugees and displaced"),
    "Wat": _("water"),
    "HrMob": _("access and safe passage"),
    "SsrFf": _("withdrawal of forces"),
    "SsrDdr": _("demobilisation and reduction of forces"),
    "StBor": _("borders and territory"),
    "TjRMa": _("material reparation"),
    "SsrGua": _("security guarantees"),
    "XStatus": _("alliances and neutrality"),
    "XElect": _("elections"),
    "XLang": _("languages"),
    "ImPK": _("mission and monitoring"),
    "ProtCiv": _("civilians"),
}


def say_number(value: Number | float | None) -> str:
    """Write a number in the reader's language; nothing for what is not known."""
    if value is None:
        return ""
    plain = answer_number(value) if not isinstance(value, float) else value
    return number_format(int(plain) if plain == int(plain) else plain, use_l10n=True, force_grouping=True)


def say_sum(value: Number | float | None, unit: str) -> str:
    """Write a number with what is counted."""
    return f"{say_number(value)} {unit}".strip()


def say_day(day: date | None) -> str:
    """Write a day in the reader's language; nothing where none is known."""
    return "" if day is None else date_format(day, "DATE_FORMAT")


def say_figure(figure: Figure | None) -> str:
    """Say a figure with its bound and what is counted, in the reader's language."""
    if figure is None:
        return ""
    low, high = say_number(figure.low), say_number(figure.high)
    is_range = low and high and low != high
    told = gettext("%(low)s to %(high)s") % {"low": low, "high": high} if is_range else low or high
    if figure.bound in _FIGURES:
        told = str(_FIGURES[figure.bound]) % {"n": told}
    return f"{told} {figure.unit or ''}".strip()


def say_unsure(unsure: tuple[str, ...]) -> str:
    """Say what in a reading may be wrong."""
    return ", ".join(term(UNSURE, one) for one in unsure)

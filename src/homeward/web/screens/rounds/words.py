"""Words of a round as pages show them, in the reader's language: each closed set of the core, once."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from homeward.web.terms import Terms

STAGES: Final[Terms] = {
    "identified": _("identified, and signed"),
    "planned": _("in the last plan"),
    "agreed": _("agreed by both sides"),
    "on a manifest": _("on a manifest"),
    "handed over": _("handed over, by a receipt"),
    "confirmed": _("confirmed afterwards"),
}
PASSAGES: Final[Terms] = {"go": _("go"), "not go": _("not go")}
SHOWN: Final[Terms] = {
    "go": _("go"),
    "not go": _("not go"),
    "absent": _("absent"),
    "substituted": _("another was brought instead"),
    "not called": _("not called yet"),
}
SAID: Final[Terms] = {
    "present": _("present"),
    "absent": _("absent"),
    "brought instead": _("another was brought instead"),
    "goes": _("says: goes"),
    "stays": _("says: stays"),
    "fit": _("fit to travel"),
    "unfit": _("not fit to travel"),
    "unknown person": _("somebody without a line"),
    "end": _("this device has ended"),
}
LINES: Final[Terms] = {
    "requested": _("requested"),
    "offered": _("offered"),
    "agreed": _("agreed"),
    "refused": _("refused"),
    "presented": _("presented"),
    "absent": _("absent"),
    "substituted": _("another was brought instead"),
    "nobody has moved": _("nobody has said anything"),
}
HELD: Final[Terms] = {"held": _("held"), "dead": _("dead"), "not_held": _("not held any more")}
GATES: Final[Terms] = {
    "wish": _("own wish, heard in private"),
    "fitness": _("fitness to travel"),
    "best interest": _("best interest of a child"),
    "relation": _("relation to whoever receives a child"),
}
LEFT_OUT: Final[Terms] = {
    "the file was erased": _("the file was erased"),
    "held and sought by others than the two sides of this round": _(
        "held and sought by others than the two sides of this round"
    ),
    "home already": _("home already"),
    "identified with two people, or two lines of one code: people must say whose it is": _(
        "identified with two people, or two lines of one code: people must say whose it is"
    ),
}
DROPS: Final[Terms] = {
    "absent": _("absent"),
    "refuses": _("refuses"),
    "unfit": _("not fit to travel"),
    "dead": _("dead"),
    "not held": _("not held any more"),
    "back": _("can go again"),
}
STATES: Final[Terms] = {
    "always": _("goes in every best plan"),
    "sometimes": _("goes in some best plans"),
    "never": _("goes in no best plan"),
}
VOICES: Final[Terms] = {"giver": _("the giver"), "neutral": _("the intermediary"), "receiver": _("the receiver")}
UNITS: Final[Terms] = {
    "persons": _("persons"),
    "containers": _("containers"),
    "individuals": _("individuals in containers"),
}
KINDS: Final[Terms] = {"person": _("person"), "container": _("container")}
OUTCOMES: Final[Terms] = {
    "confirmed": _("confirmed"),
    "not the person named": _("not the person named"),
    "unknown": _("examined, and nobody knows who it is"),
    "not ours": _("not ours"),
    "several people": _("several people"),
    "part of an earlier delivery": _("part of an earlier delivery"),
    "open": _("open"),
}
STEPS: Final[Terms] = {
    "return to the other side": _("return to the other side"),
    "separate and examine each": _("separate and examine each"),
    "re-association": _("find which parts belong together"),
    "find out who this is": _("find out who this is"),
    "search continues": _("the search continues"),
}
OFFERS: Final[Terms] = {
    "open": _("open"),
    "not yet valid": _("not yet valid"),
    "expired": _("its days are over"),
    "accepted": _("accepted"),
    "refused": _("refused"),
    "withdrawn": _("withdrawn"),
    "countered": _("answered with another offer"),
    "replaced": _("replaced by another offer of the same side"),
}
SWAPS: Final[Terms] = {
    "waiting for commitments": _("It waits until both sides have committed to a list."),
    "waiting for the neutral": _("It waits for the countersignature of the intermediary."),
    "waiting for lists": _("It waits until both sides have opened their lists."),
    "open": _("Both lists are open."),
    "broken": _("A list was opened that had not been committed to."),
}
SWAP_FILES: Final[Terms] = {
    "commitment": _("own commitment, for the other side and the intermediary"),
    "list": _("own list, opened, for the other side"),
    "received": _("list of the other side"),
    "evidence": _("evidence that the list of the other side is another"),
}
FITS: Final[Terms] = {"yes": _("yes"), "no": _("no"), "unknown": _("not known")}

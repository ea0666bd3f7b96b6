"""Acts of the ledger as plain sentences: who saw, changed, took out, asked for something, in the reader's language.

`%(who)s` is a role with the beginning of a key, or a name where two people have allowed it. A kind of a later version
is told as it stands.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.actions.workspace.review.changes import Change, What
from homeward.web.terms import Terms

Sort = Literal["seen", "left", "stopped", "changed", "kept"]
SORTS: Final[Terms] = {
    "seen": _("Who saw"),
    "left": _("What left"),
    "stopped": _("What was refused, and alarms"),
    "changed": _("Who changed"),
    "kept": _("How the workspace is kept"),
}
ROLES: Final[Terms] = {
    "caseworker": _("caseworker"),
    "reviewer": _("reviewer"),
    "laboratory": _("laboratory"),
    "negotiator": _("negotiator"),
    "hand-over officer": _("hand-over officer"),
    "data-protection officer": _("data-protection officer"),
    "auditor": _("auditor"),
    "administrator": _("administrator"),
    "key custodian": _("key custodian"),
    "neutral adjudicator": _("neutral adjudicator"),
    "founder": _("founder"),
    "instance": _("the program itself"),
}
CHANNELS: Final[Terms] = {
    "web": _("in a browser"),
    "command line": _("by command"),
    "interface": _("by a program"),
}
_SEEN: Final[Terms] = {
    "file read": _("%(who)s opened a file."),
    "list viewed": _("%(who)s looked at a list."),
    "lists viewed": _("%(who)s looked at which lists there are."),
    "lists compared": _("%(who)s compared versions of a list."),
    "glass broken": _("%(who)s broke glass to open a file."),
    "document read": _("%(who)s read a document of talks."),
    "documents viewed": _("%(who)s looked at which documents there are."),
    "claims viewed": _("%(who)s looked at claims of documents."),
    "profile viewed": _("%(who)s looked at a DNA profile."),
    "samples viewed": _("%(who)s looked at samples."),
    "families viewed": _("%(who)s looked at families."),
    "remains viewed": _("%(who)s looked at remains."),
    "readers viewed": _("%(who)s asked who had read a file."),
    "weak cases counted": _("%(who)s counted cases that rest on little."),
    "calibration viewed": _("%(who)s compared what was stated with what was decided."),
    "campaigns viewed": _("%(who)s looked at campaigns of reading again."),
    "dna compared": _("%(who)s compared DNA profiles."),
    "trail read": _("%(who)s read the audit trail."),
    "alarms viewed": _("%(who)s looked at the alarms."),
    "names asked": _("%(who)s asked to read the audit trail with names, and a second person allowed it."),
    "backups listed": _("%(who)s listed the backups."),
}
_LEFT: Final[Terms] = {
    "lines exported": _("%(who)s took lines of a list out."),
    "export ordered": _("%(who)s ordered that lines be taken out, and a second person allowed it."),
    "paper made": _("%(who)s made a paper that left."),
    "board exported": _("%(who)s took the board of pledges out."),
    "proof made": _("%(who)s made the proof of an entry."),
    "backup made": _("%(who)s made a backup."),
}
_STOPPED: Final[Terms] = {
    "refused": _("%(who)s was refused something."),
    "sign-in failed": _("Somebody failed to sign in."),
    "alarm": _("The program raised an alarm about somebody."),
}
_CHANGED: Final[Terms] = {
    "list imported": _("%(who)s brought in a list."),
    "files made": _("%(who)s made files of a list."),
    "claims added": _("%(who)s added what sources say of a person."),
    "status claimed": _("%(who)s wrote down what is known of where a person is."),
    "harm flag set": _("%(who)s set a harm flag."),
    "harm flag lifted": _("%(who)s lifted a harm flag, with a second person."),
    "subject erased": _("%(who)s erased a file or document, with a second person."),
    "remains noted": _("%(who)s wrote down remains."),
    "proposal": _("%(who)s had pairs proposed."),
    "taking": _("%(who)s took a case to read."),
    "giving back": _("%(who)s gave a case back."),
    "verdict": _("%(who)s signed a verdict."),
    "showing": _("%(who)s was shown score and verdicts."),
    "seating": _("%(who)s put a case before a board."),
    "vote": _("%(who)s signed a vote."),
    "board decision": _("%(who)s wrote down the decision of a board."),
    "signature": _("%(who)s signed a decision."),
    "deed": _("%(who)s wrote down what was done on a decision."),
    "answer": _("%(who)s answered an exclusion."),
    "conflict": _("%(who)s declared a conflict of interest."),
    "reopening": _("%(who)s had a case read again."),
    "earlier decision": _("%(who)s wrote down a decision that was made elsewhere."),
    "campaign opened": _("%(who)s opened a campaign of reading again."),
    "controls kept": _("%(who)s kept controls of the laboratory."),
    "family entered": _("%(who)s entered a family."),
    "sample registered": _("%(who)s registered a sample."),
    "sample taken": _("%(who)s wrote down that a sample was taken."),
    "result entered": _("%(who)s entered a laboratory result."),
    "result held": _("%(who)s held a laboratory result back."),
    "result withdrawn": _("%(who)s withdrew a laboratory result."),
    "round opened": _("%(who)s opened a round."),
    "gate heard": _("%(who)s wrote down what a person said of going."),
    "terms changed": _("%(who)s changed the terms of a round."),
    "plan made": _("%(who)s had a round planned."),
    "people dropped": _("%(who)s took people out of a round."),
    "offer made": _("%(who)s made an offer in a round."),
    "offer answered": _("%(who)s answered an offer in a round."),
    "lines moved": _("%(who)s moved lines of a round."),
    "items signed": _("%(who)s signed items of a round."),
    "item taken back": _("%(who)s took an item of a round back."),
    "paper shown": _("%(who)s showed a paper of a round."),
    "paper taken": _("%(who)s took a paper of a round in."),
    "paper witnessed": _("%(who)s witnessed a paper of a round."),
    "witness ordered": _("%(who)s ordered that a paper be witnessed."),
    "manifest used": _("%(who)s began a crossing."),
    "marks taken": _("%(who)s marked people and containers at a crossing."),
    "crossing counted": _("%(who)s counted at a crossing."),
    "outcome noted": _("%(who)s wrote down what became of somebody after a crossing."),
    "swap step": _("%(who)s took a step of an exchange of lists."),
    "list committed": _("%(who)s bound themselves to a list."),
    "document kept": _("%(who)s kept a document of talks."),
    "claim added": _("%(who)s added a claim that the program missed."),
    "claim read": _("%(who)s confirmed or rejected a claim."),
    "pledge recorded": _("%(who)s recorded a pledge or an entry about one."),
    "second asked": _("%(who)s asked for the signature of a second person."),
}
_KEPT: Final[Terms] = {
    "workspace made": _("%(who)s made the workspace."),
    "member added": _("%(who)s added a member, with a second person."),
    "member changed": _("%(who)s changed a member, with a second person."),
    "settings changed": _("%(who)s changed the settings."),
    "second factor set": _("%(who)s set a second factor of their own."),
    "second factor removed": _("%(who)s removed a second factor of their own."),
    "second factor reset": _("%(who)s reset the second factor of another member, with a second person."),
    "second factor reset used": _("%(who)s signed in without the second factor that had been reset."),
    "ledger verified": _("%(who)s verified the ledger."),
    "paper checked": _("%(who)s checked a paper that somebody brought."),
    "key copies destroyed": _("%(who)s destroyed old copies of keys."),
}
KINDS: Final[Mapping[Sort, Terms]] = {
    "seen": _SEEN,
    "left": _LEFT,
    "stopped": _STOPPED,
    "changed": _CHANGED,
    "kept": _KEPT,
}
_CHANGES: Final[Mapping[What, str | Promise]] = {
    "erased": _("It was erased on %(on)s."),
    "opened again": _("The case was opened again on %(on)s."),
    "decided anew": _("It was decided anew on %(on)s."),
    "taken back": _("The finding was taken back on %(on)s."),
    "said by a list": _("A newer version of a list said more of the person on %(on)s."),
    "status said": _("What is so of the person was written down anew on %(on)s."),
    "harm flag set": _("A harm flag was set on %(on)s."),
    "harm flag lifted": _("The harm flag was lifted on %(on)s."),
    "sample noted": _("A sample of the person was noted on %(on)s."),
    "round went on": _("The round went on from %(on)s."),
}
_SENTENCES: Mapping[str, str | Promise] = {kind: says for terms in KINDS.values() for kind, says in terms.items()}


def tell_act(kind: str, who: str) -> str:
    """Say one act in a sentence.

    >>> tell_act("something new", "auditor 3f9a21bc")
    'auditor 3f9a21bc: something new.'
    """
    says = _SENTENCES.get(kind)
    if says is None:
        return gettext("%(who)s: %(kind)s.") % {"who": who, "kind": kind}
    return str(says) % {"who": who}


def sort_of(kind: str) -> Sort | None:
    """Tell which sort of act a kind is; None for one of a later version."""
    return next((sort for sort, terms in KINDS.items() if kind in terms), None)


def tell_changes(changes: Iterable[Change]) -> list[str]:
    """Say why something no longer stands, a sentence for each later act."""
    return [str(_CHANGES[one.what]) % {"on": date_format(one.on, "DATE_FORMAT")} for one in changes]

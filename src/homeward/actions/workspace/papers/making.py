"""Making a paper: the act that says so, with the digest of the file, is kept before the file leaves.

What the paper says is sealed into the act under the key of whom it is about: it can be shown again to whoever may see
it, and is gone when they are erased. Of the file the ledger keeps a digest, and the file holds a random salt.
"""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from homeward.actions.workspace.desk import (
    Desk,
    Draft,
    Kept,
    authorise,
    check_id,
    keep_prepared,
    new_id,
    prepare_all,
)
from homeward.actions.workspace.files import PAPER_MADE
from homeward.actions.workspace.folding.record_text import plain_of, write_json
from homeward.actions.workspace.folding.states import case_of
from homeward.actions.workspace.papers.sources import EXPORT, source_of
from homeward.actions.workspace.place import PROGRAM
from homeward.actions.workspace.rights import Scope
from homeward.errors import InvalidInput
from homeward.formats.papers.pages import Languages, check_languages, write_paper
from homeward.reports.papers.codes import write_code
from homeward.reports.papers.paper import KINDS, Kind, plain_paper
from homeward.store.transaction import Snapshot

_SALT_BYTES = 16
_OF_TODAY: frozenset[Kind] = frozenset({"capture card", "internment card", "child card", "round report"})
_ANY = Scope.OWN  # a label says nothing of a person


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that leaves.

    name    of the file, ours
    """

    id: str
    code: str
    kind: Kind
    content: bytes
    digest: str
    name: str
    kept: Kept


def make_paper(desk: Desk, kind: str, about: str, languages: Languages, *, act_id: str | None = None) -> Made:
    """Make a paper in two languages.

    about     id of the case, file, thing or round; of a manifest or receipt "ROUND/DIGEST"
    raises    Refused; InvalidInput where there is no such paper
    """
    known = kind_of(kind)
    check_languages(languages)
    source = source_of(desk, known, about, desk.workspace.clock().date())
    granted = authorise(desk, "move remains" if source.scope is None else EXPORT, source.scope or _ANY)
    if granted.right.way != "alone":
        raise InvalidInput("a paper is taken out by whoever may do so alone: who answers for the file or the round")
    made_id, salt = check_id(act_id) or new_id(), secrets.token_hex(_SALT_BYTES)
    told = plain_paper(source.paper)
    text = write_json(plain_of({"paper": told, "salt": salt, "languages": languages}))
    digest = sha256(text.encode()).hexdigest()
    code = write_code(made_id, digest)
    content = write_paper(told, languages, code, salt, PROGRAM)
    with desk.store.read() as now:
        stands_on = version_of(now, known, source.object)
    facts = (
        ("paper", known),
        ("digest", digest),
        ("file", sha256(content).hexdigest()),
        ("of", " ".join(source.object)),
        ("stands_on", stands_on or ""),
    )
    others = tuple(one for one in (source.object[1], *source.others) if one != source.subject)
    draft = Draft(kind=PAPER_MADE, texts={source.subject: text}, others=others, facts=facts)
    kept = keep_prepared(desk.store, prepare_all(desk, granted.role, [draft], made_id))
    if kept.is_repeat:
        raise InvalidInput("this paper was made before; make another one, which has a code of its own")
    name = f"{known.replace(' ', '-')}-{made_id[:8]}.pdf"
    return Made(made_id, code, known, content, dict(facts)["file"], name, kept)


def version_of(now: Snapshot, kind: Kind, what: tuple[str, str]) -> str | None:
    """Say on what a paper stands: where that is another one later, the paper no longer says what is so.

    returns    None where it is gone; the same for ever for papers that say what happened once
    """
    state = now.state(*what)
    if state is None:
        return None
    if what[0] == "case":
        case = case_of(state).case
        return f"round {len(case.rounds)}" if case.state in ("signed", "acted on") else "not signed"
    return state.act_id if kind in _OF_TODAY else "once"


def kind_of(told: str) -> Kind:
    """Read a kind of paper, also as it is written in an address; raises InvalidInput where it is none."""
    known = next((one for one in KINDS if one == told.replace("-", " ")), None)
    if known is None:
        raise InvalidInput(f"{told[:40]!r} is no kind of paper; they are {', '.join(KINDS)}")
    return known

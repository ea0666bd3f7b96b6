"""The forms of notes about remains and samples: what each asks for, in words, and what was typed into it.

A form on the page of a thing knows the thing. What a note must be is decided by the action; here only what is missing,
doubled or unknown is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.actions.workspace.desk import new_id
from homeward.errors import InvalidInput
from homeward.records.remains import LEVELS_OF_LINK, OUTCOMES, Remains, declared_of, found_of, history_of
from homeward.reports.wording import visible
from homeward.web.screens.remains.told import FOUND, LEVELS, LINKS
from homeward.web.screens.verdicts import said
from homeward.web.terms import Terms, term

Text = str | Promise
Choices = Sequence[tuple[str, str]]
_NOT_FIELDS = {"act_id", "csrfmiddlewaretoken"}

# kind of note: what the form is called, the field that names the thing, and the other fields with their labels
_FORMS: Mapping[str, tuple[Text, str | None, Mapping[str, Text]]] = {
    "thing": (
        _("Give something a code"),
        None,
        {"id": _("Code, never used before"), "level": _("What it is"), "place": _("Where it is")},
    ),
    "link": (
        _("Link it to another thing"),
        "part",
        {"kind": _("How it is linked"), "whole": _("Code of the other, or id of the file"), "because": _("Why")},
    ),
    "declaration": (
        _("Note a name under which it was handed over"),
        "of",
        {
            "name": _("Name, as it was declared"),
            "source": _("Who or what says so"),
            "line": _("Line of the list of people sought"),
        },
    ),
    "finding": (
        _("Note a finding"),
        "of",
        {
            "outcome": _("What was found"),
            "because": _("How it was found"),
            "other": _("Code of the thing of the earlier delivery"),
        },
    ),
    "sample": (
        _("Note a sample"),
        "item",
        {
            "tissue": _("What was taken"),
            "laboratory": _("For which laboratory"),
            "code": _("Code on the tube"),
            "kit": _("Kit"),
            "seal": _("Number of the seal"),
        },
    ),
    "custody": (
        _("Note a hand-over"),
        None,
        {
            "of": _("What was handed over"),
            "giver": _("From whom; of the first hand-over, where it was found"),
            "taker": _("To whom"),
            "place": _("Place"),
            "because": _("Why"),
            "seal_in": _("Seal, as found"),
            "seal_out": _("Seal, as left"),
            "condition": _("Condition"),
        },
    ),
    "withdrawal": (_("Take a note back"), None, {"of": _("Which note"), "because": _("Why it was wrong")}),
}
_MAY_LACK = frozenset({"place", "line", "other", "code", "kit", "seal", "seal_in", "seal_out", "condition"})
_ALWAYS = frozenset({("custody", "place")})  # a hand-over is somewhere; a thing may be nowhere known
_KINDS_OF_LEVEL = {
    "container": ("declaration", "finding", "custody", "withdrawal"),
    "item": ("link", "sample", "custody", "finding", "declaration", "withdrawal"),
    "individual": ("link", "finding", "custody", "withdrawal"),
}
_BY_TWO = frozenset({"link", "withdrawal"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a form; with choices it is a list to choose from."""

    name: str
    label: Text
    value: str
    is_needed: bool
    choices: tuple[tuple[str, str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form as a page shows it."""

    kind: str
    title: Text
    action: str
    act_id: str
    fields: tuple[Asked, ...]
    by_two: bool
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a form, and what is wrong with it."""

    kind: str = ""
    act_id: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    says: str = ""


NOTHING = Typed()


def new_thing(typed: Typed) -> Form:
    """Give the form for a code of its own."""
    return _form("thing", "/remains/note/", {"level": _words(LEVELS, ("container", "item", "individual"))}, typed)


def sample_form(file_id: str, typed: Typed) -> Form:
    """Give the form for a sample of a person on a list: it asks what the note of a sample of an item asks."""
    return _form("sample", f"/files/{file_id}/", {}, typed)


def forms_of(remains: Remains, known: tuple[str, str, str], typed: Typed) -> tuple[Form, ...]:
    """Give the forms for one thing.

    known    its id, its code and its level
    """
    thing_id, code, level = known
    samples = [
        (one.id, gettext("sample %(code)s") % {"code": one.code or one.id})
        for one in remains.samples
        if one.item == code
    ]
    choices: dict[str, Mapping[str, Choices]] = {
        "link": {"kind": _words(LINKS, [kind for kind, (part, _) in LEVELS_OF_LINK.items() if part == level])},
        "finding": {"outcome": _words(FOUND, OUTCOMES)},
        "custody": {"of": [(code, code), *samples]},
        "withdrawal": {"of": _notes_of(remains, code)},
    }
    address = f"/remains/{thing_id}/note/"
    kinds = [kind for kind in _KINDS_OF_LEVEL[level] if kind != "withdrawal" or choices[kind]["of"]]
    return tuple(_form(kind, address, choices.get(kind, {}), typed) for kind in kinds)


def _form(kind: str, address: str, choices: Mapping[str, Choices], typed: Typed) -> Form:
    title, _about, labels = _FORMS[kind]
    mine = typed if typed.kind == kind else NOTHING
    fields = tuple(
        Asked(
            name,
            label,
            mine.values.get(name, ""),
            _is_needed(kind, name),
            tuple((one, says, one == mine.values.get(name)) for one, says in choices.get(name, ())),
        )
        for name, label in labels.items()
    )
    return Form(kind, title, f"{address}{kind}/", mine.act_id or new_id(), fields, kind in _BY_TWO, bool(mine.says))


def _is_needed(kind: str, name: str) -> bool:
    return name not in _MAY_LACK or (kind, name) in _ALWAYS


def _words(terms: Terms, words: Sequence[str]) -> Choices:
    return [(word, term(terms, word)) for word in words]


def _notes_of(remains: Remains, code: str) -> Choices:
    """Give what stands of a thing and can be taken back."""
    links = [
        (link.id, gettext("link: %(kind)s %(whole)s") % {"kind": term(LINKS, link.kind), "whole": link.whole})
        for link, gone in history_of(remains, code)
        if gone is None
    ]
    names = [(one.id, gettext("name: %(name)s") % {"name": one.name}) for one in declared_of(remains, code)]
    found = [
        (one.id, gettext("finding: %(outcome)s") % {"outcome": term(FOUND, one.outcome)})
        for one in found_of(remains, code)
    ]
    return [(one, visible(words)) for one, words in (*links, *names, *found)]  # a list shows no marks that turn text


def typed_in(request: HttpRequest, kind: str) -> Typed:
    """Read back what was typed into the form of a kind; raises InvalidInput where there is no such form."""
    if kind not in _FORMS:
        raise InvalidInput(gettext("There is no such note."))
    values = {name: said(request, name) for name in _FORMS[kind][2]}
    if request.POST.keys() - values.keys() - _NOT_FIELDS:
        raise InvalidInput(gettext("The form says more than it was asked; open the page again."))
    return Typed(kind, said(request, "act_id"), values)


def said_in(typed: Typed, code: str | None) -> dict[str, str]:
    """Give what a note says, by the names that the action knows; raises InvalidInput where something is missing."""
    _title, about, labels = _FORMS[typed.kind]
    for name, label in labels.items():
        if _is_needed(typed.kind, name) and not typed.values[name]:
            raise InvalidInput(gettext("This is missing: %(field)s") % {"field": label})
    told = {name: value for name, value in typed.values.items() if value}
    return told if about is None or code is None else {about: code, **told}

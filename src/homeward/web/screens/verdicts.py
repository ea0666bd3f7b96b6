"""What the forms of a verdict and of a vote share: an outcome, reasons with their words, the id of the act.

A reading or a vote is bound by its reasons alone; what they must be is decided by the action.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext

from homeward.actions.workspace.desk import new_id
from homeward.actions.workspace.pairs import read_outcome, read_reason
from homeward.errors import InvalidInput
from homeward.review.verdict import Outcome, Reason
from homeward.web.terms import CODES, OUTCOMES, Terms, term

_N_REASONS = 3
KEYS: Mapping[str, str] = {"established": "e", "probable": "p", "possible": "o", "premature": "r", "excluded": "x"}


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it is shown: what was typed, or nothing.

    reasons    code and words of each line
    """

    act_id: str
    outcome: str
    reasons: tuple[tuple[str, str], ...]
    text: str = ""

    @property
    def choices(self) -> list[tuple[str, str, str, bool]]:
        """Give each outcome with its words, its key, and whether it was chosen."""
        return [(one, term(OUTCOMES, one), KEYS[one], one == self.outcome) for one in OUTCOMES]

    @property
    def lines(self) -> list[tuple[int, list[tuple[str, str, bool]], str]]:
        """Give each line of reasons: its number, the codes with the chosen one, and the words."""
        return [(number, chosen(CODES, code), words) for number, (code, words) in enumerate(self.reasons, start=1)]


def chosen(terms: Terms, which: str) -> list[tuple[str, str, bool]]:
    """Give the choices of a list, in words, and whether each was chosen."""
    return [(one, term(terms, one), one == which) for one in terms]


def blank() -> Typed:
    """Give an empty form, with an id of its own for the act."""
    return Typed(new_id(), "", (("", ""),) * _N_REASONS)


def typed(request: HttpRequest) -> Typed:
    """Read back what was typed, to show it again or to act on it."""
    lines = tuple((said(request, f"code-{n}"), said(request, f"words-{n}")) for n in range(1, _N_REASONS + 1))
    return Typed(said(request, "act_id"), said(request, "outcome"), lines, said(request, "text"))


def said(request: HttpRequest, name: str) -> str:
    """Read one value of a form; raises InvalidInput where it comes twice."""
    values = request.POST.getlist(name)
    if len(values) > 1:
        raise InvalidInput(gettext("The form says the same thing twice; open the page again."))
    return values[0].strip() if values else ""


def outcome_in(form: Typed) -> Outcome:
    """Read the outcome; raises InvalidInput where none was chosen."""
    if not form.outcome:
        raise InvalidInput(gettext("Choose an outcome."))
    return read_outcome(form.outcome)


def reasons_in(form: Typed) -> tuple[Reason, ...]:
    """Read the reasons; lines that were left empty are none. Raises InvalidInput for half of one, and for none."""
    lines = [line for line in form.reasons if any(line)]
    if not lines:
        raise InvalidInput(gettext("Give at least one reason: choose what it is, and say it in words."))
    for code, words in lines:
        if not code or not words:
            raise InvalidInput(gettext("A reason is chosen from the list and said in words; one of both is missing."))
    return tuple(read_reason(f"{code}: {words}") for code, words in lines)

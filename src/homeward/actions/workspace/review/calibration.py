"""How what was stated of decided pairs agrees with how they were decided: counts in groups, never a case.

A decision is not the truth, and the readers of a board knew the number; `homeward calibrate` measures the program on
lists whose truth is known. Only what is signed counts, so that nothing is learned of a case that is still read blind,
and no group is smaller than `LEAST`, so that nothing is learned of one case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from homeward.actions.workspace.desk import Desk, Draft, authorise, note
from homeward.actions.workspace.pairs import all_cases, scopes_of_cases
from homeward.actions.workspace.review.standing import CLOSED_STATES
from homeward.actions.workspace.rights import Scope
from homeward.reports.pictures.reliability import Bin

LEAST = 5  # decisions of a group
_GROUPS = 10  # of equal width, before small ones are put together
_VIEWED = "calibration viewed"
_CAME_TRUE = {"established": True, "excluded": False}


@dataclass(frozen=True, slots=True)
class Calibration:
    """Decided pairs in groups of what was stated of them.

    bins        in the order of what was stated; none where there are fewer than `LEAST` decisions in all
    n_counted   decisions that say whether it came true, with a stated probability, whether shown or not
    n_unsettled decisions for probable, possible or premature, which say neither
    n_unstated  decisions that rest on no stated probability
    """

    bins: tuple[Bin, ...]
    n_counted: int
    n_unsettled: int
    n_unstated: int


def view_calibration(desk: Desk) -> Calibration:
    """Count the signed decisions that exist for this person; the look is an entry.

    raises    Refused where no role of this person sees the counts of everybody's cases
    """
    granted = authorise(desk, "see counts", Scope.OTHER)
    note(desk, granted.role, Draft(kind=_VIEWED))
    cases = [one.case for one in all_cases(desk) if one.case.state in CLOSED_STATES and one.case.rounds]
    scopes = scopes_of_cases(desk, cases)
    rounds = [case.round for case, scope in zip(cases, scopes, strict=True) if scope is not Scope.HARM]
    settled = [(one.basis.posterior, _CAME_TRUE[one.outcome]) for one in rounds if one.outcome in _CAME_TRUE]
    told = [(stated, is_true) for stated, is_true in settled if stated is not None]
    return Calibration(group(told), len(told), len(rounds) - len(settled), len(settled) - len(told))


def group(told: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Put statements between 0 and 1 and what became of them into groups of at least `LEAST`.

    Each tenth is a group; one that is too small is put to the next above, and at the end to the one below.

    >>> group([(0.99, True)] * 4)
    ()
    """
    groups: list[list[tuple[float, bool]]] = []
    for _, of_tenth in groupby(sorted(told), key=lambda one: min(int(one[0] * _GROUPS), _GROUPS - 1)):
        if groups and len(groups[-1]) < LEAST:
            groups[-1] += of_tenth
        else:
            groups.append(list(of_tenth))
    if len(groups) > 1 and len(groups[-1]) < LEAST:
        last = groups.pop()
        groups[-1] += last
    return tuple(_bin(one) for one in groups if len(one) >= LEAST)


def _bin(told: Sequence[tuple[float, bool]]) -> Bin:
    return Bin(min(sum(stated for stated, _ in told) / len(told), 1.0), len(told), sum(is_true for _, is_true in told))

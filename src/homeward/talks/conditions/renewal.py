"""Relief that can be taken back: who may give notice, how long a clock runs, who decides, and what silence means.

    in force → notice → clock runs → nobody decides → what the clause says silence means (suspended, in force, lapsed)
                                   → decided to continue → in force
    suspended → decided to resume → in force;  sunset → ended

The veto protects whatever silence means; a clause that leaves that open has a hole, and `holes` lists holes. Whether an
act is valid can itself be disputed: a party's own view leaves out what that party contests.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from homeward.talks.conditions.calendar import EVERY_DAY, Calendar, add_days

Silence = Literal["suspended", "in force", "lapsed"]
State = Literal["in force", "suspended", "lapsed", "ended"]
_OUTCOMES: Mapping[str, State] = {
    "suspend": "suspended",
    "reimpose": "suspended",
    "end": "lapsed",
    "terminate": "lapsed",
    "lapse": "lapsed",
}
BOTH = "both"
OBJECTION = "objection"
MOST_TOLD = 100  # of acts that changed nothing


@dataclass(frozen=True, slots=True)
class Decision:
    """What would have to be decided, and who must agree."""

    verb: str  # "continue": the act is entered as decision_continue
    by: tuple[str, ...]  # all of these must agree

    @property
    def kind(self) -> str:
        """Give the kind under which it is entered."""
        return f"decision_{self.verb}"

    @property
    def outcome(self) -> State:
        """Give the state it leads to; all but suspending and ending keeps or puts things in force."""
        return _OUTCOMES.get(self.verb, "in force")


@dataclass(frozen=True, slots=True)
class Renewal:
    """The mechanism by which lifted measures come back; None is what the clause leaves open."""

    trigger: str | None = None  # kind of entry: "breach_notice"
    trigger_by: tuple[str, ...] = ()  # who may; nobody named: left open, and anybody's counts
    notice_days: int = 0  # from the notice to the start of the clock
    clock_days: int | None = None  # None: no clock is given, and nothing follows from silence
    is_working_days: bool = False
    objection_days: int | None = None  # an objection within so many days of the notice breaks the silence
    objection_by: tuple[str, ...] = ()
    decision: Decision | None = None
    silence: Silence | None = None
    resume: Decision | None = None
    sunset: date | None = None  # the last day of it all


@dataclass(frozen=True, slots=True)
class Act:
    """One entry about renewal: a notice, an objection, a decision."""

    id: str
    day: date
    kind: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a pledge with a renewal on one day, and the entries that made it so."""

    state: State = "in force"
    noticed: date | None = None  # the day of a notice that nobody has decided on
    clock_until: date | None = None
    is_objected: bool = False
    because: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()  # acts by somebody who may not, or that found nothing to act on

    @property
    def words(self) -> str:
        """Say the state as it stands in a table."""
        if self.noticed is None:
            return self.state
        if self.is_objected:
            return f"{self.state}, objected to, awaiting a decision"
        if self.clock_until is None:
            return f"{self.state}, notice given on {self.noticed}, no clock agreed"
        return f"{self.state}, clock running until {self.clock_until}"


def stand(renewal: Renewal, acts: Iterable[Act], day: date, calendar: Calendar = EVERY_DAY) -> Standing:
    """Tell the state on a day from the acts up to it.

    The order of acts within a day is not known, so it is fixed: what was suspended is resumed first, then notices and
    objections are heard, then a decision to continue. The clock's last day still belongs to the old state.

    >>> renewal = Renewal("breach_notice", ("North",), clock_days=10, silence="suspended")
    >>> notice = Act("e1", date(2031, 3, 28), "breach_notice", "North")
    >>> stand(renewal, [notice], date(2031, 4, 7)).words
    'in force, clock running until 2031-04-07'
    >>> stand(renewal, [notice], date(2031, 4, 8)).state
    'suspended'
    """
    return stand_after(renewal, history(renewal, acts, calendar), day)


def history(renewal: Renewal, acts: Iterable[Act], calendar: Calendar = EVERY_DAY) -> tuple[tuple[date, Standing], ...]:
    """Give the state at the end of each day on which somebody acted, the earliest first."""
    by_day: dict[date, list[Act]] = {}
    for act in sorted(acts, key=lambda act: (act.day, act.id)):
        if renewal.sunset is None or act.day <= renewal.sunset:
            by_day.setdefault(act.day, []).append(act)
    standing, voices = Standing(), _Voices()
    told = []
    for today, heard in by_day.items():
        standing = _hear(renewal, _run_out(renewal, standing, today), heard, voices, calendar)
        told.append((today, standing))
    return tuple(told)


def stand_after(renewal: Renewal, told: Sequence[tuple[date, Standing]], day: date) -> Standing:
    """Tell the state on a day from the history."""
    n_before = bisect_right(told, day, key=lambda one: one[0])
    standing = told[n_before - 1][1] if n_before else Standing()
    if renewal.sunset is not None and day > renewal.sunset:
        return Standing("ended", ignored=standing.ignored)
    return _run_out(renewal, standing, day)


class _Voices:
    """Who has agreed to which decision since the state last changed."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], str] = {}

    def add(self, decision: Decision, acts: Iterable[Act]) -> tuple[str, ...]:
        """Note who agrees; give the entries once everybody has, nothing before."""
        for act in acts:
            if act.kind == decision.kind:
                for who in decision.by if act.by == BOTH else (act.by or "",):
                    self._entries[decision.verb, who] = act.id
        entries = [self._entries.get((decision.verb, who)) for who in decision.by]
        return tuple(dict.fromkeys(one for one in entries if one)) if all(entries) and entries else ()

    def clear(self) -> None:
        """Forget: after a change everybody must agree anew."""
        self._entries.clear()


def _run_out(renewal: Renewal, standing: Standing, day: date) -> Standing:
    """Let a clock that has ended before this day do what silence means, where that was agreed."""
    until = standing.clock_until
    if until is None or day <= until or standing.is_objected or renewal.silence is None:
        return standing
    return Standing(renewal.silence, because=standing.because, ignored=standing.ignored)


def _hear(renewal: Renewal, standing: Standing, acts: list[Act], voices: _Voices, calendar: Calendar) -> Standing:
    used: set[str] = set()
    if standing.state == "suspended" and renewal.resume is not None:
        standing = _decide(renewal.resume, standing, acts, used, voices)
    if standing.state == "in force" and standing.noticed is None:  # a second notice does not wind the clock again
        standing = _notice(renewal, standing, acts, used, calendar)
        if standing.noticed is not None:
            voices.clear()
    standing = _object(renewal, standing, acts, used)
    if standing.noticed is not None and renewal.decision is not None:
        standing = _decide(renewal.decision, standing, acts, used, voices)
    unheard = tuple(act.id for act in acts if act.id not in used)
    return replace(standing, ignored=(*standing.ignored, *unheard)[-MOST_TOLD:])


def _decide(decision: Decision, standing: Standing, acts: list[Act], used: set[str], voices: _Voices) -> Standing:
    own = [act for act in acts if act.kind == decision.kind and act.by in (*decision.by, BOTH)]
    used.update(act.id for act in own)
    entries = voices.add(decision, own)
    if not entries:
        return standing
    voices.clear()
    return Standing(decision.outcome, because=entries, ignored=standing.ignored)


def _notice(renewal: Renewal, standing: Standing, acts: list[Act], used: set[str], calendar: Calendar) -> Standing:
    notices = [act for act in acts if act.kind == renewal.trigger and _may(act, renewal.trigger_by)]
    if not notices:
        return standing
    used.update(act.id for act in notices)
    because, noticed = tuple(act.id for act in notices), notices[0].day
    until = None
    if renewal.clock_days is not None:
        working = calendar if renewal.is_working_days else EVERY_DAY
        until = add_days(noticed, renewal.notice_days + renewal.clock_days, working)
    return Standing("in force", noticed, until, because=because, ignored=standing.ignored)


def _object(renewal: Renewal, standing: Standing, acts: list[Act], used: set[str]) -> Standing:
    if standing.noticed is None or renewal.objection_days is None or standing.is_objected:
        return standing
    last = add_days(standing.noticed, renewal.objection_days)
    own = [act for act in acts if act.kind == OBJECTION and _may(act, renewal.objection_by) and act.day <= last]
    if not own:
        return standing
    used.update(act.id for act in own)
    return replace(standing, is_objected=True, because=(*standing.because, *(act.id for act in own)))


def _may(act: Act, who: tuple[str, ...]) -> bool:
    return not who or act.by in (*who, BOTH)

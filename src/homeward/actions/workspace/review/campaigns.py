"""Weak grounds, and campaigns that read closed cases again.

How many cases stand on weak ground is told to whoever may reopen; which ones tells what others decided. Whoever looks
at the list says why, and is never the blind reader of any case on it. A campaign fixes its cases on the day a second
person signs it; who works in it sees one case after the other, and how far the whole is.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from homeward.actions.workspace.desk import Desk, Draft, Kept, authorise, keep, new_id, note
from homeward.actions.workspace.folding.record_text import read_record, write_record
from homeward.actions.workspace.pairs import draft_of, reopening_of, seen_cases
from homeward.errors import InvalidInput
from homeward.review.act import Pair, Showing
from homeward.review.basis import WEAKNESSES, Weakness, weaknesses
from homeward.review.case import Case
from homeward.review.reopening import Campaign, WeakCase, progress_of, select_closed, weak_cases
from homeward.store.state import Wanted

_ASKS = "reopen decision"
STAGES = ("waiting", "under_way", "confirmed", "changed", "erased")


@dataclass(frozen=True, slots=True)
class Register:
    """How many identifications stand on weak ground.

    by_weakness    a case may have several
    by_state       each case once
    cases          which ones, with their ids; None where it was not asked
    """

    n_cases: int
    by_weakness: Mapping[str, int]
    by_state: Mapping[str, int]
    cases: tuple[tuple[str, WeakCase], ...] | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """A campaign and how many of its cases are how far; each stands in exactly one of `STAGES`."""

    campaign: Campaign
    stages: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Opened:
    """A campaign that was asked for, or only counted."""

    id: str | None
    n_cases: int
    kept: Kept | None


def view_weak(desk: Desk, *, reason: str | None = None) -> Register:
    """Count the identifications that stand on weak ground, or list them.

    reason    given, the cases are listed, and this person is never again the blind reader of any of them
    raises    Refused
    """
    granted = authorise(desk, _ASKS)
    seen = seen_cases(desk)
    weak = weak_cases({pair: one.case for pair, one in seen.items()})
    by_weakness: Counter[str] = Counter(weakness for one in weak for weakness in one.weaknesses)
    by_state: Counter[str] = Counter(one.state for one in weak)
    if reason is None:
        note(desk, granted.role, Draft(kind="weak cases counted"))
        return Register(len(weak), by_weakness, by_state)
    drafts = [
        draft_of(seen[one.pair].id, one.pair, Showing(reason))
        for one in weak
        if desk.member.id not in seen[one.pair].case.informed
    ]
    if drafts:
        keep(desk, granted, drafts, says="", alone=True)
    return Register(len(weak), by_weakness, by_state, tuple((seen[one.pair].id, one) for one in weak))


def open_campaign(
    desk: Desk, because: str, grounds: Collection[str] = (), *, is_trial: bool = False, act_id: str | None = None
) -> Opened:
    """Ask to read again, under one name, every closed identification on weak ground; a second person signs.

    grounds     of `WEAKNESSES`; all where none is given
    is_trial    count, and ask for nothing
    raises      Refused; InvalidInput for another ground, no reason, or where no case stands on such ground
    """
    granted = authorise(desk, _ASKS)
    wanted = _read_grounds(grounds)
    seen = seen_cases(desk)
    cases = {pair: one.case for pair, one in seen.items()}
    weak = {one.pair for one in weak_cases(cases) if not wanted.isdisjoint(one.weaknesses)}
    pairs = tuple(pair for pair in select_closed(cases, lambda basis: bool(weaknesses(basis))) if pair in weak)
    if is_trial:
        note(desk, granted.role, Draft(kind="weak cases counted"))
        return Opened(None, len(pairs), None)
    if not pairs:
        raise InvalidInput("no closed case stands on such ground")
    campaign = Campaign(id=new_id(), who=desk.member.id, at=desk.workspace.clock(), because=because, pairs=pairs)
    rules = desk.workspace.settings.rules
    drafts = [Draft(kind="campaign opened", texts={campaign.id: write_record(campaign)})]
    for pair in pairs:
        what = reopening_of(seen[pair].case, rules, because, campaign=campaign.id)
        drafts.append(draft_of(seen[pair].id, pair, what))
    says = f"a campaign to read {len(pairs)} closed cases again: {', '.join(sorted(wanted))}"
    return Opened(campaign.id, len(pairs), keep(desk, granted, drafts, says=says, act_id=act_id))


def view_campaigns(desk: Desk) -> tuple[Running, ...]:
    """Say how far each campaign is, oldest first, in counts alone.

    raises    Refused
    """
    granted = authorise(desk, _ASKS)
    note(desk, granted.role, Draft(kind="campaigns viewed"))
    cases = {pair: one.case for pair, one in seen_cases(desk).items()}
    with desk.store.read() as now:
        known = [read_record(Campaign, state.body) for state in now.states(Wanted(kind="campaign"))]
    return tuple(_running(one, cases) for one in sorted(known, key=lambda one: one.at))


def _running(campaign: Campaign, cases: Mapping[Pair, Case]) -> Running:
    left = replace(campaign, pairs=tuple(pair for pair in campaign.pairs if pair in cases))
    progress = progress_of(left, cases)
    counts = {stage: len(getattr(progress, stage)) for stage in STAGES[:-1]}
    return Running(left, counts | {"erased": len(campaign.pairs) - len(left.pairs)})


def _read_grounds(grounds: Collection[str]) -> frozenset[Weakness]:
    unknown = [one for one in grounds if one not in WEAKNESSES]
    if unknown:
        raise InvalidInput(f"{unknown[0]!r} is no weak ground; they are {', '.join(WEAKNESSES)}")
    return frozenset(one for one in WEAKNESSES if one in grounds or not grounds)

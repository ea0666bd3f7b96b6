"""Why a person is in or out of the plan, and what it would take to change that.

Asked in this order, and the first that answers is the reason:

    status       not confirmed by both sides, or cannot travel in any round
    rules        no plan that keeps all rules sends the person home; the rules that stand in the way
    objectives   some plan does, but an objective agreed to come first would fall; by how much, and whose place it is
    tie          the person goes in some best plans: time held and then the lottery decided

For somebody in the plan it is turned round: what would fall if he or she stayed. Two kinds of change are kept apart:
somebody else's place (`swap`), and a place for everybody (`changes`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from homeward.errors import InvalidInput
from homeward.exchange.explaining.changes import Change, changed, smallest_changes
from homeward.exchange.explaining.states import State, find_states
from homeward.exchange.planning.conflicts import find_conflicts
from homeward.exchange.planning.exchange import Exchange, Objective, Person, Plan, rounds_open
from homeward.exchange.planning.judge import Score
from homeward.exchange.planning.plan import Planned, plan_exchange
from homeward.exchange.planning.program import Patience
from homeward.exchange.planning.rule import Quota, Rule, Veto, Where, tell, tell_ids, tell_where

Reason = Literal["status", "rules", "objectives", "tie", "nothing"]
_ASKED = "(asked)"


@dataclass(frozen=True, slots=True)
class Harm:
    """The first objective that falls, and from what to what."""

    objective: int  # number, from 0
    before: Score
    after: Score


@dataclass(frozen=True, slots=True)
class Swap:
    """The smallest change of the plan that turns a person's fate, and who pays for it."""

    stay: tuple[str, ...]  # who would lose their place
    go: tuple[str, ...]  # who would gain one
    move: tuple[str, ...]  # who would go in another round


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one person goes or stays.

    conflicts    rules that stand in the way, where no plan at all could turn it
    changes      the smallest change of rules by which the person goes and nobody loses a place; else empty
    is_theirs    whether, with these changes, the best plan does send the person home
    """

    person: str
    state: State
    round: int | None
    reason: Reason
    harm: Harm | None = None
    swap: Swap | None = None
    conflicts: tuple[tuple[str, ...], ...] = ()
    changes: tuple[Change, ...] = ()
    is_theirs: bool = False


def explain_person(
    exchange: Exchange, identity: str, patience: Patience, planned: Planned | None = None
) -> Explanation:
    """Explain one person's fate.

    planned    the plan of this exchange, where it is known already
    raises     InvalidInput for somebody who is not listed or an exchange without a plan; Stopped
    """
    person = next((own for own in exchange.people if own.id == identity), None)
    if person is None:
        raise InvalidInput(f"{identity[:60]!r} is not among the people of this exchange")
    own = plan_exchange(exchange, patience) if planned is None else planned
    if own.way is None:
        raise InvalidInput(f"there is no best plan to explain: planning ended {own.status}")
    number = own.plan.get(identity)
    if not rounds_open(exchange, person):
        return Explanation(identity, "never", None, "status")
    state = find_states(own.way, only=identity)[identity]
    told = _turned(exchange, own, person, patience)
    if number is not None:
        return replace(told, state=state)
    changes = smallest_changes(exchange, own.plan, identity, patience)
    after = plan_exchange(changed(exchange, changes), patience) if changes else own
    return replace(told, state=state, changes=changes, is_theirs=identity in after.plan)


def _turned(exchange: Exchange, planned: Planned, person: Person, patience: Patience) -> Explanation:
    """Plan again with the person's fate turned, and see what falls and who pays."""
    number = planned.plan.get(person.id)
    where = Where(ids=frozenset({person.id}))
    asked: Rule = Quota(_ASKED, 1, None, "all", where) if number is None else Veto(_ASKED, frozenset({person.id}))
    kept = Objective("kept", True, plan=tuple(planned.plan.items()))
    turned = replace(exchange, rules=(*exchange.rules, asked), objectives=(*exchange.objectives, kept))
    other = plan_exchange(turned, patience)
    state: State = "never" if number is None else "always"
    if other.status == "infeasible":
        sets = tuple(own for own in find_conflicts(turned, patience).sets if _ASKED in own)
        conflicts = tuple(tuple(rule for rule in own if rule != _ASKED) for own in sets)
        return Explanation(person.id, state, number, "rules", conflicts=conflicts)
    harm = first_harm(planned.objective, other.objective)
    reason: Reason = "tie" if harm is None else "objectives"
    return Explanation(person.id, state, number, reason, harm, swap_of(planned.plan, other.plan, person.id))


def first_harm(before: Sequence[Score], after: Sequence[Score]) -> Harm | None:
    """Give the first objective in which two plans differ; None where they reach the same."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((Harm(number, was, now) for number, (was, now) in pairs if was != now), None)


def swap_of(before: Plan, after: Plan, identity: str) -> Swap:
    """Compare two plans: who but one person loses a place, gains one, or goes in another round."""
    stay = tuple(sorted(before.keys() - after.keys() - {identity}))
    go = tuple(sorted(after.keys() - before.keys() - {identity}))
    move = tuple(sorted(own for own in before.keys() & after.keys() if before[own] != after[own]))
    return Swap(stay, go, move)


# ── prices of rules ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Price:
    """What a rule costs: the first objective that would rise without it. None: it costs nothing."""

    rule: str
    gain: Harm | None


def price_rules(exchange: Exchange, planned: Planned, patience: Patience) -> tuple[Price, ...]:
    """Plan again without each rule in turn.

    raises    Stopped
    """
    prices = []
    for rule in exchange.rules:
        without = replace(exchange, rules=tuple(own for own in exchange.rules if own is not rule))
        other = plan_exchange(without, patience)
        prices.append(Price(rule.id, first_harm(planned.objective, other.objective)))
    return tuple(prices)


# ── in words ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def tell_planner(exchange: Exchange, told: Explanation) -> tuple[str, ...]:
    """Say it to those who plan: with rules and people by id."""
    rules = {rule.id: rule for rule in exchange.rules}
    sentences = [_tell_state(told)]
    if told.reason == "status":
        sentences.append(f"{told.person} is no go: not confirmed by both sides for any of these rounds.")
    for own in told.conflicts:
        sentences.append(f"In the way: {'; '.join(f'{tell(rules[rule])} ({rule})' for rule in own)}.")
    if told.harm is not None:
        name = tell_objective(exchange.objectives[told.harm.objective])
        turned = "went" if told.round is None else "stayed"
        sentences.append(f"If {told.person} {turned}, {name} would be {_tell_fall(told.harm)}.")
    if told.swap is not None:
        sentences += _tell_swap(told.swap)
    if told.changes:
        what = " and ".join(change.says for change in told.changes)
        theirs = f"it would be {told.person}'s" if told.is_theirs else "by the objectives agreed it would be another's"
        sentences.append(f"With {what} there is a place more without anybody losing theirs; {theirs}.")
    return tuple(sentences)


def tell_family(exchange: Exchange, told: Explanation) -> tuple[str, ...]:
    """Say it to a family: true, in plain words, and silent about every other person and about gates."""
    if told.round is not None:
        sure = {"always": "Every best plan includes your relative.", "sometimes": "Several plans were equally good."}
        return f"Your relative is in the plan, in round {told.round}.", sure.get(told.state, "")
    first = "Your relative is not in this plan."
    if told.reason == "status":
        return first, "At present the two sides do not both confirm that your relative can travel in these rounds."
    if told.reason == "rules":
        return (
            first,
            "Under the rules that the two sides have agreed there is no place for your relative in these rounds.",
        )
    if told.reason == "tie":
        return first, "Several plans were equally good. Those held longest went first, then a public lottery decided."
    assert told.harm is not None
    aim = tell_objective(exchange.objectives[told.harm.objective])
    more = ("It does not need another family to lose a place: the sides could change what they agreed.",)
    return first, f"The sides agreed to put another aim first: {aim}.", *(more if told.changes else ())


def _tell_state(told: Explanation) -> str:
    words = {
        "always": "goes in every best plan",
        "never": "goes in no best plan",
        "sometimes": "goes in some best plans",
    }
    here = "not in this one" if told.round is None else f"in this one in round {told.round}"
    return f"{told.person} {words[told.state]}, {here}."


def _tell_fall(harm: Harm) -> str:
    if isinstance(harm.before, tuple) and isinstance(harm.after, tuple):
        pairs = zip(harm.before, harm.after, strict=True)
        place, (was, now) = next((n, pair) for n, pair in enumerate(pairs, start=1) if pair[0] != pair[1])
        return f"{now} instead of {was} at place {place} from the worst"
    return f"{harm.after} instead of {harm.before}"


def _tell_swap(swap: Swap) -> list[str]:
    sentences = []
    if swap.stay:
        sentences.append(f"Then {tell_ids(swap.stay)} would lose a place.")
    if swap.go:
        sentences.append(f"Then {tell_ids(swap.go)} would gain a place.")
    if swap.move:
        sentences.append(f"Then {tell_ids(swap.move)} would go in another round.")
    return sentences


def tell_objective(objective: Objective) -> str:
    """Say what an objective measures.

    >>> tell_objective(Objective("count", True, Where(category="severe")))
    'the number of severe who go home'
    """
    who = tell_where(objective.where)
    words = {
        "count": f"the number of {who} who go home",
        "held_days": f"the days held of {who} who go home, in all",
        "weight": f"the weight of {who} who go home, in all",
        "value": f"the value of {who} who go home, in all",
        "wait": f"the days that {who} still wait, in all",
        "kept": "the number of people who keep the round announced to them",
        "share_by_group": f"the smallest share of {who} of a group who go home",
        "longest_waits": f"the longest time in captivity of {who}",
    }
    return words[objective.measure]

"""After a round: who crossed is a fact, what is announced is kept, the rest is planned anew.

What was broken in a round that is over is past: no rule asks for it any more. What is counted over several rounds goes
on counting, so that a crossing too few today is owed tomorrow. Rules about names let go of those who crossed against
them; those who did not cross are planned again, unless they dropped out (`repair.drop`).
"""

from collections.abc import Iterable
from dataclasses import replace

from homeward.errors import InvalidInput
from homeward.exchange.planning.exchange import HELD, Exchange, Person, Plan
from homeward.exchange.planning.rule import Apart, Keep, OnlyIf, Rule, Together, Veto

CROSSED = "(crossed)"


def after_round(exchange: Exchange, crossed: Plan, number: int) -> Exchange:
    """Give the exchange as it stands after a round: nobody but those who crossed goes in the rounds that are over.

    crossed    person to round, of everybody who has crossed so far, whatever was planned
    number     the last round that is over
    raises     InvalidInput for a round that is not over or people who are not listed

    Plan it with `repair.repair` and the plan announced, so that what is announced is kept.
    """
    if not 0 <= number <= exchange.n_rounds:
        raise InvalidInput(f"round {number} is not one of the {exchange.n_rounds} rounds")
    unknown = sorted(crossed.keys() - {person.id for person in exchange.people})
    if unknown:
        raise InvalidInput(f"{unknown[0][:60]!r} crossed, who is not among the people")
    early = [own for own in crossed.values() if not 1 <= own <= number]
    if early:
        raise InvalidInput(f"somebody crossed in round {early[0]}, but the rounds that are over are 1 to {number}")
    people = tuple(_person(person, crossed.get(person.id), number) for person in exchange.people)
    rules = [own for rule in exchange.rules if rule.id != CROSSED and (own := _rule(rule, crossed)) is not None]
    if crossed:
        rules.append(Keep(CROSSED, tuple(sorted(crossed.items()))))
    return replace(exchange, people=people, rules=tuple(rules), n_over=number)


def _person(person: Person, crossed: int | None, number: int) -> Person:
    if crossed is not None:
        return replace(person, earliest=crossed, latest=crossed, status=HELD)
    return replace(person, earliest=max(person.earliest, number + 1))


def _rule(rule: Rule, crossed: Plan) -> Rule | None:
    """Give what a rule about names still asks; None for nothing."""
    match rule:
        case Veto():
            left = rule.ids - crossed.keys()
            return replace(rule, ids=left) if left else None
        case Together():
            left = rule.ids - crossed.keys()
            return replace(rule, ids=left) if len(left) > 1 else None
        case Apart():
            gone = sorted(rule.ids & crossed.keys())
            return replace(rule, ids=rule.ids - frozenset(gone[1:]))
        case OnlyIf():
            return None if rule.person in crossed else rule
        case Keep():
            return replace(rule, plan=tuple(_still(rule.plan, crossed)))
        case _:
            return rule


def _still(plan: Iterable[tuple[str, int]], crossed: Plan) -> Iterable[tuple[str, int]]:
    return (pair for pair in plan if pair[0] not in crossed)

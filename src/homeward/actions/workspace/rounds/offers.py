"""Offers between the sides of a round: made, answered, compared; and whether a list fits what was agreed.

What binds this side (an offer that the other can accept, and accepting one) is signed by two of its negotiators; what
the other side said is noted by one. Nothing follows from an accepted offer by itself: people sign items.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from homeward.actions.workspace.desk import Desk, Kept, new_id
from homeward.actions.workspace.folding.rounds import OfferMade, RoundState
from homeward.actions.workspace.rounds.candidates import AS_OF_RIGHT, Candidates, find_candidates
from homeward.actions.workspace.rounds.opening import find_round, said_before, say, terms_of
from homeward.actions.workspace.rounds.planning import named_in, write_problem
from homeward.errors import InvalidCase, InvalidInput, Problem
from homeward.exchange.agreeing.category import Answer as Placed
from homeward.exchange.agreeing.conformity import Fit, check_conformity
from homeward.exchange.agreeing.offer import (
    Answer,
    Difference,
    Offer,
    OfferStanding,
    Said,
    concessions,
    fold_offers,
)
from homeward.exchange.handing_over.paper import check_code
from homeward.exchange.planning.rule import Rule
from homeward.formats.case import Reader, load_json
from homeward.formats.problem_file import read_exchange

_SAID: tuple[Said, ...] = ("accepted", "refused", "withdrawn")
_FIELDS = ("id", "rules", "gives", "asks", "valid_from", "valid_until", "follows")


@dataclass(frozen=True, slots=True)
class Reply:
    """One side's word about an offer."""

    offer: str  # its id
    says: str  # accepted, refused, withdrawn
    by: str
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Bargaining:
    """Where all offers of a round stand, and what each side conceded from one to the next."""

    standings: tuple[OfferStanding, ...]
    concessions: tuple[Difference, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Conformity:
    """Whether an offered list fits the terms, by each side's classification."""

    fits: tuple[Fit, ...]
    n_lines: int
    unknown: tuple[str, ...]  # codes of nobody who may be in the round


def make_offer(desk: Desk, round_id: str, by: str, data: bytes, *, act_id: str | None = None) -> tuple[str, Kept]:
    """Make an offer, or note the other side's; the own one a second negotiator signs.

    data      JSON: gives and asks (codes), rules (as in terms), valid_from and valid_until, follows and id where wanted
    returns   the id of the offer, and what became of the act
    raises    Refused; InvalidInput or InvalidCase where it cannot be meant
    """
    found, granted = find_round(desk, round_id, "agree round")
    if by not in found.sides:
        raise InvalidInput(f"an offer is made by {' or '.join(found.sides)}")
    if (before := said_before(desk, act_id, OfferMade, found)) is not None:
        return before.what.id, before.kept
    made = _read(data, by, desk.workspace.clock())
    offer = _offer(found, made)
    if any(one.id == made.id for one in found.said(OfferMade)):
        raise InvalidInput(f"there is an offer {made.id} already; the next one has an id of its own")
    if by == found.opening.own:
        _check_people(find_candidates(desk, found), made, found)
    _check_turn(desk, found, offer)
    return made.id, say(desk, granted, found, made, act_id=act_id, alone=by != found.opening.own)


def answer_offer(desk: Desk, round_id: str, reply: Reply, *, act_id: str | None = None) -> Kept:
    """Accept, refuse or withdraw an offer, or note that the other side did; accepting takes a second negotiator.

    raises    Refused; InvalidInput where the answer does not fit the offer, or comes outside its days
    """
    found, granted = find_round(desk, round_id, "agree round")
    word = next((one for one in _SAID if one == reply.says), None)
    if word is None or reply.by not in found.sides:
        raise InvalidInput(f"an offer is {', '.join(_SAID)} by {' or '.join(found.sides)}")
    if (before := said_before(desk, act_id, Answer, found)) is not None:
        return before.kept
    answer = Answer(new_id(), reply.offer, reply.by, desk.workspace.clock(), word, reply.because)
    _check_turn(desk, found, answer)
    is_alone = word != "accepted" or reply.by != found.opening.own
    return say(desk, granted, found, answer, act_id=act_id, alone=is_alone)


def view_offers(desk: Desk, found: RoundState) -> Bargaining:
    """Say where every offer stands today, and what each side conceded from one of its offers to the next.

    found    as `seen.seen_by` gives it
    """
    offers, unread = _offers(found)
    standings, problems = fold_offers([*offers, *found.said(Answer)], desk.workspace.clock().date(), found.sides)
    conceded = tuple(step for side in found.sides for step in concessions(offers, side))
    return Bargaining(standings, conceded, (*unread, *problems))


def check_list(desk: Desk, round_id: str, data: bytes, eligible: Sequence[str] = ()) -> Conformity:
    """Judge a list that somebody offers by the terms of a round, rule by rule, under each side's classification.

    data        JSON, {"lines": ["CODE", ...]} or {"lines": {"CODE": 1}} with the round of each; or text, a code a line
    eligible    categories of which every line must be one at least, where that was agreed
    raises      Refused; InvalidInput where it is no list, or a category is not one of the terms
    """
    found, _ = find_round(desk, round_id, "agree round")
    problem, candidates = write_problem(desk, found)
    exchange = read_exchange(problem).exchange
    names = {one.name for one in terms_of(found).categories}
    if odd := sorted(set(eligible) - names):
        raise InvalidInput(f"{odd[0][:60]!r} is no category of these terms: {', '.join(sorted(names))}")
    lines = _read_lines(data, exchange.n_rounds)
    seen = candidates.by_id
    listed = {one: number for one, number in lines.items() if one in seen}
    placed = {side: _placed(candidates, side, found.sides) for side in found.sides}
    fits = check_conformity(exchange, listed, placed, frozenset(eligible))
    return Conformity(fits, len(lines), tuple(sorted(lines.keys() - listed.keys())))


# ── reading ──


def _read(data: bytes, by: str, at: datetime) -> OfferMade:
    file = Reader(load_json(data), "offer")
    if odd := sorted(file.value.keys() - set(_FIELDS)):
        raise InvalidCase(f"offer: {odd[0][:40]!r} is none of {', '.join(_FIELDS)}")
    given = file.text("id", "") or new_id()
    check_code("the id of an offer", given)
    first, last = (_day(file, name) for name in ("valid_from", "valid_until"))
    gives, asks = (_codes(file, name) for name in ("gives", "asks"))
    rules = file.array("rules") if file.has("rules") else []
    follows = file.text("follows") if file.has("follows") else None
    return OfferMade(given, by, at, first, last, gives, asks, json.dumps(list(rules), ensure_ascii=False), follows)


def _day(file: Reader, name: str) -> date:
    try:
        return date.fromisoformat(file.text(name))
    except ValueError:
        raise InvalidCase(f"offer: {name} is a day as 2026-06-02") from None


def _codes(file: Reader, name: str) -> tuple[str, ...]:
    values = file.array(name) if file.has(name) else ()
    for value in values:
        if not isinstance(value, str):
            raise InvalidCase(f"offer: {name} holds codes, found {str(value)[:40]!r}")
        check_code(f"offer: what {name} names", value)
    return tuple(dict.fromkeys(str(value) for value in values))


def _offer(found: RoundState, made: OfferMade) -> Offer:
    """Give an offer with its rules read, as far as the sides and days of the round now make sense of them."""
    return Offer(
        id=made.id,
        by=made.by,
        at=made.at,
        valid_from=made.valid_from,
        valid_until=made.valid_until,
        rules=_rules(found, made.rules),
        gives=frozenset(made.gives),
        asks=frozenset(made.asks),
        follows=made.follows,
    )


def _offers(found: RoundState) -> tuple[list[Offer], list[Problem]]:
    """Read all offers; one whose rules make no sense under the terms of today is a problem."""
    offers, problems = [], []
    for made in found.said(OfferMade):
        try:
            offers.append(_offer(found, made))
        except InvalidCase as error:
            problems.append(Problem(f"offer {made.id}", str(error), "the offer; it stands nowhere"))
    return offers, problems


def _rules(found: RoundState, text: str) -> tuple[Rule, ...]:
    """Read rules on their own: whom they name need not be in the round any more."""
    rules, terms = json.loads(text), terms_of(found)
    people = [{"id": one, "home": terms.sides[0]} for one in sorted({one for rule in rules for one in named_in(rule)})]
    bare: dict[str, Any] = {**terms.problem, "people": people, "rules": rules, "objectives": []}
    bare.pop("wishes", None)
    return read_exchange(json.dumps(bare).encode()).exchange.rules


def _read_lines(data: bytes, n_rounds: int) -> dict[str, int]:
    if data.lstrip()[:1] != b"{":
        try:
            return dict.fromkeys(filter(None, map(str.strip, data.decode("utf-8-sig").splitlines())), 1)
        except UnicodeDecodeError:
            raise InvalidInput("this list is neither JSON nor text in UTF-8") from None
    told = load_json(data).get("lines")
    lines = dict.fromkeys(told, 1) if isinstance(told, list) and all(isinstance(one, str) for one in told) else told
    if not isinstance(lines, dict) or not all(type(one) is int and 1 <= one <= n_rounds for one in lines.values()):
        raise InvalidInput(f'a list is {{"lines": ["CODE", ...]}}, or by code a round from 1 to {n_rounds}')
    return lines


# ── checking ──


def _check_people(candidates: Candidates, made: OfferMade, found: RoundState) -> None:
    """See that this side gives whom it holds, and asks for whom the other holds."""
    own, other = found.sides
    for holder, ids, verb in ((own, made.gives, "give"), (other, made.asks, "ask for")):
        for one in ids:
            seen = candidates.by_id.get(one)
            if seen is None or seen.holder != holder:
                raise InvalidInput(f"{own} cannot {verb} {one}: no candidate of this round whom {holder} holds")


def _check_turn(desk: Desk, found: RoundState, said: Offer | Answer) -> None:
    """Refuse what would count for nothing: an answer to no open offer, of the wrong side, outside its days."""
    log: list[Offer | Answer] = [*_offers(found)[0], *found.said(Answer)]
    before = fold_offers(log, desk.workspace.clock().date(), found.sides)[1]
    after = fold_offers([*log, said], desk.workspace.clock().date(), found.sides)[1]
    if new := [one for one in after if one not in before]:
        raise InvalidInput(new[0].says)


def _placed(candidates: Candidates, side: str, sides: Sequence[str]) -> Mapping[str, Mapping[str, Placed]]:
    """Say of which categories each candidate is by one side, with the names under which rules can ask for them."""
    placed: dict[str, dict[str, Placed]] = {}
    for one in candidates.people:
        own: dict[str, Placed] = {it.category: it.answer for it in one.memberships.get(side, ())}
        for other in sides:
            own |= {f"{it.category} by {other}": it.answer for it in one.memberships.get(other, ())}
        own[AS_OF_RIGHT] = "yes" if AS_OF_RIGHT in one.categories else "no"
        placed[one.id] = own
    return placed

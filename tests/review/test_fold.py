from itertools import permutations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from homeward.errors import InvalidInput
from homeward.review.act import CaseAct, Proposal, Rules, Taking
from homeward.review.case import Case, exclusions
from homeward.review.decision import decision_of
from homeward.review.fold import advance, fold
from homeward.review.lifecycle import KINDS, TABLE, NotAllowed, allowed_kinds
from homeward.review.queue import queue_for
from homeward.review.reading import visible
from homeward.review.verdict import judge
from tests.review.acts import (
    BEFORE_BOARD,
    CASES,
    DECIDED,
    EXCLUDED,
    HANDED_OVER,
    MINUTE,
    OTHER_PAIR,
    PAIR,
    PEOPLE,
    READ_AGAIN,
    START,
    STRONG,
    act,
    attempts,
    case_of,
    play,
    proposed,
)

HISTORIES = [steps for many in CASES.values() for steps in many] + [(*HANDED_OVER, READ_AGAIN), (*EXCLUDED, READ_AGAIN)]


@pytest.mark.parametrize("steps", HISTORIES, ids=lambda steps: f"{len(steps)} steps")
def test_every_prefix_of_a_history_is_a_history_and_acts_that_come_twice_count_once(steps):
    _, acts = play(*steps)
    case = None
    for number, one in enumerate(acts, start=1):
        case = advance(case, one)
        assert fold(acts[:number])[PAIR] == case
        assert advance(case, one) == case
        assert fold((*acts[:number], *acts[:number]))[PAIR] == case


def test_acts_on_two_pairs_may_come_in_any_order():
    _, one = play(*DECIDED)
    _, two = play(*EXCLUDED, pair=OTHER_PAIR)
    mixed = [act_ for both in zip(one, two, strict=False) for act_ in both] + list(one[len(two) :])
    assert fold((*one, *two)) == fold((*two, *one)) == fold(mixed)
    assert list(fold((*two, *one))) == sorted((PAIR, OTHER_PAIR))


def test_votes_may_come_in_any_order():
    _, acts = play(*BEFORE_BOARD)
    assert len({repr(fold((*acts[:-3], *votes))) for votes in permutations(acts[-3:])}) == 1


def test_what_a_fold_gives_cannot_be_written_to():
    with pytest.raises(TypeError):
        fold(play(*DECIDED)[1])[OTHER_PAIR] = Case(OTHER_PAIR)


def test_two_different_acts_never_share_an_id():
    first = CaseAct("1", PAIR, "emil", START, Proposal(basis=STRONG))
    other = CaseAct("1", OTHER_PAIR, "emil", START, Proposal(basis=STRONG))
    with pytest.raises(InvalidInput, match="two different acts have the id '1'"):
        fold((first, other))
    with pytest.raises(InvalidInput, match="two different acts have the id '1'"):
        advance(advance(None, first), CaseAct("1", PAIR, "anna", START, Taking(1)))
    with pytest.raises(InvalidInput, match="is about pair R-13 / M-7, not about pair R-12 / M-7"):
        advance(advance(None, first), other)


def test_a_refused_act_leaves_no_trace():
    case = case_of(proposed())
    with pytest.raises(NotAllowed):
        advance(case, act("anna", Taking(7), START))
    assert case == case_of(proposed())


class Review(RuleBasedStateMachine):
    """Anybody tries anything, in steps of minutes or hours; after each step all laws hold."""

    @initialize(lenient=st.booleans(), n_signatures=st.integers(1, 3), history=st.sampled_from(HISTORIES))
    def begin(self, lenient, n_signatures, history):
        self.rules = Rules(
            n_signatures=n_signatures, quorum=2, readers_may_sit=lenient, former_reader_may_read_first=lenient
        )
        self.now = START
        self.acts = []
        self.cases = {pair: Case(pair) for pair in (PAIR, OTHER_PAIR)}
        self.unblinded = {pair: set() for pair in self.cases}
        self.excluded = {pair: set() for pair in self.cases}
        for who, what in history:
            self._try(self._with_rules(act(who, what, self.now, PAIR)))
            self.now += MINUTE

    def _with_rules(self, one: CaseAct) -> CaseAct:
        what = one.what
        if isinstance(what, Proposal):
            what = Proposal(basis=what.basis, rules=self.rules)
        elif one.kind == "reopening":
            what = type(what)(what.round, what.because, Proposal(basis=what.proposal.basis, rules=self.rules))
        return act(one.who, what, one.at, one.pair)

    def _try(self, one: CaseAct) -> bool:
        before = self.cases[one.pair]
        if one in before.acts:  # sent twice
            assert advance(before, one) is before
            return False
        try:
            after = advance(before, one)
        except NotAllowed:
            return False
        assert after.state in TABLE[one.kind][before.state]
        if one.kind == "verdict" and before.state == "read once":
            assert one.who not in self.unblinded[one.pair]
        assert after.rounds[: len(before.rounds) - 1] == before.rounds[:-1]  # what is past stays as it was
        self.cases[one.pair] = after
        self.acts.append(one)
        return True

    @rule(pair=st.sampled_from((PAIR, OTHER_PAIR)), kind=st.sampled_from(KINDS), pick=st.integers(0, 200))
    def anybody_tries_anything(self, pair, kind, pick):
        tries = list(attempts(self.cases[pair], kind, self.now))
        self._try(self._with_rules(tries[pick % len(tries)]))

    @rule(
        pair=st.sampled_from((PAIR, PAIR, OTHER_PAIR)),
        onward=st.booleans(),
        kind=st.integers(0, 20),
        pick=st.integers(0, 200),
    )
    def somebody_does_what_is_allowed(self, pair, onward, kind, pick):
        """Choose among what is accepted; `onward` prefers kinds that lead to another state."""
        case = self.cases[pair]
        kinds = allowed_kinds(case.state)
        steps = [one for one in kinds if TABLE[one][case.state] != (case.state,) and one != "reopening"]
        if onward and case.state == "before the board":
            steps = ["vote", *steps]
        if onward and case.state in ("proposed", "read once"):
            steps = ["verdict"] if case.lease and self.now < case.lease.until else ["taking"]
        kinds = steps if onward and steps else kinds
        tries = [self._with_rules(one) for one in attempts(case, kinds[kind % len(kinds)], self.now)]
        start = pick % len(tries)
        any(self._try(one) for one in tries[start:] + tries[:start])

    @rule(minutes=st.sampled_from((1, 30, 241)))
    def time_passes(self, minutes):
        self.now += minutes * MINUTE

    @rule(data=st.data())
    def acts_that_both_may_come_first_may_come_in_either_order(self, data):
        case = self.cases[PAIR]
        kinds = st.sampled_from(allowed_kinds(case.state))
        pair = []
        for _ in range(2):
            tries = list(attempts(case, data.draw(kinds), self.now + data.draw(st.integers(0, 1)) * MINUTE))
            pair.append(self._with_rules(data.draw(st.sampled_from(tries))))
        one, two = pair
        try:
            assert advance(advance(case, one), two) == advance(advance(case, two), one)
        except NotAllowed:
            return

    @invariant()
    def replaying_all_acts_gives_the_same_cases(self):
        assert dict(fold(self.acts)) == {pair: case for pair, case in self.cases.items() if case.acts}

    @invariant()
    def no_outcome_without_two_different_readers_or_a_board(self):
        for case in self.cases.values():
            for number, round_ in enumerate(case.rounds, start=1):
                decision = decision_of(case, number)
                readers = [item.who for item in round_.verdicts]
                assert len(set(readers)) == len(readers) <= 2
                if decision is None:
                    continue
                if decision.by == "readers":
                    assert [item.what.outcome for item in round_.verdicts] == [decision.outcome] * 2
                else:
                    votes = {item.who for item in round_.votes if item.what.outcome == decision.outcome}
                    assert len(votes & round_.members) >= 2
                    assert self.rules.readers_may_sit or not votes & set(readers)
                if decision.is_signed:
                    assert len({item.who for item in decision.signatures}) >= self.rules.n_signatures
                if decision.outcome == "established":
                    assert judge(decision.basis)["established"] == ()

    @invariant()
    def nobody_reads_twice(self):
        for case in self.cases.values():
            seconds = [item.who for round_ in case.rounds for item in round_.verdicts[1:]]
            readers = [item.who for round_ in case.rounds for item in round_.verdicts]
            assert len(set(seconds)) == len(seconds)
            assert self.rules.former_reader_may_read_first or len(set(readers)) == len(readers)

    @invariant()
    def whoever_sees_a_score_is_noted_and_the_blind_see_nothing(self):
        for pair, case in self.cases.items():
            for person in PEOPLE:
                view = visible(case, person)
                told = (item.reasons or item.answers for item in view.exclusions)
                if view.basis or view.rounds or view.earlier or any(told):
                    assert not view.withheld
                    self.unblinded[pair].add(person)

    @invariant()
    def an_exclusion_never_vanishes_and_everybody_sees_it(self):
        for pair, case in self.cases.items():
            now = {item.id for item in exclusions(case)}
            assert self.excluded[pair] <= now
            self.excluded[pair] = now
            assert all({item.id for item in visible(case, person).exclusions} == now for person in PEOPLE)

    @invariant()
    def every_case_is_offered_or_withheld(self):
        for person in PEOPLE:
            queue = queue_for(self.cases.values(), person, self.now)
            assert sorted(item.pair for item in (*queue.offers, *queue.withheld)) == sorted(self.cases)
            for offer in queue.offers:
                number = len(self.cases[offer.pair].rounds)
                advance(self.cases[offer.pair], act(person, Taking(number), self.now, offer.pair))

    @invariant()
    def every_verdict_vote_and_signature_stays_readable(self):
        kept = {
            one.id
            for case in self.cases.values()
            for round_ in case.rounds
            for one in (*round_.verdicts, *round_.votes, *round_.signatures, *round_.deeds)
        }
        assert kept == {one.id for one in self.acts if one.kind in ("verdict", "vote", "signature", "deed")}


Review.TestCase.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)
TestReview = Review.TestCase

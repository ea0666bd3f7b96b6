"""Rounds of persons and containers go both ways; every fault that happens is found, and nothing else."""

import random
from dataclasses import replace

import pytest

from homeward.exchange.handing_over.account import account_for
from homeward.exchange.handing_over.booking import book, events_after, events_of_day, total
from homeward.exchange.handing_over.count import VOICES, n_accounted
from homeward.exchange.handing_over.manifest import recall, refusals
from homeward.exchange.handing_over.outcome import OUTCOMES_OF, Crossed, outcomes_after
from homeward.exchange.handing_over.roll_call import RollCall, merge
from tests.stories.hand_over_day import LOGS, Days, look

PAIRS = [("giver",), ("neutral",), ("receiver",), ("giver", "neutral"), ("giver", "receiver"), ("neutral", "receiver")]
REPLAYS = ["same", "older", "new id", "other round", "other recipient", "expired"]


def one_day(seed=1, **sizes):
    days = Days(random.Random(seed))
    return days, days.add("north", "r1", **sizes)


def ends(seen, name="m1"):
    account = seen.accounts[name]
    return {one.id: one.end for one in (*account.lines, *account.others)}


# ── one story each ──


def test_a_round_without_faults_is_clear_in_both_directions():
    days = Days(random.Random(1))
    for giver in ("north", "south", "north", "south"):
        days.add(giver, "r1")
    seen = look(days)
    assert seen.found == set()
    assert all(account.is_clear for account in seen.accounts.values())
    assert {cell.n for cell in seen.accounts["m1"].comparison.cells} == {(6, 6, 6), (4, 4, 4), (4, None, None)}


def test_somebody_agreed_on_is_not_brought_and_another_is_brought_instead():
    days, crossing = one_day()
    line = crossing.pick("person")
    crossing.another_is_brought_instead(line)
    seen = look(days)
    assert seen.found == {("brought instead without consent", "m1x1")}
    assert (ends(seen)[line.id], ends(seen)["m1x1"]) == ("stayed behind", "not clear")
    assert seen.accounts["m1"].comparison.is_agreed  # the three counts alone would never have told


def test_a_reserve_that_both_sides_agreed_on_takes_the_place_of_who_is_absent():
    days, crossing = one_day()
    line = crossing.pick("person")
    crossing.another_is_brought_with_consent(line)
    seen = look(days)
    assert (seen.found, ends(seen)["m1x1"]) == (set(), "handed over")


def test_who_changes_their_mind_at_the_crossing_is_not_moved():
    days, crossing = one_day()
    stays, goes = crossing.pick("person"), crossing.pick("person")
    crossing.chooses_to_stay(stays)
    crossing.stays_and_then_goes(goes)
    seen = look(days)
    assert seen.found == set()
    assert (ends(seen)[stays.id], ends(seen)[goes.id]) == ("stayed behind", "handed over")


def test_who_said_to_stay_and_is_moved_all_the_same_is_found_though_all_counts_agree():
    days, crossing = one_day()
    line = crossing.pick("person")
    crossing.is_moved_against_their_word(line)
    seen = look(days)
    assert seen.found == {("moved against their word", line.id)}
    assert seen.accounts["m1"].comparison.is_agreed


@pytest.mark.parametrize("voices", PAIRS)
def test_whoever_one_or_two_of_the_three_count_is_named(voices):
    days, crossing = one_day()
    crossing.is_counted_only_by(crossing.pick(), voices)
    seen = look(days)
    assert seen.found == crossing.expected
    assert not seen.accounts["m1"].is_clear


@pytest.mark.parametrize("is_moved", [True, False])
def test_an_unknown_person_at_the_crossing_is_never_lost_from_sight(is_moved):
    days, crossing = one_day()
    crossing.somebody_unknown_is_there(is_moved)
    seen = look(days)
    assert seen.found == crossing.expected
    assert ends(seen)["m1x1"] == "not clear"


def test_a_broken_or_exchanged_seal_is_found_and_the_container_is_still_counted():
    days, crossing = one_day()
    line = crossing.pick("container")
    crossing.has_a_wrong_seal(line)
    seen = look(days)
    assert seen.found == {("seals", line.id)}
    assert ("containers", line.id) in seen.accounts["m1"].comparison.agreed


@pytest.mark.parametrize("n_kept", [0, 3])
def test_a_lost_device_is_named_and_the_other_one_still_knows_everybody(n_kept):
    days, crossing = one_day()
    crossing.a_device_is_lost("d2", n_kept)
    seen = look(days)
    assert seen.found == {("not arrived", "d2")}
    assert set(ends(seen).values()) == {"handed over"}


def test_a_word_to_stay_on_a_lost_device_leaves_its_line_unclear_until_the_device_is_found():
    days, crossing = one_day()
    line = crossing.pick("person")
    crossing.chooses_to_stay(line)
    crossing.a_device_is_lost("d2", 0)
    assert ends(look(days))[line.id] == "not clear"
    crossing.lost.clear()
    assert ends(look(days))[line.id] == "stayed behind"


def test_marks_that_arrive_late_end_in_the_same_roll_call_as_marks_that_arrive_at_once():
    _, crossing = one_day()
    crossing.chooses_to_stay(crossing.pick("person"))
    papers = crossing.papers()
    late = RollCall()
    for mark in crossing.arrivals():
        late = merge(late, RollCall((mark,)))
    assert account_for(replace(papers, call=late)) == account_for(papers)


def test_devices_that_contradict_each_other_are_shown_until_somebody_settles_it():
    days, crossing = one_day()
    open_, settled = crossing.pick("person"), crossing.pick("person")
    crossing.is_in_dispute_between_devices(open_)
    crossing.devices_differ_and_somebody_settles_it(settled)
    seen = look(days)
    assert seen.found == {("disputed", open_.id)}
    assert ends(seen)[settled.id] == "handed over"


@pytest.mark.parametrize("how", REPLAYS)
def test_a_replayed_manifest_is_refused(how):
    days = Days(random.Random(1))
    for giver in ("north", "south", "north"):
        days.add(giver, "r1")
    days.replay(how)
    assert look(days).found == days.expected != set()


@pytest.mark.parametrize("n_kept", [0, 1, 2])
def test_a_restored_recipient_refuses_what_it_used_before_the_restore(n_kept):
    days = Days(random.Random(1))
    manifests = [days.add("north", f"r{n}").manifest for n in range(3)]
    restored = recall(LOGS["south"], manifests[:n_kept], {one.id for one in manifests})
    for one in manifests:
        assert refusals(one, restored, round=one.round, at=one.opens_at) != ()


def test_a_returned_person_on_the_next_list_is_found():
    days, crossing = one_day()
    back = crossing.pick("person")
    days.add("north", "r2", again=[back])
    assert look(days).found == {("crossed twice", back.id)}


@pytest.mark.parametrize(("round", "finding"), [("r1", "in two manifests"), ("r2", "in two rounds")])
@pytest.mark.parametrize("has_crossed", [True, False])
def test_who_stands_on_a_second_manifest_is_found_before_anybody_crosses(round, finding, has_crossed):
    days, crossing = one_day()
    line = crossing.pick("person")
    if not has_crossed:
        crossing.has_not_begun()
    days.add("north", round, again=[line]).has_not_begun()
    assert look(days).found == {(finding, line.id)}


def test_who_was_absent_may_stand_on_the_next_manifest_and_cross_then():
    days, crossing = one_day()
    line = crossing.pick("person")
    crossing.is_absent(line)
    days.add("north", "r1", again=[line])
    seen = look(days)
    assert seen.found == set()
    assert (ends(seen)[line.id], ends(seen, "m2")[line.id]) == ("stayed behind", "handed over")


def test_a_container_that_turns_out_not_ours_goes_back_and_may_come_again():
    days, crossing = one_day()
    line = crossing.pick("container")
    crossing.turns_out(line, "not ours")
    days.add("south", "r2", again=[line])
    days.add("north", "r3", again=[line])
    seen = look(days)
    assert seen.found == set()
    assert (seen.outcomes["m1", line.id], seen.outcomes["m3", line.id]) == ("not ours", "open")


def test_a_returned_person_who_is_listed_as_held_again_is_found():
    days, crossing = one_day()
    line = crossing.pick("person")
    days.is_held(line.id, "north", days=3)
    days.is_held(line.id, "south", days=3)
    assert look(days).found == {("held after return", line.id), ("on both sides' lists", line.id)}


@pytest.mark.parametrize("outcome", [one for one in OUTCOMES_OF["container"] if one != "open"])
def test_containers_turn_out_to_be_what_a_signed_decision_says_and_the_rest_stay_open(outcome):
    days, crossing = one_day()
    line = crossing.pick("container")
    crossing.turns_out(line, outcome)
    outcomes = look(days).outcomes
    assert outcomes.pop(("m1", line.id)) == outcome
    assert set(outcomes.values()) == {"open"}
    assert len(outcomes) == 9


def test_a_giver_who_gives_only_numbers_is_compared_by_numbers():
    days, crossing = one_day()
    crossing.the_giver_gives_only_numbers(wrong_by=2)
    seen = look(days)
    assert seen.found == {("numbers only", "persons")}
    assert set(ends(seen).values()) == {"handed over"}


# ── three hundred days ──


def invent(seed):
    """Invent two rounds both ways with faults of every kind, no two of them on one line."""
    rng = random.Random(seed)
    days = Days(rng)
    again = []
    for number in range(rng.choice([2, 3, 4])):
        giver = ("north", "south")[number % 2]
        crossing = days.add(
            giver, f"r{1 + number // 2}", n_persons=rng.randrange(4, 12), n_containers=rng.randrange(2, 8)
        )
        happen(crossing, rng)
        again += [line for line in crossing.manifest.lines if line.id in crossing.stayed and line.kind == "person"][:1]
    last = days.crossings[-1].manifest
    returning = [line for line in again if days.crossings[0].manifest.giver != last.giver][:1]
    twice = [line for line in days.crossings[0].untouched[:1] if rng.random() < 0.4]
    if days.crossings[0].manifest.giver != last.giver:
        days.add(
            days.crossings[0].manifest.giver, "r9", again=[line for line in (*returning, *twice) if line.id[:2] == "m1"]
        )
        days.expected |= {("crossed twice", line.id) for line in twice}
    for how in rng.sample(REPLAYS, rng.randrange(3)):
        days.replay(how)
    if days.crossings[0].untouched[1:] and rng.random() < 0.3:
        held = days.crossings[0].untouched[1]
        days.is_held(held.id, "north", days=40)
        days.expected.add(("held after return", held.id))
    return days


def happen(crossing, rng):
    """Let things happen to some lines, each thing to another line."""
    by_number = rng.random() < 0.3  # then faults that only lists can show are left out
    needs_both = rng.random() < 0.5  # of what stands on one device alone; then no device is lost
    persons = [crossing.is_absent, crossing.is_unfit, crossing.another_is_brought_instead]
    persons += [crossing.another_is_brought_with_consent, crossing.is_moved_against_their_word]
    either = [crossing.is_absent, crossing.another_is_brought_instead]
    if needs_both:
        persons += [crossing.chooses_to_stay, crossing.stays_and_then_goes]
        either += [crossing.is_in_dispute_between_devices, crossing.devices_differ_and_somebody_settles_it]
    if not by_number:
        either += [crossing.stands_twice_on_a_list, crossing.is_another_category_to_each]
        either += [lambda line, voices=voices: crossing.is_counted_only_by(line, voices) for voices in PAIRS]
    chosen = [("person", one) for one in rng.sample(persons, rng.randrange(3))]
    chosen += [(None, one) for one in rng.sample(either, rng.randrange(min(4, len(either) + 1)))]
    chosen += [("container", crossing.has_a_wrong_seal)] * (rng.random() < 0.3)
    for kind, what in chosen:
        line = crossing.pick(kind)
        if line is not None:
            what(line)
    if rng.random() < 0.3:
        crossing.somebody_unknown_is_there(is_moved=rng.random() < 0.5)
    if rng.random() < 0.1:
        crossing.a_mark_names_no_line()
    if (
        not needs_both
        and rng.random() < 0.6
        and not any(fault == "moved against their word" for fault, _ in crossing.expected)
    ):
        rng.choice([crossing.a_mark_is_lost, lambda device: crossing.a_device_is_lost(device, rng.randrange(4))])("d2")
    if by_number:
        crossing.the_giver_gives_only_numbers(wrong_by=rng.choice([0, 0, 1]))
    for line in crossing.untouched[2:]:
        if rng.random() < 0.4:
            crossing.turns_out(line, rng.choice([one for one in OUTCOMES_OF[line.kind] if one != "open"]))


@pytest.fixture(scope="module")
def three_hundred():
    days = [invent(seed) for seed in range(300)]
    return [(one, look(one)) for one in days]


def test_of_three_hundred_days_exactly_the_faults_that_happened_are_found(three_hundred):
    for seed, (days, seen) in enumerate(three_hundred):
        expected = days.expected.union(*(crossing.expected for crossing in days.crossings))
        assert seen.found == expected, f"days of seed {seed}"


def test_on_three_hundred_days_everybody_is_accounted_for_and_ends_where_they_are(three_hundred):
    for seed, (days, seen) in enumerate(three_hundred):
        for crossing in days.crossings:
            found = ends(seen, crossing.manifest.id)
            truth = dict.fromkeys(crossing.crossed, "handed over") | dict.fromkeys(crossing.stayed, "stayed behind")
            assert found == truth | dict.fromkeys(crossing.unclear, "not clear"), f"days of seed {seed}"
            account = seen.accounts[crossing.manifest.id]
            for count in seen.papers[crossing.manifest.id].counts:
                if count.lines is not None:
                    assert n_accounted(account.comparison, count.voice) == len(count.lines)


def test_on_three_hundred_days_nothing_is_confirmed_that_no_signed_decision_confirmed(three_hundred):
    for days, seen in three_hundred:
        decided = {
            (crossing.manifest.id, one.of.id): one.outcome
            for crossing in days.crossings
            for one in crossing.assessments
        }
        assert {key: outcome for key, outcome in seen.outcomes.items() if outcome != "open"} == decided


def test_on_three_hundred_days_bookings_are_what_happened_however_often_they_are_told(three_hundred):
    for days, seen in three_hundred:
        events, n_received = [], {"persons": 0, "containers": 0}
        for crossing in days.crossings:
            papers = seen.papers[crossing.manifest.id]
            crossed = [Crossed(one.kind, one.id) for receipt in papers.receipts for one in receipt.transfers]
            results, _ = outcomes_after(crossed, crossing.assessments)
            events += events_of_day(papers, seen.accounts[crossing.manifest.id])
            events += events_after(crossing.manifest, results)
            for one in crossed:
                n_received["persons" if one.kind == "person" else "containers"] += 1
        bookings = book(events)
        assert bookings == book([*events, *events[::-1]])
        for unit, n in n_received.items():
            assert sum(total(bookings, side=side, unit=unit, event="received") for side in LOGS) == n
        decided = [one.outcome for crossing in days.crossings for one in crossing.assessments]
        n_booked = sum(one.n for one in bookings if one.event in ("confirmed", "not ours"))
        assert n_booked == decided.count("confirmed") + decided.count("not ours")


def test_three_hundred_days_have_every_fault_many_times(three_hundred):
    kinds = [kind for days, _ in three_hundred for some in (days, *days.crossings) for kind, _ in some.expected]
    rare = {kind: kinds.count(kind) for kind in set(kinds) if kinds.count(kind) < 10}
    assert rare == {}
    assert len(set(kinds)) >= 17
    assert len(VOICES) == 3

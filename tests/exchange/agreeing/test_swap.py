from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from homeward.errors import InvalidInput
from homeward.exchange.agreeing import swap as swap_module
from homeward.exchange.agreeing.swap import (
    Evidence,
    OutOfTurn,
    Swap,
    check_evidence,
    commit_to,
    countersign,
    evidence,
    list_bytes,
    open_list,
    overdue,
    shown_to,
    take_step,
)
from homeward.ledger.keys import SigningKey

SIGNING = {name: SigningKey(name, name[0].encode() * 32) for name in ("North", "South", "Agency")}
KEYS = {name: key.verifier() for name, key in SIGNING.items()}
NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)
BY = NOON + timedelta(hours=6)
DAY = date(2025, 6, 2)
EMPTY = Swap("r7", ("North", "South"), "Agency")
LISTS = tuple(tuple((("birth_year", "1987"), ("id", f"n{i}")) for i in range(n)) for n in range(4))
SALT = {"North": b"0123456789abcdef", "South": b"fedcba9876543210"}


def commitment(party, lines=LISTS[2], salt=None, round_id="r7", key=None):
    salt = salt or SALT[party]
    return commit_to(lines, SIGNING[key or party], round_id=round_id, party=party, on=DAY, salt=salt)


def opening(party, lines=LISTS[2], salt=None, round_id="r7", key=None):
    return open_list(lines, SIGNING[key or party], round_id=round_id, party=party, salt=salt or SALT[party])


def take(swap, *steps):
    for step in steps:
        swap = take_step(swap, step, KEYS)
    return swap


COMMITTED = take(EMPTY, commitment("North"), commitment("South", LISTS[3]))
SIGN = countersign(COMMITTED, SIGNING["Agency"], NOON, BY)
SIGNED = take(COMMITTED, SIGN)
HALF = take(SIGNED, opening("North"))
OPEN = take(HALF, opening("South", LISTS[3]))


# ── the way through ──


def test_a_swap_goes_from_commitments_over_the_neutral_to_open_lists():
    assert [one.state for one in (EMPTY, COMMITTED, SIGNED, HALF, OPEN)] == [
        "waiting for commitments", "waiting for the neutral", "waiting for lists", "waiting for lists", "open",
    ]  # fmt: skip
    assert shown_to(OPEN, "North") == {"North": LISTS[2], "South": LISTS[3]}


def test_a_list_stays_closed_to_the_other_until_both_are_open():
    assert shown_to(HALF, "South") == {}
    assert shown_to(HALF, "North") == shown_to(HALF, "Agency") == {"North": LISTS[2]}
    assert shown_to(OPEN, "West") == {}


def test_a_commitment_shows_neither_list_nor_salt():
    one = commitment("North")
    assert list_bytes(LISTS[2]) not in repr(one).encode()
    assert one.digest != commitment("North", salt=b"another salt 16b").digest


def test_a_step_that_comes_twice_counts_once():
    assert take(OPEN, commitment("North"), SIGN, opening("North")) == OPEN


def test_commitments_and_openings_may_come_in_either_order():
    assert take(EMPTY, commitment("South", LISTS[3]), commitment("North")) == COMMITTED
    assert take(SIGNED, opening("South", LISTS[3]), opening("North")) == OPEN


# ── every wrong order ──


@pytest.mark.parametrize(
    ("swap", "step", "says"),
    [
        (EMPTY, SIGN, "countersignature is out of turn; the swap is waiting for commitments"),
        (EMPTY, opening("North"), "a list is out of turn; the swap is waiting for commitments"),
        (take(EMPTY, commitment("North")), SIGN, "waiting for commitments"),
        (take(EMPTY, commitment("North")), opening("North"), "waiting for commitments"),
        (take(EMPTY, commitment("North")), commitment("North", LISTS[1]), "cannot change it"),
        (COMMITTED, opening("North"), "a list is out of turn; the swap is waiting for the neutral"),
        (COMMITTED, commitment("South", LISTS[1]), "has committed to a list already"),
        (SIGNED, commitment("North", LISTS[1]), "has committed to a list already"),
        (SIGNED, replace(SIGN, signature=b""), "countersignature is out of turn"),
        (HALF, opening("North", LISTS[1]), "has opened its list already"),
        (OPEN, opening("South", LISTS[1]), "a list is out of turn; the swap is open"),
    ],
)
def test_a_step_out_of_turn_is_refused_in_a_sentence(swap, step, says):
    with pytest.raises(OutOfTurn, match=says):
        take(swap, step)


def test_the_neutral_cannot_countersign_before_both_have_committed():
    with pytest.raises(OutOfTurn, match="countersigning is out of turn"):
        countersign(EMPTY, SIGNING["Agency"], NOON, BY)
    with pytest.raises(InvalidInput, match="not after"):
        countersign(COMMITTED, SIGNING["Agency"], NOON, NOON)


# ── tailoring, copying, forging ──


def signed_anew(one):
    """Sign what a dishonest party changed in its own commitment."""
    return replace(one, signature=SIGNING[one.party].sign(swap_module._commitment_part(one)))


def test_a_copied_commitment_is_refused():
    stolen = signed_anew(replace(commitment("South"), digest=commitment("North").digest))
    with pytest.raises(OutOfTurn, match="South copies the other party's commitment"):
        take(EMPTY, commitment("North"), stolen)


def test_one_list_under_one_salt_gives_each_party_a_commitment_of_its_own():
    assert commitment("South", salt=SALT["North"]).digest != commitment("North").digest


def test_a_commitment_of_another_round_does_not_count():
    with pytest.raises(InvalidInput, match="about round r6"):
        take(EMPTY, commitment("North", round_id="r6"))
    assert commitment("North", round_id="r6").digest != commitment("North").digest


@pytest.mark.parametrize("step", [commitment("North", key="South"), replace(commitment("North"), n_lines=3)])
def test_a_commitment_that_its_party_did_not_sign_does_not_count(step):
    with pytest.raises(InvalidInput, match="signature of North does not hold"):
        take(EMPTY, step)


def test_a_countersignature_of_a_party_or_over_other_commitments_does_not_count():
    with pytest.raises(InvalidInput, match="signature of Agency"):
        take(COMMITTED, countersign(COMMITTED, SIGNING["North"], NOON, BY))
    other = take(EMPTY, commitment("North"), commitment("South", LISTS[1]))
    with pytest.raises(InvalidInput, match="other commitments"):
        take(COMMITTED, countersign(other, SIGNING["Agency"], NOON, BY))


def test_a_list_changed_on_the_way_is_refused_and_proves_nothing_against_its_maker():
    for forged in (replace(opening("North"), lines=LISTS[1]), replace(opening("North"), salt=SALT["South"])):
        with pytest.raises(InvalidInput, match="not the one of which North signed the digest"):
            take(SIGNED, forged)


def test_a_salt_has_16_bytes():
    with pytest.raises(InvalidInput, match="16 random bytes"):
        commitment("North", salt=b"short")


def test_a_stranger_takes_no_part():
    with pytest.raises(InvalidInput, match="none of the parties"):
        take(EMPTY, commitment("Agency", salt=SALT["North"]))
    with pytest.raises(InvalidInput, match="three different names"):
        Swap("r7", ("North", "South"), "South")


def test_a_line_has_each_field_once():
    with pytest.raises(InvalidInput, match="one field twice"):
        list_bytes(((("id", "1"), ("id", "2")),))


# ── who breaks it is seen to ──


def test_who_does_not_open_in_time_is_named():
    assert (overdue(SIGNED, BY), overdue(SIGNED, BY + timedelta(seconds=1))) == ((), ("North", "South"))
    assert overdue(HALF, BY + timedelta(days=1)) == ("South",)
    assert overdue(OPEN, BY + timedelta(days=1)) == overdue(COMMITTED, BY + timedelta(days=1)) == ()


BROKEN = take(HALF, opening("South", LISTS[1]))


def test_a_list_that_was_not_committed_to_breaks_the_swap_and_is_evidence():
    assert BROKEN.state == "broken"
    (shown,) = evidence(BROKEN)
    assert check_evidence(shown, KEYS["South"]) == (
        "round r7: South committed on 2025-06-02 to a list of 3 lines and opened another, of 1 lines"
    )
    assert b"1987" not in repr(shown).encode()  # it carries neither list


def test_nobody_sees_the_other_list_of_a_broken_swap():
    assert shown_to(BROKEN, "South") == {"South": LISTS[1]}
    assert shown_to(BROKEN, "North") == {"North": LISTS[2]}


def test_an_honest_party_need_not_open_to_one_who_broke_the_swap():
    broken = take(SIGNED, opening("South", LISTS[1]))
    assert overdue(broken, BY + timedelta(days=1)) == ()
    with pytest.raises(OutOfTurn, match="broken by South; agree on a new round"):
        take(broken, opening("North"))


def test_the_same_list_under_another_salt_is_not_what_was_committed_to():
    assert take(SIGNED, opening("North", salt=b"another salt 16b")).state == "broken"


def test_a_count_that_is_not_that_of_the_list_is_evidence_by_itself():
    lied = signed_anew(replace(commitment("South", LISTS[3]), n_lines=2))
    committed = take(EMPTY, commitment("North"), lied)
    signed = take(committed, countersign(committed, SIGNING["Agency"], NOON, BY))
    assert take(signed, opening("South", LISTS[3])).state == "broken"


def test_evidence_that_is_forged_or_shows_nothing_proves_nothing():
    (shown,) = evidence(BROKEN)
    honest = Evidence(commitment("North"), opening("North").statement)
    for forged, party in (
        (shown, "North"),
        (replace(shown, statement=replace(shown.statement, n_lines=9)), "South"),
        (replace(shown, commitment=replace(shown.commitment, on=DAY + timedelta(1))), "South"),
        (replace(shown, statement=opening("South", round_id="r6").statement), "South"),
        (honest, "North"),
    ):
        with pytest.raises(InvalidInput):
            check_evidence(forged, KEYS[party])


# ── any play of two parties and a neutral ──

parties = st.sampled_from(("North", "South"))
lists = st.sampled_from(LISTS)


class Play(RuleBasedStateMachine):
    """Honest and dishonest parties try anything at any time, and a small model says what must come of it."""

    def __init__(self):
        super().__init__()
        self.swap = EMPTY
        self.committed, self.opened = {}, {}
        self.is_signed = False

    def attempt(self, step, is_allowed):
        if is_allowed:
            self.swap = take(self.swap, step)
            return
        with pytest.raises(InvalidInput, match=r"^(round r7: |the signature of )"):
            take(self.swap, step)

    @property
    def is_broken(self):
        return any(self.committed[party] != lines for party, lines in self.opened.items())

    @rule(party=parties, lines=lists)
    def commits(self, party, lines):
        is_again = self.committed.get(party) == lines
        self.attempt(commitment(party, lines), is_again or party not in self.committed)
        self.committed.setdefault(party, lines)

    @rule(party=parties, lines=lists)
    def commits_for_the_other(self, party, lines):
        self.attempt(commitment(party, lines, key="South" if party == "North" else "North"), is_allowed=False)

    @precondition(lambda self: len(self.committed) == 2)
    @rule(by=st.sampled_from(("Agency", "Agency", "North")))
    def countersigns(self, by):
        step = countersign(self.swap, SIGNING[by], NOON, BY)
        self.attempt(step, by == "Agency")
        self.is_signed |= by == "Agency"

    @rule()
    def countersigns_what_was_countersigned_elsewhere(self):
        wanted = {"North": LISTS[2], "South": LISTS[3]}
        self.attempt(SIGN, self.committed == wanted)
        self.is_signed |= self.committed == wanted

    @rule(party=parties, lines=lists, is_honest=st.booleans())
    def opens(self, party, lines, is_honest):
        lines = self.committed.get(party, lines) if is_honest else lines
        is_again = self.opened.get(party) == lines
        is_turn = self.is_signed and not self.is_broken and party not in self.opened
        self.attempt(opening(party, lines), is_again or is_turn)
        if is_turn:
            self.opened[party] = lines

    @rule(party=parties, lines=lists)
    def opens_with_a_forged_list(self, party, lines):
        forged = replace(opening(party, LISTS[1]), lines=(*lines, *LISTS[3]))
        self.attempt(forged, is_allowed=False)

    @invariant()
    def nobody_changes_a_list_after_the_other_could_be_seen(self):
        assert {one.party: one.digest for one in self.swap.commitments} == {
            party: commitment(party, lines).digest for party, lines in self.committed.items()
        }

    @invariant()
    def the_other_list_is_seen_only_when_both_opened_what_they_committed_to(self):
        is_open = len(self.opened) == 2 and not self.is_broken
        assert (self.swap.state == "open") == is_open
        for party, other in (("North", "South"), ("South", "North")):
            assert (other in shown_to(self.swap, party)) == is_open

    @invariant()
    def evidence_is_against_cheats_alone(self):
        cheats = {party for party, lines in self.opened.items() if lines != self.committed[party]}
        assert {one.commitment.party for one in evidence(self.swap)} == cheats
        assert (self.swap.state == "broken") == bool(cheats)
        for one in evidence(self.swap):
            assert "opened another" in check_evidence(one, KEYS[one.commitment.party])


Play.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestPlay = Play.TestCase

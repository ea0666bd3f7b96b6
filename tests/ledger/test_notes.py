from base64 import b64decode
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.ledger.checkpoint import read_head
from homeward.ledger.keys import KeyUse, SigningKey, read_verifier_key
from homeward.ledger.notes import Note, check_note, countersign_note, read_note, sign_note, write_note
from tests.ledger.sample import LEDGER_KEY, NEUTRAL, NOON, oracle, tool

PUBLISHED = oracle("ledger_published.json")
COUNTERSIGNED = PUBLISHED["countersigned"]


def test_a_note_is_written_as_the_go_program_writes_it():
    case = PUBLISHED["note"]
    secret = case["signing_key"].split("+", 4)
    key = SigningKey(secret[2], b64decode(secret[4])[1:])
    assert write_note(sign_note(case["text"], key)) == case["note"]


@pytest.mark.parametrize("case", [PUBLISHED["note"], *PUBLISHED["notes"]], ids=lambda case: case["verifier_key"][:12])
def test_published_notes_hold(case):
    note, key = read_note(case["note"]), read_verifier_key(case["verifier_key"])
    assert [signer.key for signer in check_note(note, [key])] == [key]
    assert write_note(note) == case["note"]


def test_a_published_head_and_its_countersignatures_hold():
    keys = [read_verifier_key(text) for text in COUNTERSIGNED["verifier_keys"]]
    note = read_note(COUNTERSIGNED["note"])
    signers = check_note(note, keys)
    assert {signer.key for signer in signers} == set(keys)
    assert {signer.countersigned_at for signer in signers} == {None, datetime(2026, 5, 23, 21, 50, 24, tzinfo=UTC)}
    assert read_head(note.text).size == COUNTERSIGNED["size"]
    assert len(note.signatures) == len(signers) + 1  # one line is of a kind that is not known here


def test_the_stand_alone_verifier_reads_the_same_published_head():
    text, lines = tool().read_note(COUNTERSIGNED["note"])
    keys = {(key.name, key.hash): key for key in map(tool().read_key, COUNTERSIGNED["verifier_keys"])}
    times = [tool().check_line(text, line[2], keys[line[:2]]) for line in lines if line[:2] in keys]
    assert len(times) == 5
    assert sum(time is not None for time in times) == 4


@pytest.mark.parametrize("number", range(5))
def test_a_published_head_with_one_digit_changed_does_not_hold(number):
    key = read_verifier_key(COUNTERSIGNED["verifier_keys"][number])
    with pytest.raises(InvalidInput, match="does not hold"):
        check_note(read_note(COUNTERSIGNED["note"].replace("1432088532", "1432088533")), [key])


def a_note():
    return countersign_note(sign_note("homeward/agency-a/1\n", LEDGER_KEY), NEUTRAL, NOON)


def test_a_countersignature_says_when():
    signer = check_note(a_note(), [NEUTRAL.verifier(KeyUse.COUNTERSIGN)])[0]
    assert signer.countersigned_at == NOON


@pytest.mark.parametrize("at", [datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)])
def test_the_first_and_the_last_second_can_be_countersigned(at):
    note = countersign_note(sign_note("text\n", LEDGER_KEY), NEUTRAL, at)
    assert check_note(note, [NEUTRAL.verifier(KeyUse.COUNTERSIGN)])[0].countersigned_at == at


def test_a_key_trusted_to_sign_is_not_thereby_trusted_to_countersign():
    assert check_note(a_note(), [NEUTRAL.verifier(), LEDGER_KEY.verifier(KeyUse.COUNTERSIGN)]) == ()


def test_lines_of_unknown_keys_are_left_alone():
    note = read_note(write_note(a_note()) + "— somebody.example AAAAAAAA\n")
    assert len(check_note(note, [LEDGER_KEY.verifier()])) == 1
    assert check_note(note, []) == ()


def test_a_known_key_that_does_not_hold_is_never_left_alone():
    text = write_note(a_note())
    other = write_note(sign_note("another text\n", LEDGER_KEY)).splitlines(keepends=True)[-1]
    with pytest.raises(InvalidInput, match="does not hold"):
        check_note(read_note(text + other), [LEDGER_KEY.verifier()])


@given(st.data())
def test_a_changed_bit_never_gains_a_signer_nor_changes_the_text(data):
    keys = [LEDGER_KEY.verifier(), NEUTRAL.verifier(KeyUse.COUNTERSIGN)]
    raw = bytearray(write_note(a_note()).encode())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        note = read_note(raw.decode())
        signers = check_note(note, keys)
    except (InvalidInput, UnicodeDecodeError):
        return
    assert len(signers) < 2
    assert note.text == a_note().text or not signers


@given(st.text(max_size=60))
def test_any_text_is_read_as_it_is_or_refused(text):
    try:
        note = read_note(text)
    except InvalidInput:
        return
    assert write_note(note) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\n— key AAAAAAAA",
        "text\n\n- key AAAAAAAA\n",
        "text\n\n— key  AAAAAAAA\n",
        "text\n\n— key AAAAAAAA \n",
        "text\n\n— k+y AAAAAAAA\n",
        "text\n\n— k\u2003y AAAAAAAA\n",
        "text\n\n— key AAAAAA==\n",
        "text\n\n— key AAAAAAAB==\n",
        "text\r\n\n— key AAAAAAAA\n",
        "te\tt\n\n— key AAAAAAAA\n",
        "\n\n— key AAAAAAAA\n",
        "text\n\n— key AAAAAAAA\n\n",
        "text\n\n" + "— key AAAAAAAA\n" * 65,
        "x" * 300_000 + "\n\n— key AAAAAAAA\n",
    ],
)
def test_a_note_that_is_not_as_c2sp_writes_it_is_refused(text):
    with pytest.raises(InvalidInput):
        read_note(text)


def test_a_note_is_read_up_to_a_quarter_of_a_megabyte():
    tail = "\n\n— key AAAAAAAA\n"
    assert read_note("x" * (256 * 1024 - len(tail)) + tail).signatures
    with pytest.raises(InvalidInput, match="too long"):
        read_note("x" * (256 * 1024 - len(tail) + 1) + tail)


def test_a_text_may_hold_blank_lines():
    note = sign_note("first\n\nsecond\n", LEDGER_KEY)
    assert read_note(write_note(note)) == note


@pytest.mark.parametrize("text", ["no newline", "", "tab\there\n"])
def test_a_text_that_no_note_can_hold_is_not_signed(text):
    with pytest.raises(InvalidInput):
        Note(text, ())


@pytest.mark.parametrize("at", [datetime(2026, 5, 3), datetime(1969, 12, 31, tzinfo=UTC)])
def test_a_countersignature_needs_a_time_with_a_zone(at):
    with pytest.raises(InvalidInput, match="zone"):
        countersign_note(a_note(), NEUTRAL, at)

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.evidence.weight import Weight
from homeward.records.person import Person
from homeward.reports.papers.cards import capture_card, child_card, internment_card
from homeward.reports.papers.codes import read_code, write_code
from homeward.reports.papers.decisions import Side, decision_record, family_extract
from homeward.reports.papers.labels import custody_label
from homeward.reports.papers.paper import Fields, keys_of, plain_paper
from homeward.reports.papers.words import WORDS
from homeward.review.act import CaseAct, Pair, Rules, Signing
from homeward.review.basis import Basis, Discrepancy
from homeward.review.decision import Decision
from homeward.review.verdict import OUTCOMES, Reason

ON = date(2031, 5, 20)
AT = datetime(2031, 5, 19, 12, tzinfo=UTC)
LINE = Person("N-17", "Щербак", "Ольга", birth_date="1987-03-15", marks="scar", category="child")
HEX = st.text("0123456789abcdef", min_size=32, max_size=32)


def decision(outcome="established"):
    basis = Basis(
        weights=(Weight("kinship", 7.25, "shares an allele at 24 of 24 markers"),),
        posterior=1.0 - 1e-12,
        discrepancies=(Discrepancy("teeth", "tooth 36 is filled"),),
    )
    signing = CaseAct("a" * 32, Pair("f", "s"), "k1", AT, Signing(1, "readers", outcome))
    return Decision(
        round=1,
        outcome=outcome,
        by="readers",
        text=None,
        reasons=(Reason("names and dates agree", "on both lists"),),
        dissent=(),
        basis=basis,
        rules=Rules(),
        signatures=(signing,),
        is_signed=True,
    )


def texts(paper):
    """Every text that stands on a paper, with its words in English."""
    told = plain_paper(paper)

    def walk(value):
        if isinstance(value, dict):
            value = [WORDS["en"][value["term"]]] if "term" in value else list(value.values())
        return [text for item in value for text in walk(item)] if isinstance(value, list) else [str(value)]

    return " | ".join(walk(told))


def test_every_language_has_the_same_words():
    keys = set(WORDS["en"])
    for words in WORDS.values():
        assert set(words) == keys
        assert all(text.strip() for text in words.values())


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_papers_of_a_decision_need_no_word_that_is_missing(outcome):
    papers = (
        decision_record(("c1", "signed"), Side("C-1"), Side("N-17", LINE), decision(outcome), {}, ON),
        family_extract(Side("N-17", LINE), decision(outcome), "agency-north", ON),
        capture_card(LINE, "North", ON),
        internment_card(LINE, ON),
        child_card(LINE, ON),
        custody_label("C-1", "container", None, "bridge", ON),
    )
    for paper in papers:
        assert keys_of(plain_paper(paper)) <= WORDS["en"].keys()


def test_a_record_holds_what_the_decision_rests_on():
    told = texts(decision_record(("c1", "signed"), Side("C-1"), Side("N-17", LINE), decision(), {"k1": "boris"}, ON))
    for wanted in (
        "kinship",
        "+7.25",
        "> 0.9999999",
        "tooth 36 is filled",
        "boris",
        "2031-05-19 12:00 UTC",
        "Shcherbak",
    ):
        assert wanted in told


def test_a_family_is_told_the_outcome_and_no_number_of_evidence_and_nobody_else():
    told = texts(family_extract(Side("N-17", LINE), decision(), "agency-north", ON))
    assert "has been identified" in told
    assert "2031-05-19" in told
    for hidden in ("kinship", "7.25", "0.99", "k1", "tooth", "C-1", "on both lists"):
        assert hidden not in told


def test_the_capture_card_has_the_fields_of_the_convention_and_no_more():
    [fields] = [part for part in capture_card(LINE, "North", ON).parts if isinstance(part, Fields)]
    assert len(fields.rows) == 14
    assert "scar" not in texts(capture_card(LINE, "North", ON))


def test_the_internment_card_has_the_fields_of_the_fourth_convention_and_no_rank():
    [fields] = [part for part in internment_card(LINE, ON).parts if isinstance(part, Fields)]
    assert len(fields.rows) == 13
    assert {"address before detention", "interned on"} <= {name for name, _ in fields.rows}
    assert not {"rank", "service number", "power"} & {name for name, _ in fields.rows}
    assert "scar" not in texts(internment_card(LINE, ON))


def test_the_card_of_a_child_has_19_items():
    [fields] = [part for part in child_card(LINE, ON).parts if isinstance(part, Fields)]
    assert len(fields.rows) == 19


@given(HEX, HEX)
def test_a_code_is_read_as_it_was_written_also_by_hand(act_id, digest):
    code = write_code(act_id, digest * 2)
    for written in (code, code.lower(), code.replace("-", " "), code.replace("O", "0").replace("I", "1")):
        assert read_code(written) == (act_id, digest[:8])


@pytest.mark.parametrize(
    "text", ["", "HW", "HW AAAA", "HW " + "A" * 31, "HW " + "A" * 33, "x" * 10_000, "HW " + "9" * 32]
)
def test_what_is_no_code_is_refused_in_one_sentence(text):
    with pytest.raises(InvalidInput, match="no code of a paper"):
        read_code(text)

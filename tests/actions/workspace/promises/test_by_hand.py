"""Claims that the program missed: added by a person with their place, confirmed and corrected like any other."""

import pytest

from homeward.actions.workspace.checking import check_workspace
from homeward.actions.workspace.desk import Refused
from homeward.actions.workspace.promises.claims import (
    add_claim,
    confirm_claim,
    find_claim,
    list_claims,
    reject_claim,
)
from homeward.actions.workspace.promises.documents import find_document
from homeward.actions.workspace.promises.figures import view_figures
from homeward.actions.workspace.promises.readings import Changes, Place
from homeward.errors import InvalidInput
from tests.actions.workspace.promises.sample import BODIES, PRISONERS, STATEMENT, keep_reports, workspace
from tests.actions.workspace.sample import acts, seat

WORDS = "release 120 prisoners within ten days"
START = STATEMENT.index(WORDS)
SAID = Changes(
    act="pledged", speaker="Ada Quill", side="North", via="Newswire", low=120, high=120, unit="persons",
    hedge="within ten days", condition="in the autumn", affirmed=False, topic="prisoners",
)  # fmt: skip


@pytest.fixture
def place(tmp_path):
    with (made := workspace(tmp_path / "w")).store:
        yield made


@pytest.fixture
def olena(place):
    return seat(place, "olena")[0]


@pytest.fixture
def briefing(olena):
    return keep_reports(olena)[0]


@pytest.fixture(scope="module")
def quiet(tmp_path_factory):
    """A workspace with one document, in which whatever is tried is refused."""
    with (made := workspace(tmp_path_factory.mktemp("quiet") / "w")).store:
        [desk] = seat(made, "olena")
        yield made, desk, keep_reports(desk)[0]


def test_a_claim_is_added_at_its_place_and_counts_for_nothing_until_it_is_confirmed(place, olena, briefing):
    seen, _ = add_claim(olena, briefing[:8], Place(start=START, end=START + len(WORDS)), SAID)
    claim = seen.proposed
    assert (seen.ref, seen.state, claim.span.exact) == (f"{briefing}/p01", "proposed", WORDS)
    assert (claim.act, claim.speaker.name, claim.speaker.side) == ("pledged", "Ada Quill", "North")
    assert (claim.figure.low, claim.figure.high, claim.figure.bound, claim.figure.unit) == (
        120,
        120,
        "exact",
        "persons",
    )
    assert (claim.hedge, claim.condition, claim.is_affirmed) == ("within ten days", "in the autumn", False)
    assert STATEMENT[claim.via.span.start : claim.via.span.end] == "Newswire" == claim.via.name
    assert (claim.about, claim.because, claim.unsure) == ("prisoners", "found by a person", ("matter",))
    assert seen.found_by.who == olena.member.id
    assert view_figures(olena) == ()
    confirm_claim(olena, seen.ref, PRISONERS)
    [matter] = view_figures(olena)
    assert [(one.ref, one.claim.figure.low) for one in matter.said] == [(seen.ref, 120)]
    assert [one.ref for one in list_claims(olena) if one.found_by] == [seen.ref]
    assert check_workspace(place).is_whole


def test_a_correction_of_an_added_claim_leaves_every_earlier_word_readable(place, olena, briefing):
    ref = add_claim(olena, briefing, Place(words=WORDS), SAID)[0].ref
    confirm_claim(olena, ref, PRISONERS)
    confirm_claim(olena, ref, PRISONERS, Changes(act="said", affirmed=True, via="Red  Bridge\nSociety"))
    reject_claim(olena, ref, "he says it elsewhere")
    seen = find_claim(olena, ref)
    assert (seen.state, seen.proposed.act, seen.proposed.is_affirmed) == ("rejected", "pledged", False)
    assert [(one.what.verdict, one.what.reading and one.what.reading.act) for one in seen.reads] == [
        ("confirmed", "pledged"),
        ("confirmed", "said"),
        ("rejected", None),
    ]
    assert seen.reads[1].what.reading.via.name == "Red Bridge Society"
    assert view_figures(olena) == ()
    assert check_workspace(place).is_whole


def test_each_added_claim_has_an_id_of_its_own_and_the_same_act_adds_one(olena, briefing):
    first, _ = add_claim(olena, briefing, Place(words=WORDS), act_id="ab" * 16)
    again, kept = add_claim(olena, briefing, Place(words=WORDS), act_id="ab" * 16)
    other, _ = add_claim(olena, briefing, Place(words="6,000 bodies"))
    assert (again, kept.is_repeat) == (first, True)
    assert [one.claim.id for one in find_document(olena, briefing).added] == ["p01", "p02"]
    assert other.ref.endswith("/p02")
    assert [one.proposed.span.start for one in list_claims(olena, briefing)] == sorted(
        one.proposed.span.start for one in list_claims(olena, briefing)
    )


@pytest.mark.parametrize(
    ("where", "message"),
    [
        (Place(start=5, end=5), "no words stand"),
        (Place(start=9, end=5), "no words stand"),
        (Place(start=-1, end=5), "no words stand"),
        (Place(start=0, end=10**6), "no words stand"),
        (Place(start=START - 1, end=START), "only blanks"),
        (Place(start=0, end=5, words="other"), "other words stand"),
        (Place(words="the"), "times in the document"),
        (Place(words="nobody said this"), "0 times"),
        (Place(words="  "), "0 times"),
        (Place(), "0 times"),
    ],
)
def test_a_claim_stands_where_its_words_stand_or_nowhere(quiet, where, message):
    place, olena, briefing = quiet
    n_acts = len(acts(place))
    with pytest.raises(InvalidInput, match=message):
        add_claim(olena, briefing, where)
    assert len(acts(place)) == n_acts


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (Changes(act="promised"), "act"),
        (Changes(via="Old Post"), "nowhere in the document"),
        (Changes(hedge="perhaps"), "nowhere in the document"),
        (Changes(condition=""), "nowhere in the document"),
        (Changes(low=3.0, high=2.0), "low end"),
        (Changes(unit="persons"), "low end"),
        (Changes(speaker=" "), "1 to 200"),
        (Changes(topic="x" * 201), "1 to 200"),
    ],
)
def test_nobody_puts_words_into_a_document_or_a_figure_that_cannot_be_meant(quiet, said, message):
    place, olena, briefing = quiet
    n_acts = len(acts(place))
    with pytest.raises(InvalidInput, match=message):
        add_claim(olena, briefing, Place(words=WORDS), said)
    assert len(acts(place)) == n_acts


def test_claims_are_added_by_those_who_record_pledges(place, olena, briefing):
    for name in ("caseworker", "reviewer", "laboratory", "administrator", "custodian", "hand_over", "auditor"):
        with pytest.raises(Refused):
            add_claim(seat(place, name)[0], briefing, Place(words=WORDS))
    with pytest.raises(Refused):
        add_claim(olena, "0" * 32, Place(words=WORDS))
    assert add_claim(seat(place, "adjudicator")[0], briefing, Place(words=WORDS))[0].state == "proposed"
    assert BODIES not in {one.read.what.matter for one in list_claims(olena) if one.read}

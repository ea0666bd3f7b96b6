"""Claims proposed from texts: single sentences by hand, then whole texts against gold annotations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.talks.claims.document import document_of
from homeward.talks.claims.extraction import propose_claims
from tests.talks.gold import TEXTS, read_marked, score, total_of


def claims(text: str):
    return propose_claims(document_of("x", text))


def told(text: str) -> list[tuple[str, str | None]]:
    return [(claim.act, claim.speaker.name if claim.speaker else None) for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "act", "speaker"),
    [
        ("Minister Ilda Renn said 40 women would come home.", "said", "Ilda Renn"),
        ("“We asked for all 40 women,” Ilda Renn told reporters.", "said", "Ilda Renn"),
        ("At least 40 women came home, according to the envoy Oren Haldt.", "said", "Oren Haldt"),
        ("The Red Bridge Society said 40 women came home.", "said", "Red Bridge Society"),
        ("40 women came home, an official, who asked not to be named, said.", "said", "unnamed official"),
        ("Minister Ilda Renn denied that 16 prisoners had died.", "denied", "Ilda Renn"),
        ("Envoy Karl Brandt proposed a truce of ten days.", "proposed", "Karl Brandt"),
        ("«Повернулися 40 жінок», — сказала речниця Ірина Дзвін.", "said", "Ірина Дзвін"),
        ("За словами речника Марка Стола, повернулися 40 жінок.", "said", "Марка Стола"),
        ("Глава МИД Отто Ранд предложил перемирие на 36 часов.", "proposed", "Отто Ранд"),
        ("Ланская Вера, глава миссии, молчала. Вернулись 40 женщин, сообщил Комитет.", "said", "Комитет"),
        ("Some 40 women were seen at the bridge.", "reported", None),
        ("A truce of 40 days was proposed.", "proposed", None),
    ],
)
def test_who_speaks_and_what_is_done_by_it(text, act, speaker):
    assert (act, speaker) in told(text)


@pytest.mark.parametrize(
    ("text", "act", "speaker"),
    [
        ("In March Velmora turned the bargain down.", "rejected", None),
        ("Korrin accused Velmora on Friday of striking 47 names.", "alleged", None),
        ("Korrin said on Friday that 47 names were struck.", "said", "Korrin"),
        (
            "Governor Ilda Renn brushed the idea aside, saying the road was mined in four places.",
            "rejected",
            "Ilda Renn",
        ),
        ("There had been no second list, Ilda Renn insisted; all names stood in the annex.", "denied", "Ilda Renn"),
        ("Envoy Emeka Vries today called on the parties to resume.", "demanded", "Emeka Vries"),
        ("16:32 Bodil Karsk: We hold 61 pilots and nobody else.", "said", "Bodil Karsk"),
        ("The Minister (Mr Colm Hart): Ninety-four are left. The government helps 30 of them.", "said", "Colm Hart"),
        ("It had not confirmed that 40 men came home.", "reported", None),
        ("Minister Ilda Renn suggested the South was hiding 40 men.", "alleged", "Ilda Renn"),
        ("Envoy Ilda Renn repeated her call for the release of 40 men.", "demanded", "Ilda Renn"),
        ("Envoy Ilda Renn said Friday that 40 men had not reached the agreed place.", "said", "Ilda Renn"),
        ("On Monday Minister Ilda Renn and her rival agreed to exchange letters of 40 men.", "agreed", None),
    ],
)
def test_who_acts_where_nobody_says_anything(text, act, speaker):
    assert (act, speaker) in told(text)


INTERVIEW = """Cards and patience
Leif Rusk runs the archive. He spoke to the Review.
How many people are you looking for?
Exactly 31,204. Some 4,000 of them are civilians.
There is talk of a move in which cards were lost.
Not a card has gone missing.
And the children?
We have traced 207 so far.
What do you tell the parents?
The truth.
"""


def test_an_interview_that_nothing_marks_but_its_questions_is_read_as_answers_of_the_guest():
    said = [claim for claim in claims(INTERVIEW) if claim.speaker is not None]
    assert {claim.speaker.name for claim in said} == {"Leif Rusk"}
    assert [claim.figure.low for claim in said if claim.figure] == [31_204, 4_000, 207]
    assert not any("lost" in claim.span.exact for claim in said)


def test_a_list_of_dated_lines_is_no_interview():
    lines = "".join(f"- {day} March: The bank of Sillow moved {day} crates.\n" for day in range(3, 9))
    assert all(claim.speaker is None for claim in claims("Relief by Ilda Renn\n" + lines))


def test_a_pronoun_is_whoever_spoke_last():
    assert told("Minister Ilda Renn said 40 women came. She added that 12 were ill.")[-1] == ("said", "Ilda Renn")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Greta Moss, the envoy, said 40 women came. Ira Lund is ill. She added that 12 were ill.", "Ira Lund"),
        ("The Red Bridge Society said 40 women came. He added that 12 were ill.", None),
        ("Spokeswoman Anna Weil said 40 women came. Spokesman Karl Brandt waited. She said 12 were ill.", "Anna Weil"),
        ("Minister Ilda Renn said 40 women came. A man in a coat wept. He said 12 were ill.", None),
        ("By Isolde Marr\nMinister Ilda Renn waited. She said 12 were ill.", "Ilda Renn"),
    ],
)
def test_a_pronoun_means_a_person_who_was_introduced_or_nobody(text, speaker):
    assert told(text)[-1][1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("President Ilda Renn, on a visit to Port Sand, said 40 women came.", "Ilda Renn"),
        ("The office of President Ilda Renn said 40 women came.", "office"),
        ("White House spokesperson Ilda Renn said 40 women came.", "Ilda Renn"),
        ("A truce of 40 days was proposed by envoy Karl Brandt.", "Karl Brandt"),
        ("Media reported that 40 women came.", None),
        ("The SBR said 40 women came.", "SBR"),
        ("A report published in May by the Vell Institute found that 40 women came.", "Vell Institute"),
        ("The North was silent. The North and the South agreed on 40 names.", None),
    ],
)
def test_the_speaker_is_the_subject_and_no_place_outlet_or_pair_of_sides(text, speaker):
    assert told(text)[-1][1] == speaker


def test_two_people_with_one_surname_stay_two():
    text = "President Ove Lund said 40 came. The nurse Marta Lund said 12 came."
    assert [name for _, name in told(text)] == ["Ove Lund", "Marta Lund"]


def test_an_office_named_without_a_name_is_whoever_holds_it():
    assert told("Minister Ilda Renn waited. Some 40 women came, the minister said.")[-1] == ("said", "Ilda Renn")


def test_an_outlet_that_speaks_of_the_talks_without_a_figure_is_proposed_too():
    assert told("The memorandum was handed over at the table. It rained.") == [("reported", None)]


def test_what_was_not_agreed_is_not_agreed():
    assert told("A ceasefire was not agreed by 5 May 2031.") == [("reported", None)]


def test_a_promise_of_the_own_side_is_a_pledge_though_it_is_only_said():
    text = "North's envoy Karl Brandt said North will release 40 women. South's army was silent about North."
    assert ("pledged", "Karl Brandt") in told(text)


def test_the_act_of_a_side_told_by_the_outlet_has_no_named_speaker():
    [claim] = [one for one in claims("The South demanded 40 names. Talks with the South went on.") if one.figure]
    assert (claim.act, claim.speaker.name, claim.speaker.side) == ("demanded", None, "south")


def test_a_claim_holds_one_figure():
    found = claims("The office said 165 people went north and 169 went south.")
    assert [claim.figure.low for claim in found] == [165, 169]


def test_condition_hedge_and_day_stand_beside_the_claim():
    [claim] = claims("Minister Ilda Renn said 40 women could come by 5 April 2031 if the lists were confirmed.")
    assert (claim.hedge, claim.condition, str(claim.event_date)) == ("could", "the lists were confirmed", "2031-04-05")


def test_a_verb_behind_bare_commas_has_no_subject():
    assert claims(", , said") == ()


def test_nothing_is_confirmed_by_the_program():
    found = claims("The office said 165 people went north.")
    assert {claim.confirmed_by for claim in found} == {None}
    assert all("matter" in claim.unsure for claim in found)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Ten", "said", "«", "»", '"', "Renn", ",", ".", "\n", "40", "that", "він", "\u200b", ":"]),
        max_size=40,
    )
)
def test_every_span_says_what_stands_there(words):
    text = " ".join(words)
    for claim in claims(text):
        assert text[claim.span.start : claim.span.end] == claim.span.exact
        assert claim.figure is None or claim.span.start <= claim.figure.start <= claim.figure.end <= claim.span.end


# how far "held", "second" to "sixth" are blind tests: docs/models/claims-in-texts.md
@pytest.mark.parametrize(
    ("folder", "values", "precision", "acts", "speakers", "false_speakers"),
    [
        ("tuned", 0.95, 0.95, 0.90, 0.95, 0.05),
        ("held", 0.90, 0.85, 0.75, 0.85, 0.30),
        ("second", 0.95, 0.95, 0.85, 0.90, 0.05),
        ("third", 0.95, 0.95, 0.80, 0.85, 0.05),
        ("fourth", 0.90, 0.95, 0.80, 0.90, 0.05),
        ("fifth", 0.95, 0.95, 0.75, 0.90, 0.05),
        ("sixth", 0.95, 0.95, 0.75, 0.85, 0.14),
        ("seventh", 0.95, 0.95, 0.78, 0.88, 0.12),
    ],
)
def test_texts_of_many_outlets_are_read_as_annotated(folder, values, precision, acts, speakers, false_speakers):
    total = total_of(score(read_marked(path)) for path in sorted((TEXTS / folder).glob("*.txt")))
    assert total.values_right >= values * total.values
    assert total.proposed_right >= precision * total.proposed
    assert total.acts_right >= acts * total.acts
    assert total.speakers_right >= speakers * total.speakers
    assert total.false_speakers <= false_speakers * total.silent

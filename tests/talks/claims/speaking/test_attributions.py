"""Who says it: the ways in which English press reports attribute words, one small sentence for each."""

import pytest

from homeward.talks.claims.document import document_of
from homeward.talks.claims.extraction import propose_claims

OPENING = (
    "Norland and Sudmark held talks in Lake Orrin on Monday. The delegation of Norland came first.\n"
    "Norland's foreign minister, Mira Haldane, led her team. Sudmark's chief negotiator, Viktor Salkin, led his.\n"
)
HALDANE, SALKIN = "Mira Haldane", "Viktor Salkin"


def speaker(text: str, words: str) -> str | None:
    """Give who is said to speak these words; None also where nothing is proposed."""
    start = text.rindex(words)
    claims = [
        one
        for one in propose_claims(document_of("x", text))
        if one.span.start < start + len(words) and start < one.span.end
    ]
    spoken = max(
        claims, key=lambda one: min(one.span.end, start + len(words)) - max(one.span.start, start), default=None
    )
    return spoken.speaker.name if spoken is not None and spoken.speaker is not None else None


@pytest.mark.parametrize(
    "verb",
    [
        "stressed", "noted", "emphasised", "pointed out", "underlined", "echoed", "recalled", "reiterated", "clarified",
        "specified", "summed up", "quipped", "conceded", "wrote on Telegram", "posted on X", "tweeted", "shot back",
        "told a news conference", "affirmed", "repeated", "fumed", "sighed", "marvelled", "ventured",
    ],
)  # fmt: skip
def test_any_verb_behind_a_quotation_is_one_of_saying(verb):
    text = f"{OPENING}“The list has 40 names,” Viktor Salkin, the negotiator, {verb}."
    assert speaker(text, "The list has 40 names") == SALKIN


@pytest.mark.parametrize(
    "verb",
    [
        "stressed", "underlined", "asserted", "made clear", "let it be known", "reckoned", "ventured", "is convinced",
        "remains confident", "hopes", "knew", "held", "informed lawmakers", "estimated", "summed up",
    ],
)  # fmt: skip
def test_any_verb_before_that_is_one_of_saying(verb):
    assert speaker(f"{OPENING}Viktor Salkin {verb} that 40 names were missing.", "40 names were missing") == SALKIN


@pytest.mark.parametrize(
    "sentence", ["It emerged that 40 names were missing.", "It is believed that 40 names are missing."]
)
def test_nobody_says_what_emerges(sentence):
    assert speaker(OPENING + sentence, "40 names") is None


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Jan van der Meer", "Meer"), ("Maria de la Cruz", "Cruz"), ("A. K. Lindgren", "Lindgren"),
        ("Omar al-Rashid", "al-Rashid"), ("Lucia dos Santos", "Santos"), ("Henk ten Brink", "Brink"),
        ("Jean-Luc d'Arbois", "d'Arbois"), ("Anna-Lena Östberg", "Östberg"), ("Mary McAllister", "McAllister"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "sentence",
    [
        "{}, a spokeswoman for the ministry, said 40 names were missing.",
        "“So 40 names were missing,” said {}.",
        "According to {}, 40 names were missing.",
    ],
)
def test_a_name_keeps_its_particles_and_initials(name, last, sentence):
    assert (speaker(sentence.format(name), "40 names were missing") or "").split()[-1] == last


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Oleg Dorn, 61, a retired colonel,", "Oleg Dorn"),
        ("Oleg Dorn, a friend of Ove Lund,", "Oleg Dorn"),
        ("Oleg Dorn – the mayor of Arden –", "Oleg Dorn"),
        ("Oleg Dorn, a researcher at the Centre for Humanitarian Dialogue in Arden,", "Oleg Dorn"),
        ("Haldane's deputy, Oleg Dorn,", "Oleg Dorn"),
        ("After meeting Haldane, Oleg Dorn", "Oleg Dorn"),
        ("One Sudmark diplomat, speaking on condition of anonymity,", "unnamed Sudmark diplomat"),
        ("A person close to the talks", "unnamed person"),
        ("A woman in the crowd", "unnamed woman"),
        ("Two people familiar with the matter", "people"),
        ("Negotiators from both sides", "Negotiators"),
        ("Both delegations", "delegations"),
        ("A statement by Haldane's office", "office"),
        ("A study by the Vell Institute", "Vell Institute"),
    ],
)
def test_a_subject_is_found_in_long_titles_and_appositions(subject, name):
    assert speaker(f"{OPENING}{subject} said 40 names were missing.", "40 names were missing") == name


@pytest.mark.parametrize(
    "sentence",
    [
        "In Salkin's words, 40 names were missing.",
        "As Salkin put it, 40 names were missing.",
        "Salkin's announcement that 40 names were missing came late.",
        "Haldane was told by Salkin that 40 names were missing.",
        "Salkin was quoted by the agency OTA as saying 40 names were missing.",
        "Haldane said 40 people were held and Salkin said 40 names were missing.",
        "Not so, says Salkin: 40 names were missing.",
        "Salkin had a message for the press: “The 40 names were missing before.”",
        "Salkin's answer was short: 40 names were missing.",
        "“The 40 names were missing before,” read a post on Salkin's Telegram channel.",
        "That means 40 names were missing, Salkin told the Evening Post, a local paper, late on Monday.",
        "40 names were missing – Salkin",
        "Said Salkin: “The 40 names were missing before.”",
    ],
)
def test_words_belong_to_whom_a_noun_a_label_or_a_turned_sentence_gives_them(sentence):
    assert speaker(OPENING + sentence, "40 names were missing") == SALKIN


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("“All 40 names are there,” she said.", HALDANE),
        ("“All 40 names are there,” he said.", SALKIN),
        ("For Haldane it was not the first list. “All 40 names are there,” she said.", HALDANE),
        ("The Red Lantern Committee came. It said all 40 names are there.", "Red Lantern Committee"),
        ("The Red Lantern Committee came. The paper has two parts. It says all 40 names are there.", None),
        ("Salkin welcomed it. “All 40 names are there,” the politician said.", SALKIN),
        ("An official came. Salkin left. “All 40 names are there,” the minister said.", HALDANE),
    ],
)
def test_a_pronoun_or_an_office_means_whom_the_text_spoke_of_so(sentence, name):
    assert speaker(OPENING + sentence, "40 names are there") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Haldane said the swap would begin on Friday. It would cover 40 people.", HALDANE),
        ("Haldane said the swap would begin on Friday.\nThe first group would cover 40 people.", HALDANE),
        ("Haldane said the swap would begin on Friday. The last one was in May and did cover 40 people.", None),
        ("Haldane said she was tired. The two sides have agreed to cover 40 people.", None),
    ],
)
def test_indirect_speech_goes_on_with_would_alone(text, name):
    assert speaker(OPENING + text, "cover 40 people") == name


def test_a_quotation_that_opens_each_paragraph_and_is_closed_once_is_one_speech():
    text = f"{OPENING}“The list is long,” Salkin said.\n“It took weeks.\n“It has 40 names. We know them.”"
    assert [speaker(text, words) for words in ("It took weeks", "It has 40 names")] == [SALKIN, SALKIN]


@pytest.mark.parametrize(
    "sentence",
    [
        "Haldane did not say how many of the 40 names were women.",
        "Neither Haldane nor Salkin mentioned the 40 names.",
        "“We are tired,” Salkin said after talks that went through 40 names.",
        "“We are tired,” said Salkin, who brought 40 names.",
        "Salkin handed over a list of 40 names.",
    ],
)
def test_what_was_not_said_or_only_done_has_no_speaker(sentence):
    assert speaker(OPENING + sentence, "40 names") is None


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("She said both delegations had confirmed 40 names.", HALDANE),
        ("He said Norland was ready to go on, and accused it of hiding 40 names.", SALKIN),
    ],
)
def test_what_others_did_inside_somebodys_words_is_still_said_by_them(sentence, name):
    assert speaker(OPENING + sentence, "40 names") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("'Not one of the 40 names is false': talks end\n“Not one of the 40 names is false,” Salkin said.", SALKIN),
        ("Not one of the 40 names is false.\nThis was reported by the Red Lantern Committee.", "Red Lantern Committee"),
        ("Salkin was tired; Haldane said not one of the 40 names is false.", HALDANE),
        ("Haldane spoke after Salkin claimed that not one of the 40 names is false.", SALKIN),
        ("A spokeswoman came. She said not one of the 40 names is false.", HALDANE),
        ("“We came,” a spokeswoman said. She added that not one of the 40 names is false.", "unnamed spokeswoman"),
        ("An hour later he deleted it and wrote that not one of the 40 names is false.", SALKIN),
        ("The Emirate of Dhal said not one of the 40 names is false.", "Emirate of Dhal"),
        ("The Dravian side said not one of the 40 names is false.", "Dravian"),
        ("Not one of the 40 names is false, according to local media in the town of Novi Brid.", "media"),
        ("Lake Orrin talks live: not one of the 40 names is false.", None),
        ("Opposition MPs got a note, which suggests that not one of the 40 names is false.", None),
        ("Some 40 people were called; not one of the 40 names is false.", None),
        ("By Clara Moss\nHaldane waited. “Not one of the 40 names is false,” she said.", HALDANE),
    ],
)
def test_speakers_of_whole_reports_are_found_where_they_are_named(text, name):
    assert speaker(OPENING + text, "40 names is false") == name

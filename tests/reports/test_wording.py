import re
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from homeward.errors import InvalidInput
from homeward.identify.claims import VERDICTS
from homeward.identify.summary import STATUSES
from homeward.reports.wording import LANGUAGES, Words, direction, isolate, name, visible

ENGLISH = LANGUAGES["en"]
OTHERS = [language for language in LANGUAGES if language != "en"]


def placeholders(text):
    return {field for _, field, _, _ in Formatter().parse(text) if field}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_every_text(language):
    assert set(LANGUAGES[language]) == set(ENGLISH)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_fills_in_the_same_values(language):
    wrong = [key for key, text in LANGUAGES[language].items() if placeholders(text) != placeholders(ENGLISH[key])]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_was_left_in_english(language):
    same = [k for k, text in LANGUAGES[language].items() if text == ENGLISH[k] and re.search("[a-z]{3}", text)]
    assert same == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_hold_no_markup(language):
    assert [key for key, text in LANGUAGES[language].items() if set(text) & set("<>&")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_says_that_somebody_is_identified(language):
    said = re.compile(r"\b(is|was|are) identified\b|ідентифікован|идентифицирован", re.IGNORECASE)
    assert [key for key, text in LANGUAGES[language].items() if said.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_and_verdict_has_words(language):
    words = Words(language)
    assert all(words.say(f"status.{status}") for status in STATUSES)
    assert all(words.say(f"verdict.{verdict}") for verdict in VERDICTS)


def test_the_verbal_scale_names_its_source():
    for language in LANGUAGES:
        assert "ENFSI" in Words(language).say("scale.source")
        assert "2015" in Words(language).say("scale.source")


def test_an_unknown_language_or_text_is_a_mistake():
    with pytest.raises(InvalidInput, match="known are en"):
        Words("tlh")
    with pytest.raises(InvalidInput, match="no text"):
        Words().say("nothing.here")


@pytest.mark.parametrize(
    ("log10_lr", "says"),
    [
        (0.0, "no support"),
        (0.31, "weak support for"),
        (1.0, "moderate support for"),
        (2.5, "moderately strong support for"),
        (3.0, "strong support for"),
        (4.0, "very strong support for"),
        (6.0, "extremely strong support for this being the same person"),
        (-6.0, "extremely strong support for this not being the same person"),
        (float("-inf"), "extremely strong support for this not being the same person"),
    ],
)
def test_weights_are_said_in_the_words_of_enfsi(log10_lr, says):
    assert Words().scale(log10_lr).startswith(says)


def test_a_likelihood_ratio_is_said_in_plain_numbers():
    assert Words().ratio(7.5) == "about 32 million times more probable"
    assert Words().ratio(-2.0) == "about 100 times less probable"
    assert Words().ratio(None) == "not compared"
    assert Words().ratio(float("-inf")) == "impossible"
    assert "млн" in Words("uk").ratio(7.5)


@given(st.floats(0, 1))
def test_a_probability_is_never_written_as_certain(p):
    text = Words().probability(p)
    assert not text.startswith("100")
    assert text.endswith("%")


@given(st.floats(1e-5, 1 - 1e-5))
def test_a_probability_can_be_read_back(p):
    text = Words().probability(p).removesuffix("%").strip()
    assert float(text) == pytest.approx(100 * p, abs=max(0.06 * min(100 * p, 100 - 100 * p), 1e-4))


@given(st.floats(-300, 300))
def test_a_weight_shows_its_sign(value):
    text = Words().weight(value)
    assert text.startswith("+") == (round(value, 2) > 0) or text.strip("+−0.") == ""
    assert "-" not in text


@given(st.floats(1, 1e30))
def test_large_numbers_keep_two_digits(value):
    text = Words().large(value)
    factor = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
    number, _, unit = text.partition(" ")
    if "·" in number:
        mantissa, _, power = number.partition("·10")
        read = float(mantissa) * 10.0 ** int(power.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")))
        assert read == pytest.approx(value, rel=0.51)
    else:
        assert float(number.replace(",", "")) * factor.get(unit, 1) == pytest.approx(value, rel=0.06)


def test_what_was_never_met_is_not_a_number():
    assert Words().number(float("nan")) == "–"
    assert Words().large(float("inf")) == "∞"


@pytest.mark.parametrize("language", ["ar", "fa-IR", "he", "ur"])
def test_languages_from_right_to_left_are_known(language):
    assert direction(language) == "rtl"


def test_foreign_names_are_escaped_and_kept_apart():
    assert name("<b>&R1") == Markup("<bdi>&lt;b&gt;&amp;R1</bdi>")
    assert Words().html("where.found", found="<script>") == "found <bdi>&lt;script&gt;</bdi>"


def test_a_name_that_looks_like_a_placeholder_stays_as_it_is():
    assert Words().say("where.found", found="{missing}") == "found {missing}"
    assert "{0}" in Words().html("where.found", found="{0}")


def test_marks_that_turn_or_hide_text_are_written_out():
    assert visible("a\u202eb\u200bc") == "a⟨202E⟩b⟨200B⟩c"
    assert visible("می\u200cخواهم") == "می\u200cخواهم"  # a joiner that Persian needs


def test_names_from_right_to_left_do_not_turn_their_sentence():
    assert isolate("سارة") == "\u2068سارة\u2069"
    assert Words().say("where.found", found="سارة") == "found \u2068سارة\u2069"
    twice = Words().html("where.found", found=Words().say("where.family", family="سارة"))
    assert "⟨" not in twice


@given(st.text())
def test_nothing_invisible_reaches_a_page(text):
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]", name(text))

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.exchange.agreeing.category import (
    Aged,
    AllOf,
    AnyOf,
    Category,
    Facts,
    Ground,
    HeldFor,
    Membership,
    Trait,
    classify,
    compare_views,
    contested,
    find_of_right,
)
from homeward.records.dates import PartialDate

DAY = date(2025, 6, 2)
GROUND = Ground("AGR-1", "agreement of 2 June")
HEALTH = Trait("health", frozenset({"severely wounded"}), frozenset({"well", "wounded"}))


def answer(test, on=DAY, **facts):
    return classify(Facts("n1", **facts), Category("c", GROUND, test), on)


# ── age ──


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (PartialDate(2007, 6, 2), "yes"),  # 18 today
        (PartialDate(2007, 6, 3), "no"),  # 18 tomorrow
        (PartialDate(1999, 6, 3), "yes"),  # 26 tomorrow
        (PartialDate(1999, 6, 2), "no"),  # 26 today
        (PartialDate(2000), "yes"),  # 24 or 25
        (PartialDate(2007), "unknown"),  # 17 or 18
        (PartialDate(1999), "unknown"),  # 25 or 26
        (PartialDate(2007, 5), "yes"),
        (PartialDate(2007, 7), "no"),
        (PartialDate(2002, is_approximate=True), "yes"),  # 20 to 25
        (PartialDate(2006, is_approximate=True), "unknown"),
        (PartialDate(1980, is_approximate=True), "no"),
    ],
)
def test_18_to_25_is_from_the_18th_birthday_to_the_eve_of_the_26th(born, expected):
    assert answer(Aged(18, 25), born=born).answer == expected


def test_a_category_may_fix_the_day_for_which_age_counts():
    test = Aged(18, 25, on=date(2025, 6, 3))
    assert answer(test, born=PartialDate(2007, 6, 3)).answer == "yes"
    assert answer(replace(test, on=None), born=PartialDate(2007, 6, 3)).answer == "no"


def test_who_was_born_on_29_february_is_older_on_1_march_of_a_common_year():
    born = PartialDate(2008, 2, 29)
    assert answer(Aged(least=17), on=date(2025, 2, 28), born=born).answer == "no"
    assert answer(Aged(least=17), on=date(2025, 3, 1), born=born).answer == "yes"


def test_a_child_is_below_an_age_and_has_no_least_one():
    assert answer(Aged(most=17), born=PartialDate(2025, 6, 1)).answer == "yes"
    assert answer(Aged(most=17), born=PartialDate(2007, 6, 2)).answer == "no"


@given(st.integers(1960, 2015), st.integers(1, 12), st.integers(1, 28), st.booleans(), st.booleans())
def test_a_less_exact_birth_date_never_turns_yes_into_no(year, month, day, with_month, about):
    exact = answer(Aged(18, 25), born=PartialDate(year, month, day)).answer
    loose = PartialDate(year, is_approximate=True) if about else PartialDate(year, month if with_month else None)
    assert answer(Aged(18, 25), born=loose).answer in (exact, "unknown")


# ── days held ──


def test_days_held_are_counted_from_the_day_of_capture():
    since = DAY - timedelta(days=365)
    day = PartialDate(since.year, since.month, since.day)
    assert answer(HeldFor(365), held_since=day).answer == "yes"
    assert answer(HeldFor(366), held_since=day).answer == "no"


def test_a_year_of_capture_alone_may_leave_days_held_open():
    assert answer(HeldFor(400), held_since=PartialDate(2024)).answer == "unknown"  # 153 to 518 days
    assert answer(HeldFor(100), held_since=PartialDate(2024)).answer == "yes"
    assert (
        answer(HeldFor(600), held_since=PartialDate(2024)).because == "held 153 to 518 days on 2025-06-02, since 2024"
    )


def test_about_a_year_of_capture_is_two_years_either_way():
    found = answer(HeldFor(884), held_since=PartialDate(2020, is_approximate=True))  # 2018-01-01 to 2022-12-31
    assert (found.answer, found.because) == ("yes", "held 884 to 2709 days on 2025-06-02, since ~2020")


# ── words of the file ──


def test_a_word_that_the_rule_does_not_know_is_unknown_and_never_no():
    assert [
        answer(HEALTH, traits=(("health", word),)).answer for word in ("severely wounded", "well", "sevrely w.")
    ] == [
        "yes",
        "no",
        "unknown",
    ]
    assert answer(HEALTH).answer == "unknown"


def test_no_word_means_both_yes_and_no_and_no_trait_is_said_twice():
    with pytest.raises(InvalidInput, match="both yes and no"):
        Trait("health", frozenset({"wounded"}), frozenset({"wounded", "well"}))
    with pytest.raises(InvalidInput, match="said twice"):
        Facts("n1", traits=(("health", "well"), ("health", "wounded")))


# ── all and any ──

ANSWERS = ("yes", "no", "unknown")
RANK = {"no": 0, "unknown": 1, "yes": 2}
WORD = {"yes": "severely wounded", "no": "well", "unknown": "?"}


@given(st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=5))
def test_all_is_the_least_answer_and_any_is_the_greatest(answers):
    traits = tuple((f"t{n}", WORD[one]) for n, one in enumerate(answers))
    tests = tuple(replace(HEALTH, name=f"t{n}") for n in range(len(answers)))
    assert answer(AllOf(tests), traits=traits).answer == min(answers, key=RANK.__getitem__)
    assert answer(AnyOf(tests), traits=traits).answer == max(answers, key=RANK.__getitem__)


@given(st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=4), st.data())
def test_learning_more_never_overturns_an_answer(answers, data):
    tests = tuple(replace(HEALTH, name=f"t{n}") for n in range(len(answers)))
    both = AnyOf((AllOf(tests), replace(HEALTH, name="t0")))
    before = answer(both, traits=tuple((f"t{n}", WORD[one]) for n, one in enumerate(answers))).answer
    learnt = [data.draw(st.sampled_from(("yes", "no"))) if one == "unknown" else one for one in answers]
    after = answer(both, traits=tuple((f"t{n}", WORD[one]) for n, one in enumerate(learnt))).answer
    assert before in (after, "unknown")


def test_what_is_unknown_is_named_once_and_what_is_known_is_not():
    found = answer(AllOf((Aged(18, 25), Aged(least=18), HEALTH)), traits=(("health", "severely wounded"),))
    assert (found.answer, found.lacks) == ("unknown", ("birth date",))


# ── evidence ──

PAPERS = (("finding of a commission", "manifest case"), ("capture card",))
CATEGORY = Category("severely wounded", GROUND, HEALTH, PAPERS, as_of_right=True)


def shown(word, *papers):
    return classify(Facts("n1", traits=(("health", word),), papers=frozenset(papers)), CATEGORY, DAY)


def test_without_its_papers_a_claim_is_not_yet_shown():
    assert shown("severely wounded", "capture card").lacks == ("finding of a commission or manifest case",)
    assert shown("severely wounded", "capture card").answer == "unknown"


def test_any_one_of_the_papers_that_show_a_thing_will_do():
    assert shown("severely wounded", "capture card", "manifest case").answer == "yes"


def test_no_paper_is_asked_for_where_the_side_itself_says_no():
    assert shown("well") == Membership("severely wounded", "no", "health: well")


# ── two sides ──


def views(north, south):
    said = {
        side: {"n1": [Membership("civilian", one, side)]} if one else {}
        for side, one in (("North", north), ("South", south))
    }
    return compare_views(said)


@pytest.mark.parametrize(
    ("north", "south", "state"),
    [
        ("yes", "yes", "both yes"),
        ("no", "no", "both no"),
        ("yes", "no", "contested"),
        ("no", "yes", "contested"),
        ("yes", "unknown", "open"),
        ("unknown", "unknown", "open"),
        ("yes", None, "open"),
    ],
)
def test_sides_are_contested_only_where_one_affirms_and_the_other_denies(north, south, state):
    (view,) = views(north, south)
    assert view.state == state
    assert contested([view]) == ((view,) if state == "contested" else ())


def test_both_words_stay_beside_each_other():
    (view,) = views("yes", "no")
    assert [(side, one.because) for side, one in view.by_side] == [("North", "North"), ("South", "South")]


def test_outside_the_bargain_stands_whom_both_sides_affirm_in_a_category_as_of_right():
    right, bargain = CATEGORY, Category("18 to 25", GROUND, Aged(18, 25))
    answers = {"n1": ("yes", "yes"), "n2": ("yes", "no"), "n3": ("yes", "unknown"), "n4": ("no", "no")}
    said = {
        side: {
            one: [Membership(right.name, both[place], ""), Membership(bargain.name, "yes", "")]
            for one, both in answers.items()
        }
        for place, side in enumerate(("North", "South"))
    }
    assert find_of_right(compare_views(said), (right, bargain)) == (("n1",), ("n2", "n3"))

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.talks.positions.alignment import align, likeness, weigh_words
from homeward.talks.positions.clause import split_clauses
from homeward.talks.positions.comparing import compare
from homeward.talks.positions.reading import read_clause
from homeward.talks.positions.table import lay_out
from tests.talks.positions.gold import score


def read(*sentences, name="a1", parties=("NORTH", "SOUTH")):
    text = "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(sentences, start=1))
    return tuple(read_clause(own, parties) for own in split_clauses(name, text)[1])


def status(one, two):
    first, second = read(one), read(two, name="b1")
    return compare(first, second, weigh_words((first, second)))


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        ("The wounded go home.", "Wounded prisoners are released.", "agreed"),
        ("Поранені полонені звільняються.", "The wounded prisoners are released.", "agreed"),
        ("Раненые и больные освобождаются.", "Поранені звільняються.", "partly agreed"),
        ("Fire stops for 10 days.", "Fire stops for 36 hours.", "disputed"),
        ("Fire stops for 48 hours.", "Fire stops for two days.", "agreed"),
        ("All detainees are released, all for all.", "Detainees are exchanged one for one.", "disputed"),
        ("Sanctions are lifted step by step.", "Sanctions are lifted at once.", "disputed"),
        ("Camps are visited without notice.", "Camps are visited after ten days' notice.", "disputed"),
        ("Sides return the bodies with records.", "Sides return the bodies.", "partly agreed"),
        ("South hands over the bodies.", "Both sides hand over the bodies.", "partly agreed"),
        ("North and South each hand over the bodies.", "Each side hands over the bodies.", "agreed"),
        (
            "Prisoners go home no later than 1 October 2032.",
            "Prisoners go home no later than 1 December 2032.",
            "disputed",
        ),
        ("South shall not open the port.", "South shall open the port.", "disputed"),
        ("Neither side shells the port.", "Both sides shell the port.", "disputed"),
        ("Prisoners go home no later than 1 May 2032.", "Prisoners go home by 1 May 2032.", "agreed"),
        ("South pays for the destroyed bridges.", "North pays for the destroyed bridges.", "disputed"),
        ("The mill is returned to North.", "The mill stays under the control of South.", "disputed"),
        ("The mill belongs to North.", "The mill belongs to South.", "disputed"),
        ("South hands over 300 bodies; North hands over 300.", "South hands over 300 bodies, North 200.", "disputed"),
        ("Letters are exchanged every month.", "Letters are exchanged weekly.", "disputed"),
        ("Fire stops for at least 30 days.", "Fire stops for 60 days.", "partly agreed"),
        ("Fire stops for at least 30 days.", "Fire stops for 20 days.", "disputed"),
        ("Prisoners under 25 go home.", "Prisoners under 25 years of age go home.", "agreed"),
        ("Convoys pass without inspection.", "Convoys pass after inspection.", "disputed"),
        ("All prisoners are released.", "Prisoners are exchanged head for head.", "disputed"),
        ("Fire stops without conditions.", "Fire stops after the withdrawal of troops.", "disputed"),
        ("Fire stops within ten days.", "Fire stops only after troops are withdrawn.", "disputed"),
        ("Elections are held before troops are withdrawn.", "Elections are held after troops withdraw.", "disputed"),
        ("North joins an alliance.", "North is neutral and joins no alliance.", "disputed"),
        ("Frozen assets of South pay for the repair.", "Both sides waive claims for repair.", "disputed"),
        ("Сторони відмовляються від претензій.", "Сторона Півдня відшкодовує збитки.", "disputed"),
        ("The border of 1998 is confirmed.", "The border runs along the river.", "disputed"),
        ("Mines are cleared, and maps are given within a week.", "Mines are cleared within a year.", "partly agreed"),
        ("Troops leave the valley, and no flights take place.", "Troops leave the valley.", "partly agreed"),
        ("Guests lodge in the old mill tower.", "Guests lodge beside the new fish market.", "disputed"),
    ],
)
def test_two_clauses_are_agreed_partly_agreed_or_disputed(one, two, wanted):
    assert status(one, two).status == wanted


def test_hours_and_days_are_one_measure_and_a_gap_names_both():
    (gap,) = status("Fire stops for 10 days.", "Fire stops for 36 hours.").gaps
    assert (gap.first.value, gap.second.value, gap.role) == (240.0, 36.0, "duration")


def test_consent_of_others_is_named():
    told = status(
        "South returns the children, subject to the consent of the Guardian Office.", "South returns the children."
    )
    assert told.needs == ("Guardian Office",)


def test_silence_is_said_by_one_side_only_and_never_a_refusal():
    rows = lay_out([read("The wounded go home.")], [read("Sanctions are lifted at once.", name="b1")]).rounds[0]
    assert [row.compared.status for row in rows] == ["only a", "only b"]


def test_a_clause_dropped_without_replacement_leaves_a_withdrawn_row():
    first = [read("The wounded go home.", "South pays for the bridge."), read("The wounded go home.", name="a2")]
    rows = lay_out(first, [read("The wounded go home.", name="b1")]).rounds[1]
    assert [(row.compared.status, row.moved) for row in rows] == [
        ("agreed", "unchanged"),
        ("withdrawn", "withdrawn by a"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (["Fire stops for 30 days."], ["Fire stops for 10 days."], "weakened"),
        (["Fire stops for 10 days."], ["Fire stops for 30 days."], "strengthened"),
        (["Detainees are released within 30 days."], ["Detainees are released within 60 days."], "weakened"),
        (
            ["The mission visits camps after ten days' notice."],
            ["The mission visits camps without notice."],
            "strengthened",
        ),
        (["South returns the bodies."], ["Both sides return the bodies."], "generalised"),
        (["Women and children are released."], ["Women are released first.", "Children are released by air."], "split"),
        (
            ["Women are released first.", "Children are released by air."],
            ["Women and children are released."],
            "merged",
        ),
        (["The dam is opened."], ["The dam is opened."], "unchanged"),
        (["The dam is opened."], ["The dam is opened within 30 days."], "strengthened"),
        (["South pays for the dam."], ["South pays for half of the dam."], "weakened"),
        (["South pays half of the dam's repair."], ["South opens the dam."], "reworded"),
        (["Fire stops for 60 days and may be extended by consent."], ["Fire stops for 20 days."], "weakened"),
        (["Fire stops for at least 30 days."], ["Fire stops for 60 days."], "strengthened"),
        (["Letters pass every month."], ["Letters pass every week."], "strengthened"),
        (["Letters pass every week."], ["Letters pass."], "weakened"),
    ],
)
def test_what_changed_between_drafts(old, new, kind):
    changes = lay_out([read(*old), read(*new, name="a2")], [read("Sanctions end.", name="b1")]).changes
    assert [own.kind for own in changes] == [kind]


def test_a_clause_that_only_moved_is_renumbered():
    drafts = [
        read("The wounded go home.", "The dam is opened."),
        read("The dam is opened.", "The wounded go home.", name="a2"),
    ]
    assert {own.kind for own in lay_out(drafts, [read("Sanctions end.", name="b1")]).changes} == {"renumbered"}


# All have been looked at by now; what was right at first sight stands in docs/models/positions.md.
@pytest.mark.parametrize(
    ("kind", "right"),
    [("tuned", (59, 59, 23, 23)), ("held", (71, 72, 29, 29)), ("second", (225, 226, 51, 51))],
)
def test_invented_memoranda_are_laid_out_as_people_would(kind, right):
    assert score(kind) == right


def test_a_clause_added_later_answers_one_that_stood_alone():
    drafts = [read("The wounded go home."), read("The wounded go home.", "The dam is opened.", name="a2")]
    rows = lay_out(drafts, [read("The wounded go home.", "The dam is opened.", name="b1")]).rounds[1]
    assert [row.compared.status for row in rows] == ["agreed", "agreed"]


SENTENCES = (
    "The wounded go home.",
    "Fire stops for 10 days.",
    "South returns the bodies.",
    "The dam is opened.",
    "Ships pass.",
    "Xyz abc.",
)
some = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True)


@settings(max_examples=60, deadline=None)
@given(some, some)
def test_every_clause_is_in_exactly_one_row_and_swapping_sides_swaps_the_table(one, two):
    first, second = read(*one), read(*two, name="b1")
    rows = lay_out([first], [second]).rounds[0]
    placed = [own.clause.id for row in rows for own in (*row.first, *row.second)]
    assert sorted(placed) == sorted(own.clause.id for own in (*first, *second))
    swapped = lay_out([second], [first]).rounds[0]
    flip = {"only a": "only b", "only b": "only a"}
    assert {(row.first, row.second, row.compared.status) for row in rows} == {
        (row.second, row.first, flip.get(row.compared.status, row.compared.status)) for row in swapped
    }


@settings(max_examples=60, deadline=None)
@given(some, some)
def test_likeness_is_symmetric_and_highest_with_itself(one, two):
    first, second = read(*one), read(*two, name="b1")
    weights = weigh_words((first, second))
    assert likeness(first, second, weights) == pytest.approx(likeness(second, first, weights))
    assert likeness(first, first, weights) >= likeness(first, second, weights) - 1e-9
    assert all(pair.likeness > 0 for pair in align(first, second, weights))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(min_size=1, max_size=80).filter(lambda text: "\n" not in text and text.strip()), min_size=2, max_size=4
    )
)
def test_whatever_clauses_say_each_is_in_one_row(sentences):
    drafts = [read(sentence, name=f"t{place}") for place, sentence in enumerate(sentences)]
    rows = lay_out(drafts[:1], drafts[1:]).rounds[0]
    placed = [own.clause.id for row in rows for own in (*row.first, *row.second)]
    assert sorted(placed) == sorted(own.clause.id for draft in drafts[:2] for own in draft)

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from homeward.reports.pictures.timeline import Event, Told, timeline

TOLD = Told(ident="t", title="Title", text="Text", head=("day", "about", "what", "source"))
SPRING = Event(date(2026, 3, 1), "1 March", "lists", "named", "North")
SUMMER = Event(date(2026, 7, 1), "July", "custody", "alleged", "sister", is_whole=False)
DAYS = st.integers(0, 20_000).map(lambda n: date(1970, 1, 1) + timedelta(days=n))
EVENTS = st.lists(
    st.builds(Event, DAYS, st.text(max_size=9), st.sampled_from("abc"), st.text(max_size=9), is_whole=st.booleans()),
    max_size=12,
)


def test_the_first_day_stands_at_the_left_and_the_last_at_the_right():
    svg = str(timeline([SUMMER, SPRING], TOLD).svg)
    [square] = re.findall(r'<rect class="solid" x="([\d.]+)"', svg)
    [round_] = re.findall(r'<circle class="paper" cx="([\d.]+)"', svg)
    assert (float(square) + 5, float(round_)) == (220, 670)


def test_one_day_alone_stands_in_the_middle():
    svg = str(timeline([SPRING], TOLD).svg)
    assert '<rect class="solid" x="440"' in svg
    assert svg.count("1 March") == 2  # above, and in the title of the mark


def test_the_table_has_every_event_in_the_order_of_days():
    rows = timeline([SUMMER, SPRING], TOLD).table.rows
    assert rows == (("1 March", "lists", "named", "North"), ("July", "custody", "alleged", "sister"))


def test_nothing_dated_is_an_empty_picture():
    figure = timeline([], TOLD)
    assert figure.table.rows == ()
    assert "<rect" not in figure.svg


def test_foreign_words_stay_words():
    svg = str(timeline([Event(date(2026, 1, 1), "<b>", "<i>", "</svg><script>\u202e")], TOLD).svg)
    assert "<script" not in svg
    assert "\u202e" not in svg
    assert svg.count("</svg>") == 1


@given(EVENTS)
def test_every_event_is_one_mark_within_the_picture(events):
    figure = timeline(events, TOLD)
    svg = str(figure.svg)
    width = float(re.search(r'width="(\d+)"', svg)[1])
    marks = [float(x) for x in re.findall(r'class="solid" x="(-?[\d.]+)"', svg)]
    marks += [float(x) for x in re.findall(r'class="paper" cx="(-?[\d.]+)"', svg)]
    assert len(marks) == len(events) == len(figure.table.rows)
    assert all(0 <= x <= width - 5 for x in marks)

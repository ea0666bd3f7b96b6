from datetime import date

import pytest

from homeward.talks.conditions.clocks import CLOCKS, Subject, find_duties


def day(number):
    return date(2031, 4, number)


def duties(status, *facts, on=30, ended=None):
    subject = Subject("n1", status, tuple((fact, day(number)) for fact, number in facts), ended and day(ended))
    return {
        (own.clock.code, own.from_day.day): (own.due.day, own.state, own.n_days_late)
        for own in find_duties([subject], day(on))
    }


def test_a_capture_card_is_due_a_week_after_arrival_and_again_after_a_transfer():
    found = duties("prisoner of war", ("arrived", 1), ("capture card", 8), ("transferred", 10), on=18)
    assert found == {("GC3-70", 1): (8, "done", 0), ("GC3-70", 10): (17, "overdue", 1)}


def test_a_card_sent_late_is_done_late():
    assert duties("prisoner of war", ("arrived", 1), ("capture card", 11)) == {("GC3-70", 1): (8, "done late", 3)}


def test_a_notice_of_custody_is_due_after_two_weeks_and_not_if_released_before():
    assert duties("civilian", ("taken", 1), on=14) == {("GC4-136", 1): (15, "running", 0)}
    assert duties("civilian", ("taken", 1), on=20)[("GC4-136", 1)] == (15, "overdue", 5)
    assert duties("civilian", ("taken", 1), on=20, ended=10) == {}


def test_health_news_comes_back_every_week():
    found = duties("prisoner of war", ("seriously ill", 1), ("health news", 7), ("health news", 16), on=20)
    assert found == {
        ("GC3-122", 1): (8, "done", 0),
        ("GC3-122", 7): (14, "done late", 2),
        ("GC3-122", 16): (23, "running", 0),
    }


def test_a_fact_of_tomorrow_starts_nothing_today():
    assert duties("civilian", ("taken", 20), on=19) == {}


def test_the_longest_overdue_stands_first():
    subjects = [Subject(f"n{number}", "civilian", (("taken", day(number)),)) for number in (5, 1, 9)]
    assert [own.person for own in find_duties(subjects, day(30))] == ["n1", "n5", "n9"]


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock.code)
def test_every_clock_names_its_article_and_a_period(clock):
    assert "art." in clock.article
    assert clock.n_days in (7, 14)

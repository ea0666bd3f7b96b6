"""The line of time of a pledge: each sum at its height and on its day, names apart, and a table that says the same."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists

from homeward.reports.pictures.ledger_line import Account, Told, ledger_line

FIRST = date(2031, 6, 1)


def day(number):
    return FIRST + timedelta(days=number)


def told(until=day(10), **other):
    says = {"ident": "line", "title": "Line", "text": "of time", "head": "day"}
    return Told(**says, until=until, say_day=str, say_sum=lambda n: f"{n} boxes", **other)


def account(name, *points, kind="pledged"):
    return Account(name, kind, tuple((day(number), value) for number, value in points))


def stairs(figure, kind):
    [path] = re.findall(rf'<path class="line {kind}" d="([^"]+)"', str(figure.svg))
    return path


def names(figure):
    """Heights and words of the names beside the ends of the lines."""
    pattern = r'<text x="574" y="([\d.]+)">(?:<title>[^<]*</title>)?([^<]+)'
    return [(float(y), says) for y, says in re.findall(pattern, str(figure.svg))]


def test_a_sum_stands_at_its_height_from_its_day_on():
    figure = ledger_line([account("pledged", (0, 100), (5, 50))], told())
    assert stairs(figure, "pledged") == "M140 216H140V26H350V121H560"


def test_a_sum_that_came_after_the_day_is_not_there():
    figure = ledger_line([account("pledged", (0, 6)), account("verified", (11, 6), kind="verified")], told())
    assert "verified" not in str(figure.svg)
    assert figure.table.rows == (("2031-06-01", "6 boxes", "–"),)


def test_the_table_gives_every_account_on_every_day_on_which_one_moved():
    accounts = [account("pledged", (0, 6)), account("verified", (3, 2), (7, 5), kind="verified")]
    table = ledger_line(accounts, told()).table
    assert table.head == ("day", "pledged", "verified")
    assert table.rows == (
        ("2031-06-01", "6 boxes", "–"),
        ("2031-06-04", "6 boxes", "2 boxes"),
        ("2031-06-08", "6 boxes", "5 boxes"),
    )


def test_a_deadline_after_the_day_widens_the_picture_and_is_named():
    svg = str(ledger_line([account("pledged", (0, 6))], told(deadline=(day(20), "last day"))).svg)
    assert "last day: 2031-06-21" in svg
    assert "H350" in svg  # what is known ends in the middle


def test_nothing_pledged_is_still_a_picture_and_a_table():
    figure = ledger_line([account("pledged")], told())
    assert figure.table.rows == ()
    assert "<path" not in str(figure.svg)


@given(lists(integers(0, 10_000), min_size=1, max_size=7))
def test_names_at_the_ends_never_touch_and_none_is_lost(values):
    accounts = [account(f"a{place}", (0, value), kind=f"k{place}") for place, value in enumerate(values)]
    found = sorted(y for y, _ in names(ledger_line(accounts, told())))
    assert len(found) == len(values)
    assert all(after - before >= 14.9 for before, after in pairwise(found))
    assert found[0] >= 15.0
    assert found[-1] <= 250.0


def test_a_hostile_name_is_text():
    svg = str(ledger_line([account("<script>\u202e", (0, 6))], told()).svg)
    assert "<script" not in svg
    assert "\u202e" not in svg


@pytest.mark.parametrize("kind", ["pledged", "claimed", "received", "verified"])
def test_each_account_is_drawn_by_a_line_of_its_own(kind):
    assert stairs(ledger_line([account("x", (0, 6), kind=kind)], told()), kind)

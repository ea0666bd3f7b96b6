"""What every action on lists of people begins and ends with: reading a list, and giving account of its rows."""

from homeward.actions.answers import Json
from homeward.errors import InvalidInput, Problem
from homeward.formats.people.any_format import read_people
from homeward.records.listing import Listing

SHOWN_PROBLEMS = 100  # of those an answer lists; it always counts all


def read_listing(name: str, data: bytes) -> Listing:
    """Read a list of people.

    name      what messages call it
    raises    InvalidInput where nobody could be read from it
    """
    listing = read_people(data)
    if not listing.people:
        first = listing.problems[0] if listing.problems else None
        raise InvalidInput(f"{name}: nobody could be read{f': {first.where}: {first.says}' if first else ''}")
    return listing


def answer_rows(listing: Listing) -> Json:
    """Give account of the rows of a list."""
    return {
        "in": listing.n_rows_in,
        "accepted": listing.n_rows_accepted,
        "held": listing.n_rows_held,
        "refused": listing.n_rows_refused,
    }


def answer_problem(name: str, problem: Problem) -> Json:
    """Say one problem of a list."""
    return {"list": name, "where": problem.where, "says": problem.says, "kept": problem.kept}

"""What every action on lists of people begins and ends with: reading a list, and giving account of its rows."""

from homeward.actions.answers import Json
from homeward.errors import InvalidInput, Problem
from homeward.formats.people.answers import ASSUME, Answers
from homeward.formats.people.any_format import read_people
from homeward.records.listing import Listing, Question

SHOWN_PROBLEMS = 100  # of those an answer lists; it always counts all


def read_listing(name: str, data: bytes, answers: Answers = ASSUME) -> Listing:
    """Read a list of people.

    name      what messages call it
    raises    InvalidInput where nobody could be read from it, or strict answers leave a question open
    """
    listing = read_people(data, answers)
    if not listing.people:
        first = listing.problems[0] if listing.problems else None
        raise InvalidInput(f"{name}: nobody could be read{f': {first.where}: {first.says}' if first else ''}")
    if answers.is_strict and listing.questions:
        open_ = "; ".join(f"{question.about}: {question.asks}" for question in listing.questions)
        raise InvalidInput(f"{name} leaves open {len(listing.questions)}: {open_}")
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


def answer_questions(name: str, listing: Listing) -> list[Json]:
    """Say what a list leaves open, and how it was read meanwhile."""
    return [answer_question(name, question) for question in listing.questions]


def answer_question(name: str, question: Question) -> Json:
    """Say one question of a list."""
    return {
        "list": name,
        "about": question.about,
        "asks": question.asks,
        "choices": list(question.choices),
        "assumed": question.assumed,
        "samples": list(question.samples),
    }

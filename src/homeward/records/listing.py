"""A list of people as one party handed it over, with an account of every row and of what it leaves open."""

from dataclasses import dataclass

from homeward.errors import Problem
from homeward.records.person import Person


@dataclass(frozen=True, slots=True)
class Question:
    """What a list can be read in more ways than one, and how it was read meanwhile."""

    about: str  # "dates", "encoding", "column birth_date": the name under which it is answered
    asks: str  # in words
    choices: tuple[str, ...]
    assumed: str
    samples: tuple[str, ...] = ()  # of the list, as read under the assumption


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: its people, and what could not be taken as written.

    columns      which heading was read as which field
    n_rows_in    rows with any content: accepted + held + refused
    """

    people: tuple[Person, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()  # (field, heading)
    problems: tuple[Problem, ...] = ()
    n_rows_in: int = 0
    n_rows_held: int = 0  # could be a person, but not as it stands: another length, an identifier used twice
    n_rows_refused: int = 0  # nobody: no name, date, number at all
    source: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def n_rows_accepted(self) -> int:
        """Count the rows that became people."""
        return len(self.people)

"""What can go wrong, in two kinds.

A caller's mistake is an exception of this one tree:

    HomewardError
    ├── InvalidInput        a number, name or option that cannot be meant
    ├── InvalidCase         a case, family or pedigree that contradicts itself
    ├── UnknownAllele       an allele that its frequency table does not hold
    ├── TooLarge            an exact answer that would not fit in memory
    ├── Unsupported         a combination of models that has no exact rule here
    └── MissingPart         an optional library that is not installed

Trouble in other people's data is never an exception: readers return `Problem`s beside what they could read.
"""

from dataclasses import dataclass


class HomewardError(Exception):
    """Any mistake that Homeward reports to its caller. The message says what, where and what to do."""


class InvalidInput(HomewardError):
    """An argument cannot be meant: a probability above 1, a negative count, an unknown option."""


class InvalidCase(HomewardError):
    """A case contradicts itself: a person twice, a parent who is not listed, a mother who is a man."""


class UnknownAllele(HomewardError):
    """An observed allele has no frequency in its table, and no rule for rare alleles was given."""


class TooLarge(HomewardError):
    """An exact answer would need more memory or time than allowed; the message names the limit."""


class Unsupported(HomewardError):
    """The asked combination of models has no exact rule here; the message says which to drop."""


class MissingPart(HomewardError):
    """An optional library is missing; the message names the extra to install."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a reader could not take as written: where it stood, what is wrong, what was kept."""

    where: str  # "row 17, D3S1358"
    says: str  # "9. March is a date; a spreadsheet may have turned 9.3 into it"
    kept: str  # "nothing; the locus counts as not typed"

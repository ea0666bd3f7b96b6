"""The shape of one language's words, and all languages in one: reports quote each other across languages.

Entries are regular expressions without anchors; they are matched as whole words, without regard to case.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Bound = Literal["exact", "min", "more than", "max", "range", "about"]
Act = Literal[
    "pledged", "proposed", "demanded", "agreed", "said", "reported", "alleged", "rejected", "denied", "observed"
]


@dataclass(frozen=True, slots=True)
class Words:
    """What one language says with.

    numbers      word → value; values of 100 and above also multiply what stands before them
    before       words before a number → its bound; longer ones first
    after        words after a number → its bound
    plain        words before a number that leave it exact and belong to it
    joined       between two numbers of a range; `exchanged`: between the numbers of an exchange "N for N"
    not_values   whole expressions with numbers that count nothing: dates, times, articles, ages
    verbs        reporting and acting verbs → act, all their forms
    denying      words after "rejected" that turn it into a denial
    units        noun stems → unit
    """

    numbers: Mapping[str, float]
    before: tuple[tuple[str, Bound], ...]
    after: tuple[tuple[str, Bound], ...]
    plain: str
    joined: str
    exchanged: str
    not_values: tuple[str, ...]
    verbs: tuple[tuple[str, Act], ...]
    denying: str
    units: tuple[tuple[str, str], ...]
    sources: str  # words before a named source: "according to"
    pronouns: str
    offices: str  # nouns of roles and bodies that speak
    hedges: tuple[str, ...]
    conditions: str
    persons: str  # of these, the roles that one person holds: "minister", not "ministry"
    matters: str  # nouns of what talks are about, which make an outlet's sentence worth proposing without a figure
    commits: str  # what a party binds itself to, after "will" or "would", or in the future tense

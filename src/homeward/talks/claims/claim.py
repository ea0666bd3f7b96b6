"""A claim: who said it, by which act, with which figure, in which words; proposed, until a person confirms it.

A proposed claim counts for nothing until somebody has confirmed its reading, above all what the figure counts. What the
program is unsure of stands beside it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from homeward.talks.claims.document import Span
from homeward.talks.claims.figures import Figure
from homeward.talks.claims.speaking.speakers import Speaker
from homeward.talks.claims.words.lexicon import Act

Form = Literal["statement", "direct quotation"]


@dataclass(frozen=True, slots=True)
class Via:
    """Through whom or what a claim came: a draft, an agency."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim as read in one document.

    speaker         None: the outlet itself tells it; with a name of None: a side acts, as the outlet tells it
    figure          offsets of the document; None where no number was written
    is_affirmed     False where the words are denied
    unsure          what in this reading may be wrong: "speaker", "act", "value", always "matter"
    confirmed_by    who accepted the reading; None: nobody yet, and it counts for nothing
    """

    id: str
    document: str
    span: Span
    act: Act
    speaker: Speaker | None = None
    via: Via | None = None
    about: str | None = None
    figure: Figure | None = None
    hedge: str | None = None
    said_on: date | None = None
    event_date: date | None = None
    condition: str | None = None
    is_affirmed: bool = True
    form: Form = "statement"
    because: str = ""
    unsure: tuple[str, ...] = ("matter",)
    confirmed_by: str | None = None

"""Family: who asks, who is related how (said, and separately found in the DNA), and what donors allow to be done.

What a relative says and what a laboratory finds are two things and never overwrite each other: that a father is not the
father is for geneticists to know. Consent is for a purpose, a recipient and a time; whatever no consent covers is not
allowed. On which legal basis other than consent somebody may act is left to whoever acts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from homeward.errors import InvalidInput
from homeward.records.claim import Withdrawal, check_identifiers, check_time, standing

# Directed: "mother of" is said of the relative, towards the sought person. Those by descent can be checked by DNA.
Kin = Literal[
    "mother of", "father of", "daughter of", "son of", "sister of", "brother of", "half-sister of", "half-brother of",
    "grandmother of", "grandfather of", "granddaughter of", "grandson of", "aunt of", "uncle of", "niece of",
    "nephew of", "cousin of", "wife of", "husband of", "guardian of", "adoptive parent of", "adopted child of",
    "other relative of",
]  # fmt: skip
Agreement = Literal["consistent", "not consistent", "not enough to say"]


@dataclass(frozen=True, slots=True)
class Relation:
    """How a relative is related to a sought person, on somebody's word."""

    id: str
    relative: str  # identifier within the family
    kin: Kin
    sought: str  # record_id of the sought person's file
    source: str
    on: date


@dataclass(frozen=True, slots=True)
class GeneticFinding:
    """Whether the DNA of a family fits a claimed relation. For geneticists only."""

    id: str
    relation: str  # the identifier of the `Relation`
    agreement: Agreement
    laboratory: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Consent:
    """What a donor allowed, after which text was explained in which language."""

    id: str
    purposes: tuple[str, ...]
    recipients: tuple[str, ...]
    given_on: date  # allowed from this day
    until: date | None  # the last day; None has no end
    wording: str  # version of the text
    language: str  # ISO 639, in which it was explained
    explained_by: str  # a role or number rather than a name: it stands in answers

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.given_on:
            raise InvalidInput(f"consent {self.id}: it ends on {self.until}, before it begins on {self.given_on}")
        if not self.purposes or not self.recipients:
            raise InvalidInput(f"consent {self.id}: a consent names a purpose and a recipient")


@dataclass(frozen=True, slots=True)
class Donor:
    """A relative who gave a sample, with every consent ever given and what of it was withdrawn."""

    id: str
    sample: str
    taken_at: datetime
    consents: tuple[Consent, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()

    def __post_init__(self) -> None:
        check_time(f"sample {self.sample}", self.taken_at)
        check_identifiers(self.consents)


@dataclass(frozen=True, slots=True)
class Family:
    """The relatives of one or more sought people: who asks, who is what to whom, who gave a sample."""

    id: str
    enquirer: str | None = None  # identifier of the relative who asks
    relations: tuple[Relation, ...] = ()
    findings: tuple[GeneticFinding, ...] = ()
    donors: tuple[Donor, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()

    def __post_init__(self) -> None:
        check_identifiers((*self.relations, *self.findings))
        check_identifiers(self.donors)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes or no, and why."""

    is_allowed: bool
    because: str


def relations_said(family: Family) -> tuple[Relation, ...]:
    """Give the relations that are claimed and not withdrawn, whatever the DNA says."""
    return standing(family.relations, family.withdrawals)


def relations_found(family: Family) -> tuple[tuple[Relation, GeneticFinding | None], ...]:
    """Give each standing relation with the newest standing finding about it. For geneticists only."""
    findings = sorted(standing(family.findings, family.withdrawals), key=lambda finding: (finding.on, finding.id))
    newest: Mapping[str, GeneticFinding] = {finding.relation: finding for finding in findings}
    return tuple((relation, newest.get(relation.id)) for relation in relations_said(family))


def may_use(donor: Donor, purpose: str, recipient: str, on: date) -> Allowed:
    """Tell whether a donor's sample may be used on a day, for one purpose, by one recipient.

    One consent must cover all three; purposes and recipients are compared as written. A withdrawal counts from its
    own day on, and says nothing about the days before it.

    >>> from datetime import UTC
    >>> consent = Consent("C1", ("find my son",), ("North laboratory",), date(2025, 3, 1), None, "2", "uk", "nurse 4")
    >>> donor = Donor("D1", "S1", datetime(2025, 3, 1, 10, tzinfo=UTC), (consent,))
    >>> may_use(donor, "find my son", "North laboratory", date(2025, 3, 1)).is_allowed
    True
    >>> may_use(donor, "research", "North laboratory", date(2025, 3, 1)).because
    'no consent of donor D1 covers research'
    """
    who = f"donor {donor.id}"
    left = donor.consents
    if not left:
        return Allowed(False, f"{who} gave no consent")
    left = tuple(consent for consent in left if purpose in consent.purposes)
    if not left:
        return Allowed(False, f"no consent of {who} covers {purpose}")
    left = tuple(consent for consent in left if recipient in consent.recipients)
    if not left:
        return Allowed(False, f"no consent of {who} to {purpose} names {recipient}")
    in_time = tuple(consent for consent in left if _is_in_time(consent, on))
    if not in_time:
        return Allowed(False, f"consents of {who} to {purpose} by {recipient} hold {_spans(left)}, not on {on}")
    valid = standing(in_time, donor.withdrawals, on=on)
    if not valid:
        return Allowed(False, f"{who} had withdrawn the consent to {purpose} by {recipient} before the end of {on}")
    best = min(valid, key=lambda consent: (consent.given_on, consent.id))
    text = f"text {best.wording} in {best.language}, explained by {best.explained_by}"
    return Allowed(True, f"consent {best.id} of {who}, {_spans((best,))}: {purpose} by {recipient} ({text})")


def _is_in_time(consent: Consent, on: date) -> bool:
    return consent.given_on <= on and (consent.until is None or on <= consent.until)


def _spans(consents: tuple[Consent, ...]) -> str:
    spans = sorted({(c.given_on.isoformat(), "" if c.until is None else f" to {c.until}") for c in consents})
    return " and ".join(f"from {begins}{ends}" for begins, ends in spans)

"""What a laboratory saw: genotypes of one sample, exactly as typed.

A genotype is a tuple of allele names: two at an autosomal marker, one for a man at an X marker. An untyped marker is
absent, never an empty entry. Nothing is rounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from homeward.errors import InvalidCase

Sex = Literal["M", "F", "U"]
Genotype = tuple[str, ...]
Profile = Mapping[str, Genotype]


@dataclass(frozen=True, slots=True)
class Sample:
    """One typed sample of one (known or unknown) person."""

    id: str
    sex: Sex = "U"
    genotypes: Profile = field(default_factory=dict)
    dropout: float = 0.0  # chance that one allele copy is lost
    dropin: float = 0.0  # chance of one spurious allele at a locus
    is_part: bool = False  # may be of a person of whom other samples exist (a body part)


@dataclass(frozen=True, slots=True)
class Individual:
    """One unknown person, as one or several samples that are taken to be of the same body."""

    id: str
    sex: Sex
    samples: tuple[Sample, ...]


def as_individual(sample: Sample) -> Individual:
    """Take one sample as one person."""
    return Individual(sample.id, sample.sex, (sample,))


def parse_genotype(text: str | None) -> Genotype | None:
    """Read "a/b" or "a" as a genotype; nothing as untyped.

    >>> parse_genotype("9.3/6"), parse_genotype("17"), parse_genotype(None)
    (('9.3', '6'), ('17',), None)
    """
    if text is None or not text.strip():
        return None
    alleles = tuple(part.strip() for part in text.split("/"))
    if len(alleles) > 2 or not all(alleles):
        raise InvalidCase(f"genotype {text!r} is not one or two alleles written a/b")
    return alleles


def write_genotype(genotype: Genotype) -> str:
    """Write a genotype as "a/b"."""
    return "/".join(genotype)

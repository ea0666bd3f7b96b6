"""One family of the missing: its pedigree, who gave samples, who is sought."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from homeward.errors import InvalidCase
from homeward.evidence.dna.pedigree import Pedigree, Person
from homeward.evidence.dna.profile import Profile


@dataclass(frozen=True)
class Family:
    """A family with one or several missing people."""

    id: str
    pedigree: Pedigree
    profiles: Mapping[str, Profile] = field(default_factory=dict)  # by person id, of those who gave samples
    missing: tuple[str, ...] = ()
    party: str | None = None  # whose list the family stands on; None is our own
    unavailable: tuple[str, ...] = ()  # relatives who can't be asked for a sample (dead, refused)

    def __post_init__(self) -> None:
        listed = self.pedigree.by_id
        for person in (*self.profiles, *self.missing):
            if person not in listed:
                raise InvalidCase(f"family {self.id}: person {person} is not in the pedigree")
        if len(set(self.missing)) != len(self.missing):
            raise InvalidCase(f"family {self.id}: a missing person is named twice")
        for person in self.missing:
            if self.profiles.get(person):
                raise InvalidCase(f"family {self.id}: {person} is missing and has a profile; compare samples directly")

    @property
    def donors(self) -> tuple[Person, ...]:
        """The relatives who gave a sample, in pedigree order."""
        return tuple(person for person in self.pedigree.people if self.profiles.get(person.id))

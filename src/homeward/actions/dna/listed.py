"""Two lists of people beside a DNA case: everybody on them joins the case, and what the lists weigh is added."""

from dataclasses import dataclass, replace

import numpy as np

from homeward.actions.answers import Json, rows
from homeward.actions.lists.reading import SHOWN_PROBLEMS, answer_problem, answer_rows, read_listing
from homeward.errors import TooLarge
from homeward.evidence.dna.family import Family
from homeward.evidence.dna.pedigree import Pedigree
from homeward.evidence.dna.pedigree import Person as Relative
from homeward.evidence.dna.profile import Sample
from homeward.formats.case import CollectionCase
from homeward.identify.collection import Collection
from homeward.identify.lists.beside_dna import MOST_PAIRS, Beside, weigh_beside_dna
from homeward.identify.lists.matching import Matching, match_lists
from homeward.identify.prior import Prior
from homeward.records.listing import Listing
from homeward.records.person import Person

_SEED = 20_220_224
PRIOR_WITH_LISTS = Prior("open")  # a flat prior would take a lone namesake for the person


@dataclass(frozen=True, eq=False)
class ListedPeople:
    """Two lists, matched with each other."""

    sought: Listing
    found: Listing
    matching: Matching


def read_listed(sought: bytes, found: bytes) -> ListedPeople:
    """Read and match two lists whose identifiers are those of a case.

    raises    InvalidInput where nobody could be read from one of them; TooLarge above a million pairs
    """
    wanted, held = read_listing("SOUGHT", sought), read_listing("FOUND", found)
    n_pairs = len(wanted.people) * len(held.people)
    if n_pairs > MOST_PAIRS:
        raise TooLarge(f"{n_pairs:,} pairs of two lists; at most {MOST_PAIRS:,} are weighed with DNA: split the case")
    return ListedPeople(wanted, held, match_lists(held.people, wanted.people, np.random.default_rng(_SEED)))


def join_case(case: CollectionCase, listed: ListedPeople) -> CollectionCase:
    """Add to a case who stands on a list only: without DNA, but as likely to be somebody.

    The sex of a line is weighed with the rest of it, and may be wrong; only DNA and a family leave a sex no doubt.
    """
    samples = {sample.id for sample in case.found}
    missing = {person for family in case.families for person in family.missing}
    found = tuple(Sample(p.record_id, "U") for p in listed.found.people if p.record_id not in samples)
    families = tuple(_alone(p) for p in listed.sought.people if p.record_id not in missing)
    prior = case.prior or PRIOR_WITH_LISTS
    return replace(case, found=case.found + found, families=case.families + families, prior=prior)


def _alone(person: Person) -> Family:
    name = person.record_id
    return Family(f"{name} (no family listed)", Pedigree((Relative(name),)), {}, (name,))


def weigh_listed(collection: Collection, listed: ListedPeople) -> Beside:
    """Weigh the lists for every pair of a collection, against whom DNA leaves possible."""
    return weigh_beside_dna(collection, listed.matching, listed.found.people, listed.sought.people)


def answer_listed(listed: ListedPeople, beside: Beside) -> Json:
    """Write what came from the lists: the account of their rows, and the weight of every pair."""
    problems = [("SOUGHT", problem) for problem in listed.sought.problems]
    problems += [("FOUND", problem) for problem in listed.found.problems]
    return {
        "rows": {"sought": answer_rows(listed.sought), "found": answer_rows(listed.found)},
        "pairs_weighed": beside.n_weighed,
        "log10_lr": rows(beside.log10_lr),
        "problems": [answer_problem(name, problem) for name, problem in problems[:SHOWN_PROBLEMS]],
        "n_problems": len(problems),
    }

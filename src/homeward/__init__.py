"""Homeward: who is who, what was promised, and whether it was kept.

The names below are the public ones. Each is loaded when first used, so `import homeward` loads NumPy and no more.

>>> import numpy as np
>>> import homeward
>>> marker = homeward.Marker("L1", ("7", "8"), np.array([0.1, 0.9]))
>>> related = homeward.nuclear("father", "mother", ("son", "M"))
>>> unrelated = homeward.Pedigree((*related.people, homeward.Person("body", sex="M")))
"""

from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from homeward.errors import HomewardError, Problem
    from homeward.evidence.dna.comparison.panel import Panel
    from homeward.evidence.dna.conditional import exclusion_probability, genotype_table
    from homeward.evidence.dna.direct import compare_directly
    from homeward.evidence.dna.family import Family
    from homeward.evidence.dna.frequency import Marker, RareAlleleRule
    from homeward.evidence.dna.kinship import Model, log10_likelihood, weigh_hypotheses
    from homeward.evidence.dna.linked import pair_log10_likelihood
    from homeward.evidence.dna.mutation import Mutation, Rates
    from homeward.evidence.dna.pedigree import Pedigree, Person, nuclear, pedigree_from_rows
    from homeward.evidence.dna.profile import Sample
    from homeward.evidence.weight import Weight
    from homeward.identify.candidates import screen
    from homeward.identify.collection import Collection, compare
    from homeward.identify.identification import who_is_who
    from homeward.identify.power import family_power, whom_to_ask
    from homeward.identify.prior import Prior

__version__ = "0.1.0"

_HOME = {
    "HomewardError": "errors",
    "Problem": "errors",
    "exclusion_probability": "evidence.dna.conditional",
    "genotype_table": "evidence.dna.conditional",
    "compare_directly": "evidence.dna.direct",
    "Family": "evidence.dna.family",
    "Marker": "evidence.dna.frequency",
    "RareAlleleRule": "evidence.dna.frequency",
    "Model": "evidence.dna.kinship",
    "log10_likelihood": "evidence.dna.kinship",
    "weigh_hypotheses": "evidence.dna.kinship",
    "pair_log10_likelihood": "evidence.dna.linked",
    "Mutation": "evidence.dna.mutation",
    "Rates": "evidence.dna.mutation",
    "Panel": "evidence.dna.comparison.panel",
    "Pedigree": "evidence.dna.pedigree",
    "Person": "evidence.dna.pedigree",
    "nuclear": "evidence.dna.pedigree",
    "pedigree_from_rows": "evidence.dna.pedigree",
    "Sample": "evidence.dna.profile",
    "Weight": "evidence.weight",
    "screen": "identify.candidates",
    "Collection": "identify.collection",
    "compare": "identify.collection",
    "family_power": "identify.power",
    "whom_to_ask": "identify.power",
    "Prior": "identify.prior",
    "who_is_who": "identify.identification",
}

__all__ = sorted(_HOME)  # noqa: PLE0605  a test keeps it equal to the imports above


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module 'homeward' has no attribute {name!r}")
    value = getattr(import_module(f"homeward.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return [*__all__, "__version__"]

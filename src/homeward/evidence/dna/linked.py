"""Two markers on one chromosome, close enough to be inherited together.

The state of a gamete is a haplotype: which of the parent's two copies was passed on is followed at both loci, and it
changes between them with the recombination rate. Founders are in linkage equilibrium.

Source: Egeland & Sheehan 2008, FSI Genetics Suppl 1:656; O'Connor & Tillmar 2012, FSI Genetics 6:840 (vWA-D12S391).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp

import numpy as np

from homeward.errors import InvalidInput, Unsupported
from homeward.evidence.dna.frequency import Marker
from homeward.evidence.dna.kinship import PLAIN_MODEL, Keep, Model, Problem, set_up
from homeward.evidence.dna.likelihood.elimination import Scope, plan_elimination, run_plan
from homeward.evidence.dna.likelihood.network import HIDDEN, NOBODY
from homeward.evidence.dna.mutation import Floats
from homeward.evidence.dna.pedigree import Pedigree
from homeward.evidence.dna.profile import Profile

Factor = tuple[Floats, Scope]
_PATERNAL, _MATERNAL, _STATE, _FROM_FATHER, _FROM_MOTHER = range(5)


def haldane(distance_cm: float) -> float:
    """Turn a map distance in centimorgan into a recombination rate without interference.

    >>> round(haldane(11.9), 6)
    0.105899
    """
    return 0.5 * (1.0 - exp(-2.0 * distance_cm / 100.0))


def pair_log10_likelihood(
    pedigree: Pedigree,
    profiles: Mapping[str, Profile],
    pair: tuple[Marker, Marker],
    recombination: float,
    *,
    model: Model = PLAIN_MODEL,
) -> float:
    """Compute log10 P(profiles at two linked markers | pedigree).

    pair             two markers of the same chromosome kind
    recombination    chance that a gamete changes between the parent's copies, the same for both sexes
    returns          float, -inf where impossible; with recombination 0.5 the sum of the single markers
    raises           InvalidInput, Unsupported (theta above 0), TooLarge
    """
    if not 0.0 <= recombination <= 0.5:
        raise InvalidInput(f"recombination rate {recombination} must lie between 0 and 0.5")
    if model.theta:
        raise Unsupported("theta and linkage together have no rule here; give theta 0 or treat the pair as unlinked")
    if pair[0].chromosome != pair[1].chromosome:
        raise InvalidInput(f"{pair[0].name} and {pair[1].name} are not on the same chromosome")
    problems = [_problem(pedigree, profiles, marker, model) for marker in pair]
    factors: list[Factor] = []
    sizes: dict[int, int] = {}
    for locus, problem in enumerate(problems):
        builder = _Locus(problem, locus)
        factors += list(builder.factors())
        sizes |= builder.sizes()
    factors += list(_meioses(problems[0], recombination))
    sizes |= {v: 2 for _, scope in factors for v in scope if v not in sizes}
    plan = plan_elimination([scope for _, scope in factors], sizes, ())
    value = float(run_plan(plan, factors).item())
    return float(np.log10(value)) if value > 0.0 else -np.inf


def _problem(pedigree: Pedigree, profiles: Mapping[str, Profile], marker: Marker, model: Model) -> Problem:
    """Set up one locus with everybody kept who matters at either, so that both loci number people alike."""
    problem = set_up(pedigree, profiles, marker, keep=Keep(everybody=True), model=model)
    assert problem is not None  # keeping everybody makes a problem even where nobody is typed
    return problem


def _variable(person: int, role: int, locus: int) -> int:
    return (person * 5 + role) * 2 + locus


def _meioses(problem: Problem, recombination: float) -> Iterator[Factor]:
    stay_or_change = 0.5 * np.array([[1.0 - recombination, recombination], [recombination, 1.0 - recombination]])
    shape = problem.shape
    for person in range(len(shape.fathers)):
        for role, parent in ((_FROM_FATHER, shape.fathers[person]), (_FROM_MOTHER, shape.mothers[person])):
            passed_on = parent != NOBODY and not (role == _FROM_FATHER and shape.is_single[person])
            if passed_on and not shape.is_single[parent]:
                yield stay_or_change[None], (_variable(person, role, 0), _variable(person, role, 1))


@dataclass(frozen=True)
class _Locus:
    """The factors of one of the two loci; which copy was passed on is a variable of its own."""

    problem: Problem
    locus: int

    def sizes(self) -> dict[int, int]:
        shape, n = self.problem.shape, self.problem.lumped.marker.n_alleles
        sizes = {}
        for person, n_states in enumerate(shape.n_states):
            for role, size in ((_PATERNAL, n), (_MATERNAL, n), (_STATE, n_states)):
                sizes[_variable(person, role, self.locus)] = size
        return sizes

    def factors(self) -> Iterator[Factor]:
        shape = self.problem.shape
        for person in range(len(shape.fathers)):
            if shape.n_states[person] != HIDDEN:
                yield self.problem.evidence.weight[person], (self._v(person, _STATE),)
            for copy, parent in ((_PATERNAL, shape.fathers[person]), (_MATERNAL, shape.mothers[person])):
                if not (copy == _PATERNAL and shape.is_single[person]):
                    yield self._copy(person, copy, parent)

    def _v(self, person: int, role: int) -> int:
        return _variable(person, role, self.locus)

    def _copy(self, person: int, copy: int, parent: int) -> Factor:
        """P(one copy of a person | parent's copies and which was passed on)."""
        typed = self.problem.shape.n_states[person] != HIDDEN
        own = self._v(person, _STATE if typed else copy)
        if parent == NOBODY:
            table, scope = self._founder()
        else:
            table, scope = self._passed_on(person, copy, parent)
        if typed:
            table = table[..., self._states(person, copy)]
        return table[None], (*scope, own)

    def _founder(self) -> Factor:
        return self.problem.lumped.marker.frequencies, ()

    def _passed_on(self, person: int, copy: int, parent: int) -> Factor:
        shape, lumped = self.problem.shape, self.problem.lumped
        matrix = lumped.male if copy == _PATERNAL else lumped.female
        n = len(matrix)
        typed = shape.n_states[parent] != HIDDEN
        if shape.is_single[parent]:
            if typed:
                return matrix[self._states(parent, _MATERNAL)], (self._v(parent, _STATE),)
            return matrix, (self._v(parent, _MATERNAL),)
        which = self._v(person, _FROM_FATHER if copy == _PATERNAL else _FROM_MOTHER)
        if typed:
            first, second = (matrix[self._states(parent, side)] for side in (_PATERNAL, _MATERNAL))
            return np.stack([first, second], axis=1), (self._v(parent, _STATE), which)
        both = np.empty((n, n, 2, n))
        both[:, :, 0, :] = matrix[:, None, :]
        both[:, :, 1, :] = matrix[None, :, :]
        return both, (self._v(parent, _PATERNAL), self._v(parent, _MATERNAL), which)

    def _states(self, person: int, copy: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.int64]]":
        evidence = self.problem.evidence
        return (evidence.paternal if copy == _PATERNAL else evidence.maternal)[person][0]

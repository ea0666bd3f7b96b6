"""Relatedness in the background: founder alleles that are positively correlated (theta, or F_ST).

All founder alleles of a hypothesis come from one urn: allele a after n earlier ones of which m are a has probability
(m theta + (1 - theta) p_a) / (1 + (n - 1) theta). That is the same as independent draws from frequencies q which are
themselves Dirichlet with parameters p (1 - theta) / theta. A likelihood is a polynomial in q, so Gauss quadrature over
the Dirichlet's independent beta factors gives its mean exactly, with positive weights.

Source: Balding & Nichols 1994, Forensic Sci Int 64:125; Golub & Welsch 1969 (quadrature).
"""

from itertools import product

import numpy as np

from homeward.errors import InvalidInput, TooLarge
from homeward.evidence.dna.mutation import Floats

_MAX_NODES = 1_000_000


def n_urn_nodes(n_alleles: int, n_draws: int) -> int:
    """Count the quadrature nodes that `urn_nodes` needs."""
    return int((n_draws // 2 + 1) ** (n_alleles - 1))


def urn_nodes(frequencies: Floats, theta: float, n_draws: int) -> tuple[Floats, Floats]:
    """Give nodes q and weights that average any polynomial of degree `n_draws` over the urn, exactly.

        frequencies    float64 (n,), sums to 1
        returns        float64 (n_nodes, n) and (n_nodes,); weights sum to 1
        raises         InvalidInput for theta outside [0, 1); TooLarge above a million nodes

    >>> nodes, weights = urn_nodes(np.array([0.2, 0.8]), 0.03, 2)
    >>> bool(abs(weights @ nodes[:, 0] ** 2 - 0.2 * (0.03 + 0.97 * 0.2)) < 1e-12)
    True
    """
    if not 0.0 <= theta < 1.0:
        raise InvalidInput(f"theta {theta} must be at least 0 and below 1")
    if theta == 0.0:
        return frequencies[None].copy(), np.ones(1)
    present = np.nonzero(frequencies > 0)[0]
    n_points = n_draws // 2 + 1
    n_nodes = n_urn_nodes(len(present), n_draws)
    if n_nodes > _MAX_NODES:
        raise TooLarge(f"theta with {len(present)} alleles and {n_draws} founder copies needs {n_nodes:,} terms")
    alpha = frequencies[present] * (1.0 - theta) / theta
    nodes = np.zeros((n_nodes, len(frequencies)))
    weights = np.ones(n_nodes)
    left = np.ones(n_nodes)
    sticks = [_beta_rule(a, float(alpha[k + 1 :].sum()), n_points) for k, a in enumerate(alpha[:-1].tolist())]
    picks = np.array(list(product(range(n_points), repeat=len(sticks))), dtype=np.int64).reshape(n_nodes, len(sticks))
    for k, (points, share) in enumerate(sticks):
        v = points[picks[:, k]]
        nodes[:, present[k]] = left * v
        left = left * (1.0 - v)
        weights = weights * share[picks[:, k]]
    nodes[:, present[-1]] = left
    return nodes, weights


def _beta_rule(alpha: float, beta: float, n_points: int) -> tuple[Floats, Floats]:
    """Gauss points and weights of the beta distribution, from the eigenvalues of its Jacobi matrix."""
    a, b = beta - 1.0, alpha - 1.0
    k = np.arange(n_points, dtype=np.float64)
    s = 2.0 * k + a + b
    diagonal = np.empty(n_points)
    diagonal[0] = (b - a) / (a + b + 2.0)
    diagonal[1:] = (b * b - a * a) / (s[1:] * (s[1:] + 2.0))
    off = np.empty(max(n_points - 1, 0))
    if n_points > 1:
        off[0] = 4.0 * (1.0 + a) * (1.0 + b) / ((2.0 + a + b) ** 2 * (3.0 + a + b))
        j, t = k[2:], s[2:]
        off[1:] = 4.0 * j * (j + a) * (j + b) * (j + a + b) / (t * t * (t + 1.0) * (t - 1.0))
    matrix = np.diag(diagonal) + np.diag(np.sqrt(off), 1) + np.diag(np.sqrt(off), -1)
    values, vectors = np.linalg.eigh(matrix)
    return (1.0 + values) / 2.0, vectors[0] ** 2

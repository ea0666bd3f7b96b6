"""Two lists in, every worthwhile pair out: its evidence kind by kind, and the probability given all other pairs.

The steps, each in its own module: read texts into numbers (`columns`), find pairs worth a look (`blocking`), compare
them (`levels`), learn what agreement weighs (`estimation`), find doubles inside each list (`duplicates`), and join
people at most once (`one_to_one`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from homeward.identify.lists.blocking import find_candidates
from homeward.identify.lists.columns import Columns, Spread, Words, make_columns
from homeward.identify.lists.duplicates import Doubles, competing_pairs, join_records
from homeward.identify.lists.estimation import Model, Weighed, estimate, shipped_model, weigh_kinds, weigh_pairs
from homeward.identify.lists.levels import Agreement, Shares, compare_pairs, join_parts, measure_shares
from homeward.identify.lists.one_to_one import pair_probabilities
from homeward.records.person import Person

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
LEAST_PROBABILITY = 0.001  # from which a pair is listed
_PART = 500_000  # candidates compared at a time
_N_RANDOM = 500_000  # pairs of strangers looked at
_MAYBE = 1e-6  # probability by the shipped numbers from which a pair takes part in the estimation
_CLAIMS = 0.01  # probability, by itself, from which a pair competes for a person
_OVERLAP = 0.4  # share of the shorter list expected on the other, before anything is compared
_SAID = tuple(sorted((field.name for field in fields(Person)), key=lambda name: name == "record_id"))
STEPS = ("reading", "finding pairs", "comparing", "learning", "joining")


@dataclass(frozen=True, eq=False)
class Matching:
    """The answer for two lists.

    found, sought   int64 (n_pairs,): rows of the lists; ordered by sought, then by falling probability
    kinds           float64 (n_pairs, n_kinds): log10 LR of each kind
    relative        float64 (n_pairs,): what relatives, namesakes and comrades take away; with the kinds it adds up to
    log10_lr        float64 (n_pairs,)
    probability     float64 (n_pairs,): given all other pairs, and "nobody on the list"
    agreement       the levels behind the kinds
    n_compared      pairs compared; n_skipped: pairs that share only keys too common to look at
    """

    found: Longs
    sought: Longs
    kinds: Floats
    relative: Floats
    log10_lr: Floats
    probability: Floats
    agreement: Agreement
    model: Model
    n_people: tuple[int, int]
    n_compared: int
    n_skipped: int
    context: "Context"


@dataclass(frozen=True, eq=False)
class Context:
    """Both lists as numbers, with the commonness of their values: enough to weigh any pair again."""

    found: Columns
    sought: Columns
    words: Words
    shares: Shares

    def compare(self, rows: tuple[Longs, Longs]) -> Agreement:
        """Compare pairs of the two lists."""
        return compare_pairs((self.found, self.sought, self.words), self.shares, rows)

    def compare_within(self, columns: Columns, rows: tuple[Longs, Longs]) -> Agreement:
        """Compare pairs of records of one list."""
        return compare_pairs((columns, columns, self.words), self.shares, rows)


def match_lists(
    found: Sequence[Person],
    sought: Sequence[Person],
    rng: np.random.Generator,
    *,
    spread: Spread = map,
    tick: Callable[[int], None] = lambda n: None,
) -> Matching:
    """Find out who on one list is who on the other.

    rng      draws the pairs of strangers that are looked at
    spread   does the reading of names: `map`, or the map of several processes
    tick     called after each of `STEPS`
    """
    n_found, n_sought = len(found), len(sought)
    columns = make_columns(found, sought, spread)
    context = Context(*columns, measure_shares(*columns, n_same=_OVERLAP * min(n_found, n_sought)))
    tick(1)
    candidates = find_candidates(*columns)
    tick(1)
    shipped = shipped_model(n_found, n_sought)
    rows, agreement = _worthwhile(context, (candidates.found, candidates.sought), shipped)
    tick(1)
    strangers = context.compare(_random_pairs(found, sought, rng))
    model = estimate(agreement, strangers, shipped, people=rows)
    weighed = weigh_pairs(model, agreement)
    tick(1)
    probability, n_people = _join(context, rows, model, weighed)
    listed = np.nonzero(probability >= LEAST_PROBABILITY)[0]
    order = listed[np.lexsort((rows[0][listed], -probability[listed], rows[1][listed]))]
    tick(1)
    return Matching(
        rows[0][order],
        rows[1][order],
        weighed.kinds[order],
        weighed.relative[order],
        weighed.log10_lr[order],
        probability[order],
        agreement.take(order),
        model,
        n_people,
        len(candidates.found),
        candidates.n_skipped,
        context,
    )


def _worthwhile(context: Context, rows: tuple[Longs, Longs], shipped: Model) -> tuple[tuple[Longs, Longs], Agreement]:
    """Compare all candidates, a part at a time, and keep those that the shipped numbers do not rule out."""
    kept, parts = [], []
    for start in range(0, max(len(rows[0]), 1), _PART):
        part = rows[0][start : start + _PART], rows[1][start : start + _PART]
        agreement = context.compare(part)
        # Relatives only take away: what strangers alone rule out needs no second look.
        keep = np.nonzero(weigh_kinds(shipped, agreement).sum(axis=1) + np.log10(shipped.odds) > np.log10(_MAYBE))[0]
        keep = keep[weigh_pairs(shipped, agreement.take(keep)).posterior[:, 0] > _MAYBE]
        kept.append((part[0][keep], part[1][keep]))
        parts.append(agreement.take(keep))
    found, sought = (np.concatenate([pairs[side] for pairs in kept]) for side in (0, 1))
    return (found, sought), join_parts(parts)


def _random_pairs(found: Sequence[Person], sought: Sequence[Person], rng: np.random.Generator) -> tuple[Longs, Longs]:
    """Draw pairs evenly; all pairs of two short lists.

    The same people are drawn in whatever order the lines stand, and whichever list comes first.
    """
    n_found, n_sought = len(found), len(sought)
    if n_found * n_sought <= _N_RANDOM:
        every = np.arange(n_found * n_sought)
        return every // max(n_sought, 1), every % max(n_sought, 1)
    drawn = rng.random((2, _N_RANDOM // 2))
    mine, yours = np.concatenate([drawn, drawn[::-1]], axis=1)
    return _in_order(found)[(mine * n_found).astype(np.int64)], _in_order(sought)[(yours * n_sought).astype(np.int64)]


def _in_order(people: Sequence[Person]) -> Longs:
    """Give the rows of a list ordered by what they say; the identifier last, which may be the row's number."""
    said = [tuple(getattr(person, name) or "" for name in _SAID) for person in people]
    return np.array(sorted(range(len(people)), key=said.__getitem__), dtype=np.int64)


def _join(
    context: Context, rows: tuple[Longs, Longs], model: Model, weighed: Weighed
) -> tuple[Floats, tuple[int, int]]:
    """Give the probability of every pair when each person is joined at most once."""
    strength = weighed.log10_lr
    claims = weighed.posterior[:, 0] >= _CLAIMS
    found, sought = (
        _doubles(context, columns, (mine[claims], yours[claims], strength[claims]), model)
        for columns, mine, yours in ((context.found, *rows), (context.sought, rows[1], rows[0]))
    )
    pairs, place = np.unique(found.person[rows[0]] * sought.n_people + sought.person[rows[1]], return_inverse=True)
    best = np.full(len(pairs), -np.inf)
    np.maximum.at(best, place, strength)
    joined = _solve(pairs, best, (found.n_people, sought.n_people), model.n_same)
    is_best = strength >= best[place]
    certainty = np.where(is_best, 1.0, found.certainty[rows[0]] * sought.certainty[rows[1]])
    return joined[place] * certainty, (found.n_people, sought.n_people)


def _doubles(context: Context, columns: Columns, claims: tuple[Longs, Longs, Floats], model: Model) -> Doubles:
    one, two, weaker = competing_pairs(*claims)
    own = weigh_pairs(model, context.compare_within(columns, (one, two))).log10_lr
    return join_records(len(columns), (one, two), np.maximum(own, weaker))


def _solve(pairs: Longs, log10_lr: Floats, n_people: tuple[int, int], n_same: float) -> Floats:
    """Join people, with as many joined as the answer itself says."""
    n_found, n_sought = n_people
    found, sought = pairs // max(n_sought, 1), pairs % max(n_sought, 1)
    joined = np.zeros(len(pairs))
    most = 0.999 * min(n_found, n_sought)
    for _ in range(3):
        n_same = float(np.clip(n_same, 0.5, max(most, 0.5)))
        odds = n_same / (max(n_found - n_same, 0.5) * max(n_sought - n_same, 0.5))
        joined = pair_probabilities(found, sought, np.log(10.0) * log10_lr + np.log(odds))
        n_same = float(joined.sum())
    return joined

"""How often do two records of one person agree on each level, and how often two strangers? Learned from the lists.

m comes from the pairs worth a look, each counted as much as it is likely to be one person (EM); u from random pairs,
each counted as much as it is not. Both begin with the shipped numbers and keep them as a Dirichlet prior, so that a
level never seen is not impossible, and a short list is weighed sensibly. All pairs that blocking passed over count as
strangers.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homeward.evidence.dependence import RELATIONS, log10_relations
from homeward.evidence.kinds import KIND_NUMBER, KINDS, WORTH, WORTH_U
from homeward.identify.lists.levels import Agreement
from homeward.identify.lists.one_to_one import claims_on_one

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
_LARGEST = max(len(kind.levels) for kind in KINDS) + 1
_BORN = KIND_NUMBER["birth_date"]
_MAYBE_SAME = 1e-6  # random pairs below this are not weighed again in each round
_NOBODY = 1e-6  # pairs, where none are expected
_ROUNDS = 12
_SETTLED = 5e-4  # change of the number of pairs from one round to the next below which learning ends


@dataclass(frozen=True, eq=False)
class Model:
    """What agreement weighs between two lists.

    m, u         float64 (n_kinds, n_levels): shares of each level, column 0 (not known) unused
    n_pairs      all pairs of the two lists
    n_same       pairs of one person expected among them
    n_related    pairs of each relation expected among them
    """

    m: Floats
    u: Floats
    n_pairs: float
    n_same: float
    n_related: Floats

    @property
    def odds(self) -> float:
        """Give the odds that two records drawn at random are of one person."""
        return self.n_same / max(self.n_pairs - self.n_same, 0.5)

    @property
    def n_others(self) -> Floats:
        """Give how many pairs that are not one person are strangers, then how many are of each relation."""
        n_related = float(self.n_related.sum())
        return np.append(max(self.n_pairs - self.n_same - n_related, 0.5 * self.n_pairs), self.n_related)

    def table(self) -> Floats:
        """Give log10 m/u by kind and level; 0 where not known."""
        weight = np.log10(self.m) - np.log10(self.u)
        weight[:, 0] = 0.0
        return weight


def shipped_model(n_found: int, n_sought: int) -> Model:
    """Give the model before any pair was seen."""
    m, u = np.ones((len(KINDS), _LARGEST)), np.ones((len(KINDS), _LARGEST))
    for number, kind in enumerate(KINDS):
        m[number, 1 : len(kind.levels) + 1] = kind.m
        u[number, 1 : len(kind.levels) + 1] = kind.u
    n_pairs = float(max(n_found * n_sought, 1))
    expected = np.array([relation.per_record for relation in RELATIONS]) * min(n_found, n_sought)
    return Model(m, u, n_pairs, max(0.3 * min(n_found, n_sought), 0.5), np.maximum(expected, _NOBODY))


@dataclass(frozen=True, eq=False)
class Weighed:
    """What pairs weigh.

    kinds       float64 (n_pairs, n_kinds): log10 LR of each kind against strangers, within floor and cap
    relative    float64 (n_pairs,): what is taken away because others than strangers could look like this; at most 0
    posterior   float64 (n_pairs, 2 + n_relations): same person, unrelated, each relation, one pair by itself
    """

    kinds: Floats
    relative: Floats
    posterior: Floats

    @property
    def log10_lr(self) -> Floats:
        """Give the whole weight of every pair."""
        total: Floats = self.kinds.sum(axis=1) + self.relative
        return total


def weigh_kinds(model: Model, agreement: Agreement) -> Floats:
    """Weigh every kind of every pair, within its floor and cap."""
    table = model.table()
    kinds = np.zeros(agreement.levels.shape)
    for number, kind in enumerate(KINDS):
        if not agreement.levels[:, number].any():
            continue
        value = table[number][agreement.levels[:, number]] + agreement.rarity[:, number]
        kinds[:, number] = np.clip(value, kind.floor, kind.cap)
    return kinds


def weigh_pairs(model: Model, agreement: Agreement) -> Weighed:
    """Weigh pairs against strangers, relatives, namesakes and comrades together."""
    kinds = weigh_kinds(model, agreement)
    related = log10_relations(kinds, agreement.levels[:, _BORN], agreement.lineal)
    n_others = model.n_others
    # log10 of P(evidence and relation | not the same), strangers first
    parts = np.concatenate([np.zeros((len(kinds), 1)), related], axis=1)
    parts += np.log10(n_others / n_others.sum())
    highest = parts.max(axis=1, initial=-np.inf)
    against = highest + np.log10((10.0 ** (parts - highest[:, None])).sum(axis=1))
    same = kinds.sum(axis=1) + np.log10(model.n_same / n_others.sum())
    whole = np.logaddexp(same * np.log(10.0), against * np.log(10.0)) / np.log(10.0)
    posterior = 10.0 ** np.concatenate([(same - whole)[:, None], parts - whole[:, None]], axis=1)
    return Weighed(kinds, -against, posterior)


def estimate(
    candidates: Agreement,
    random: Agreement,
    model: Model,
    *,
    people: tuple[Longs, Longs] | None = None,
    rounds: int = _ROUNDS,
) -> Model:
    """Learn m, u and the numbers of pairs of one person and of relatives.

    candidates   all pairs worth a look
    random       pairs drawn evenly from all pairs of the two lists
    people       int64 each: the two records of each candidate; what one record claims of several partners then counts
                 as one claim, so that a village of one surname does not teach that its people are all the same
    """
    first = model = _without_papers(model, candidates)
    possible = weigh_pairs(model, random).posterior[:, 0] > _MAYBE_SAME
    strangers, unsure = count_levels(random.take(~possible)), random.take(possible)
    for _ in range(rounds):
        here, there = weigh_pairs(model, candidates), weigh_pairs(model, unsure)
        seen = strangers + count_levels(unsure, there.posterior[:, 1])
        before = model.n_same
        same = here.posterior[:, 0] if people is None else _competing(model, here, people)
        model = replace(
            model,
            m=_shares(count_levels(candidates, same), first.m, WORTH, is_of_strangers=False),
            u=_shares(seen, first.u, WORTH_U, is_of_strangers=True),
            n_same=max(float(same.sum()), 0.5),
            # Few relatives are ever recognised for certain; their number stays within reach of what lists have.
            n_related=np.clip(_held(here, first.n_related), first.n_related / 5.0, first.n_related * 5.0),
        )
        if abs(model.n_same - before) < _SETTLED * before:
            break
    return model


def _competing(model: Model, weighed: Weighed, people: tuple[Longs, Longs]) -> Floats:
    """Give how likely each pair is one person beside the other claims of its two records."""
    ln_odds = np.log(10.0) * (weighed.log10_lr + np.log10(model.n_same / model.n_others.sum()))
    return claims_on_one(*people, ln_odds)


def _held(weighed: Weighed, expected: Floats) -> Floats:
    """Count the pairs of each relation; by names alone nothing tells a namesake, and the number expected is held."""
    held = np.array([relation.held for relation in RELATIONS])
    counted: Floats = (weighed.posterior[:, 2:].sum(axis=0) + held * expected) / (1.0 + held)
    return counted


def _without_papers(model: Model, candidates: Agreement) -> Model:
    """Expect nobody with the papers of another on lists that tell of no papers."""
    told = {number for number in range(len(KINDS)) if candidates.levels[:, number].any()}
    is_idle = [r.is_of_papers and told.isdisjoint(np.nonzero(r.share())[0].tolist()) for r in RELATIONS]
    return replace(model, n_related=np.where(is_idle, _NOBODY, model.n_related))


def count_levels(agreement: Agreement, part: Floats | None = None) -> Floats:
    """Count how many pairs stand on each level of each kind, every pair for its part."""
    counts = np.zeros((len(KINDS), _LARGEST))
    for number in range(len(KINDS)):
        if not agreement.levels[:, number].any():
            continue
        counts[number] = np.bincount(agreement.levels[:, number], part, minlength=_LARGEST)
    return counts


def _shares(counts: Floats, shipped: Floats, worth: float, *, is_of_strangers: bool) -> Floats:
    """Turn counts into shares, with the shipped shares as what was seen before."""
    shares = shipped.copy()
    for number, kind in enumerate(KINDS):
        if kind.is_choice and is_of_strangers:
            continue
        levels = slice(1, len(kind.levels) + 1)
        count = counts[number, levels] + worth * shipped[number, levels]
        shares[number, levels] = count / count.sum()
    return shares

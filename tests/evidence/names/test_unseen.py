"""Names that stand in no table, weighed by rules alone: the same gates as for the public pairs."""

from collections import defaultdict

import pytest

from homeward.evidence.names.profile import profile_of
from homeward.evidence.names.weigh import weigh_names
from homeward.records.names.given import candidates
from tests.evidence.names.unseen import GIVEN, Pair, make_other, make_same
from tests.oracle_names import LEAST_AUC, LEAST_F1, LEAST_RECALL, score

SEED = 20_260
SAME, OTHER = list(make_same(SEED)), list(make_other(SEED))


def rows(pairs: list[Pair], match: str) -> list[dict[str, str]]:
    return [
        {"phenomenon": what, "match": match, "log10_lr": str(weigh_names(profile_of(a), profile_of(b)).log10_lr)}
        for what, a, b in pairs
        if a != b
    ]


def test_the_given_names_stand_in_no_table():
    listed = [row[0] for row in GIVEN if any(c.level == "full" for c in candidates(row[0]))]
    assert not listed


def test_unseen_names_pass_the_gates():
    result = score(rows(SAME, "1") + rows(OTHER, "0"))
    assert result.f1 >= LEAST_F1
    assert result.auc >= LEAST_AUC
    assert result.recall >= LEAST_RECALL


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_seed_was_chosen(seed):
    result = score(rows(list(make_same(seed, 12)), "1") + rows(list(make_other(seed, 12)), "0"))
    assert result.f1 >= LEAST_F1
    assert result.auc >= LEAST_AUC


def test_every_phenomenon_is_mostly_right():
    same, other = rows(SAME, "1"), rows(OTHER, "0")
    threshold = score(same + other).threshold
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for row in same + other:
        right[row["phenomenon"]].append((float(row["log10_lr"]) >= threshold) == (row["match"] == "1"))
    shares = {what: sum(answers) / len(answers) for what, answers in right.items()}
    assert min(shares.values()) >= 0.75, shares

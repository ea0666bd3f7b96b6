import json
from math import inf, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from homeward.actions.answers import answered, by_name, plain, rows


@pytest.mark.parametrize(
    ("value", "written"), [(1.5, 1.5), (0.0, 0.0), (-inf, "-inf"), (inf, "+inf"), (nan, None), (None, None), (3, 3.0)]
)
def test_infinities_have_names_and_what_is_undefined_is_null(value, written):
    assert plain(value) == written


def test_numbers_of_arrays_become_plain_numbers():
    assert type(plain(np.float64(1.5))) is float
    assert type(plain(np.float32(1.5))) is float


def test_names_stand_beside_their_numbers():
    assert by_name(("a", "b"), np.array([0.5, -inf])) == {"a": 0.5, "b": "-inf"}


def test_a_name_without_a_number_is_a_mistake():
    with pytest.raises(ValueError, match="shorter"):
        by_name(("a", "b"), np.array([0.5]))


@settings(deadline=None)
@given(arrays(np.float64, array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=4)))
def test_every_matrix_is_strict_json_and_is_read_back(matrix):
    back = json.loads(json.dumps(rows(matrix), allow_nan=False))
    values = [[nan if v is None else float(v) for v in row] for row in back]
    assert np.array_equal(np.array(values).reshape(matrix.shape), matrix, equal_nan=True)


@settings(deadline=None)
@given(st.floats())
def test_every_number_is_strict_json(value):
    assert json.dumps(plain(value), allow_nan=False)


def test_an_answer_has_notes_only_where_there_are_some():
    assert answered("c", {"x": 1}) == {"id": "c", "answer": {"x": 1}}
    assert answered("c", {"x": 1}, ("left out",)) == {"id": "c", "answer": {"x": 1}, "notes": ["left out"]}

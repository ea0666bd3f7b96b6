import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import frozensets, lists, sampled_from

from homeward.evidence.effects import WordsLevel, compare_words, find_other_sides, measure_surprise
from tests.naive_traits import surprise, words_level

WORDS = (
    "scar", "scar/arm", "scar/arm/left", "scar/arm/right", "tattoo", "tattoo/arm", "tattoo/arm/left", "=eagle", "=lion",
)  # fmt: skip
EMPTY = frozenset()


def with_steps(words):
    """Add every step before a word."""
    return frozenset(before for word in words for before in _steps(word))


def _steps(word):
    parts = word.split("/")
    return ["/".join(parts[:n]) for n in range(1, len(parts) + 1)]


TEXTS = lists(frozensets(sampled_from(WORDS), max_size=5).map(with_steps), min_size=2, max_size=12)


def coded(texts):
    words = sorted({word for text in texts for word in text})
    rows = np.full((len(texts), max(map(len, texts)) or 1), -1, dtype=np.int32)
    for row, text in zip(rows, texts, strict=True):
        row[: len(text)] = sorted(words.index(word) for word in text)
    counts = np.array([sum(word in text for text in texts) for word in words], float)
    return words, rows, counts, sum(map(bool, texts))


@given(TEXTS)
def test_levels_agree_with_the_slow_twin_both_ways(texts):
    words, rows, counts, n_texts = coded(texts)
    weights, turned = measure_surprise(words, counts, n_texts), find_other_sides(words)
    told = [text for text in texts if text]
    for one in range(len(texts)):
        found, sought = np.repeat(rows[one : one + 1], len(texts), axis=0), rows
        levels = compare_words(found, sought, weights, turned)
        assert levels.tolist() == compare_words(sought, found, weights, turned).tolist()
        assert levels.tolist() == [words_level(texts[one], other, told) for other in texts]


def test_the_surprise_of_a_scar_its_place_and_side_is_that_of_the_three_together():
    texts = [with_steps({"scar/arm/left"})] * 2 + [frozenset({"scar"})] * 8
    words, _, counts, n_texts = coded(texts)
    weights = measure_surprise(words, counts, n_texts)
    p_whole = (2 - 1 + 100 * 0.1) / (10 + 100)
    assert weights.sum() == pytest.approx(-np.log10(p_whole)) == surprise(texts[0], texts)


def test_a_common_word_surprises_less_than_a_rare_one():
    weights = measure_surprise(["=eagle", "=lion"], np.array([40.0, 2.0]), 100)
    assert weights[0] < weights[1]


def test_the_other_side_of_the_body_is_not_the_same_mark():
    words = ["scar", "scar/arm", "scar/arm/left", "scar/arm/right"]
    left, right = np.array([[0, 1, 2]], np.int32), np.array([[0, 1, 3]], np.int32)
    weights = measure_surprise(words, np.array([20.0, 20.0, 10.0, 10.0]), 30)
    assert compare_words(left, right, weights, find_other_sides(words))[0] == WordsLevel.OTHER_SIDE


def test_silence_is_no_contradiction():
    nothing = np.array([[-1]], np.int32)
    assert compare_words(nothing, nothing, np.zeros(1), np.full(1, -1, np.int32))[0] == WordsLevel.MISSING

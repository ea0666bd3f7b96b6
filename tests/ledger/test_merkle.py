from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.errors import InvalidInput
from homeward.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    build_tree,
    extend,
    grow,
    leaf_digest,
    prove_consistency,
    prove_inclusion,
    root_at,
    verify_consistency,
    verify_inclusion,
)
from tests.ledger import naive
from tests.ledger.sample import oracle

PUBLISHED = oracle("ledger_published.json")["merkle_tree"]
N_LEAVES = 70
LEAVES = [leaf_digest(b"entry %d" % number) for number in range(N_LEAVES)]
TREE = build_tree(b"".join(LEAVES))
ROOTS = [naive.root(LEAVES[:size]) for size in range(N_LEAVES + 1)]

published_leaves = [leaf_digest(bytes.fromhex(text)) for text in PUBLISHED["leaves"]]
published_tree = build_tree(b"".join(published_leaves))
published_roots = [PUBLISHED["empty_root"], *PUBLISHED["roots"]]


def of_hex(texts):
    return tuple(bytes.fromhex(text) for text in texts)


def test_the_empty_tree_has_the_published_root():
    assert EMPTY_ROOT.hex() == Frontier().root.hex() == PUBLISHED["empty_root"]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_certificate_transparency(size):
    assert root_at(published_tree.node, size).hex() == published_roots[size]
    assert extend(Frontier(), published_leaves[:size]).root.hex() == published_roots[size]


@pytest.mark.parametrize("case", PUBLISHED["inclusion"], ids=lambda case: f"{case['number']} of {case['size']}")
def test_inclusion_proofs_are_those_of_certificate_transparency(case):
    path = of_hex(case["path"])
    assert prove_inclusion(published_tree.node, case["number"], case["size"]) == path
    root = bytes.fromhex(published_roots[case["size"]])
    assert verify_inclusion(published_leaves[case["number"]], case["number"], case["size"], path, root)


@pytest.mark.parametrize("case", PUBLISHED["consistency"], ids=lambda case: f"{case['older']} to {case['newer']}")
def test_consistency_proofs_are_those_of_certificate_transparency(case):
    older, newer, path = case["older"], case["newer"], of_hex(case["path"])
    assert prove_consistency(published_tree.node, older, newer) == path
    roots = (bytes.fromhex(published_roots[older]), bytes.fromhex(published_roots[newer]))
    assert verify_consistency(older, newer, path, *roots)


@pytest.mark.parametrize("size", range(N_LEAVES + 1))
def test_every_root_agrees_with_the_definition(size):
    assert root_at(TREE.node, size) == extend(Frontier(), LEAVES[:size]).root == ROOTS[size]


@pytest.mark.parametrize("size", range(1, N_LEAVES + 1))
def test_every_inclusion_proof_agrees_with_the_definition_and_holds(size):
    for number in range(size):
        path = prove_inclusion(TREE.node, number, size)
        assert list(path) == naive.path(number, LEAVES[:size])
        assert verify_inclusion(LEAVES[number], number, size, path, ROOTS[size])


@pytest.mark.parametrize("newer", range(N_LEAVES + 1))
def test_every_consistency_proof_agrees_with_the_definition_and_holds(newer):
    for older in range(newer + 1):
        path = prove_consistency(TREE.node, older, newer)
        assert list(path) == (naive.proof(older, LEAVES[:newer]) if older else [])
        assert verify_consistency(older, newer, path, ROOTS[older], ROOTS[newer])


@pytest.mark.parametrize("size", range(1, 34))
def test_a_proof_never_holds_for_another_leaf_place_size_or_root(size):
    for number in range(size):
        path = prove_inclusion(TREE.node, number, size)
        for other in range(size):
            if other != number:
                assert not verify_inclusion(LEAVES[other], number, size, path, ROOTS[size])
                assert not verify_inclusion(LEAVES[number], other, size, path, ROOTS[size])
        for other in range(N_LEAVES + 1):
            if other != size:
                assert not verify_inclusion(LEAVES[number], number, size, path, ROOTS[other])


@pytest.mark.parametrize("newer", range(1, 34))
def test_a_consistency_proof_never_holds_for_other_roots(newer):
    for older in range(1, newer + 1):
        path = prove_consistency(TREE.node, older, newer)
        for other in range(N_LEAVES + 1):
            assert verify_consistency(older, newer, path, ROOTS[other], ROOTS[newer]) == (other == older)
            assert verify_consistency(older, newer, path, ROOTS[older], ROOTS[other]) == (other == newer)


sizes = st.tuples(st.integers(0, N_LEAVES), st.integers(0, N_LEAVES)).map(sorted)


@given(sizes, st.data())
def test_one_changed_bit_in_a_consistency_proof_is_found(pair, data):
    older, newer = pair
    path = [bytearray(digest) for digest in prove_consistency(TREE.node, older, newer)]
    if path:
        data.draw(st.sampled_from(path))[data.draw(st.integers(0, 31))] ^= 1 << data.draw(st.integers(0, 7))
        assert not verify_consistency(older, newer, [bytes(digest) for digest in path], ROOTS[older], ROOTS[newer])


@given(st.integers(1, N_LEAVES), st.data())
def test_one_changed_bit_in_an_inclusion_proof_is_found(size, data):
    number = data.draw(st.integers(0, size - 1))
    parts = [bytearray(LEAVES[number]), bytearray(ROOTS[size])]
    parts += [bytearray(digest) for digest in prove_inclusion(TREE.node, number, size)]
    data.draw(st.sampled_from(parts))[data.draw(st.integers(0, 31))] ^= 1 << data.draw(st.integers(0, 7))
    leaf, root, *path = (bytes(digest) for digest in parts)
    assert not verify_inclusion(leaf, number, size, path, root)


@given(sizes, st.data())
def test_a_longer_or_shorter_path_is_found(pair, data):
    older, newer = pair
    path = list(prove_consistency(TREE.node, older, newer))
    place = data.draw(st.integers(0, len(path)))
    assert not verify_consistency(older, newer, [*path[:place], EMPTY_ROOT, *path[place:]], ROOTS[older], ROOTS[newer])
    if path:
        del path[data.draw(st.integers(0, len(path) - 1))]
        assert not verify_consistency(older, newer, path, ROOTS[older], ROOTS[newer])


@given(st.integers(-3, 80), st.integers(-3, 80), st.lists(st.sampled_from(LEAVES), max_size=8), st.randoms())
def test_what_was_never_proved_is_never_believed(one, other, path, random):
    leaf, root = random.choice(LEAVES), random.choice(ROOTS)
    assert verify_inclusion(leaf, one, other, path, root) == ((one, other, path) == (0, 1, []) and leaf == root)
    wrong = sha256(root).digest()
    assert not verify_consistency(one, other, path, wrong, root)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_digest_of_another_length_is_never_believed(length):
    assert not verify_inclusion(bytes(length), 0, 1, (), bytes(length))
    assert not verify_consistency(1, 1, (), bytes(length), bytes(length))


@pytest.mark.parametrize("size", range(N_LEAVES))
def test_growing_leaf_by_leaf_gives_the_nodes_of_the_whole_tree(size):
    frontier, nodes = Frontier(), {}
    for leaf in LEAVES[: size + 1]:
        frontier, done = grow(frontier, leaf)
        nodes |= {(height, place): digest for height, place, digest in done}
    whole = build_tree(b"".join(LEAVES[: size + 1]))
    assert frontier.root == ROOTS[size + 1]
    assert len(nodes) == sum(len(level) // 32 for level in whole.levels)
    assert all(whole.node(height, place) == digest for (height, place), digest in nodes.items())


@given(st.integers(0, N_LEAVES), st.integers(0, N_LEAVES))
def test_a_frontier_can_be_kept_and_grown_later(first, second):
    start, end = sorted((first, second))
    assert extend(extend(Frontier(), LEAVES[:start]), LEAVES[start:end]) == extend(Frontier(), LEAVES[:end])


@pytest.mark.parametrize(("number", "size"), [(0, 0), (5, 5), (-1, 5)])
def test_no_proof_is_made_for_an_entry_that_is_not_there(number, size):
    with pytest.raises(InvalidInput, match="there is no entry"):
        prove_inclusion(TREE.node, number, size)


@pytest.mark.parametrize(("older", "newer"), [(6, 5), (-1, 5)])
def test_no_proof_is_made_backwards(older, newer):
    with pytest.raises(InvalidInput, match="cannot begin"):
        prove_consistency(TREE.node, older, newer)


def test_a_frontier_with_a_missing_peak_is_refused():
    with pytest.raises(InvalidInput, match="complete subtrees"):
        Frontier(3, (LEAVES[0],))

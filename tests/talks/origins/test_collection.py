"""Near-copies and origins among several documents."""

from homeward.talks.origins.collection import find_near_copies, find_origins, index_documents
from tests.talks.gold import TEXTS, read_marked, read_pair

PAIRS = [read_pair(path) for path in sorted((TEXTS / "pairs").glob("*/*.txt"))]
OTHERS = [(path.stem, read_marked(path).document.text) for path in sorted(TEXTS.glob("*/*.txt"))]
COLLECTION = index_documents([(pair.name, pair.found) for pair in PAIRS] + OTHERS)


def test_each_rewrite_finds_its_source_and_nothing_else():
    for pair in PAIRS:
        assert [one.name for one in find_origins(COLLECTION, pair.sought)][:1] == [pair.name] * bool(pair.links)


def test_a_document_is_a_near_copy_of_itself_and_of_nothing_else():
    for name, text in [(pair.name, pair.found) for pair in PAIRS]:
        assert {one.name for one in find_near_copies(COLLECTION, text)} <= {name}
    long = " ".join(text for _, text in OTHERS)
    [near] = find_near_copies(index_documents([("long", long)]), long)
    assert (near.name, near.share) == ("long", 1.0)


def test_a_text_without_words_has_no_origin():
    assert find_origins(COLLECTION, "") == ()
    assert find_near_copies(COLLECTION, "") == ()

"""Origins among many documents: indexing 10,000 of 1,000 words, near-copies and origins of a new one.

The documents are made of invented words, as frequent as words are (Zipf), in sentences of about 20; a hundred are
rewritten in part: some words exchanged, a third of the sentences left out, some new ones put in.

Seconds are of one processor, so that a busy machine gives the same figures.

python -m benchmarks origins
"""

import time

import numpy as np

from homeward.talks.origins.collection import find_near_copies, find_origins, index_documents

_N_DOCUMENTS, _N_WORDS, _N_PROBES = 10_000, 1_000, 100
_VOCABULARY = 60_000
_SYLLABLES = "ba co di fu ga he ji ko lu ma ne pi qua ro su ta ve wi xo zu bren stal mor tin dar".split()


def run() -> list[tuple[str, str]]:
    """Measure."""
    rng = np.random.default_rng(12)
    words = _words(rng)
    start = time.process_time()
    texts = [_text(words, rng) for _ in range(_N_DOCUMENTS)]
    made = time.process_time() - start
    start = time.process_time()
    collection = index_documents((f"d{number}", text) for number, text in enumerate(texts))
    indexed = time.process_time() - start
    rows = [(f"{_N_DOCUMENTS:,} documents of {_N_WORDS:,} words made", f"{made:.1f} s")]
    rows.append(("indexed", f"{indexed:.1f} s"))
    chosen = rng.choice(_N_DOCUMENTS, _N_PROBES, replace=False)
    near, copies = [], 0
    for place in chosen:
        start = time.process_time()
        found = find_near_copies(collection, _changed(texts[place], words, rng, exchanged=0.02))
        near.append(time.process_time() - start)
        copies += bool(found) and found[0].name == f"d{place}"
    rows.append((f"near-copies of a new one, {copies} of {_N_PROBES} found", _spread(near)))
    took, right = [], 0
    for place in chosen:
        start = time.process_time()
        origins = find_origins(collection, _rewritten(texts[place], words, rng))
        took.append(time.process_time() - start)
        right += bool(origins) and origins[0].name == f"d{place}"
    rows.append((f"origins of a rewrite, {right} of {_N_PROBES} found", _spread(took)))
    false = sum(bool(find_origins(collection, _text(words, rng))) for _ in range(_N_PROBES))
    rows.append(("origins given to texts that have none", f"{false} of {_N_PROBES}"))
    return rows


def _spread(seconds: list[float]) -> str:
    return f"{np.median(seconds):.2f} s, at most {max(seconds):.2f} s"


def _words(rng: np.random.Generator) -> list[str]:
    return ["".join(rng.choice(_SYLLABLES, 2 + number % 3)) for number in range(_VOCABULARY)]


def _draw(words: list[str], rng: np.random.Generator, n: int) -> list[str]:
    return [words[int(rank) % _VOCABULARY] for rank in rng.zipf(1.15, n)]


def _text(words: list[str], rng: np.random.Generator) -> str:
    drawn = _draw(words, rng, _N_WORDS)
    return " ".join(_sentence(drawn[low : low + 20]) for low in range(0, _N_WORDS, 20))


def _sentence(drawn: list[str]) -> str:
    return " ".join(drawn).capitalize() + "."


def _changed(text: str, words: list[str], rng: np.random.Generator, exchanged: float) -> str:
    kept = text.split(" ")
    for place in np.flatnonzero(rng.random(len(kept)) < exchanged):
        if not kept[place].endswith("."):
            kept[place] = words[int(rng.integers(_VOCABULARY))]
    return " ".join(kept)


def _rewritten(text: str, words: list[str], rng: np.random.Generator) -> str:
    """Leave out every third sentence, exchange a third of the words, put new sentences in."""
    sentences = [one + "." for one in text.split(".") if one.strip()]
    kept = [_changed(one.strip(), words, rng, exchanged=0.33) for number, one in enumerate(sentences) if number % 3]
    for _ in range(10):
        kept.insert(int(rng.integers(len(kept))), _sentence(_draw(words, rng, 20)))
    return " ".join(one[0].upper() + one[1:] for one in kept)

"""Gold texts written by hand: claims in [act|speaker|words], figures in {low|high|bound|words}; and how to score.

A speaker is a surname or the head word of a body; empty where the outlet itself speaks or a side acts without a name.
An open end is "-". The same measures read the oracle's JSON: see `tests/oracle_talks.py`.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from homeward.talks.claims.claim import Claim
from homeward.talks.claims.document import Document, document_of
from homeward.talks.claims.extraction import propose_claims
from homeward.talks.origins.alignment import align

TEXTS = Path(__file__).parent / "texts"
_MARK = re.compile(r"\[([a-z]+)\|([^|\]]*)\||\{([^|}]*)\|([^|}]*)\|([a-z ]+)\||[\]}]")


@dataclass(frozen=True)
class GoldClaim:
    start: int
    end: int
    act: str
    speaker: str  # last name or head word; "" for none


@dataclass(frozen=True)
class GoldValue:
    start: int
    end: int
    low: float | None
    high: float | None
    bound: str


@dataclass(frozen=True)
class GoldText:
    document: Document
    claims: tuple[GoldClaim, ...]
    values: tuple[GoldValue, ...]


def read_marked(path: Path) -> GoldText:
    """Read a text with marks."""
    marked = path.read_text(encoding="utf-8")
    text, place, claims, values, open_marks = "", 0, [], [], []
    for mark in _MARK.finditer(marked):
        text += marked[place : mark.start()]
        place = mark.end()
        if mark[0] in "]}":
            start, fields = open_marks.pop()
            made = GoldClaim(start, len(text), *fields) if mark[0] == "]" else GoldValue(start, len(text), *fields)
            (claims if mark[0] == "]" else values).append(made)
        elif mark[1]:
            open_marks.append((len(text), (mark[1], mark[2])))
        else:
            open_marks.append((len(text), (_end(mark[3]), _end(mark[4]), mark[5])))
    assert not open_marks
    return GoldText(document_of(path.stem, text + marked[place:]), tuple(claims), tuple(values))


def _end(written: str) -> float | None:
    return None if written == "-" else float(written)


def read_oracle(folder: Path) -> Iterable[GoldText]:
    """Read one fixture of the oracle: two texts and their claims."""
    gold = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    for file in gold["documents"]:
        text = (folder / file["file"]).read_text(encoding="utf-8")
        own = [claim for claim in gold["claims"] if claim["document"] == file["file"]]
        claims = [
            GoldClaim(c["span"]["start"], c["span"]["end"], c["act"], _head((c["speaker"] or {}).get("name")))
            for c in own
        ]
        values = [
            GoldValue(v["span"]["start"], v["span"]["end"], v["low"], v["high"], v["bound"])
            for c in own
            if (v := c["value"])
        ]
        yield GoldText(document_of(f"{folder.name}/{file['file']}", text), tuple(claims), tuple(values))


def _head(name: str | None) -> str:
    return name.split()[-1] if name else ""


@dataclass
class Score:
    values_right: int = 0
    values: int = 0
    proposed: int = 0
    proposed_right: int = 0
    acts_right: int = 0
    acts: int = 0
    speakers_right: int = 0
    speakers: int = 0
    false_speakers: int = 0
    silent: int = 0

    def add(self, other: "Score") -> None:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def __str__(self) -> str:
        def share(n: int, of: int) -> str:
            return f"{n / of:.2f} ({n}/{of})" if of else "-"

        rows = (
            ("values", share(self.values_right, self.values)),
            ("precision", share(self.proposed_right, self.proposed)),
            ("acts", share(self.acts_right, self.acts)),
            ("speakers", share(self.speakers_right, self.speakers)),
            ("false speakers", share(self.false_speakers, self.silent)),
        )
        return ", ".join(f"{name} {told}" for name, told in rows)


def score(gold: GoldText, misses: list[str] | None = None) -> Score:
    """Score what is proposed for one text."""
    proposed = propose_claims(gold.document)
    result = Score()
    told = misses if misses is not None else []
    _score_values(gold, proposed, result, told)
    for claim in gold.claims:
        own = _best(claim, proposed)
        full = (own.speaker.name or "") if own and own.speaker else ""
        words = gold.document.text[claim.start : claim.end]
        act, name = own.act if own else None, _head(full)
        result.acts += 1
        result.acts_right += act == claim.act
        if act != claim.act:
            told.append(f"{gold.document.name}: act {act}, not {claim.act}: {words}")
        if claim.speaker:
            is_right = same_name(full, claim.speaker)
            result.speakers += 1
            result.speakers_right += is_right
        else:
            is_right = not name
            result.silent += 1
            result.false_speakers += not is_right
        if not is_right:
            told.append(f"{gold.document.name}: speaker {name or None}, not {claim.speaker or None}: {words}")
    return result


def _score_values(gold: GoldText, proposed: Sequence[Claim], result: Score, told: list[str]) -> None:
    figures = {(c.figure.start, c.figure.end): c.figure for c in proposed if c.figure}
    for value in gold.values:
        near = [f for f in figures.values() if f.start < value.end and value.start < f.end]
        is_right = any((f.low, f.high, f.bound) == (value.low, value.high, value.bound) for f in near)
        result.values += 1
        result.values_right += is_right
        if not is_right:
            told.append(f"{gold.document.name}: value {near} for {value}")
    for figure in figures.values():
        is_there = any(figure.start < v.end and v.start < figure.end for v in gold.values)
        result.proposed += 1
        result.proposed_right += is_there
        if not is_there:
            told.append(
                f"{gold.document.name}: no such value: {gold.document.text[figure.start - 20 : figure.end + 20]!r}"
            )


def _best(claim: GoldClaim, proposed: Sequence[Claim]) -> Claim | None:
    def shared(own: Claim) -> float:
        both = min(own.span.end, claim.end) - max(own.span.start, claim.start)
        return both / (max(own.span.end, claim.end) - min(own.span.start, claim.start)) if both > 0 else 0.0

    best = max(proposed, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def same_name(own: str, gold: str) -> bool:
    """Tell whether two names share their last word, or the head of a body; Cyrillic names in whatever case."""
    mine, true = own.lower().split(), gold.lower().split()
    if not mine:
        return False
    if gold.isascii():
        return true[-1].strip("'’s") in {word.strip("'’s") for word in (mine[-1], _head_of_body(mine))}
    return any(word[:4] == other[:4] for word in (mine[0], mine[-1]) for other in (true[0], true[-1]))


def _head_of_body(words: list[str]) -> str:
    """Give "ministry" of "ministry of the interior", else the last word."""
    of = next((place for place, word in enumerate(words) if word in ("of", "for") and place), len(words))
    return words[of - 1]


def total_of(scores: Iterable[Score]) -> Score:
    """Add scores up."""
    total = Score()
    for one in scores:
        total.add(one)
    return total


@dataclass(frozen=True)
class GoldPair:
    name: str
    found: str
    sought: str
    links: dict[int, tuple[int, ...]]  # derived sentences: sought → found
    unjudged: frozenset[int]  # sought sentences marked uncertain


def read_pair(path: Path) -> GoldPair:
    """Read two texts and "sought:found" for each sentence that derives; headlines are not judged."""
    found, sought, links = path.read_text(encoding="utf-8").split("=====\n")
    pairs = [tuple(map(int, link.split(":"))) for link in links.split()]
    return GoldPair(path.stem, found, sought, {own: (source,) for own, source in pairs}, frozenset({0}))


def read_oracle_pair(folder: Path) -> GoldPair:
    """Read one fixture of the oracle: two texts and their links."""
    gold = json.loads((folder / "alignment.json").read_text(encoding="utf-8"))
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("a.txt", "b.txt")]
    links = {link["b"]: tuple(link["a"]) for link in gold["links"] if link["derived"] == "yes"}
    unjudged = frozenset(link["b"] for link in gold["links"] if link["derived"] not in ("yes", "no"))
    return GoldPair(folder.name, *texts, links, unjudged)


def score_links(gold: GoldPair) -> tuple[int, int, int]:
    """Align a pair; count links right, false and missed."""
    alignment = align(gold.found, gold.sought)
    own = {link.sought: link.found for link in alignment.links if link.derived == "yes"}
    judged = {place: found for place, found in own.items() if place not in gold.unjudged}
    right = sum(found[0] in gold.links.get(place, ()) for place, found in judged.items())
    return right, len(judged) - right, sum(own.get(place, (-1,))[0] not in found for place, found in gold.links.items())

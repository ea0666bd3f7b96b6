"""The dead of the story: containers of a delivery, what lies in them, what tags and DNA say of them, who decided.

Most of what came back waits. A few bodies were brought together out of two containers, a few have their names again;
one item was found to be several people, one not ours.
"""

from collections.abc import Iterator

from homeward.actions.story.laboratory import Kinship
from homeward.actions.story.people import Cast
from homeward.actions.workspace.folding.states import CaseState
from homeward.actions.workspace.pairs import (
    all_cases,
    note_deed,
    read_case,
    read_reason,
    sign_decision,
    take_reading,
)
from homeward.actions.workspace.review.by_dna import REMAINS, Asked, propose_by_dna
from homeward.actions.workspace.things import all_things, note_remains, note_several
from homeward.review.verdict import Outcome, allowed_outcomes

Note = tuple[str, dict[str, str]]
_MOST_TOGETHER = 6
_TWO = ("boris", "clara")
_PLACE = "crossing at the bridge"
_AGREES = (read_reason("dna agrees: the ratio is far above what other families reach"),)
_AGAINST = (read_reason("dna speaks against: markers that cannot be of one family"),)
_EARLY = (read_reason("too little evidence: a second donor of the family is asked for"),)
_HANDS = (
    ("South", "North", _PLACE, "handed over by the South", None, "S{number}"),
    ("North", "morgue of the North", "morgue", "opened and described", "S{number}", "N{number}"),
    ("morgue of the North", "cold store of the North", "cold store", "moved after the examination", "N{number}", None),
)


def deliver(cast: Cast, n_containers: int, lines: list[str]) -> None:
    """Take in a delivery: each container has an item, some a second one; every third tag names somebody."""
    note_several(cast.seat("anna"), (*_notes(n_containers, lines), *_custody(n_containers)))


def items_in(n_containers: int) -> list[tuple[int, str]]:
    """Give the items of a delivery, each with the number of its container: "7a", and "7b" in every seventh."""
    numbers = range(1, n_containers + 1)
    return [(number, f"{number}a") for number in numbers] + [(number, f"{number}b") for number in numbers[6::7]]


def _notes(n_containers: int, lines: list[str]) -> Iterator[Note]:
    """Write down first what there is, then what lies where: notes that name nothing in common are kept in one step."""
    items = items_in(n_containers)
    for number in range(1, n_containers + 1):
        yield "thing", {"id": f"C-{number}", "level": "container", "place": _PLACE}
    for _, code in items:
        yield "thing", {"id": f"I-{code}", "level": "item"}
    for number, code in items:
        yield "link", {"kind": "lies in", "part": f"I-{code}", "whole": f"C-{number}", "because": "found inside"}
    for _, code in items:
        yield "sample", {"item": f"I-{code}", "tissue": "femur", "laboratory": "North", "code": f"T-{code}"}
    for number in range(3, n_containers + 1, 3):
        told = {"of": f"C-{number}", "name": f"Nobody {number}", "source": "tag of the South"}
        yield "declaration", told | {"line": lines[number % len(lines)]}


def _custody(n_containers: int) -> Iterator[Note]:
    """Say through whose hands containers went: all came over the bridge, every fourth was opened, some were moved."""
    for step, (giver, taker, place, because, seal_in, seal_out) in enumerate(_HANDS):
        for number in range(1, n_containers + 1):
            if number % (1, 4, 8)[step] == 0:
                seals = {"seal_in": seal_in, "seal_out": seal_out}
                told = {name: text.format(number=number) for name, text in seals.items() if text is not None}
                hands = {"of": f"C-{number}", "giver": giver, "taker": taker, "place": place, "because": because}
                yield "custody", hands | told
    for number in range(4, n_containers + 1, 4):
        lent = {"giver": "morgue of the North", "taker": "laboratory of the North", "place": "laboratory"}
        yield "custody", {"of": f"I-{number}a", **lent, "because": "lent for a sample of bone"}


def examine(cast: Cast, kinship: Kinship, mixed: str) -> tuple[str, ...]:
    """Note what was found, and bring together bodies that lay in two containers: codes of the individuals."""
    anna = cast.seat("anna")
    notes: list[Note] = [("finding", {"of": mixed, "outcome": "several people", "because": "two left femurs"})]
    bodies = [items for items in kinship.bodies.values() if mixed not in items]
    single = [items[0] for items in bodies if len(items) == 1]
    foreign = next((item for item in single if item in kinship.strangers), None)
    if foreign is not None:
        notes.append(("finding", {"of": foreign, "outcome": "not ours", "because": "buttons and boots of the South"}))
    named = [(item, line) for item, line in kinship.names if item not in (mixed, foreign)]
    for item, line in named:
        notes.append(("declaration", {"of": item, "name": f"Nobody {item}", "source": "paper found", "line": line}))
    several = [items for items in bodies if len(items) > 1]
    together = sorted(several, key=lambda items: items[0] in kinship.strangers)[:_MOST_TOGETHER]  # the sought first
    codes = tuple(f"D-{number}" for number in range(1, len(together) + 1))
    notes += [("thing", {"id": code, "level": "individual"}) for code in codes]
    note_several(anna, notes)
    for code, items in zip(codes, together, strict=True):
        for item in items:
            link = {"kind": "belongs to", "part": item, "whole": code, "because": "DNA of both agrees, joints fit"}
            cast.both(("anna", "greta"), note_remains, "link", link)
    return codes


def compare(cast: Cast, kinship: Kinship, sought_list: str, n_decided: int) -> None:
    """Compare remains with families, and read some of the pairs: most are established, one premature, one excluded."""
    asked = Asked(frequencies=kinship.frequencies, table="invented table", listed=0.5)
    cast.both(("anna", "vera"), propose_by_dna, REMAINS, sought_list, asked)
    codes = {one.id: one.code for one in all_things(cast.seat("anna"))}
    cases = [one for one in all_cases(cast.seat("anna")) if one.case.pair.found in codes]
    cases.sort(key=lambda one: (codes[one.case.pair.found][0] != "D", -_probability(one), codes[one.case.pair.found]))
    sure = [one for one in cases if _carries(one, "established")]
    for one in sure[:n_decided]:
        _give_name(cast, one, codes[one.case.pair.found])
    rest = [one for one in reversed(cases) if one not in sure[:n_decided]]
    against = next((one for one in rest if _carries(one, "excluded")), None)
    early = next((one for one in rest if one is not against and _carries(one, "possible")), None)
    if against is not None:
        _decide(cast, against, "excluded")
    if early is not None:
        _decide(cast, early, "premature")


def _give_name(cast: Cast, one: CaseState, code: str) -> None:
    """Establish who somebody was, and tell the family; an individual is linked to the person."""
    _decide(cast, one, "established")
    note_deed(cast.seat("boris"), one.id, "family told", "by a visit of two, with a letter")
    if code.startswith("D"):
        link = {"kind": "identified as", "part": code, "whole": one.case.pair.sought}
        cast.both(_TWO, note_remains, "link", link | {"because": "the signed decision of two readers"})


def _carries(one: CaseState, outcome: Outcome) -> bool:
    return one.case.state == "proposed" and outcome in allowed_outcomes(one.case.round.basis)


def _probability(one: CaseState) -> float:
    return round(one.case.round.basis.posterior or 0.0, 9)


def _decide(cast: Cast, one: CaseState, outcome: Outcome) -> None:
    """Let two read a case alike, and sign it."""
    reasons = {"established": _AGREES, "excluded": _AGAINST}.get(outcome, _EARLY)
    for reader in _TWO:
        take_reading(cast.seat(reader), one.id)
        read_case(cast.seat(reader), one.id, outcome, reasons)
    for signer in _TWO:
        sign_decision(cast.seat(signer), one.id, outcome)

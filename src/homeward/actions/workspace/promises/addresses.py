"""Under which id of the store a pledge is found: random, so that an address of a page says nothing of it."""

from collections.abc import Mapping

from homeward.actions.workspace.desk import Desk, refuse
from homeward.actions.workspace.promises.journal import Journal
from homeward.ledger.entry import decode_entry


def pledge_addresses(desk: Desk, journal: Journal) -> Mapping[str, str]:
    """Give the id in the store of each pledge of a journal, by the id that people gave it; to compute on."""
    numbers = {own.id: journal.rests[f"pledge {own.id}"].number for own in journal.ledger.pledges}
    with desk.store.read() as now:
        entries = {own: next(now.entries(number)) for own, number in numbers.items() if number is not None}
    return {own: decode_entry(data).act.subjects[0] for own, data in entries.items()}


def pledge_at(desk: Desk, journal: Journal, address: str) -> str:
    """Find the pledge of an address; raises Refused where there is none that this person may see."""
    found = [own for own, at in pledge_addresses(desk, journal).items() if at == address]
    if not found:
        refuse(desk, "see counts")
    return found[0]

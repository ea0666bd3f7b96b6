"""Small ledgers for tests: North owes South, and the other way round."""

from datetime import date, timedelta

from homeward.talks.conditions.grammar import read_amount, read_term
from homeward.talks.conditions.renewal import Decision, Renewal
from homeward.talks.pledges.journal import Entry, Ledger, Pledge

START = date(2031, 3, 1)
RENEWAL = Renewal(
    trigger="breach_notice",
    trigger_by=("North",),
    clock_days=10,
    decision=Decision("continue", ("North", "South")),
    silence="suspended",
    resume=Decision("resume", ("North", "South")),
)


def on(day):
    return START + timedelta(days=day)


def pledge(identity="P", **changes):
    own = {"debtor": "North", "creditor": "South", "what": "detainees released", "unit": "people"} | changes
    for key, read in (("due", read_amount), ("condition", read_term)):
        if isinstance(own.get(key), str):
            own[key] = read(own[key])
    return Pledge(identity, **own)


def entry(identity, day, kind, quantity=None, pledge="P", **changes):
    return Entry(identity, on(day), kind, pledge, quantity=quantity, **changes)


def ledger(*entries, pledges=None):
    return Ledger(tuple(pledges or (pledge(),)), tuple(entries))

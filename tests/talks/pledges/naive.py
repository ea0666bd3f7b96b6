"""Slow twin of balances: every question reads the whole journal again, entry by entry."""

from homeward.talks.pledges.journal import ACCOUNT_BY_KIND, WITHDRAW


def naive_balance(ledger, pledge, account, day):
    known = [entry for entry in ledger.entries if entry.day <= day]
    total = 0
    for entry in known:
        is_gone = any(
            other.about == entry.id and (other.quantity is not None or other.kind == WITHDRAW) for other in known
        )
        if entry.pledge == pledge and ACCOUNT_BY_KIND.get(entry.kind) == account and not is_gone:
            total += entry.quantity or 0
    return total


def naive_owed(ledger, pledge, day):
    at = {account: naive_balance(ledger, pledge, account, day) for account in set(ACCOUNT_BY_KIND.values())}
    left = at["pledged"] - at["waived"] - at["lapsed"]
    in_verification = at["received"] - at["verified"] - at["rejected"]
    return at | {
        "in_verification": in_verification,
        "outstanding": max(0, left - at["verified"]),
        "sure_shortfall": max(0, left - at["verified"] - in_verification),
        "beyond_pledge": max(0, at["verified"] - left),
    }

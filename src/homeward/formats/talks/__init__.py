"""Files of the talks: ledgers of pledges, windows, duties."""

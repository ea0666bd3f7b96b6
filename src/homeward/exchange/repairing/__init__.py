"""What now that somebody drops out or is refused? Reserves, repairs, prices of refusals, strikes, counter-offers."""

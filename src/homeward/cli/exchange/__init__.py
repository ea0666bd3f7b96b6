"""Commands for exchange rounds: who goes home, why, and what now that something went otherwise."""

"""Files of exchange rounds: the terms that sides agree on."""

"""Commands on DNA: one family, a collection, a screening, power."""

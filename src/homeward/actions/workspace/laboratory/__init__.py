"""What did the laboratory find, of which sample? Results that two scientists sign, pedigrees, controls."""

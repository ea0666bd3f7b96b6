"""Who crossed, by whose count, and what was it afterwards? The day of a hand-over, and what follows."""

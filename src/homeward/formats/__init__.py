"""How other programs write it down: readers that account for every row, and writers."""

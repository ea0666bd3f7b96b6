"""Two lists of people, or one against itself: which records are of one person, and how sure that is."""

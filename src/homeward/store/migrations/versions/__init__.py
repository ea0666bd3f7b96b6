"""Changes of the form of the tables, in order. A change that was released is never edited."""

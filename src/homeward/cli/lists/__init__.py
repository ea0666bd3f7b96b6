"""Commands on lists of people: matching, checking, names, the fields; and the questions they share."""

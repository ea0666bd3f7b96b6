"""Tables of given names, short forms and common surnames, as Python literals."""

"""Where is a place on the earth: coordinates as people write them, and a table of towns that lists name."""

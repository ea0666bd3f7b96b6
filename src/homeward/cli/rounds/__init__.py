"""Commands of a round in a workspace: terms and people, signing with the other side, the day of the crossing."""

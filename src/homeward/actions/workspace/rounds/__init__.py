"""Who goes home, when, by whose word? A round in a workspace, from its terms to what became of everybody in it."""

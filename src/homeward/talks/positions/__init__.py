"""Where do the texts agree? Clauses of memoranda, aligned between sides and between drafts."""

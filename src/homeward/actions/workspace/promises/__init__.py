"""What was said and promised, by whose word? Documents, confirmed claims, figures, and the journal of pledges."""

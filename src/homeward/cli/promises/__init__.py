"""Commands about what was said and promised, in a workspace."""

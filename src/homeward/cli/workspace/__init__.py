"""Commands of a workspace: who signs in, what they ask for, what they see."""

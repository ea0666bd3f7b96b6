"""What may be shown, to whom? Pictures, words and pages made from what the core found; nothing here computes evidence."""

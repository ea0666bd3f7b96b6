"""What may be shown, to whom? Pictures, words and pages of what the core found; nothing here computes evidence."""

"""What is on, off, or due to be renewed? Conditions, renewal, consent, windows and the clocks of the law."""

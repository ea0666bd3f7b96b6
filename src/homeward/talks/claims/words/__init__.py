"""The words by which reports count, hedge and attribute, language by language."""

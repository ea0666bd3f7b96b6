"""What lists say about people, made comparable."""

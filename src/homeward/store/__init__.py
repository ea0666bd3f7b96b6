"""Store: where is it kept? Acts, their entries, heads and what is true now: encrypted SQLite, or PostgreSQL by URL."""

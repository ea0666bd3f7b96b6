"""Two ways to keep the same tables behind the same few calls: a file of one's own, or a PostgreSQL server."""

"""What a person does: one function for each act; the only place that joins files, core and answers."""

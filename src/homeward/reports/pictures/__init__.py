"""Pictures that pages show, each with the table that says the same; pure functions that give SVG as text."""

"""Written names of people: letters, sounds, roles and the given names behind them."""

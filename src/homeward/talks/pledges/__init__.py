"""What is owed today, and what was kept? A journal of pledges and movements, and everything computed from it."""

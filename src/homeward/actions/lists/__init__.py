"""What is done with lists of people: checking, matching, weighing names, trials."""

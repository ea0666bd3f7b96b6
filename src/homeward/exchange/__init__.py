"""Who goes home, when? Plans of exchange rounds, their reasons, their fairness."""

"""What is done with DNA: one kinship question, whole collections, power, lineages."""

"""Folding: what do acts add up to? Records as text, states, and the one function that leads from acts to states."""

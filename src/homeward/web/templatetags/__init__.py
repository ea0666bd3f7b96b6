"""Filters that every template has."""

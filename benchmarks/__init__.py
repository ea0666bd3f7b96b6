"""Timings: `make bench` prints one table; nothing here is a test."""

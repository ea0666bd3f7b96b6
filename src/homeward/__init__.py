"""Homeward: who is who, what was promised, and whether it was kept."""

__version__ = "0.1.0"

"""Coding qualitative interviews and focus groups and setting them beside the literature."""

__version__ = "0.1.0"

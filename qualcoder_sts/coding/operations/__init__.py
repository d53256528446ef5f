"""Changing segments: one module for each kind of change."""

"""Giving copies to colleagues and merging what came back."""

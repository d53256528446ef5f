"""Coded segments: applying and removing codes, and whatever else touches segments.

Merging, splitting and deleting codes and editing a text belong here, because segments move with
them. Also search-and-code, finished marks, and coding tables from elsewhere.
"""

"""Memos on anything, and the journal."""

"""Memos and the journal: looking through them, writing, linking."""

"""Words and sentences of a text. Knows nothing of a project."""

"""Words, sentences and lemmas of a text. Knows nothing of a project. spaCy lives here."""

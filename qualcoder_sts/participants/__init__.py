"""People and groups, sessions with their rosters, attributes. Knows nothing of texts."""

"""Settings and the keys of all actions, built from their tables; knows no project."""

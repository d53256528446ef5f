"""The project file: its tables, the one door for writing, history, backups, lock and recovery.

Owns the SQLite file and everything in it that no feature owns. Knows nothing of what features do
with their rows.
"""

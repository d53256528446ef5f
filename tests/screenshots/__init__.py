"""Pictures of the real program; see ``take.py``."""

"""The sheets of participants, sources and their attributes. Knows no transcripts."""

"""Sources and their speaker turns: reading files, finding speakers, importing, correcting.

Knows people (``participants``) and literature records, but nothing of codes or segments.
"""

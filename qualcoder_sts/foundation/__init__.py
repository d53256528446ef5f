"""What every package may use and what knows nothing of a project.

Spans, text positions, progress and cancel, errors with their sentence, tables from CSV and XLSX
files, translation.
"""

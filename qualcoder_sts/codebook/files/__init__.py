"""Codebooks as files: YAML, CSV, XLSX and REFI-QDA codebooks (QDC).

Owns how a codebook is written down outside a project. Knows nothing of the database: it turns
bytes into a ``CodebookDocument`` and back.
"""

"""Bibliographic records, screening, findings, evidence levels. Knows nothing of texts."""

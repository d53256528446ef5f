"""Writing Word documents: what python-docx leaves to those who know the format.

Knows paper, styles, fields and tables; nothing of the project.
"""

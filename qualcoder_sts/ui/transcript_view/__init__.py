"""The coding view: a transcript, its speakers in the left margin, its codes in the right one.

Owns painting, selection and the way between code points and Qt's positions. Knows rows, never the
database, and never changes the text.
"""

"""Counting and retrieval: the one engine behind tables, charts, reports and the command line.

Reads a frozen snapshot of the project and computes on it with plain functions. Writes nothing, and
knows nothing of how a number is drawn or printed.
"""

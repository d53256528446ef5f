"""Suggestions: texts, a codebook and what was coded in, passages with reasons out.

Owns the reading of terms through spaCy, what is learnt from coding, the caches of open suggestions
and vectors, and the check of how good suggestions are. Never writes codings: accepting is an
operation of ``coding``. It points at passages that exist and cannot invent a quote; everything is
computed on this computer.
"""

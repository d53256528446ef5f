"""Suggestions in the window: the queue, what speaks for each, the check.

Knows neither how they are computed nor the other panels, and never codes by itself.
"""

"""Small parts of windows that cannot be made without a name for screen readers.

Knows Qt and the themes' roles; knows neither projects nor places of the window.
"""

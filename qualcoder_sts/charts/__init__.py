"""Charts: from an analysis result to a matplotlib figure with its alternative text.

The only package that draws with matplotlib. Knows no session: it gets tables and gives figures.
"""

"""The same operations without a screen: reads arguments, runs one operation, prints what came out.

Knows no rules of its own, no SQL and no Qt. ``overview`` lists the commands, each of the other
modules holds the functions of one group of them.
"""

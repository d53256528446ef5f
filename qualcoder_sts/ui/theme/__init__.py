"""Colours by role, fonts, and what Qt makes of them.

Owns the themes (one TOML file each) and the rule that every text stays readable on its ground.
Knows no widget of the program.
"""

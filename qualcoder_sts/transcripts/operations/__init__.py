"""Changing sources, speakers and turns: one module for each kind of change."""

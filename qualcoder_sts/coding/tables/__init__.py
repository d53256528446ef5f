"""Coding as a table of quotes and codes: from a spreadsheet, and into one."""

"""Measured against budgets and peers; never part of the tests."""

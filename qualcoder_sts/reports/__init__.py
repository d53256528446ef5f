"""Reports from analysis results and charts. So far: the theme summary in Word.

Every report ends with a manifest of what its figures rest on, and says the same whenever it is
written from the same state of the project.
"""

"""Copies of one project: giving one to a colleague, and merging what came back in one step.

Compares rows and knows nothing of screens. A copy is read and never written once it was given out;
this file is changed by ``applying.apply_merge`` alone, inside ``Workspace.run``.
"""

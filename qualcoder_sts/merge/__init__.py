"""Merging copies of one project: what differs, what is in conflict, and one step that joins them.

Compares rows and knows nothing of screens. A copy is read and never written; this file is changed
by ``applying.apply_merge`` alone, inside ``Workspace.run``.
"""

"""The codebook: codes in their tree, their definitions, codebook files.

Knows nothing of segments: what touches them (merging, splitting, deleting a code) is in ``coding``.
"""

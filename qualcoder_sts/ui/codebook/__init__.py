"""The codebook panel: the tree of codes with its counts, adding, renaming and deleting codes."""

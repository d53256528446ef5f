"""The codebook panel."""

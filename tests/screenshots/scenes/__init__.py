"""One module for each walk through the program: a function ``take(scene)``."""

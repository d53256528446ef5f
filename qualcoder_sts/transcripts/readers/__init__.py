"""One module for each file format: bytes in, a ``ReadDocument`` out. Knows no project file."""

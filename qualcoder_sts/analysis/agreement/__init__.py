"""Agreement between coders: what several of them did with the same text, and how far alike.

Compares finished coding only, and only in participants' text. Knows no layer of record and settles
nothing: reconciling belongs to ``coding``.
"""

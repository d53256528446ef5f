"""The sentence encoder: sentences in, vectors out that lie near one another where meanings do.

Owns the one that ``model install`` makes (tier B), encoders of the user's own (tier C), and where
they lie. Knows nothing of projects, codes or spaCy. Never opens a connection: weights are fetched
once, by pip, when the user asks for it.
"""

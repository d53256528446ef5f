"""Texts as the project keeps them: once each, under the hash of their content."""

import hashlib

from sqlalchemy.orm import Session

from qualcoder_sts.project.tables import Text


def hash_of(content: str | bytes) -> str:
    """The key under which a text or an original is kept: SHA-256 in hexadecimal."""
    if isinstance(content, str):
        content = content.encode()
    return hashlib.sha256(content).hexdigest()


def keep_text(session: Session, content: str) -> str:
    """Store a text under its hash, once; returns the hash."""
    key = hash_of(content)
    if session.get(Text, key) is None:
        session.add(Text(hash=key, content=content))
        session.flush()
    return key

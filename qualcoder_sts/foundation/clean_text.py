"""Characters that no stored text may hold."""

import re

# NUL ends a string in SQLite's own functions; a lone surrogate is no character and cannot be
# written as UTF-8.
_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def cleaned(text: str) -> str:
    """``text`` with NUL and lone surrogates replaced one for one, so that no position moves."""
    return _IMPOSSIBLE.sub(REPLACEMENT, text)

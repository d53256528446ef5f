"""Several texts in one: ``Organizational/Lower caseloads``, ``caseload; case load``.

A separator inside a text gets a backslash before it. Backslashes themselves are doubled only
right before a separator and at the end of a text, so that all others stay as people write them.
"""

import re
from collections.abc import Iterable

PATH_SEPARATOR = "/"
TERM_SEPARATOR = ";"


def joined(texts: Iterable[str], separator: str, *, then: str = "") -> str:
    """The texts with ``separator`` and ``then`` between them; ``split`` takes them apart again."""
    inside = re.compile(rf"(\\*){re.escape(separator)}")
    escaped = (inside.sub(rf"\1\1\\{separator}", text) for text in texts)
    return (separator + then).join(re.sub(r"(\\+)\Z", r"\1\1", text) for text in escaped)


def split(text: str, separator: str) -> list[str]:
    """The texts that ``joined`` put together, never none."""
    texts = [""]
    end = 0
    for match in re.finditer(rf"(\\*)({re.escape(separator)}|\Z)", text):
        before, backslashes, found = text[end : match.start()], match[1], match[2]
        literal, is_escaped = divmod(len(backslashes), 2)
        texts[-1] += before + "\\" * literal
        if is_escaped:
            texts[-1] += found or "\\"
        elif found:
            texts.append("")
        end = match.end()
    return texts

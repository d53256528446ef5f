"""The one form every paragraph's text takes before it becomes part of a source."""

import re

# Windows, old Macintosh, and the line ends that only Unicode knows (NEL, VT, FF, LS, PS).
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]+")
_BYTE_ORDER_MARK = "\ufeff"
_REPLACEMENT = "\ufffd"


def normalise(text: str) -> str:
    """Line ends as LF; no NUL, no byte order mark, no lone surrogate; nothing else changed."""
    text = text.replace(_BYTE_ORDER_MARK, "").replace("\0", "")
    return _SURROGATES.sub(_whole_characters, _LINE_ENDS.sub("\n", text))


def _whole_characters(match: re.Match[str]) -> str:
    """Join surrogate pairs a careless decoder left apart; a lone one becomes U+FFFD."""
    return match.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

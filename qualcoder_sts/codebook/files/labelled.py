"""The definition of a code as one text, for formats that have one description and no more.

::

    Brief definition: Fewer clients at a time.

    When to use: …
    Terms: caseload; fewer clients
"""

import re
from dataclasses import replace

from qualcoder_sts.codebook.files.document import (
    DEFINITION_FIELDS,
    CodeEntry,
    distinct_terms,
    lines,
)
from qualcoder_sts.codebook.files.separated import TERM_SEPARATOR, joined, split

_FIELDS = {**DEFINITION_FIELDS, "terms": "Terms"}
_BY_LABEL = {label: field for field, label in _FIELDS.items()}
_LABEL = "(" + "|".join(_BY_LABEL) + "):"
_PART = re.compile(rf"^{_LABEL}[ \n]?", re.MULTILINE)

# A line that only looks like a label is set in by a space, which reading takes away again.
_LOOKS_LIKE_LABEL = re.compile(rf"^( *){_LABEL}", re.MULTILINE)
_SET_IN = re.compile(rf"^ ( *{_LABEL})", re.MULTILINE)


def labelled_text(entry: CodeEntry) -> str:
    """The definition fields and terms in one text, the full definition bare if it is all."""
    texts = {field: getattr(entry, field) for field in DEFINITION_FIELDS}
    texts["terms"] = joined(entry.terms, TERM_SEPARATOR, then=" ")
    filled = {field: text for field, text in texts.items() if text}
    if set(filled) <= {"full_definition"} and not _PART.match(entry.full_definition):
        return entry.full_definition
    parts = []
    for field, text in filled.items():
        gap = "\n" if "\n" in text else " "
        parts.append(f"{_FIELDS[field]}:{gap}" + _LOOKS_LIKE_LABEL.sub(r" \g<0>", text))
    return "\n\n".join(parts)


def with_labelled_text(entry: CodeEntry, text: str) -> CodeEntry:
    """``entry`` with the fields found in ``text``; without our labels it is the definition."""
    text = lines(text)
    labels = list(_PART.finditer(text))
    if not labels or labels[0].start() > 0:
        return replace(entry, full_definition=text)
    ends = [label.start() for label in labels[1:]] + [len(text)]
    found: dict[str, str] = {}
    for label, end in zip(labels, ends, strict=True):
        field = _BY_LABEL[label[1]]
        part = _SET_IN.sub(r"\1", text[label.end() : end].strip("\n"))
        found[field] = lines(f"{found[field]}\n{part}" if field in found else part)
    return replace(
        entry,
        brief_definition=found.get("brief_definition", ""),
        full_definition=found.get("full_definition", ""),
        when_to_use=found.get("when_to_use", ""),
        when_not_to_use=found.get("when_not_to_use", ""),
        examples=found.get("examples", ""),
        terms=distinct_terms(split(found.get("terms", ""), TERM_SEPARATOR)),
    )

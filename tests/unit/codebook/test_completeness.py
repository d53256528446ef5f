from uuid import UUID

from qualcoder_sts.codebook.completeness import Completeness, completeness, missing_fields
from qualcoder_sts.codebook.tree import CodeRow, CodeTree

FULL = {
    "brief_definition": "Brief",
    "full_definition": "Full",
    "when_to_use": "When",
    "when_not_to_use": "When not",
    "examples": "Example",
}


def code(number, *, codable=True, **fields):
    return CodeRow(UUID(int=number), None, (f"Code {number}",), "#112233", codable, **fields)


def test_blanks_say_nothing():
    half = code(1, **(FULL | {"examples": " \n", "when_to_use": ""}))
    assert missing_fields(half) == ("when_to_use", "examples")
    assert missing_fields(code(2, **FULL)) == ()


def test_categories_need_no_definition():
    tree = CodeTree((code(1, codable=False), code(2, **FULL), code(3, brief_definition="Brief")))
    found = completeness(tree)
    assert found == Completeness(codes=2, complete=1, filled=8)
    assert found.share == 8 / 12


def test_an_empty_codebook_lacks_nothing():
    assert completeness(CodeTree(())).share == 1.0

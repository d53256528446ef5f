import pytest

from qualcoder_sts.codebook.files.document import CodebookDocument, CodeEntry, walk
from qualcoder_sts.codebook.files.table_file import codebook_table, read_codebook_table
from qualcoder_sts.foundation.errors import UnreadableFileError


def read(text: str) -> tuple[tuple[CodeEntry, ...], str]:
    found = read_codebook_table(text.encode(), "own.csv")
    return found.document.codes, "\n".join(found.remarks)


def paths(codes: tuple[CodeEntry, ...]) -> list[str]:
    return [" > ".join(placed.path) for placed in walk(codes)]


def test_only_a_path_is_needed() -> None:
    codes, remarks = read("Path\nWork / Lower caseloads\nWork/24\\/7 rota\n/Home/\n")
    assert paths(codes) == ["Work", "Work > Lower caseloads", "Work > 24/7 rota", "Home"]
    assert remarks == ""


def test_a_category_may_follow_its_codes() -> None:
    codes, remarks = read("path;codable;Colour\nWork/Rest;;#abc\nWork;no;\n")
    assert paths(codes) == ["Work", "Work > Rest"]
    assert not codes[0].codable
    assert codes[0].children[0].colour == "#AABBCC"
    assert remarks == ""


def test_names_with_parents_in_any_order() -> None:
    codes, remarks = read("name,parent,terms\nRest,Work,a; b;;a\nWork,,\nFun,Home,\n")
    assert paths(codes) == ["Work", "Work > Rest", "Home", "Home > Fun"]
    assert codes[0].children[0].terms == ("a", "b")
    assert remarks == "Row 4: the parent “Home” has no row; it was added."


def test_nothing_is_left_without_a_remark() -> None:
    text = "path,name,note,colour,codable,guid\nA,x,y,reddish,maybe,12\n,x,y,,,\n,,,,,\nA,,,,,\n"
    codes, remarks = read(text)
    assert paths(codes) == ["A", "Unnamed code", "A (2)"]
    for said in ["“name”, “note”", "Row 2: “reddish”", "Row 2: “maybe”", "Row 2: “12”"]:
        assert said in remarks
    assert "has no name" in remarks
    assert "“A” stands more than once at the top" in remarks


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title,colour\nA,red\n", "needs a column “path”.*“title”, “colour”"),
        ("name,parent\nA,B\nB,C\nC,A\n", "row 2: “A” stands below itself"),
        ("name,parent\nA,A\n", "row 2: “A” stands below itself"),
        ("path\n" + "/".join("abcdefghijk" * 5) + "\n", "row 2: the path has too many levels"),
    ],
)
def test_broken_tables_are_refused_with_the_row(text: str, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read(text)


def test_columns_written() -> None:
    entry = CodeEntry("A", terms=("x", "y"), children=(CodeEntry("b/c", codable=False),))
    table = codebook_table(CodebookDocument(codes=(entry,)))
    assert table.columns == (
        *("path", "brief_definition", "full_definition", "when_to_use", "when_not_to_use"),
        *("examples", "terms", "colour", "codable"),
    )
    assert [row[0] for row in table.rows] == ["A", "A/b\\/c"]
    assert [row[6] for row in table.rows] == ["x; y", ""]
    assert [row[8] for row in table.rows] == ["true", "false"]

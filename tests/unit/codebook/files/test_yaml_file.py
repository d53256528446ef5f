import pytest

from qualcoder_sts.codebook.files.document import CodeEntry
from qualcoder_sts.codebook.files.yaml_file import read_yaml
from qualcoder_sts.foundation.errors import UnreadableFileError


def read(text: str) -> tuple[tuple[CodeEntry, ...], str]:
    found = read_yaml(text.encode(), "own.yaml")
    return found.document.codes, "\n".join(found.remarks)


def test_hand_written_shorthand() -> None:
    codes, remarks = read(
        """
- Plain name
- name: Yes
  color: "#09f"
  codable: no
  examples: ["“one”", "“two”"]
  terms: shift
  children:
    - 2020-05-01
    - name: ~
- name: Empty
  codes:
"""
    )
    assert [code.name for code in codes] == ["Plain name", "Yes", "Empty"]
    yes = codes[1]
    assert (yes.colour, yes.codable, yes.terms) == ("#0099FF", False, ("shift",))
    assert yes.examples == "“one”\n“two”"
    assert [child.name for child in yes.children] == ["2020-05-01", "Unnamed code"]
    assert "has no name" in remarks


def test_nothing_is_left_without_a_remark() -> None:
    codes, remarks = read(
        """codebook: Own
author: me
codes:
  - name: A
    colour: reddish
    codable: perhaps
    guid: 12
    weight: 3
  - name: A
"""
    )
    assert [code.name for code in codes] == ["A", "A (2)"]
    for said in ["“author” in line 2", "“reddish” in line 5", "“perhaps”", "“12”", "“weight”"]:
        assert said in remarks
    assert remarks.count("\n") == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("codes:\n  - name: A\n  brief: [\n", "line 3"),
        ("codes:\n  - name: a: b\n", "line 2"),
        ("codes:\n  - name: A\n    terms:\n      - x: y\n", "line 4: “terms” must be text"),
        ("codes:\n  - name: A\n    name: B\n", "line 3: “name” stands twice"),
        ("codes: Lower caseloads\n", "line 1: “codes” must be a list"),
        ("codes:\n  - [A]\n", "line 2: a code must have a name"),
        ("title: x\n", "“codes” is missing"),
        ("just words\n", "no list of codes"),
        ("# nothing\n", "it is empty"),
        ("codes:\n  - name: A\x07\n", "line 2: it holds a control character"),
        ("[" * 5000, "nested too deeply"),
        ("codes:\n" + "".join("  " * n + "- codes:\n" for n in range(1, 60)), "nested too deeply"),
        ("codes: &a\n  - name: A\n    codes: *a\n", "repeats itself"),
    ],
)
def test_broken_files_are_refused_with_the_line(text: str, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read(text)


@pytest.mark.timeout(60)  # followed one by one they are a hundred million
def test_aliases_of_aliases_do_not_grow() -> None:
    lists = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lists += [
        f"a{n}: &a{n} [{', '.join([f'{{name: y, codes: *a{n - 1}}}'] * 10)}]" for n in range(1, 9)
    ]
    with pytest.raises(UnreadableFileError, match="repeats itself"):
        read("\n".join(lists) + "\ncodes: *a8\n")


def test_tags_are_never_acted_on() -> None:
    codes, _ = read("codes:\n  - name: !!python/object/apply:os.getcwd []\n    terms: [x]\n")
    assert codes[0].name == "Unnamed code"


def test_other_encodings() -> None:
    found = read_yaml("codes:\n  - name: Délégué\n".encode("cp1252"), "own.yaml")
    assert found.document.codes[0].name == "Délégué"

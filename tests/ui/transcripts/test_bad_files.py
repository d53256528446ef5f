"""Files that people really have, and that cannot be read: each with its sentence, all at once."""

import io
import zipfile

from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.transcripts.draft import Standing
from qualcoder_sts.ui.transcripts.file_list import sentences_about

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
TALK = "Interviewer: How was it?\nP1: Long.\nInterviewer: And?\nP1: Better.\n"
PAGE_WITHOUT_TEXT = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/P -44"
    b"/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
)


def in_wide_letters(name):
    return OLE + name.encode("utf-16-le") + b"\0" * 500


def packed(name, content):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(name, content)
    return archive.getvalue()


BAD = {
    "scanned.pdf": (
        PAGE_WITHOUT_TEXT + b"trailer<</Root 1 0 R>>\n%%EOF",
        "its pages are pictures without text",
    ),
    "locked.pdf": (
        PAGE_WITHOUT_TEXT + b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\n%%EOF",
        "protected by a password",
    ),
    "damaged.docx": (b"PK\x03\x04 and then nothing", "damaged or incomplete"),
    "locked.docx": (in_wide_letters("EncryptedPackage"), "protected by a password"),
    "legacy.doc": (in_wide_letters("WordDocument"), "save it as .docx"),
    "renamed.docx": (packed("a.txt", "x"), "it is a packed archive"),
    "empty.txt": (b"", "it is empty"),
    "blank.txt": (b" \n\n ", "nothing in it but blanks"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "it is a picture (PNG)"),
}
ODD = {
    "text.docx": (TALK.encode(), "its content is plain text"),
    "no ending": ((TALK + "P1: So.\n").encode(), "The file has no ending"),
    "old.txt": ("I: Où ?\nAnaïs: Là-bas.\n".encode("cp1252") * 3, "Check accented letters"),
    "long.txt": ((TALK + "P1: " + "word " * 10_000).encode(), "its line breaks may be lost"),
}


def test_each_has_its_sentence_and_stops_no_other(looked_at, write, brought_in, project):
    files = [write(f"interviews/{name}", content) for name, (content, _) in (BAD | ODD).items()]
    dialog = looked_at(*files, write("interviews/good.txt", TALK + "Interviewer: Thanks.\n"))
    for file in dialog.draft.files[:-1]:
        name = file.path.name
        assert file.standing is (Standing.BAD if name in BAD else Standing.DOUBTFUL), name
        said = (BAD | ODD)[name][1]
        assert any(said in sentence for sentence in sentences_about(file)), name
        dialog.list.show_file(file.path)
        assert said in dialog.page.sentences.text()
        assert dialog.page.text.isVisible() == (name in ODD)
    imported = brought_in(dialog)
    assert [bool(line.id) for line in imported.sources] == [False] * len(BAD) + [True] * 5
    assert len(project.operations.read(list_sources)) == 1 + len(ODD) + 1


def test_a_file_that_may_not_be_read(looked_at, write, monkeypatch):
    from pathlib import Path

    real = Path.read_bytes

    def read_bytes(path):
        if path.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    dialog = looked_at(write("interviews/secret.txt", TALK))
    assert dialog.page.sentences.text() == "“secret.txt” cannot be read: Permission denied."
    assert not dialog.import_button.isEnabled()


def test_a_folder_of_a_hundred_files(looked_at, write, brought_in, project, qtbot):
    for number in range(100):
        write(f"interviews/I-{number}.txt", f"{TALK}P1: Number {number}.\n")
    file = write("interviews/I-0.txt", TALK)
    dialog = looked_at(file.parent)
    assert [file.path.name for file in dialog.draft.files][9:11] == ["I-9.txt", "I-10.txt"]
    assert dialog.import_button.text() == "Import 100 files"
    assert len(brought_in(dialog).sources) == 100
    project.operations.undo()  # in the background: it is a large step
    qtbot.waitUntil(lambda: len(project.operations.read(list_sources)) == 1, timeout=60_000)
    qtbot.waitUntil(lambda: not project.operations.is_writing)


def test_the_way_to_what_wants_a_look_is_gone_when_nothing_does(looked_at, write):
    dialog = looked_at(write("interviews/I-1.txt", TALK))
    assert not dialog.next_doubt.isVisible()

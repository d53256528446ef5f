import pytest

from qualcoder_sts.participants.queries import find_participant
from qualcoder_sts.ui.transcripts.attribute_files import AttributeFiles
from qualcoder_sts.ui.transcripts.unmatched_rows import UnmatchedRows


@pytest.fixture
def files(application, project):
    return AttributeFiles(project.operations, application.window)


def test_a_table_is_imported_with_what_did_not_match(application, project, files, tmp_path, qtbot):
    table = tmp_path / "people.csv"
    table.write_text("name,role,years\nP1,nurse,7\nP9,clerk,1\n", encoding="utf-8")
    files.start(table)
    qtbot.waitUntil(lambda: application.window.findChild(UnmatchedRows) is not None)
    assert project.operations.read(find_participant, "P1").attributes == {
        "role": "nurse",
        "years": "7",
    }
    notices = application.window.notices
    assert notices.words == "2 values taken from 1 row. 1 row fitted nobody."
    application.window.findChild(UnmatchedRows).close()
    notices.action_button.click()
    assert project.operations.read(find_participant, "P1").attributes == {}


def test_an_unreadable_table_has_its_sentence(application, files, tmp_path, qtbot):
    notices = application.window.notices
    table = tmp_path / "people.xlsx"
    table.write_bytes(b"PK\x03\x04 no workbook")
    files.start(table)
    qtbot.waitUntil(lambda: "“people.xlsx” cannot be read" in notices.words)
    files.start(tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: "“gone.csv” cannot be read" in notices.words)

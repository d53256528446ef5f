import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from qualcoder_sts.project.opening import create_project
from qualcoder_sts.reports.errors import (
    NotAReportError,
    OtherProjectsReportError,
    ReportNotWrittenError,
    TemplateUnreadableError,
)
from qualcoder_sts.reports.manifest import check_report, report_is_stale
from qualcoder_sts.reports.theme_summary import theme_summary, write_theme_summary


@pytest.fixture
def report(small_study, tmp_path) -> Path:
    path = tmp_path / "summary.docx"
    write_theme_summary(small_study.workspace.read(theme_summary), path)
    return path


def instructions(document) -> list[str]:
    return [element.text.strip() for element in document.element.body.iter(qn("w:instrText"))]


def texts(document, style: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == style]


def test_headings_are_real_and_in_order(report):
    document = docx.Document(str(report))
    headings = [
        (each.style.name, each.text)
        for each in document.paragraphs
        if each.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "All themes"),
        ("Heading 1", "Organizational"),
        ("Heading 2", "Lower caseloads"),
        ("Heading 2", "Job rotation"),
        ("Heading 1", "What the figures rest on"),
    ]
    assert texts(document, "Title") == ["Who looks after the helpers?: theme summary"]


def test_contents_captions_and_their_numbers_are_fields(report):
    document = docx.Document(str(report))
    found = instructions(document)
    assert found[0].startswith("TOC ")
    assert found.count(r"SEQ Table \* ARABIC") == 4
    assert found.count(r"SEQ Figure \* ARABIC") == 3
    captions = [text for text in texts(document, "Caption") if re.match(r"(Table|Figure) \d", text)]
    assert captions[0] == "Table 1. Themes by method"
    assert "Table 2. Lower caseloads: counts by method" in captions
    settings = document.settings.element
    assert settings.find(qn("w:updateFields")).get(qn("w:val")) == "true"
    marks = [each.get(qn("w:fldCharType")) for each in document.element.body.iter(qn("w:fldChar"))]
    assert marks.count("begin") == marks.count("separate") == marks.count("end") == len(found)
    links = {each.get(qn("w:anchor")) for each in document.element.body.iter(qn("w:hyperlink"))}
    bookmarks = {
        each.get(qn("w:name")) for each in document.element.body.iter(qn("w:bookmarkStart"))
    }
    assert links
    assert links <= bookmarks


def test_tables_have_header_rows_and_the_right_counts(report):
    document = docx.Document(str(report))
    for table in document.tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    counts = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert counts == [
        ["Method", "Counted", "Count", "Notes"],
        ["Literature", "studies", "1 of 1", "0 supporting"],
        ["Interviews", "participants", "1 of 1", ""],
        ["Focus groups", "participants", "1 of 2", ""],
        ["Focus groups", "groups", "1 of 1", ""],
    ]


def test_pictures_have_alternative_text(report):
    document = docx.Document(str(report))
    described = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    assert len(described) == 3
    assert described[1] == (
        "Bar chart of 1 theme in literature, interviews and focus groups. Lower caseloads: "
        "literature 1 of 1 study, interviews 1 of 1 participant, "
        "focus groups 1 of 2 participants and 1 of 1 group."
    )


def test_quotes_name_participant_source_and_position(report):
    document = docx.Document(str(report))
    assert texts(document, "Quote") == [
        "“A cap was tried in eleven counties.”",
        "“A cap is <a prayer> & hope.”",
        "“Give me twenty-five.”",
    ]
    assert texts(document, "Quote Source") == [
        "L-1 · line 3",
        "Solomon · I-1 · turn 2 · illustrative quote",
        "P1 · FG-1 · turn 1",
    ]


def test_definitions_and_manifest(report, small_study):
    document = docx.Document(str(report))
    paragraphs = [each.text for each in document.paragraphs]
    assert "What Lower caseloads means." in paragraphs
    assert "When to use: Whenever it is about Lower caseloads." in paragraphs
    manifest = {row.cells[0].text: row.cells[1].text for row in document.tables[-1].rows}
    state = check_report_of(small_study, report).state
    assert manifest["Project"] == "Who looks after the helpers?"
    assert manifest["State of the project"] == state
    assert manifest["Scope"] == "Sources counted: 1 study, 1 interview and 1 focus group."
    assert "layer of record" in manifest["Coding counted"]
    assert manifest["Rule: groups"].startswith("Groups: focus groups")


def check_report_of(study, report):
    return study.workspace.read(check_report, report)


def test_language_and_title_are_declared(report):
    document = docx.Document(str(report))
    assert document.core_properties.title == "Who looks after the helpers?: theme summary"
    assert document.core_properties.language == "en-US"
    language = document.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}"
    )
    assert language.get(qn("w:val")) == "en-US"


def test_the_same_state_is_the_same_file(small_study, report, tmp_path):
    again = tmp_path / "again.docx"
    write_theme_summary(small_study.workspace.read(theme_summary), again)
    assert again.read_bytes() == report.read_bytes()
    with zipfile.ZipFile(again) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_report_older_than_the_project_says_so(small_study, report):
    assert small_study.workspace.read(report_is_stale, report) is False
    small_study.add_code("A new theme")
    assert small_study.workspace.read(report_is_stale, report) is True
    small_study.workspace.undo()
    assert small_study.workspace.read(check_report, report).stale is True


def test_files_that_are_no_reports_are_told_apart(small_study, report, tmp_path):
    plain = tmp_path / "plain.docx"
    docx.Document().save(str(plain))
    noise = tmp_path / "noise.docx"
    noise.write_bytes(b"no zip at all")
    for file in (plain, noise, tmp_path / "absent.docx"):
        with pytest.raises(NotAReportError):
            small_study.workspace.read(check_report, file)
    other = create_project(tmp_path / "other.qsts", "Other")
    with pytest.raises(OtherProjectsReportError):
        other.read(check_report, report)
    other.close()


def test_a_template_gives_styles_and_page_and_none_of_its_text(small_study, tmp_path):
    template = tmp_path / "template.docx"
    own = docx.Document()
    own.add_paragraph("Lorem ipsum")
    own.sections[0].header.paragraphs[0].text = "Our agency"
    own.styles["Heading 1"].font.name = "Impact"
    own.save(str(template))
    path = tmp_path / "summary.docx"
    summary = small_study.workspace.read(theme_summary)
    write_theme_summary(summary, path, template=template)
    document = docx.Document(str(path))
    assert "Lorem ipsum" not in [each.text for each in document.paragraphs]
    assert document.sections[0].header.paragraphs[0].text == "Our agency"
    assert document.styles["Heading 1"].font.name == "Impact"
    assert small_study.workspace.read(report_is_stale, path) is False
    again = tmp_path / "again.docx"
    # A report can itself be the template of the next one.
    write_theme_summary(summary, again, template=path)
    assert small_study.workspace.read(report_is_stale, again) is False


def test_a_template_that_is_none(small_study, tmp_path):
    template = tmp_path / "template.docx"
    template.write_text("not a document", encoding="utf-8")
    with pytest.raises(TemplateUnreadableError):
        write_theme_summary(
            small_study.workspace.read(theme_summary), tmp_path / "x.docx", template=template
        )


def test_a_folder_that_is_not_there_is_said(small_study, tmp_path):
    with pytest.raises(ReportNotWrittenError):
        write_theme_summary(
            small_study.workspace.read(theme_summary), tmp_path / "no" / "report.docx"
        )


def test_an_empty_project_has_a_report_too(tmp_path):
    with create_project(tmp_path / "empty.qsts", "Empty") as workspace:
        path = tmp_path / "empty.docx"
        write_theme_summary(workspace.read(theme_summary), path)
        assert workspace.read(report_is_stale, path) is False
    said = [each.text for each in docx.Document(str(path)).paragraphs]
    assert "The codebook has no themes yet." in said


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_takes_it_without_complaint(report, tmp_path):
    profile = (tmp_path / "profile").as_uri()
    done = subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(report),
        ],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "error" not in done.stderr.lower()
    from pdfminer.high_level import extract_text

    said = extract_text(str(report.with_suffix(".pdf")))
    for text in (
        "Lower caseloads",
        "What the figures rest on",
        "Table 2. Lower caseloads: counts by method",
        "Figure 1. Themes by method",
        "Solomon · I-1 · turn 2",
    ):
        assert text in said

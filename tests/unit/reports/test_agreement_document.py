"""Agreement as a Word file and as a spreadsheet."""

from zipfile import ZipFile

import pytest
from docx import Document

from qualcoder_sts.analysis.agreement.methods_sentence import methods_sentence
from qualcoder_sts.analysis.agreement.queries import agreement_table
from qualcoder_sts.analysis.agreement.request import AgreementRequest, Unit
from qualcoder_sts.analysis.agreement.sheet import agreement_sheet
from qualcoder_sts.analysis.agreement.table import Coefficient
from qualcoder_sts.exchange.study_folder import take_study
from qualcoder_sts.foundation.shipped_files import codebooks_folder, sample_study_folder
from qualcoder_sts.foundation.tables import read_table, write_table
from qualcoder_sts.reports.agreement_document import write_agreement
from qualcoder_sts.reports.manifest import project_state


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    path = tmp_path_factory.mktemp("agreement") / "study.qsts"
    folder = sample_study_folder()
    made = take_study(folder, path, coder="Ana Ruiz", codebooks=codebooks_folder())
    yield made.workspace
    made.workspace.close()


def test_the_word_file(workspace, tmp_path):
    table = workspace.read(agreement_table, AgreementRequest(unit=Unit.TURN))
    path = tmp_path / "agreement.docx"
    write_agreement(workspace.read(project_state), table, path)
    document = Document(str(path))
    assert methods_sentence(table) in [paragraph.text for paragraph in document.paragraphs]
    codes, sources, pairs = document.tables
    assert len(codes.rows) == 2 + len(table.rows)
    assert [cell.text for cell in codes.rows[1].cells][:2] == ["All codes", "112"]
    assert len(sources.rows) == 12
    assert len(pairs.rows) == 4
    assert any("nobody gave the code" in paragraph.text for paragraph in document.paragraphs)
    with ZipFile(path) as parts:
        assert "w:tblHeader" in parts.read("word/document.xml").decode()


def test_three_coders_have_no_cells_in_it(workspace, tmp_path):
    table = workspace.read(agreement_table, AgreementRequest(unit=Unit.UNITIZING))
    write_agreement(workspace.read(project_state), table, tmp_path / "agreement.docx")
    headings = [
        cell.text for cell in Document(str(tmp_path / "agreement.docx")).tables[0].rows[0].cells
    ]
    assert headings == ["Code", "Alpha for unitizing", "Interval"]


@pytest.mark.parametrize("name", ["agreement.xlsx", "agreement.csv"])
def test_the_spreadsheet_has_every_number_unrounded(workspace, tmp_path, name):
    table = workspace.read(agreement_table, AgreementRequest(unit=Unit.TURN))
    write_table(agreement_sheet(table), tmp_path / name)
    sheet = read_table((tmp_path / name).read_bytes(), name)
    kappa = sheet.column("kappa")
    assert float(sheet.rows[0][kappa]) == table.overall.values[Coefficient.KAPPA]
    compared = [row[0] for row in sheet.rows]
    assert compared.count("all sources") == 1 + len(table.rows)
    assert compared.count("Ana Ruiz – Tomasz Lind") == 1 + len(table.rows)
    assert "FG-1 Staff in Port Ellery" in compared
    unused = next(row for row in sheet.rows if row[1].endswith("Resiliency training"))
    assert unused[sheet.column("undefined")] == "nobody gave the code to half of any unit"

"""The one door to codebook files: which format it is, and what it cannot hold."""

from pathlib import Path, PurePath

from qualcoder_sts.codebook.files.document import (
    BrokenCodebookError,
    CodebookDocument,
    ReadCodebook,
    walk,
)
from qualcoder_sts.codebook.files.labelled import labelled_text
from qualcoder_sts.codebook.files.qdc_file import in_xml, qdc_bytes, read_qdc
from qualcoder_sts.codebook.files.table_file import read_codebook_table, write_codebook_table
from qualcoder_sts.codebook.files.yaml_file import read_yaml, yaml_bytes
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _

YAML_ENDINGS = (".yaml", ".yml")
TABLE_ENDINGS = (".csv", ".tsv", ".xlsx")
QDC_ENDING = ".qdc"


class UnwritableCodebookError(QualcoderError):
    """A codebook that the chosen kind of file cannot hold."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(_("“%(name)s” cannot be written: %(why)s") % {"name": name, "why": why})


def read_codebook(content: bytes, name: str) -> ReadCodebook:
    """The codebook in the file called ``name``; the ending decides, then the content.

    Raises ``UnreadableFileError``, with the line or row where there is one.
    """
    ending = PurePath(name).suffix.lower()
    if not content.strip():
        raise BrokenCodebookError(name, _("it is empty."))
    if ending in YAML_ENDINGS:
        return read_yaml(content, name)
    if ending == QDC_ENDING or content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return read_qdc(content, name)
    if ending in {*TABLE_ENDINGS, ".txt"} or content.startswith(b"PK"):
        return read_codebook_table(content, name)
    why = _("codebooks are read from YAML, CSV, TSV, XLSX and QDC files.")
    raise BrokenCodebookError(name, why)


def write_codebook(document: CodebookDocument, path: Path) -> tuple[str, ...]:
    """Write the codebook as the ending of ``path`` says; what that cannot hold is returned."""
    ending = path.suffix.lower()
    if ending in YAML_ENDINGS:
        path.write_bytes(yaml_bytes(document))
        return ()
    if ending in TABLE_ENDINGS:
        write_codebook_table(document, path)
    elif ending == QDC_ENDING:
        if not document.codes:
            raise UnwritableCodebookError(path.name, _("a QDC file needs at least one code."))
        path.write_bytes(qdc_bytes(document))
    else:
        why = _("choose .yaml, .csv, .tsv, .xlsx or .qdc as its ending.")
        raise UnwritableCodebookError(path.name, why)
    return _lost(document, ending)


def _lost(document: CodebookDocument, ending: str) -> tuple[str, ...]:
    lost: list[str] = []
    if document.description:
        lost.append(_("The codebook's own description has no place in a %s file.") % ending)
    if ending == QDC_ENDING:
        for placed in walk(document.codes):
            text = placed.entry.name + labelled_text(placed.entry)
            if in_xml(text) != text:
                said = _("Control characters in “%s” were replaced by “\ufffd”.")
                lost.append(said % placed.entry.name)
    return tuple(lost)

"""Saving a document so that the same content is the same file."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from qualcoder_sts.reports.errors import ReportNotWrittenError

if TYPE_CHECKING:
    from docx.document import Document

# The earliest moment a ZIP file can hold.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def document_bytes(document: "Document") -> bytes:
    """The document as a file without the moments at which its parts were packed."""
    packed, settled = BytesIO(), BytesIO()
    document.save(packed)
    with (
        zipfile.ZipFile(packed) as source,
        zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return settled.getvalue()


def save_document(document: "Document", path: Path) -> None:
    """Write a document to a file; raises ``ReportNotWrittenError``."""
    content = document_bytes(document)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ReportNotWrittenError(path, error.strerror or str(error)) from error

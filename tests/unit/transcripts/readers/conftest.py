"""Small files of every format, built in code."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"

type_of_part = {
    "styles": "styles",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header": "header",
    "comments": "comments",
}


def zipped(members: dict[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, compress_type=kind)
    return target.getvalue()


def docx(body: str, *, namespace: str = W, **parts: str) -> bytes:
    """A Word document with ``body`` as its body's XML and further parts' inner XML by name."""
    declared = (
        f'xmlns:w="{namespace}" xmlns:r="{R}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    relation = R if namespace == W else "http://purl.oclc.org/ooxml/officeDocument/relationships"
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    roots = {"styles": "styles", "header": "hdr"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{base}.{type_of_part[part]}+xml"/>'
        for part in parts
    )
    relations = "".join(
        f'<Relationship Id="r{part}" Type="{relation}/{type_of_part[part]}" Target="{part}.xml"/>'
        for part in parts
    )
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{base}.document.main+xml"/>'
            f"{overrides}</Types>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {declared}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
        ),
    }
    for part, inner in parts.items():
        root = roots.get(part, part)
        members[f"word/{part}.xml"] = f"<w:{root} {declared}>{inner}</w:{root}>"
    return zipped(members)


def odt(body: str, *, automatic: str = "", named: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text with ``body`` inside office:text."""
    prefixes = ("office", "text", "table", "style", "drawing")
    declared = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in prefixes)
    declared += f' xmlns:fo="{ODF}:xsl-fo-compatible:1.0" xmlns:draw="{ODF}:drawing:1.0"'
    members: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": (
            f"<office:document-content {declared}>"
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>"
        ),
        "styles.xml": (
            f"<office:document-styles {declared}><office:styles>{named}</office:styles>"
            "</office:document-styles>"
        ),
    }
    if manifest:
        members["META-INF/manifest.xml"] = manifest
    return zipped(members, stored=("mimetype",))


def pdf(pages: Sequence[Sequence[tuple[float, float, str]]], *, size: int = 10) -> bytes:
    """A PDF of A4 pages with texts at places in points from the lower left."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    kids = []
    for texts in pages:
        commands = "\n".join(
            f"BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET" for x, y, text in texts
        )
        stream = f"<< /Length {len(commands)} >>\nstream\n{commands}\nendstream"
        objects.append(stream)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources {font} /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    content = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(content)
    entries = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    content += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}".encode()
    return content + (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _workbook() -> bytes:
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.active.append(["id", "age", "What helps you most at work?"])
    workbook.active.append(["R1", 34, "My team, because they know what it is like."])
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Hello there.</v>\n"
SRT = "1\n00:00:01,000 --> 00:00:02,500\nAnna: Hello.\n\n2\n00:00:03,000 --> 00:00:04,000\nYes.\n"
EAF = (
    '<?xml version="1.0" encoding="UTF-8"?><ANNOTATION_DOCUMENT><TIME_ORDER>'
    '<TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="100"/>'
    '<TIME_SLOT TIME_SLOT_ID="t2" TIME_VALUE="900"/></TIME_ORDER>'
    '<TIER TIER_ID="A"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" '
    'TIME_SLOT_REF1="t1" TIME_SLOT_REF2="t2"><ANNOTATION_VALUE>Hello</ANNOTATION_VALUE>'
    "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"
)


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    return docx


@pytest.fixture(scope="session")
def make_odt() -> Callable[..., bytes]:
    return odt


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    return pdf


@pytest.fixture(scope="session")
def make_zip() -> Callable[..., bytes]:
    return zipped


@pytest.fixture(scope="session")
def samples() -> dict[str, bytes]:
    """One sound file of each format by its name."""
    paragraph = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>I:</w:t></w:r><w:r><w:t> Hi</w:t></w:r></w:p>"
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>A note</w:t></w:r></w:p></w:footnote>'
    marked = '<w:p><w:r><w:t>x</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    return {
        "a.docx": docx(paragraph * 3 + marked, footnotes=note),
        "a.odt": odt("<text:p>I: Hi<text:s text:c='3'/>there</text:p><text:h>Head</text:h>"),
        "a.rtf": rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}\b I:\b0  it\'92s"
        rb" \u8211? so\par{\footnote\pard note}\trowd\intbl a\cell b\cell\row\pard end\par}",
        "a.pdf": pdf([[(50, 780, "I: Hello there"), (50, 768, "and so on")]]),
        "a.txt": "I: Hallå\nP: Ja\n".encode(),
        "a.md": b"# Title\n\n**I:** hello\n",
        "a.html": b"<html><h1>T</h1><p><b>I:</b> a<table><tr><td>x<td>y</table></html>",
        "a.vtt": VTT.encode(),
        "a.srt": SRT.encode(),
        "a.eaf": EAF.encode(),
        "a.csv": b"id,age,What helps?\nR1,34,My team helps me a lot\nR2,50,Nothing helps me\n",
        "a.xlsx": _workbook(),
    }


@pytest.fixture(scope="session")
def real_transcripts() -> Path:
    folder = Path(__file__).parents[4].parent / "shared" / "data" / "transcripts"
    if not folder.is_dir():
        pytest.skip("the folder of real transcripts is not here")
    return folder

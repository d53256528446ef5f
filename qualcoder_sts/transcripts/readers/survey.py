"""Survey answers in a table (CSV, TSV, XLSX): one source for each respondent or each question."""

import csv
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import mean

from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.foundation.tables import Table, folded_name, read_table
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.document import Paragraph, ParagraphKind, ReadDocument
from qualcoder_sts.transcripts.readers.archives import open_archive, read_member
from qualcoder_sts.transcripts.readers.errors import (
    EmptyFileError,
    UnsupportedFormatError,
    damage_reported,
)
from qualcoder_sts.transcripts.readers.safe_xml import refuse_entities

_IDENTIFIERS = (
    "respondent", "respondentid", "participant", "participantid", "responseid", "id", "name",
    "pseudonym", "code", "case", "caseid", "person", "personid", "number", "nr", "no",
)  # fmt: skip
_WORD = re.compile(r"\w+")
_DATE_OR_NUMBER = re.compile(r"[\d\s.,:/%+\-TZ]+(?:[ap]\.?m\.?)?", re.IGNORECASE)
_LONGEST_IDENTIFIER = 40  # characters
_LEAST_WORDS = 4.0  # of an answer in words, on average
_CERTAIN_WORDS = 15  # one answer as long as this is enough
_EXAMPLES = 3
_LEAST_DISTINCT = 0.5  # of the answers: categories repeat, free text does not


class SurveyLayout(StrEnum):
    """What becomes a source."""

    PER_RESPONDENT = "per respondent"
    PER_QUESTION = "per question"


class ColumnUse(StrEnum):
    """What a column of a survey holds."""

    RESPONDENT = "respondent"
    ANSWERS = "answers"
    ATTRIBUTE = "attribute"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class SurveyColumn:
    """A column with what it is taken for, and the first few values in it."""

    title: str
    use: ColumnUse
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Respondent:
    name: str
    row: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Survey:
    columns: tuple[str, ...]
    questions: tuple[int, ...]
    attributes: tuple[int, ...]
    respondents: tuple[_Respondent, ...]


def read_survey(
    content: bytes, name: str, layout: SurveyLayout, uses: Sequence[ColumnUse] = ()
) -> tuple[ReadDocument, ...]:
    """Read a survey; where ``uses`` are not given, columns of long answers are questions."""
    table = _read(content, name)
    survey = _survey(table, name, uses)
    if not any(one.row[place].strip() for one in survey.respondents for place in survey.questions):
        raise EmptyFileError(name, _("nobody answered in the columns taken for answers."))
    file_format = "xlsx" if _is_workbook(content) else "csv"
    if layout is SurveyLayout.PER_QUESTION:
        return _per_question(survey, file_format, table.encoding)
    return _per_respondent(survey, file_format, table.encoding)


def read_columns(
    content: bytes, name: str, uses: Sequence[ColumnUse] = ()
) -> tuple[SurveyColumn, ...]:
    """The columns of a survey, each with what it is taken for."""
    table = _read(content, name)
    values = _values(table)
    return tuple(
        SurveyColumn(title, use, tuple([value for value in found if value][:_EXAMPLES]))
        for title, use, found in zip(
            _titles(table), _fitting(uses, table, values), values, strict=True
        )
    )


def _kind() -> str:
    return _("table (CSV or XLSX)")


def _read(content: bytes, name: str) -> Table:
    if _is_workbook(content):
        _refuse_harm(content, name)
    with damage_reported(
        name, _kind(), csv.Error, struct.error, zlib.error, zipfile.BadZipFile, EOFError,
        LookupError, OverflowError, ValueError,
    ):  # fmt: skip
        return read_table(content, name)


def _is_workbook(content: bytes) -> bool:
    return content.startswith(b"PK")


def _refuse_harm(content: bytes, name: str) -> None:
    archive = open_archive(content, name, _kind())
    for member in archive.namelist():
        if member.endswith((".xml", ".rels")):
            refuse_entities(read_member(archive, member, name, _kind()), name)


def _survey(table: Table, name: str, uses: Sequence[ColumnUse]) -> _Survey:
    rows = [row for _number, row in table.numbered_rows()]
    if not rows:
        raise UnreadableFileError(name, _("there are headings in it and no rows below them."))
    values = _values(table)
    fitting = _fitting(uses, table, values)
    if ColumnUse.ANSWERS not in fitting:
        raise UnsupportedFormatError(
            name,
            _(
                "no column holds answers in words. A table of participants and their attributes "
                "is imported as participants."
            ),
        )
    naming = _places(fitting, ColumnUse.RESPONDENT)[:1]
    names = _distinct(
        [
            "".join(values[place][number] for place in naming) or _("Respondent %d") % (number + 1)
            for number in range(len(rows))
        ]
    )
    return _Survey(
        columns=_titles(table),
        questions=_places(fitting, ColumnUse.ANSWERS),
        attributes=_places(fitting, ColumnUse.ATTRIBUTE),
        respondents=tuple(_Respondent(*pair) for pair in zip(names, rows, strict=True)),
    )


def _values(table: Table) -> list[list[str]]:
    """The values of each column, without the white space around them."""
    rows = [row for _number, row in table.numbered_rows()]
    return [[row[place].strip() for row in rows] for place in range(len(table.columns))]


def _titles(table: Table) -> tuple[str, ...]:
    return _distinct(
        [title or _("Column %d") % number for number, title in enumerate(table.columns, 1)]
    )


def _places(uses: Sequence[ColumnUse], wanted: ColumnUse) -> tuple[int, ...]:
    return tuple(place for place, use in enumerate(uses) if use is wanted)


def _fitting(
    uses: Sequence[ColumnUse], table: Table, values: Sequence[Sequence[str]]
) -> tuple[ColumnUse, ...]:
    """The uses as given; as judged when there are none, or they are those of another table."""
    if len(uses) == len(values):
        return tuple(uses)
    identifier = _identifier(table.columns, values)
    judged = (
        ColumnUse.ANSWERS if _holds_answers(answers, title) else ColumnUse.ATTRIBUTE
        for answers, title in zip(values, table.columns, strict=True)
    )
    return tuple(
        ColumnUse.RESPONDENT if place == identifier else use for place, use in enumerate(judged)
    )


def _identifier(columns: Sequence[str], values: Sequence[Sequence[str]]) -> int | None:
    """The column that names the respondents: by its header, else the first that could."""
    able = [place for place, found in enumerate(values) if _could_identify(found)]
    named = [place for place in able if folded_name(columns[place]) in _IDENTIFIERS]
    if named:
        return min(named, key=lambda place: _IDENTIFIERS.index(folded_name(columns[place])))
    dates = re.compile(r"\d+[-/.:]\d+")
    return next(
        (
            place
            for place in able
            if not all(dates.match(value) for value in values[place])
            and not _holds_answers(values[place], columns[place])
        ),
        None,
    )


def _could_identify(values: Sequence[str]) -> bool:
    return (
        bool(values)
        and all(0 < len(value) <= _LONGEST_IDENTIFIER for value in values)
        and len(set(values)) == len(values)
    )


def _holds_answers(values: Sequence[str], header: str) -> bool:
    answers = [value for value in values if value and not _DATE_OR_NUMBER.fullmatch(value)]
    if not answers or 2 * len(answers) < sum(1 for value in values if value):
        return False
    words = [len(_WORD.findall(answer)) for answer in answers]
    if max(words) >= _CERTAIN_WORDS:
        return True
    least = _LEAST_WORDS / 2 if header.rstrip().endswith("?") else _LEAST_WORDS
    return mean(words) >= least and len(set(answers)) > _LEAST_DISTINCT * len(answers)


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """The names, those that repeat numbered from the second on."""
    taken: set[str] = set()
    distinct: list[str] = []
    for name in names:
        number, candidate = 1, name
        while candidate in taken:
            number += 1
            candidate = f"{name} ({number})"
        taken.add(candidate)
        distinct.append(candidate)
    return tuple(distinct)


def _per_respondent(
    survey: _Survey, file_format: str, encoding: str | None
) -> tuple[ReadDocument, ...]:
    documents: list[ReadDocument] = []
    silent: list[str] = []
    for respondent in survey.respondents:
        paragraphs: list[Paragraph] = []
        for place in survey.questions:
            answer = respondent.row[place]
            if answer.strip():
                paragraphs.append(Paragraph(survey.columns[place], ParagraphKind.QUESTION))
                paragraphs.append(Paragraph(answer))
        if not paragraphs:
            silent.append(respondent.name)
            continue
        attributes = {
            survey.columns[place]: respondent.row[place].strip()
            for place in survey.attributes
            if respondent.row[place].strip()
        }
        documents.append(
            ReadDocument(
                tuple(paragraphs),
                format=file_format,
                encoding=encoding,
                title=respondent.name,
                attributes=attributes,
            )
        )
    return _with_remark(documents, silent)


def _with_remark(documents: list[ReadDocument], silent: list[str]) -> tuple[ReadDocument, ...]:
    if not silent:
        return tuple(documents)
    first = documents[0]
    remark = _("Respondents without any answer in words were left out: %s.")
    remark %= ", ".join(silent)
    documents[0] = ReadDocument(
        first.paragraphs,
        format=first.format,
        encoding=first.encoding,
        title=first.title,
        attributes=first.attributes,
        remarks=(*first.remarks, remark),
    )
    return tuple(documents)


def _per_question(
    survey: _Survey, file_format: str, encoding: str | None
) -> tuple[ReadDocument, ...]:
    return tuple(
        ReadDocument(
            tuple(
                Paragraph(
                    f"{respondent.name}: {respondent.row[place].strip()}", speaker=respondent.name
                )
                for respondent in survey.respondents
                if respondent.row[place].strip()
            ),
            format=file_format,
            encoding=encoding,
            title=survey.columns[place],
        )
        for place in survey.questions
    )

"""A study described in a YAML file: its name and codebook, and its literature with findings.

``sample_transcripts/study.yaml`` is an example. Nothing in the file is acted on: it is read as
plain text, numbers and lists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import yaml

from qualcoder_sts.foundation.clean_text import cleaned
from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.foundation.text_encoding import decode_text
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.literature.operations import UNKNOWN, StudyDetails
from qualcoder_sts.project.tables.literature import Direction, EvidenceLevel

_LARGEST_FILE = 10_000_000
_TOP_KEYS = frozenset({"name", "description", "language", "codebooks", "literature"})
_STUDY_KEYS = frozenset(
    {
        *("source", "title", "authors", "year", "published_in", "doi", "design", "setting"),
        *("provider", "client_population", "evidence_level", "findings"),
    }
)
_FINDING_KEYS = frozenset({"code", "direction", "note"})

Choice = TypeVar("Choice", bound=StrEnum)


class BrokenStudyFileError(UnreadableFileError):
    """A file that describes no study, or one so broken that reading on would guess."""

    def __init__(self, name: str, why: str, line: int | None = None) -> None:
        in_line = _("line %(line)d: %(why)s")
        super().__init__(name, why if line is None else in_line % {"line": line, "why": why})


@dataclass(frozen=True, slots=True)
class FindingDescription:
    """What a study found about the theme at a code's path."""

    code: str
    direction: Direction
    note: str = ""


@dataclass(frozen=True, slots=True)
class StudyDescription:
    """A literature source's bibliographic record. Without a title the source's name is one."""

    source: str
    title: str = ""
    details: StudyDetails = UNKNOWN
    findings: tuple[FindingDescription, ...] = ()


@dataclass(frozen=True, slots=True)
class StudyFile:
    """The whole file. ``remarks`` are sentences on what was not known and left."""

    name: str = ""
    description: str = ""
    language: str = ""
    codebooks: tuple[str, ...] = ()
    literature: tuple[StudyDescription, ...] = ()
    remarks: tuple[str, ...] = ()


def read_study_file(content: bytes, name: str) -> StudyFile:
    """The study described in the file called ``name``; raises ``BrokenStudyFileError``."""
    reading = _Reading(name)
    top = reading.record(_loaded(content, name), _("the file"), _TOP_KEYS)
    entries = reading.entries(top.get("literature"), "literature")
    return StudyFile(
        name=reading.text(top, "name", _("the file")),
        description=reading.text(top, "description", _("the file")),
        language=reading.text(top, "language", _("the file")),
        codebooks=tuple(reading.texts(top, "codebooks", _("the file"))),
        literature=tuple(_study(reading, entry, n) for n, entry in enumerate(entries, start=1)),
        remarks=tuple(reading.remarks),
    )


def _loaded(content: bytes, name: str) -> object:
    if len(content) > _LARGEST_FILE:
        raise BrokenStudyFileError(name, _("it is far too large to describe a study."))
    try:
        loaded: object = yaml.safe_load(decode_text(content).text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        why = _("%s. Look at its colons and its indentation.")
        why %= error.problem or _("it is no YAML")
        raise BrokenStudyFileError(name, why, None if mark is None else mark.line + 1) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BrokenStudyFileError(name, _("it is no YAML file.")) from error
    if loaded is None:
        raise BrokenStudyFileError(name, _("it is empty."))
    return loaded


def _study(reading: "_Reading", entry: object, number: int) -> StudyDescription:
    where = _("study %d") % number
    record = reading.record(entry, where, _STUDY_KEYS)
    source = reading.text(record, "source", where)
    if not source:
        raise BrokenStudyFileError(reading.name, _("%s does not name its “source”.") % where)
    where = f"“{source}”"
    findings = reading.entries(record.get("findings"), _("findings of %s") % where)
    return StudyDescription(
        source=source,
        title=reading.text(record, "title", where),
        details=StudyDetails(
            authors=reading.joined(record, "authors", where),
            year=reading.year(record, where),
            published_in=reading.text(record, "published_in", where),
            doi=reading.text(record, "doi", where),
            design=reading.text(record, "design", where),
            setting=reading.text(record, "setting", where),
            provider=reading.text(record, "provider", where),
            client_population=reading.text(record, "client_population", where),
            evidence_level=reading.choice(record, "evidence_level", where, EvidenceLevel),
        ),
        findings=tuple(_finding(reading, each, where) for each in findings),
    )


def _finding(reading: "_Reading", entry: object, of: str) -> FindingDescription:
    where = _("a finding of %s") % of
    record = reading.record(entry, where, _FINDING_KEYS)
    code = reading.text(record, "code", where)
    direction = reading.choice(record, "direction", where, Direction)
    if not code or direction is None:
        why = _("%s needs a “code” and a “direction”.") % where
        raise BrokenStudyFileError(reading.name, why)
    return FindingDescription(code, direction, reading.text(record, "note", where))


class _Reading:
    """One file on its way to a description: every complaint says where it is wrong."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.remarks: list[str] = []

    def record(self, value: object, where: str, known: frozenset[str]) -> Mapping[str, object]:
        if not isinstance(value, dict):
            why = _("%s must consist of lines such as “title: …”.") % where
            raise BrokenStudyFileError(self.name, why)
        record = {str(key): content for key, content in value.items()}
        for key in record.keys() - known:
            remark = _("“%(key)s” of %(where)s is not known and was left.")
            self.remarks.append(remark % {"key": key, "where": where})
        return record

    def entries(self, value: object, where: str) -> list[object]:
        if value is None:
            return []
        if not isinstance(value, list):
            why = _("%s must be a list, each after a hyphen.") % where
            raise BrokenStudyFileError(self.name, why)
        return value

    def text(self, record: Mapping[str, object], key: str, where: str) -> str:
        value = record.get(key)
        if value is None:
            return ""
        if isinstance(value, dict | list):
            why = _("“%(key)s” of %(where)s must be one text.")
            raise BrokenStudyFileError(self.name, why % {"key": key, "where": where})
        return cleaned(str(value)).strip()

    def texts(self, record: Mapping[str, object], key: str, where: str) -> list[str]:
        """One text, or a list of them; none where nothing is written."""
        value = record.get(key)
        each = value if isinstance(value, list) else [value]
        texts = [self.text({key: one}, key, where) for one in each]
        return [text for text in texts if text]

    def joined(self, record: Mapping[str, object], key: str, where: str) -> str:
        """A text, or a list of texts with semicolons between them."""
        return "; ".join(self.texts(record, key, where))

    def year(self, record: Mapping[str, object], where: str) -> int | None:
        if not (written := self.text(record, "year", where)):
            return None
        if not (written.isascii() and written.isdecimal() and len(written) <= 4):
            why = _("the year of %(where)s is “%(year)s”; write it with four digits.")
            raise BrokenStudyFileError(self.name, why % {"where": where, "year": written})
        return int(written)

    def choice(
        self, record: Mapping[str, object], key: str, where: str, choices: type[Choice]
    ) -> Choice | None:
        if not (written := self.text(record, key, where).casefold()):
            return None
        try:
            return choices(written)
        except ValueError:
            known = ", ".join(f"“{choice.value}”" for choice in choices)
            why = _("“%(key)s” of %(where)s is “%(value)s”; it can be %(known)s.")
            told = {"key": key, "where": where, "value": written, "known": known}
            raise BrokenStudyFileError(self.name, why % told) from None

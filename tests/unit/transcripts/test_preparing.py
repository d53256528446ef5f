from pathlib import Path

import pytest

from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.foundation.progress import Cancelled, ReportedProgress
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.decisions import ImportSettings
from qualcoder_sts.transcripts.kept_texts import hash_of
from qualcoder_sts.transcripts.preparing import files_in, prepare_file, prepare_files
from qualcoder_sts.transcripts.readers.reading import ReadingChoices
from qualcoder_sts.transcripts.readers.survey import SurveyLayout
from qualcoder_sts.transcripts.speakers.custom import SpeakerPattern

INTERVIEW = "I: How was it?\nP1: It was hard.\nI: Oh?\nP1: We talked.\n"
GROUP = "Moderator: Well?\n" + "".join(f"P{n}: Yes, {n}.\nP{n % 3 + 1}: No.\n" for n in (1, 2, 3))
SURVEY = "name,age,What helps you most in hard weeks?\nR1,30,Talking with the others about it\n"
PER_QUESTION = ReadingChoices(survey_layout=SurveyLayout.PER_QUESTION)


@pytest.fixture
def write(tmp_path):
    def make(path, content=INTERVIEW):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
        return file

    return make


def names(files, folder):
    return [str(file.relative_to(folder)) for file in files]


def test_a_folder_in_the_order_people_expect(write, tmp_path):
    for name in (
        "b/Interview 10.txt",
        "b/interview 9.md",
        "b/Interview 1.TXT",
        "a/z.vtt",
        "c.docx",
    ):
        write(name)
    assert names(files_in([tmp_path]), tmp_path) == [
        "a/z.vtt", "b/Interview 1.TXT", "b/interview 9.md", "b/Interview 10.txt", "c.docx",
    ]  # fmt: skip


def test_what_is_no_transcript_is_left_out_of_a_folder(write, tmp_path):
    for name in (
        ".hidden.txt", ".git/x.txt", "~$open.docx", "README.md", "readme.txt", "participants.csv",
        "codes.tsv", "people.xlsx", "picture.png", "no ending", "study.qsts", "surveys/answers.csv",
    ):  # fmt: skip
        write(name)
    assert names(files_in([tmp_path]), tmp_path) == ["surveys/answers.csv"]


def test_named_files_are_taken_whatever_they_are_called(write, tmp_path):
    named = [write("participants.csv"), write(".hidden.txt"), write("notes")]
    assert files_in(named) == named


def test_a_file_named_twice_counts_once(write, tmp_path, monkeypatch):
    first, second = write("b.txt"), write("a.txt")
    monkeypatch.chdir(tmp_path)
    assert files_in([first, Path("b.txt"), tmp_path]) == [first, second]


def test_what_does_not_exist(tmp_path):
    with pytest.raises(
        UnreadableFileError, match=r"“gone\.txt” cannot be read: there is no such file"
    ):
        files_in([tmp_path / "gone.txt"])


@pytest.mark.parametrize(
    ("folder", "content", "method"),
    [
        ("Interviews", GROUP, Method.INTERVIEW),
        ("focus groups", INTERVIEW, Method.FOCUS_GROUP),
        ("field-notes", INTERVIEW, Method.FIELD_NOTE),
        ("literature", INTERVIEW, Method.LITERATURE),
        ("anything", INTERVIEW, Method.INTERVIEW),
        ("anything", GROUP, Method.FOCUS_GROUP),
        ("anything", "Nobody speaks in these minutes.", Method.DOCUMENT),
        # Where people keep everything.
        ("Documents", INTERVIEW, Method.INTERVIEW),
    ],
)
def test_the_method(write, folder, content, method):
    prepared = prepare_file(write(f"{folder}/x.txt", content), ImportSettings())
    assert prepared.sources[0].method is method
    asked_for = ImportSettings(method=Method.DOCUMENT)
    assert (
        prepare_file(write(f"{folder}/x.txt", content), asked_for).sources[0].method == "document"
    )


def test_a_survey(write):
    prepared = prepare_file(write("answers.csv", SURVEY), ImportSettings())
    (source,) = prepared.sources
    assert (source.method, source.name) == (Method.SURVEY, "answers R1")
    layout = ImportSettings(reading=PER_QUESTION, method=Method.SURVEY)
    (source,) = prepare_file(write("answers.csv", SURVEY), layout).sources
    assert source.name == "answers What helps you most in hard weeks?"


def test_what_is_prepared(write):
    file = write("Inter  view 1.txt")
    prepared = prepare_file(file, ImportSettings(language="en"))
    (source,) = prepared.sources
    assert source.name == "Inter view 1"
    assert source.text == INTERVIEW.rstrip("\n")
    assert source.text_hash == hash_of(source.text)
    assert source.words == 13
    assert [(one.label, one.role) for one in source.found.speakers] == [
        ("I", SpeakerRole.INTERVIEWER),
        ("P1", SpeakerRole.PARTICIPANT),
    ]
    assert prepared.original == file.read_bytes()
    assert prepared.hash == hash_of(file.read_bytes())
    assert prepared.language == "en"


def test_accents_of_a_file_name_are_one_character(write):
    prepared = prepare_file(write("Rene\u0301e.txt"), ImportSettings())
    assert prepared.sources[0].name == "Renée"


def test_settings_for_speakers(write):
    file = write("x.txt", "A> Hm.\nB> Well.\nA> Yes.\n")
    without = prepare_file(file, ImportSettings(find_speakers=False))
    assert without.sources[0].found.turns == ()
    own = ImportSettings(labels=SpeakerPattern(r"(?P<label>\w)> "), interviewers=("A",))
    speakers = prepare_file(file, own).sources[0].found.speakers
    assert [(one.label, one.role) for one in speakers] == [
        ("A", SpeakerRole.INTERVIEWER),
        ("B", SpeakerRole.PARTICIPANT),
    ]


def test_one_bad_file_stops_no_other(write, tmp_path):
    empty, damaged = write("a.txt", ""), tmp_path / "b.docx"
    damaged.write_bytes(b"PK\x03\x04 and then nothing")
    good = write("c.txt")
    prepared = prepare_files([empty, damaged, tmp_path / "gone.txt", tmp_path, good])
    assert [bool(one.sources) for one in prepared] == [False, False, False, False, True]
    for one, name in zip(prepared, ("a.txt", "b.docx", "gone.txt", tmp_path.name), strict=False):
        assert one.error.startswith(f"“{name}” cannot be read: ")
        assert one.error.endswith(".")


def test_progress_and_cancelling(write, tmp_path):
    files = [write(f"{number}.txt") for number in range(5)]
    told = []
    prepare_files(files, progress=ReportedProgress(lambda *state: told.append(state)))
    assert told[0] == (0, 5, "Reading transcripts")
    assert told[-1] == (5, 5, "Reading transcripts")
    with pytest.raises(Cancelled):
        prepare_files(files, progress=ReportedProgress(lambda *_: None, lambda: True))

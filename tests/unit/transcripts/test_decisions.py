from uuid import uuid4

import pytest

from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.decisions import ImportSettings, PersonLink, SpeakerDecision
from qualcoder_sts.transcripts.document import WhyNot
from qualcoder_sts.transcripts.preparing import prepare_file
from qualcoder_sts.transcripts.readers.reading import ReadingChoices
from qualcoder_sts.transcripts.readers.survey import ColumnUse, SurveyLayout

TALK = (
    "Moderator: What helps after a hard day?\n"
    "P1: We sit together.\n"
    "For example: the Friday table.\n"
    "Moderator: And you?\n"
    "Maria: Fewer families for each of us.\n"
    "P 1: I could breathe.\n"
    "Maria: Yes.\n"
)
PARTICIPANT, INTERVIEWER = SpeakerRole.PARTICIPANT, SpeakerRole.INTERVIEWER


@pytest.fixture
def prepared(tmp_path):
    def prepare(settings, content=TALK, name="FG-1.txt"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return prepare_file(file, settings)

    return prepare


@pytest.fixture
def source(prepared):
    def prepare(*decisions, **more):
        (source,) = prepared(ImportSettings(speakers=decisions, **more)).sources
        return source

    return prepare


def turns(found):
    return [(speaker.label, speaker.turns) for speaker in found.speakers]


def test_without_decisions_it_is_as_found(source):
    found = source().found
    assert turns(found) == [("Moderator", 2), ("P1", 2), ("Maria", 2)]
    assert found == source().detected


def test_a_speaker_gets_another_name_in_all_turns(source):
    renamed = source(SpeakerDecision("P1", name="  Anna  Berg "))
    assert turns(renamed.found) == [("Moderator", 2), ("Anna Berg", 2), ("Maria", 2)]
    assert [turn.label for turn in renamed.found.turns].count("Anna Berg") == 2
    assert turns(renamed.detected)[1] == ("P1", 2)


def test_speakers_of_one_name_become_one(source):
    joined = source(SpeakerDecision("P1", name="maria"))
    assert turns(joined.found) == [("Moderator", 2), ("Maria", 4)]
    words = sum(speaker.words for speaker in source().found.speakers)
    assert sum(speaker.words for speaker in joined.found.speakers) == words


def test_a_role_is_what_was_decided(source):
    roles = source(SpeakerDecision("Maria", role=INTERVIEWER)).found.speakers
    assert [speaker.role for speaker in roles] == [INTERVIEWER, PARTICIPANT, INTERVIEWER]


def test_a_false_speaker_is_left_out_and_still_told(source):
    without = source(SpeakerDecision("Maria", is_speaker=False))
    assert turns(without.found) == [("Moderator", 2), ("P1", 2)]
    assert without.found.turns[-2].span.of(without.text).endswith("Fewer families for each of us.")
    assert ("Maria", WhyNot.LEFT_OUT) in [
        (one.label, one.reason) for one in without.detected.rejected
    ]


def test_what_was_judged_no_speaker_can_be_one(source):
    assert "For example" in [one.label for one in source().found.rejected]
    taken = source(SpeakerDecision("For example", is_speaker=True))
    assert ("For example", 1) in turns(taken.found)
    assert "For example" not in [one.label for one in taken.found.rejected]


def test_only_names_are_linked_by_themselves(source):
    assert source(link_names=True).people == {
        "P1": PersonLink(),
        "Maria": PersonLink(by_name=True),
    }
    assert source().people["Maria"] == PersonLink()


def test_a_person_who_was_chosen(source):
    anna = PersonLink(uuid4())
    linked = source(SpeakerDecision("P1", name="Anna", person=anna), link_names=True)
    assert linked.people["Anna"] == anna
    apart = source(SpeakerDecision("Maria", person=PersonLink()), link_names=True)
    assert apart.people["Maria"] == PersonLink()


def test_who_asks_is_no_person(source):
    assert "Moderator" not in source().people
    assert "Maria" not in source(SpeakerDecision("Maria", role=INTERVIEWER)).people


def test_a_later_decision_replaces_the_one_before(source):
    settings = ImportSettings()
    for name in ("Anna", "Ben"):
        settings = settings.deciding(SpeakerDecision("P1", name=name))
    assert settings.speakers == (SpeakerDecision("P1", name="Ben"),)
    assert settings.decided("P1").name == "Ben"
    assert settings.decided("P2") == SpeakerDecision("P2")


def test_name_method_language_and_date(prepared):
    settings = ImportSettings(
        method=Method.DOCUMENT, name=" Harbour ", date="2020-05", language="de"
    )
    file = prepared(settings)
    (source,) = file.sources
    assert (source.name, source.method, source.date) == ("Harbour", Method.DOCUMENT, "2020-05")
    assert file.language == "de"


def test_the_encoding_can_be_said(prepared):
    content = "P1: Ąžuolas ir ėglė.\n".encode("cp1257")
    reading = ReadingChoices(encoding="cp1257")
    (source,) = prepared(ImportSettings(reading=reading), content).sources
    assert source.text == "P1: Ąžuolas ir ėglė."
    assert source.document.encoding == "cp1257"
    assert source.document.remarks == ()


def test_an_encoding_that_does_not_fit_says_what_is_lost(prepared):
    reading = ReadingChoices(encoding="utf-8")
    (source,) = prepared(ImportSettings(reading=reading), "P1: Öl.\n".encode("cp1252")).sources
    assert "1 damaged character could not be decoded" in " ".join(source.document.remarks)


def test_the_encoding_of_a_survey(prepared):
    table = "name,Was hilft Ihnen?\nR1,Möglichst viel Schlaf und Ruhe\n".encode("cp1252")
    reading = ReadingChoices(encoding="cp1250")
    (source,) = prepared(ImportSettings(reading=reading), table, "a.csv").sources
    assert "Möglichst" in source.text
    assert source.document.encoding == "cp1250"


SURVEY = (
    "id,nick,town,What helps?\n"
    "1,Ann,Port,Talking with the others\n"
    "2,Bo,Hill,Long walks with my old dog\n"
)


def test_the_columns_of_a_survey_can_be_said(prepared):
    uses = (ColumnUse.LEFT_OUT, ColumnUse.RESPONDENT, ColumnUse.ATTRIBUTE, ColumnUse.ANSWERS)
    settings = ImportSettings(reading=ReadingChoices(columns=uses))
    file = prepared(settings, SURVEY, "a.csv")
    assert [source.name for source in file.sources] == ["a Ann", "a Bo"]
    assert [source.document.attributes for source in file.sources] == [
        {"town": "Port"},
        {"town": "Hill"},
    ]


def test_answers_may_be_short(prepared):
    uses = (ColumnUse.RESPONDENT, ColumnUse.ANSWERS, ColumnUse.ANSWERS, ColumnUse.ANSWERS)
    reading = ReadingChoices(columns=uses, survey_layout=SurveyLayout.PER_QUESTION)
    file = prepared(ImportSettings(reading=reading), SURVEY, "a.csv")
    assert [source.document.title for source in file.sources] == ["nick", "town", "What helps?"]


def test_uses_of_another_table_are_not_used(prepared):
    reading = ReadingChoices(columns=(ColumnUse.ANSWERS,))
    file = prepared(ImportSettings(reading=reading), SURVEY, "a.csv")
    assert [source.name for source in file.sources] == ["a 1", "a 2"]


def test_columns_without_any_answer(prepared):
    uses = (ColumnUse.RESPONDENT, ColumnUse.ANSWERS)
    settings = ImportSettings(reading=ReadingChoices(columns=uses))
    file = prepared(settings, "name,remarks\nAnn,\nBo,\n", "a.csv")
    assert file.error.endswith("nobody answered in the columns taken for answers.")

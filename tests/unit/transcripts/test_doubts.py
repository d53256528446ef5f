import pytest

from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.decisions import ImportSettings, SpeakerDecision
from qualcoder_sts.transcripts.doubts import doubts_about
from qualcoder_sts.transcripts.preparing import prepare_file

TALK = "I: How was it?\nP1: It was hard.\nI: Oh?\nP1: We talked.\n"


@pytest.fixture
def doubts(tmp_path):
    def doubt(content, name="interviews/a.txt", settings=None):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return doubts_about(prepare_file(file, settings or ImportSettings()))

    return doubt


def test_a_plain_interview_wants_no_look(doubts):
    assert doubts(TALK) == ()


def test_a_document_needs_no_speakers(doubts):
    assert doubts("Minutes of the board.\n", "a.txt") == ()


def test_what_a_reader_guessed_wants_a_look(doubts):
    (doubt,) = doubts(TALK.replace("talked", "ate crème brûlée").encode("cp1252"))
    assert "Windows-1252 was assumed" in doubt


def test_what_is_left_out_as_always_wants_none(tmp_path):
    hidden = "<html><body><p>I: How?</p><p>P1: So.</p><p hidden>x</p><p>I: Oh?</p><p>P1: Yes.</p>"
    file = tmp_path / "a.html"
    file.write_text(hidden)
    prepared = prepare_file(file, ImportSettings())
    assert prepared.sources[0].document.remarks == ("Hidden text was left out.",)
    assert doubts_about(prepared) == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("It was a long day.\n", "No speakers were found"),
        ("P1: It was hard.\nP1: We talked.\nP1: Well.\n", "“P1” is the only speaker"),
        ("Anna: It was hard.\nBen: Yes.\nAnna: We talked.\nBen: Long.\n", "the one who asks"),
    ],
)
def test_speakers_that_cannot_be_all(doubts, content, said):
    (doubt,) = doubts(content)
    assert said in doubt


def test_an_interview_without_a_participant(doubts):
    asks = SpeakerDecision("P1", role=SpeakerRole.INTERVIEWER)
    (doubt,) = doubts(TALK, settings=ImportSettings(speakers=(asks,)))
    assert doubt == "Nobody is marked as a participant."


def test_lost_line_breaks(doubts):
    (doubt,) = doubts(TALK + "P1: " + "word " * 10_000 + "\n")
    assert "longer than 3,000 words" in doubt


def test_each_doubt_once_for_a_survey_of_many(doubts):
    table = "name,Quels problèmes avez-vous ?\n" + "".join(
        f"R{n},Beaucoup de problèmes très différents au numéro {n}\n" for n in range(5)
    )
    assert len(doubts(table.encode("cp1252"), "a.csv", ImportSettings(method=Method.SURVEY))) == 1

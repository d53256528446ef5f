"""VTT, SRT and ELAN: cues of one speaker become one paragraph."""

import pytest

from qualcoder_sts.transcripts.document import Paragraph
from qualcoder_sts.transcripts.readers.cues import Cue, joined_paragraphs, split_by_label
from qualcoder_sts.transcripts.readers.eaf import read_eaf
from qualcoder_sts.transcripts.readers.errors import DamagedFileError
from qualcoder_sts.transcripts.readers.srt import read_srt
from qualcoder_sts.transcripts.readers.vtt import read_vtt


def spoken(text: str, speaker: str | None, start: int, end: int) -> Paragraph:
    return Paragraph(text, speaker=speaker, cue_start_ms=start, cue_end_ms=end)


def test_cues_of_one_speaker_are_joined() -> None:
    cues = [
        Cue(0, 1, "Anna: one"),
        Cue(2, 3, "Anna: two"),
        Cue(4, 5, "three\nfour"),
        Cue(6, 7, "Ben Ö.: five"),
        Cue(8, 9, "Ben Ö.:"),
        Cue(10, 11, "Anna: six"),
    ]
    assert joined_paragraphs(cues) == (
        spoken("Anna: one two three four", "Anna", 0, 5),
        spoken("Ben Ö.: five", "Ben Ö.", 6, 9),
        spoken("Anna: six", "Anna", 10, 11),
    )


def test_without_speakers_every_cue_stays_by_itself() -> None:
    cues = [Cue(0, 1, "one"), Cue(2, 3, "two")]
    assert joined_paragraphs(cues) == (spoken("one", None, 0, 1), spoken("two", None, 2, 3))


def test_a_colon_in_speech_names_nobody() -> None:
    cues = [Cue(n, n, "Anna: text") for n in range(4)]
    cues += [Cue(9, 9, "And Then: she left"), *(Cue(n, n, "just speech") for n in range(10, 20))]
    assert {paragraph.speaker for paragraph in joined_paragraphs(cues)} == {"Anna"}


def test_several_speakers_in_one_cue() -> None:
    cues = [Cue(0, 1, "Anna: one\nBen: two\nmore"), Cue(2, 3, "Anna: three")]
    assert [p.text for p in joined_paragraphs(cues)] == [
        "Anna: one",
        "Ben: two more",
        "Anna: three",
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Anna: x", "Anna"),
        ("ANNA-MARIA O'Neill: x", "ANNA-MARIA O'Neill"),
        ("P3: x", "P3"),
        ("Speaker 2: x", "Speaker 2"),
        ("Ursula von der Leyen : x", "Ursula von der Leyen"),
        (">> Anna: x", "Anna"),
        ("- Anna: x", "Anna"),
        ("for example: x", None),
        ("10:30 is the time", None),
        ("http://x.org", None),
        ("Well. So: x", "Well. So"),
        ("He said, and Then: x", None),
    ],
)
def test_labels(text: str, label: str | None) -> None:
    assert split_by_label(text)[0] == label


def test_vtt_voices_notes_and_marks() -> None:
    content = (
        "\ufeffWEBVTT - meeting\r\n\r\nSTYLE\r\n::cue {color:red}\r\n\r\nNOTE not this\r\n\r\n"
        "one\r\n00:04.859 --> 00:07.410 align:start\r\n"
        "<v Anna Ø>Okay, <i>so</i> <c.x>yes</c></v>\r\n\r\n"
        "00:08.000 --> 00:09.000\r\n<v.loud Anna Ø>a &amp; b\r\nc</v>\r\n- <v Ben>hi</v>\r\n\r\n"
        "01:00:09.000 --> 01:00:10.000\r\n3 < 4\r\n"
    )
    document = read_vtt(content.encode(), "a.vtt")
    assert document.paragraphs == (
        spoken("Anna Ø: Okay, so yes a & b c", "Anna Ø", 4859, 9000),
        spoken("Ben: hi 3 < 4", "Ben", 8000, 3610000),
    )


def test_a_voice_repeated_in_the_text_stands_once() -> None:
    content = b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Anna: hello</v>\n"
    assert read_vtt(content, "a.vtt").text == "Anna: hello"


def test_srt_with_marks_and_old_encoding() -> None:
    content = (
        "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Zoé:</i> {\\an8}C’est ça\r\n\r\n"
        "2\r\n00:00:03,000 --> 00:00:04,000\r\nZoé: très bien, déjà\r\n"
    ).encode("cp1252")
    document = read_srt(content, "a.srt")
    assert document.paragraphs == (spoken("Zoé: C’est ça très bien, déjà", "Zoé", 1000, 4000),)
    assert document.encoding == "cp1252"
    assert "assumed" in document.remarks[0]


def test_srt_without_a_single_cue() -> None:
    with pytest.raises(DamagedFileError):
        read_srt(b"nothing here", "a.srt")


def test_elan_tiers_are_speakers() -> None:
    def tier(attributes: str, *annotations: tuple[str, str, str]) -> str:
        inner = "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="{start}" TIME_SLOT_REF2="{end}">'
            f"<ANNOTATION_VALUE>{text}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
            for start, end, text in annotations
        )
        return f"<TIER {attributes}>{inner}</TIER>"

    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="t{number}" {time}/>'
        for number, time in enumerate(
            ['TIME_VALUE="0"', 'TIME_VALUE="900"', "", 'TIME_VALUE="2000"', 'TIME_VALUE="3000"']
        )
    )
    content = (
        f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>"
        + tier('TIER_ID="B"', ("t1", "t3", "two"))
        + tier('TIER_ID="A" PARTICIPANT="Anna"', ("t0", "t1", "one"), ("t3", "t4", "three &lt;3"))
        + tier('TIER_ID="A-gloss" PARENT_REF="A"', ("t0", "t1", "ONE"))
        + "</ANNOTATION_DOCUMENT>"
    )
    document = read_eaf(content.encode(), "a.eaf")
    assert document.paragraphs == (
        spoken("Anna: one", "Anna", 0, 900),
        spoken("B: two", "B", 900, 2000),
        spoken("Anna: three <3", "Anna", 2000, 3000),
    )
    assert "“A-gloss”" in document.remarks[0]

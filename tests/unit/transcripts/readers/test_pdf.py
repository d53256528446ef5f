"""PDF: columns, margins, paragraphs, hyphens."""

from collections.abc import Callable

from qualcoder_sts.transcripts.document import ReadDocument
from qualcoder_sts.transcripts.readers.pdf import read_pdf

Maker = Callable[..., bytes]
Text = tuple[float, float, str]
FULL = "and this line goes on until it reaches the margin at the right of the page as it must"


def column(left: float, top: float, *lines: str, step: float = 12) -> list[Text]:
    return [(left, top - step * number, line) for number, line in enumerate(lines)]


def texts(document: ReadDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_a_label_begins_a_paragraph_even_in_dense_text(make_pdf: Maker) -> None:
    lines = column(50, 800, f"I: {FULL}", FULL, f"P: {FULL}", FULL, f"I: {FULL}", f"P: {FULL}")
    assert texts(read_pdf(make_pdf([lines]), "a.pdf")) == [
        f"I: {FULL} {FULL}",
        f"P: {FULL} {FULL}",
        f"I: {FULL}",
        f"P: {FULL}",
    ]


def test_gaps_short_lines_and_indents_begin_paragraphs(make_pdf: Maker) -> None:
    dense = column(50, 800, FULL, FULL, "short end.", FULL, FULL)
    after_gap = column(50, 720, FULL, FULL)
    indented = [(70.0, 696.0, FULL), (50.0, 684.0, FULL)]
    document = read_pdf(make_pdf([dense + after_gap + indented]), "a.pdf")
    assert texts(document) == [
        f"{FULL} {FULL} short end.",
        f"{FULL} {FULL}",
        f"{FULL} {FULL}",
        f"{FULL} {FULL}",
    ]


def test_a_label_with_speech_set_further_right(make_pdf: Maker) -> None:
    lines: list[Text] = []
    for turn in range(4):
        top = 800 - 40 * turn
        lines += [(50, top, "Anna:"), (120, top, FULL), (120, top - 12, FULL)]
    assert texts(read_pdf(make_pdf([lines]), "a.pdf")) == [f"Anna: {FULL} {FULL}"] * 4


def test_a_paragraph_goes_on_over_the_page(make_pdf: Maker) -> None:
    pages = [column(50, 100, FULL, FULL), column(50, 800, FULL, "the end.")]
    assert texts(read_pdf(make_pdf(pages), "a.pdf")) == [f"{FULL} {FULL} {FULL} the end."]


def test_two_columns_are_read_one_after_the_other(make_pdf: Maker) -> None:
    left = [f"left column line number {number} of it" for number in range(8)]
    right = [f"right column line number {number} of it" for number in range(8)]
    title = [(150.0, 815.0, "A title that stands across both of the columns of the page")]
    page = title + column(50, 780, *left) + column(310, 780, *right)
    document = read_pdf(make_pdf([page], size=10), "a.pdf")
    assert document.text.index("left column line number 7") < document.text.index("right column")
    assert document.text.startswith("A title")


def test_a_title_across_both_columns_does_not_widen_the_left_one(make_pdf: Maker) -> None:
    turns = [f"I: {FULL[:40]}", FULL[:44], FULL[:42], f"P: {FULL[:40]}", FULL[:44], FULL[:42]]
    title = column(
        50,
        815,
        "A title that begins at the left edge of the page and stands across both of its columns",
    )
    page = title + column(50, 780, *turns) + column(310, 780, *turns)
    turn = [f"I: {FULL[:40]} {FULL[:44]} {FULL[:42]}", f"P: {FULL[:40]} {FULL[:44]} {FULL[:42]}"]
    assert texts(read_pdf(make_pdf([page], size=8), "a.pdf"))[1:] == turn * 2


def test_a_paragraph_goes_on_in_the_next_column(make_pdf: Maker) -> None:
    left = [f"left column line number {number} of it" for number in range(7)]
    page = column(50, 780, *left, "and goes on in a line as long") + column(
        310, 780, "as the one in which it went on.", *left
    )
    document = read_pdf(make_pdf([page], size=10), "a.pdf")
    assert "in a line as long as the one" in document.text


def test_running_heads_and_page_numbers_are_left_out(make_pdf: Maker) -> None:
    pages = [
        [
            (50, 815, "Confidential interview 4"),
            *column(50, 770, f"I: {word}.", f"P: {word}?"),
            (290, 30, f"Page {number} of 3"),
        ]
        for number, word in enumerate(["one", "two", "three"], 1)
    ]
    document = read_pdf(make_pdf(pages), "a.pdf")
    assert texts(document) == ["I: one.", "P: one?", "I: two.", "P: two?", "I: three.", "P: three?"]
    assert "“Confidential interview #”" in document.remarks[0]


def test_pages_that_begin_alike_lose_nothing(make_pdf: Maker) -> None:
    pages = [column(50, 800, "I: Okay.", f"P: {word}.") for word in ("one", "two", "three")]
    document = read_pdf(make_pdf(pages), "a.pdf")
    assert texts(document).count("I: Okay.") == 3


def test_numbers_in_the_margin_and_beyond_the_page(make_pdf: Maker) -> None:
    lines = [(50.0, 800.0 - 24 * number, f"I: turn {number}.") for number in range(6)]
    numbers = [(20.0, 800.0 - 24 * number, str(number + 1)) for number in range(6)]
    document = read_pdf(make_pdf([lines + numbers + [(50, -200, "off the page")]]), "a.pdf")
    assert texts(document) == [f"I: turn {number}." for number in range(6)]
    assert len(document.remarks) == 2


def test_hyphens_at_line_ends(make_pdf: Maker) -> None:
    lines = column(
        50,
        800,
        "well known is what the self-care of caregivers and the well being of a team are, trau-",
        "matic stress is no self-",
        "care and a well-",
        "known thing is well known, as the long-",
        "Term study of the known says.",
    )
    assert read_pdf(make_pdf([lines]), "a.pdf").text.replace("\n", " ") == (
        "well known is what the self-care of caregivers and the well being of a team are, "
        "traumatic stress is no self-care and a well-known thing is well known, as the long- "
        "Term study of the known says."
    )


def test_pages_of_pictures_are_named(make_pdf: Maker) -> None:
    # Pages without anything on them are simply empty, not pictures.
    document = read_pdf(make_pdf([[(50, 800, "I: Hello")], []]), "a.pdf")
    assert document.remarks == ()

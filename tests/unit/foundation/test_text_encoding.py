import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.text_encoding import decode_text

WESTERN = {
    "french": "La médiatrice dit : « ça va déjà mieux », où qu’elle soit. L’été dernier, Noël…",
    "danish": "Jeg går hjem på arbejde – også når børnene græder. Æblet er rødt. Å, ja!",
    "german": "Überstunden für die Mädchen: größer, schöner, „früher“ war’s süß. Äpfel.",
    "spanish": "¿Cómo está la señora? ¡Qué niño más pequeño! Mañana iré al jardín.",
    "short": "Zoë",
    "quotes": "P1: It’s “fine” – really…",
}


@pytest.mark.parametrize("text", WESTERN.values(), ids=WESTERN)
@pytest.mark.parametrize("times", [1, 30])
def test_western_text_in_the_windows_encoding(text: str, times: int) -> None:
    decoded = decode_text((text + "\n").encode("cp1252") * times)
    assert decoded.text == (text + "\n") * times
    assert decoded.guessed


OTHERS = [
    ("Я иду домой после работы, потому что дети плачут и мне тяжело их слушать.", "cp1251"),
    ("Я иду домой после работы, потому что дети плачут и мне тяжело их слушать.", "koi8_r"),
    (
        "Praca społeczna jest ciężka, słucham o wszystkim i wracam późno do domu. Śpię źle.",
        "cp1250",
    ),
    (
        "The children’s stories don’t leave me, it’s hard, they’re always there, I can’t.",
        "mac_roman",
    ),
    ("Οι ιστορίες των παιδιών με ακολουθούν στο σπίτι και δεν κοιμάμαι καλά τη νύχτα.", "cp1253"),
    ("私は毎晩子供たちの話を思い出します。仕事のあとで眠れません。", "cp932"),
    ("我每天晚上都会想起孩子们的故事,下班以后睡不着觉。", "gb18030"),
]


@pytest.mark.parametrize(("text", "encoding"), OTHERS, ids=[row[1] for row in OTHERS])
def test_other_encodings(text: str, encoding: str) -> None:
    decoded = decode_text((text + "\n").encode(encoding) * 5)
    assert decoded.text == (text + "\n") * 5
    assert decoded.guessed


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_marks_settle_the_encoding(text: str) -> None:
    for encoding in ["utf-8-sig", "utf-16", "utf-32"]:
        decoded = decode_text(text.encode(encoding))
        if encoding == "utf-16" and text.startswith("\0"):
            continue  # the same bytes begin a UTF-32 file
        assert (decoded.text, decoded.guessed, decoded.replaced) == (text, False, 0)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1))
def test_utf_8_is_kept(text: str) -> None:
    decoded = decode_text(text.encode())
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, "utf-8", False)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_without_a_mark(encoding: str) -> None:
    text = "Moderator: what helps? Zoë: “naming it” – œuvre.\n"
    decoded = decode_text(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, encoding, True)


@given(st.binary())
def test_never_fails(content: bytes) -> None:
    decoded = decode_text(content)
    assert isinstance(decoded.text, str)


def test_a_few_broken_places_leave_utf_8_readable() -> None:
    content = "Größe für Änderung, schön über ändern täglich. ".encode() * 3 + b"\xff!"
    decoded = decode_text(content)
    assert (decoded.encoding, decoded.guessed, decoded.replaced) == ("utf-8", True, 1)
    assert decoded.text.startswith("Größe")


def test_nothing_is_nothing() -> None:
    assert decode_text(b"").text == ""


def test_old_macintosh_files_and_unmarked_utf16_of_other_scripts():
    spanish = "¿Cómo está? «Mañana», dijo la señora; él calló. " * 3
    mac = decode_text(spanish.encode("mac_roman"))
    assert (mac.text, mac.encoding, mac.guessed) == (spanish, "mac_roman", True)
    russian = "Мы сидели вместе, и никто ничего не записывал. " * 3
    assert decode_text(russian.encode("utf-16-le")).text == russian

"""A language that is made up, to see what was not translated.

Accented letters in place of plain ones, 40 % longer, each piece in brackets of its own. What is
filled into a sentence stands outside of them: it was translated itself, or it is somebody's data.
"""

import gettext
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from qualcoder_sts.foundation.translation import use_catalogue

BEGIN, END = "⟦", "⟧"
# What is filled in; what formats or marks an access key stays as it is inside the brackets.
FILLED_IN = re.compile(r"(%\(\w+\)[.0-9]*[a-z]|%[a-z]|\{\w*\})")
LEFT = re.compile(r"(%%|<[^>]+>|&\w+;|&)")
ACCENTED = str.maketrans("aceinouyAEIOU", "áćéíñóúýÁÉÍÓÚ")


class MadeUp(gettext.NullTranslations):
    """A catalogue that translates whatever it is asked."""

    def gettext(self, message: str) -> str:
        """The message in brackets, as if it were in a language with longer words."""
        pieces = FILLED_IN.split(message)
        length = round(len(message) * 0.4)
        pieces[-1] += "·" * length
        return "".join(
            piece if number % 2 or not piece else f"{BEGIN}{_accented(piece)}{END}"
            for number, piece in enumerate(pieces)
        )

    def ngettext(self, singular: str, plural: str, count: int) -> str:  # type: ignore[override]
        """The same for what is counted."""
        return self.gettext(singular if count == 1 else plural)


@contextmanager
def made_up_language() -> Iterator[None]:
    """Speak it as long as this lasts."""
    before = use_catalogue(MadeUp())
    try:
        yield
    finally:
        use_catalogue(before)


def words_in(text: str) -> list[str]:
    """Words in plain letters, in lower case."""
    return [word.lower() for word in re.findall(r"[A-Za-z]{2,}", text)]


def untranslated_words(text: str, known: Iterable[str] = ()) -> set[str]:
    """Words of a text that stand in no brackets and are not known as data."""
    plain = re.sub(f"{BEGIN}[^{BEGIN}{END}]*{END}", " ", text)
    plain = re.sub(f"{BEGIN}.*$|^[^{BEGIN}]*{END}", " ", plain)  # cut by what has little room
    return set(words_in(plain)) - set(known)


def _accented(piece: str) -> str:
    return "".join(
        part if LEFT.fullmatch(part) else part.translate(ACCENTED) for part in LEFT.split(piece)
    )

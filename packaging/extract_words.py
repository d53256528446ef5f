"""Collects the words of the program for translators, in a file that every gettext tool reads.

Run by ``make words``. Writes qualcoder_sts/locale/qualcoder_sts.pot; a translation goes to
qualcoder_sts/locale/LANGUAGE/LC_MESSAGES/qualcoder_sts.po, and ``msgfmt`` makes the .mo file of it
that the program finds by itself.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "qualcoder_sts"
TARGET = PACKAGE / "locale" / "qualcoder_sts.pot"
HEADER = (
    'msgid ""\nmsgstr ""\n"Project-Id-Version: qualcoder-sts\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)


@dataclass(frozen=True)
class Message:
    """Words to translate, with their plural where they count something."""

    words: str
    plural: str
    place: str


class NotLiteralError(Exception):
    """Words put together before they are translated: no catalogue can hold them."""


class TwoPluralsError(Exception):
    """A catalogue holds one plural for a message."""


def messages_in(file: Path) -> Iterator[Message]:
    """The messages of one module."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id not in {"_", "ngettext"}:
            continue
        place = f"{file.relative_to(ROOT).as_posix()}:{node.lineno}"
        wanted = 1 if node.func.id == "_" else 2
        words = [_literal(argument, place) for argument in node.args[:wanted]]
        yield Message(words[0], words[1] if wanted == 2 else "", place)


def catalogue() -> str:
    """All messages of the program, each once, with the places where it stands."""
    plurals: dict[str, str] = {}
    places: dict[str, list[str]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        for message in messages_in(file):
            # A word that is counted somewhere has one entry, which serves where it stands alone.
            plural = plurals.get(message.words) or message.plural
            if message.plural not in {"", plural}:
                raise TwoPluralsError(f"{message.place}: “{message.words}” has another plural too")
            plurals[message.words] = plural
            places.setdefault(message.words, []).append(message.place)
    return HEADER + "".join(_entry(words, plurals[words], places[words]) for words in places)


def _literal(argument: ast.expr, place: str) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    raise NotLiteralError(f"{place}: only whole sentences in quotes can be translated")


def _entry(words: str, plural: str, places: list[str]) -> str:
    lines = ["", *(f"#: {place}" for place in places)]
    if "%" in words or "%" in plural:
        lines.append("#, python-format")
    lines.append(f"msgid {_quoted(words)}")
    if plural:
        lines += [f"msgid_plural {_quoted(plural)}", 'msgstr[0] ""', 'msgstr[1] ""']
    else:
        lines.append('msgstr ""')
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main() -> int:
    """Write the file, or say which words cannot be translated."""
    try:
        text = catalogue()
    except (NotLiteralError, TwoPluralsError) as error:
        print(error, file=sys.stderr)
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    messages = text.count("\nmsgid ")
    print(f"{messages} messages are in {TARGET.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What the core says to people can be translated: sentences of errors and labels of steps.

Every error is made in a language that is made up, with arguments invented from its annotations;
and no sentence is handed on that did not go through gettext.
"""

import ast
import importlib
import itertools
import pkgutil
import re
from collections.abc import Iterator
from enum import Enum
from inspect import signature
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

import qualcoder_sts
from qualcoder_sts.foundation.errors import QualcoderError
from tests.made_up_language import made_up_language, untranslated_words

# What is handed on to people by these, as a positional or a named argument.
SAY = {"describe", "Doubt", "Unplaced", "BrokenRule", "UnmatchedRow", "UnfitRow", "remark"}
# Lists of remarks, by the last part of their names.
REMARKS = ("remarks", "doubts", "omissions", "notices", "reasons")
# These take a name of a kind and have a sentence of their own for each.
BY_KIND = {"RowMissingError", "NameMissingError"}
# A mistake in the program, for its log and nobody's eyes.
FOR_THE_LOG = {"WriteOutsideStepError", "ProjectClosedError"}
# In the example of a regular expression.
KNOWN = {"label", "moderator"}


def every_error() -> list[type[QualcoderError]]:
    """All errors with a sentence of their own, of every module of the program."""
    for module in pkgutil.walk_packages(qualcoder_sts.__path__, "qualcoder_sts."):
        importlib.import_module(module.name)
    return sorted(subclasses_of(QualcoderError), key=lambda error: error.__qualname__)


def subclasses_of(kind: type[QualcoderError]) -> set[type[QualcoderError]]:
    direct = set(kind.__subclasses__())
    return direct.union(*(subclasses_of(each) for each in direct))


def invented(wanted: Any) -> list[Any]:
    """Arguments that an annotation allows, without a word in them."""
    origin = get_origin(wanted)
    if origin in (Union, UnionType):
        return [value for each in get_args(wanted) for value in invented(each)]
    if origin is Literal:
        return list(get_args(wanted))
    if origin in (list, tuple) or "Sequence" in str(origin):
        made = [invented(each)[0] for each in get_args(wanted)[:1]]
        return [(list if origin is list else tuple)(each) for each in ([], made * 2, made * 7)]
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return list(wanted)
    simple: dict[Any, list[Any]] = {
        str: ["", "№"],
        int: [1, 2],
        bool: [False, True],
        float: [0.5],
        Path: [Path("/№/№")],
        NoneType: [None],
    }
    return simple[wanted]


def made(error: type[QualcoderError]) -> Iterator[QualcoderError]:
    """The error with every combination of invented arguments."""
    hints = get_type_hints(error.__init__)
    names = [name for name in signature(error).parameters if name in hints]
    for values in itertools.product(*(invented(hints[name]) for name in names)):
        yield error(**dict(zip(names, values, strict=True)))


@pytest.mark.parametrize("error", every_error(), ids=lambda error: error.__name__)
def test_an_error_speaks_the_language(error: type[QualcoderError]) -> None:
    with made_up_language():
        sentences = [str(each) for each in made(error)]
    assert sentences
    for sentence in sentences:
        assert untranslated_words(sentence, KNOWN) == set(), sentence


def test_an_error_that_speaks_english_is_found() -> None:
    class ForgottenError(QualcoderError):
        def __init__(self, name: str) -> None:
            super().__init__(f"“{name}” was forgotten.")

    with made_up_language():
        assert any(untranslated_words(str(each)) for each in made(ForgottenError))


def test_no_sentence_escapes(syntax_trees: dict[Path, ast.Module]) -> None:
    says = (SAY | {error.__name__ for error in every_error()}) - BY_KIND - FOR_THE_LOG
    found = [
        f"{file}:{line} {words}"
        for file, tree in syntax_trees.items()
        for line, words in bare_sentences(tree, says)
    ]
    assert not found, "these sentences do not go through gettext:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        'raise BrokenError("it is empty.")',
        'raise BrokenError(name, why="it is empty.")',
        'raise BrokenError(f"line {line}: no colour")',
        'why = f"it has {number} rows"\n    raise BrokenError(why)',
        'describe(session, "Add a code")',
        'describe(session, f"Add code “{name}”")',
        'describe(session, f"Remove {what}" if what else "Remove")',
        'words = "Delete " + name\n    describe(session, words)',
        'return Unplaced("it names no code")',
        'super().__init__("A code needs a name.")',
        'self.remarks.append(f"Row {row} was left out.")',
    ],
)
def test_a_bare_sentence_is_found(code: str) -> None:
    tree = ast.parse(f"class BrokenError(QualcoderError):\n  def do(self):\n    {code}\n")
    assert list(bare_sentences(tree, {"BrokenError", *SAY}))


@pytest.mark.parametrize(
    "code",
    [
        'raise BrokenError(_("it is empty."))',
        'raise BrokenError(path.name, _("%d rows") % number)',
        'why = _("it is empty")\n    raise BrokenError(f"{why}: {name}")',
        'raise ValueError("a mistake of the program")',
        'raise BrokenError(f"{error.strerror}.")',
        'label = ngettext("%d code", "%d codes", n) % n\n    describe(session, label)',
    ],
)
def test_a_translated_sentence_is_none(code: str) -> None:
    tree = ast.parse(f"class BrokenError(QualcoderError):\n  def do(self):\n    {code}\n")
    assert list(bare_sentences(tree, {"BrokenError", *SAY})) == []


def bare_sentences(tree: ast.Module, says: set[str]) -> Iterator[tuple[int, str]]:
    """Sentences outside gettext that are handed to what tells them people, by their lines."""
    for scope in ast.walk(tree):
        if isinstance(scope, ast.ClassDef) and scope.name in says:
            yield from _handed_on(scope, {"__init__"})
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _handed_on(scope, says)


def _handed_on(scope: ast.AST, says: set[str]) -> Iterator[tuple[int, str]]:
    assigned = dict(_assignments(scope))
    for node in ast.walk(scope):
        if not isinstance(node, ast.Call) or _called(node) not in says:
            continue
        for argument in (*node.args, *(each.value for each in node.keywords)):
            for part in _reached(argument, assigned):
                if words := _plain_words(part):
                    yield node.lineno, words


def _assignments(scope: ast.AST) -> Iterator[tuple[str, list[ast.expr]]]:
    """What each name in a function is set to; a name that is set twice has both."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    yield from found.items()


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr="append" | "setdefault" | "add", value=told):
            return "remark" if ast.unparse(told).endswith(REMARKS) else ""
        case ast.Attribute(attr=name):
            return name
    return ""


def _reached(
    value: ast.expr, assigned: dict[str, list[ast.expr]], depth: int = 0
) -> Iterator[ast.expr]:
    """The parts of a value that become part of the sentence; what gettext is given does not."""
    if isinstance(value, ast.Call) and _called(value) in {"_", "ngettext", "choice_word"}:
        return
    yield value
    if isinstance(value, ast.Name) and depth < 3:
        for each in assigned.get(value.id, ()):
            yield from _reached(each, assigned, depth + 1)
    elif isinstance(value, ast.BinOp | ast.IfExp | ast.BoolOp):
        for child in ast.iter_child_nodes(value):
            if isinstance(child, ast.expr) and not (
                isinstance(value, ast.IfExp) and child is value.test
            ):
                yield from _reached(child, assigned, depth)


def _plain_words(value: ast.expr) -> str:
    """The words of a literal: two or more letters and a blank, so that no key is taken for them."""
    match value:
        case ast.Constant(value=str(text)):
            literal = text
        case ast.JoinedStr(values=parts):
            literal = "".join(
                part.value if isinstance(part, ast.Constant) else "%" for part in parts
            )
        case _:
            return ""
    return literal if re.search(r"[A-Za-z]{2,}[^A-Za-z]* |[ “][A-Za-z]{2,}", literal) else ""

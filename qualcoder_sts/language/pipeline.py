"""The spaCy pipeline for a language: nothing is downloaded, and spaCy is imported here, late."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.language.errors import PipelineNotInstalledError, PipelineUnfitError

if TYPE_CHECKING:
    from spacy.language import Language

MANY_LANGUAGES = "xx"
# Other names of languages that spaCy knows.
_SPACY_CODES = {"no": "nb", "iw": "he", "in": "id", "mul": MANY_LANGUAGES}
# Sentences are cut by this program's rules, and nobody asks for the rest.
_LEFT_OUT = ("parser", "senter", "sentencizer", "ner", "entity_linker", "textcat")
_LEMMATIZERS = {"lemmatizer", "trainable_lemmatizer", "lookup_lemmas"}
# All the ways in which spaCy fails on files that are damaged or that another version wrote.
_CANNOT_LOAD = (OSError, ImportError, ValueError, LookupError, TypeError, AttributeError)


def load_pipeline(language: str, pipeline: str | None = None) -> "Language":
    """Sentences, words and lemmas for a language, as ``en`` or ``pt-BR``.

    ``pipeline`` names an installed spaCy pipeline, or the folder of one, that is used for texts in
    its own language. Without it words get the lemmas of spaCy's table or, in a language that has
    none, are their own in lower case. A language that spaCy does not know, or that it can only read
    with further packages, is read as any language with spaces between words.

    Raises ``PipelineNotInstalledError`` and ``PipelineUnfitError``.
    """
    code = language_code(language)
    if pipeline and (chosen := _installed(pipeline, code)) is not None:
        return chosen
    return _blank(code)


def language_code(language: str) -> str:
    """What spaCy calls a language: ``en`` for ``en-GB``."""
    code = language.strip().replace("_", "-").partition("-")[0].lower()
    return _SPACY_CODES.get(code, code) or MANY_LANGUAGES


def _blank(code: str) -> "Language":
    import spacy  # noqa: PLC0415 - the window starts without it

    from qualcoder_sts.language import components  # noqa: F401, PLC0415 - registers them

    try:
        nlp = spacy.blank(code)
    except ImportError:
        nlp = spacy.blank(MANY_LANGUAGES)
    nlp.add_pipe("sentence_rules")
    nlp.add_pipe("lookup_lemmas")
    return nlp


def _installed(name: str, code: str) -> "Language | None":
    """The pipeline of the user's choice; None for a text in another language than its own."""
    from spacy.util import load_model  # noqa: PLC0415

    from qualcoder_sts.language import components  # noqa: F401, PLC0415

    folder = _folder_of(name)
    if _language_for_this_spacy(name, folder) not in {code, MANY_LANGUAGES}:
        return None
    try:
        nlp = load_model(folder, exclude=_LEFT_OUT)
    except _CANNOT_LOAD as error:
        raise PipelineUnfitError(name, _("spaCy says “%s”") % _first_line(error)) from error
    nlp.add_pipe("sentence_rules", first=True)
    if not _LEMMATIZERS & set(nlp.pipe_names):
        nlp.add_pipe("lookup_lemmas")
    return nlp


def _folder_of(name: str) -> Path:
    """Where the data of an installed package or of a folder lie."""
    package = find_spec(name) if name.isidentifier() else None
    places = list(package.submodule_search_locations or ()) if package else [name]
    for place in map(Path, places):
        # A package keeps its data in a folder of its own.
        for file in (place / "config.cfg", *sorted(place.glob("*/config.cfg"))):
            if file.is_file():
                return file.parent
    raise PipelineNotInstalledError(name)


def _language_for_this_spacy(name: str, folder: Path) -> str:
    """The language of a pipeline; raises ``PipelineUnfitError`` if another spaCy wrote it."""
    from spacy.about import __version__  # noqa: PLC0415
    from spacy.util import is_compatible_version  # noqa: PLC0415

    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        language, wanted = str(meta["lang"]), str(meta["spacy_version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = _("its file meta.json cannot be read")
        raise PipelineUnfitError(name, why) from error
    if not is_compatible_version(__version__, wanted):
        why = _("it was made for spaCy %(wanted)s, and this is spaCy %(present)s")
        raise PipelineUnfitError(name, why % {"wanted": wanted, "present": __version__})
    return language


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)

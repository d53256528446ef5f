import json

import pytest
import spacy

from qualcoder_sts.language.errors import PipelineNotInstalledError, PipelineUnfitError
from qualcoder_sts.language.pipeline import language_code, load_pipeline
from qualcoder_sts.language.sentences import sentence_spans


def lemmas(language, text, pipeline=None):
    return [token.lemma_ for token in load_pipeline(language, pipeline)(text)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Workers were going", ["worker", "be", "go"]),
        ("en-GB", "SHE FELT", ["she", "feel"]),
        ("en", "I can't", ["i", "can", "not"]),
        ("en", "they’re", ["they", "be"]),
        ("en", "today's", ["today", "'s"]),
        ("en", "Number matters, worse", ["number", "matter", ",", "bad"]),
        ("es", "Trabajaba con niños", ["trabajar", "con", "niño"]),
        ("de", "Häuser gefühle gingen", ["haus", "gefühl", "gehen"]),
        ("de", "Gingen Häuser", ["gehen", "haus"]),
        ("de", "Wir sie ich uns", ["wir", "sie", "ich", "uns"]),
    ],
)
def test_words_get_their_lemmas(language, text, expected):
    assert lemmas(language, text) == expected


@pytest.mark.parametrize("language", ["fi", "pl", "ja", "ko", "th", "xx", "", "tlh", "nonsense"])
def test_without_a_table_a_word_is_its_own_lemma_in_lower_case(language):
    assert lemmas(language, "Työ on Raskasta") == ["työ", "on", "raskasta"]


@pytest.mark.parametrize(
    ("given", "code"),
    [("en", "en"), ("EN", "en"), ("pt-BR", "pt"), ("sr_Latn", "sr"), ("no", "nb"), (" ", "xx")],
)
def test_codes_of_languages(given, code):
    assert language_code(given) == code


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Ruiz came at 10.30 a.m. with us. Yes.",
        "“Not today.” She left… Then nothing?! no",
        "One line\nanother line\n\n  and. One More ",
        "",
        " \n",
    ],
)
def test_sentences_begin_where_the_rules_say(text):
    document = load_pipeline("en")(text)
    found = [sentence.text.strip() for sentence in document.sents if sentence.text.strip()]
    assert found == [span.of(text) for span in sentence_spans(text)]


def test_a_folder_is_used_for_its_own_language(tmp_path):
    make_pipeline(tmp_path / "mine")
    chosen = str(tmp_path / "mine")
    assert lemmas("en", "we left here", chosen) == ["we", "departed", "here"]
    assert lemmas("de", "Häuser", chosen) == ["haus"]


def test_the_folder_around_a_pipeline_will_do(tmp_path):
    make_pipeline(tmp_path / "en_mine" / "en_mine-1.0")
    assert lemmas("en", "left", str(tmp_path / "en_mine")) == ["departed"]


def test_an_installed_package_is_used_by_its_name(tmp_path, monkeypatch):
    make_pipeline(tmp_path / "en_my_own" / "en_my_own-1.0")
    (tmp_path / "en_my_own" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert lemmas("en", "left", "en_my_own") == ["departed"]


def test_the_sentences_of_a_chosen_pipeline_are_ours(tmp_path):
    make_pipeline(tmp_path / "mine")
    document = load_pipeline("en", str(tmp_path / "mine"))("Dr. Ruiz left. We stayed.")
    assert [sentence.text for sentence in document.sents] == ["Dr. Ruiz left.", "We stayed."]


@pytest.mark.parametrize("name", ["en_core_web_of_dreams", "/nowhere/at all", "json", "a.b"])
def test_what_is_not_installed_is_said(name):
    with pytest.raises(PipelineNotInstalledError, match="is not installed on this computer"):
        load_pipeline("en", name)


def test_what_another_spacy_wrote_is_said(tmp_path):
    make_pipeline(tmp_path / "old")
    meta = tmp_path / "old" / "meta.json"
    meta.write_text(json.dumps(json.loads(meta.read_text()) | {"spacy_version": ">=2.3,<3.0"}))
    with pytest.raises(PipelineUnfitError, match=r"made for spaCy >=2\.3,<3\.0, and this is spaCy"):
        load_pipeline("en", str(tmp_path / "old"))


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("meta.json", ""),
        ("meta.json", "[]"),
        ("config.cfg", "[nlp"),
        ("config.cfg", "[nlp]\nlang = 'en'\npipeline = ['no_such_part']"),
        ("tokenizer", "damaged"),
    ],
)
def test_damaged_files_are_said(tmp_path, file, content):
    make_pipeline(tmp_path / "mine")
    (tmp_path / "mine" / file).write_text(content)
    with pytest.raises(PipelineUnfitError, match="cannot be used"):
        load_pipeline("en", str(tmp_path / "mine"))


def make_pipeline(folder):
    """A pipeline with a lemmatizer of its own, which knows one word, and sentences at each dot."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    lemmatizer.initialize(lookups=lookups())
    folder.parent.mkdir(exist_ok=True)
    nlp.to_disk(folder)


def lookups():
    tables = spacy.lookups.Lookups()
    tables.add_table("lemma_lookup", {"left": "departed"})
    return tables

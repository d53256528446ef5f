"""What this program adds to spaCy: its sentences and its lemmas. Imported when first needed."""

from collections import ChainMap
from collections.abc import Collection, Mapping

from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from qualcoder_sts.language.sentences import sentence_spans

_TABLE = "lemma_lookup"
_APOSTROPHES = ("'", "’")
# Where a table makes one word of all persons: to German, “we” and “she” would be forms of “I”.
_NO_LEMMAS = {"de": {"ich", "mein", "sich"}}
# Where a table takes a common word for a form of another: “number” for “more numb”.
_OWN_LEMMAS = (
    *("agenda", "crew", "dive", "fifth", "first", "fourth", "gamer", "ground", "hi", "matter"),
    *("number", "rent", "second", "third", "wound", "yeah"),
)
_CORRECTED = {
    "en": {form: form for form in _OWN_LEMMAS} | {"taxes": "tax", "worse": "bad", "worst": "bad"}
}


@Language.component("sentence_rules")
def mark_sentences(doc: Doc) -> Doc:
    """Let sentences begin where ``sentence_spans`` lets them begin."""
    starts = iter([span.start for span in sentence_spans(doc.text)])
    following = next(starts, None)
    for token in doc:
        begins = following is not None and token.idx >= following
        token.is_sent_start = begins
        while following is not None and following <= token.idx:
            following = next(starts, None)
    return doc


class LookupLemmas:
    """Gives every word its lemma from spaCy's table, in lower case.

    A word that it does not know is its own lemma. Each form is looked up once.
    """

    def __init__(
        self, vocab: Vocab, table: Mapping[str, str], left_out: Collection[str] = ()
    ) -> None:
        self._vocab = vocab
        self._table = table
        self._left_out = left_out
        self._known: dict[tuple[int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of each token."""
        known = self._known
        for token in doc:
            key = (token.orth, token.norm)
            lemma = known.get(key)
            if lemma is None:
                lemma = known[key] = self._vocab.strings.add(self._lemma(token))
            token.lemma = lemma
        return doc

    def _lemma(self, token: Token) -> str:
        # The tokenizer knows what some parts of contractions stand for: n’t is “not”.
        form = token.text if token.norm_ == token.lower_ else token.norm_
        # An 's may be “is”, “has” or a possessive; the table would have it be “have”.
        if not form.startswith(_APOSTROPHES):
            # The beginning of a sentence, shouted words, nouns that nobody capitalised.
            for variant in (form, form.lower(), form.capitalize()):
                lemma = self._table.get(variant)
                if lemma is not None and lemma not in self._left_out:
                    return lemma.lower()
        return form.lower()


@Language.factory("lookup_lemmas")
def make_lookup_lemmas(nlp: Language, name: str) -> LookupLemmas:  # noqa: ARG001 - spaCy calls it so
    """The component for a pipeline's language."""
    # Tables for each part of speech, which Polish has, would take fifteen seconds to load.
    lookups = load_lookups(str(nlp.lang), [_TABLE], strict=False)
    table = ChainMap(_CORRECTED.get(str(nlp.lang), {}), lookups.get_table(_TABLE, {}))
    return LookupLemmas(nlp.vocab, table, _NO_LEMMAS.get(str(nlp.lang), ()))

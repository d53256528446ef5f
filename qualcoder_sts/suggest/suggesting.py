"""The one function that makes suggestions: frozen data in, frozen data out.

It runs in a worker process (``WorkerProcess.run(suggest, progress, material, …)``). Large libraries
are imported when it runs, not with this module.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from qualcoder_sts.foundation.errors import listed
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.language.pipeline import language_code
from qualcoder_sts.suggest.errors import CodesSayNothingError, NoCodesToSuggestError
from qualcoder_sts.suggest.material import Hidden, KeptVectors, LearntFrom, Material, Suggestion

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qualcoder_sts.suggest.features import Encoder
    from qualcoder_sts.suggest.preparing import Prepared
    from qualcoder_sts.suggest.reasons import Grounds


@dataclass(frozen=True, slots=True)
class SuggestOptions:
    """What is asked for. Without ``source_ids``, suggestions for all that is not marked as read.

    ``learn_from_accepted`` tells whether accepted suggestions are examples too; ``pipeline`` is
    the spaCy pipeline of the user's choice.
    """

    source_ids: frozenset[UUID] | None = None
    learn_from_accepted: bool = True
    pipeline: str | None = None


@dataclass(frozen=True, slots=True)
class SuggestRun:
    """What came out: suggestions in the order of the texts, what is hidden, and remarks.

    ``codings`` is how many segments were learnt from, ``learnt_from`` whose; ``fresh`` are vectors
    to keep.
    """

    suggestions: tuple[Suggestion, ...]
    hidden: tuple[Hidden, ...]
    remarks: tuple[str, ...]
    model_hash: str
    codings: int
    fresh: tuple[KeptVectors, ...] = ()
    learnt_from: LearntFrom = LearntFrom.OWN


def suggest(
    progress: Progress,
    material: Material,
    options: SuggestOptions = SuggestOptions(),
    encoder: "Encoder | None" = None,
    kept: Sequence[KeptVectors] = (),
) -> SuggestRun:
    """Suggestions for one coder; the same material gives the same ones.

    With an ``encoder`` sentences are compared by its vectors (``kept`` are those the project has),
    else by TF-IDF. Raises ``NoCodesToSuggestError``, ``CodesSayNothingError``,
    ``NothingToReadError``, ``Cancelled``, and what the encoder raises.
    """
    import numpy as np  # noqa: PLC0415

    from qualcoder_sts.suggest.calibrating import calibrate  # noqa: PLC0415
    from qualcoder_sts.suggest.labels import labels_of  # noqa: PLC0415
    from qualcoder_sts.suggest.learning import learn, probabilities  # noqa: PLC0415
    from qualcoder_sts.suggest.preparing import prepare  # noqa: PLC0415
    from qualcoder_sts.suggest.proposing import crowded_out  # noqa: PLC0415
    from qualcoder_sts.suggest.reasons import Grounds, hidden_in  # noqa: PLC0415

    _refuse_what_says_nothing(material)
    prepared = prepare(progress, material, options.pipeline, encoder, kept)
    labels = labels_of(material, prepared.corpus, learn_from_accepted=options.learn_from_accepted)
    learnt = learn(prepared.features, labels, progress)
    curve = calibrate(prepared.features, labels, prepared.corpus, progress)
    blended = probabilities(prepared.features, learnt)
    chances = np.where(learnt.is_learnt, curve.of(blended), blended)
    grounds = Grounds(material, prepared, labels)
    wanted = _wanted(prepared, material, options)[:, None]
    suppressed = prepared.found.suppressed()[prepared.corpus.unit_sentences]
    may_show = wanted & ~labels.touched & ~labels.rejected & ~suppressed
    crowded = crowded_out(chances, may_show)
    hidden = hidden_in(np.where(wanted, chances, 0), crowded, grounds)
    suggestions = tuple(_suggestions(chances, may_show, grounds))
    return SuggestRun(
        suggestions=suggestions,
        hidden=tuple(hidden),
        remarks=tuple(_remarks(material, suggestions, is_any_wanted=bool(wanted.any()))),
        model_hash=prepared.model_hash,
        codings=len(material.coded),
        fresh=prepared.fresh,
        learnt_from=material.learnt_from,
    )


def _suggestions(
    chances: "NDArray[np.float64]", may_show: "NDArray[np.bool_]", grounds: "Grounds"
) -> Iterator[Suggestion]:
    from qualcoder_sts.suggest import proposing  # noqa: PLC0415
    from qualcoder_sts.suggest.reasons import reasons_for  # noqa: PLC0415

    material, prepared = grounds.material, grounds.prepared
    corpus = prepared.corpus
    has_percentage = proposing.percentages_allowed(material)
    codings = [sum(one.code_id == code.id for one in material.coded) for code in material.codes]
    for hit in proposing.hits_in(chances, corpus, may_show):
        code = material.codes[hit.code]
        source = material.sources[corpus.units[hit.best].source]
        spans = proposing.spans_of(hit, prepared, material)
        yield Suggestion(
            source_id=source.id,
            text_hash=source.text_hash,
            span=spans.span,
            shorter=spans.shorter,
            longer=spans.longer,
            code_id=code.id,
            definition_version=code.version,
            probability=round(hit.probability, 3),
            has_percentage=has_percentage and codings[hit.code] >= proposing.CODINGS_TO_LEARN,
            band=proposing.band_of(hit.probability, codings[hit.code]),
            reasons=reasons_for(hit, grounds),
            model_hash=prepared.model_hash,
        )


def _wanted(
    prepared: "Prepared", material: Material, options: SuggestOptions
) -> "NDArray[np.bool_]":
    """Which units suggestions are wanted for."""
    import numpy as np  # noqa: PLC0415

    corpus = prepared.corpus
    if options.source_ids is not None:
        asked = [source.id in options.source_ids for source in material.sources]
        return np.array([asked[unit.source] for unit in corpus.units])
    unread = np.ones(len(corpus.units), dtype=bool)
    for place, unit in enumerate(corpus.units):
        span = corpus.span(place)
        unread[place] = not any(one.encloses(span) for one in material.sources[unit.source].read)
    return unread


def _refuse_what_says_nothing(material: Material) -> None:
    if not material.codes:
        raise NoCodesToSuggestError
    said = any(code.terms or code.definition != code.name for code in material.codes)
    if not said and not material.coded:
        raise CodesSayNothingError


def _remarks(
    material: Material, suggestions: Sequence[Suggestion], *, is_any_wanted: bool
) -> Iterator[str]:
    """What a reader of the suggestions should know."""
    if not is_any_wanted:
        yield _("All that participants say is in finished text: nothing is left to suggest.")
    if suggestions and not material.coded:
        # On the sample study 9 of 100 fit then.
        yield _(
            "Nothing is coded yet that could be learnt from: suggestions rest on definitions and "
            "terms only, and most of them will not fit. Code some passages and mark what you have "
            "read as finished."
        )
    elif material.coded and not any(source.read for source in material.sources):
        yield _(
            "Nothing is marked as finished, so that nothing is known of what does not carry a "
            "code: suggestions rest on definitions and terms only, and most of them will not fit."
        )
    coded = {segment.code_id for segment in material.coded}
    wordless = [
        code.path
        for code in material.codes
        if code.id not in coded and not code.terms and code.definition == code.name
    ]
    if wordless:
        said = _("Without definition, terms and coding, only their names are looked for: {codes}.")
        yield said.format(codes=listed(wordless))
    foreign = [
        source.name
        for source in material.sources
        if source.language and language_code(source.language) != language_code(material.language)
    ]
    if foreign:
        said = _(
            "In another language than the project's: {sources}. Definitions and terms fit there "
            "only where they are in that language too."
        )
        yield said.format(sources=listed(foreign))

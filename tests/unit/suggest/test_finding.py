"""More like this, and like nothing so far."""

from dataclasses import replace

from qualcoder_sts.foundation.progress import SILENT
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.suggest.finding import find_similar, find_unlike
from tests.unit.suggest.conftest import REST, talk
from tests.unit.suggest.test_suggesting import Letters


def texts(found, material):
    text = {source.id: source.text for source in material.sources}
    return [one.span.of(text[one.source_id]) for one in found.passages]


def passage(source, words):
    start = source.text.index(words)
    return Span(start, start + len(words))


def test_the_nearest_come_first_and_the_passage_itself_never(study):
    source = study.sources[1]
    found = find_similar(SILENT, study, source.id, passage(source, REST[5]))
    said = texts(found, study)
    assert REST[5] not in said
    assert "yoga" in " ".join(said[:2])
    numbers = [one.nearness for one in found.passages]
    assert numbers == sorted(numbers, reverse=True)
    assert all(0 < number <= 1 for number in numbers)


def test_questions_are_not_found(study):
    asked = talk("E", f"Q: {REST[2]}", "It is.")
    more = replace(study, sources=(*study.sources, asked))
    source = study.sources[0]
    found = find_similar(SILENT, more, source.id, passage(source, REST[2]))
    assert asked.id not in {one.source_id for one in found.passages[:1]}


def test_nothing_is_like_a_place_without_words(study):
    asked = talk("E", "Q: Yoga?")
    more = replace(study, sources=(*study.sources, asked))
    assert find_similar(SILENT, more, asked.id, Span(0, 4)).passages == ()


def test_what_is_least_like_anything_coded_and_not_read_comes_first(study):
    strange = talk(
        "E", "Wombats dig burrows under quiet eucalyptus trees.", "Short one.", read=False
    )
    more = replace(study, sources=(*study.sources, strange))
    found = find_unlike(SILENT, more)
    assert texts(found, more)[0].startswith("Wombats")
    assert "Short one." not in texts(found, more)
    assert {one.source_id for one in found.passages} <= {strange.id, study.sources[3].id}


def test_without_coding_nothing_is_unlike(study):
    assert find_unlike(SILENT, replace(study, coded=())).passages == ()


def test_by_an_encoder(study):
    source = study.sources[0]
    found = find_similar(SILENT, study, source.id, passage(source, REST[2]), encoder=Letters())
    assert found.passages
    assert len(found.fresh) == len(study.sources)
    again = find_unlike(SILENT, study, encoder=Letters(), kept=found.fresh)
    assert again.fresh == ()

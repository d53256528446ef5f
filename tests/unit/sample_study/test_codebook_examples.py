"""The codebook's examples are passages of the sample study, to the letter, and so coded."""

import re

import pytest

from qualcoder_sts.codebook.files.document import walk
from qualcoder_sts.codebook.files.reading import read_codebook
from tests.unit.sample_study.conftest import CODEBOOKS

EXAMPLE = re.compile(r"^(Not this: )?“(.+)” \((.+?)\)(?: → (.+))?$")


def codes():
    book = CODEBOOKS[0]
    placed = walk(read_codebook(book.read_bytes(), book.name).document.codes)
    return {"/".join(each.path): each.entry for each in placed if each.entry.codable}


@pytest.mark.parametrize("path", codes())
def test_examples_stand_in_the_study_and_are_coded_so(sample, path):
    found = [EXAMPLE.match(line) for line in codes()[path].examples.splitlines()]
    assert all(found), "each line is a quote, its source and perhaps where it belongs instead"
    assert sum(match[1] is None for match in found) >= 2
    for match in found:
        _not_this, quote, name, neighbour = match.groups()
        text = sample.sources[name].text
        assert quote in text, quote
        start = text.index(quote)
        coded = {
            one.code
            for one in sample.placed
            if one.source.name == name and one.start < start + len(quote) and start < one.end
        }
        wanted = path if neighbour is None else neighbour
        # Of its code or of a code below it: the study has two codes that the codebook has not.
        assert any(f"/{wanted}/" in f"/{code}/" for code in coded) or wanted == "no code", quote

import itertools
import json
import math
import re
from pathlib import Path

import pytest

from qualcoder_sts.codebook.files import yaml_file
from qualcoder_sts.codebook.files.document import DEFINITION_FIELDS, CodeEntry, walk
from qualcoder_sts.codebook.files.reading import read_codebook

FOLDER = Path(__file__).parents[4] / "codebooks"
FILES = ["context.yaml", "evidence-level.yaml", "sts-interventions.yaml"]

THEMES = {
    "Organizational": [
        *("Improved work schedules", "Lower caseloads", "More diverse caseloads", "Job rotation"),
        *("Organizational support", "Improved work environment", "Collegial support"),
        "Teambuilding",
    ],
    "Individual": [
        *("Psychoeducation", "Stress management training", "Debriefing and communication skills"),
        *("Relaxation and mindfulness", "Coping strategies", "Social support", "Counseling"),
        "Resiliency training",
    ],
}


def entries(file: str) -> list[CodeEntry]:
    read = read_codebook((FOLDER / file).read_bytes(), file)
    assert read.remarks == ()
    return [placed.entry for placed in walk(read.document.codes)]


def test_these_are_all() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.yaml")) == FILES


@pytest.mark.parametrize("file", FILES)
def test_every_code_is_complete(file: str) -> None:
    for entry in entries(file):
        assert entry.colour is not None
        assert entry.brief_definition
        assert entry.codable != bool(entry.children)
        if entry.codable:
            for field in DEFINITION_FIELDS:
                assert getattr(entry, field), (entry.name, field)
            assert entry.terms
            assert entry.examples
            if file != "sts-interventions.yaml":  # its examples are those of the sample study
                assert "(invented)" in entry.examples


@pytest.mark.parametrize("file", FILES)
def test_colours_and_terms_belong_to_one_code(file: str) -> None:
    found = entries(file)
    assert len({entry.colour for entry in found}) == len(found)
    terms = [term.casefold() for entry in found for term in entry.terms]
    assert len(set(terms)) == len(terms)


@pytest.mark.parametrize("file", FILES)
def test_neighbours_named_in_boundaries_exist(file: str) -> None:
    found = entries(file)
    every_name = [entry.name for path in FILES for entry in entries(path)]
    every_name.sort(key=len, reverse=True)
    names = re.compile("|".join(re.escape(name) for name in every_name))
    for entry in found:
        for clause in re.findall(r"→ ([^.;→\n]+)", entry.when_not_to_use):
            assert names.match(clause) or clause.startswith(("the ", "that ")), (entry.name, clause)
            assert not re.search("[A-Z]", names.sub("", clause)), (entry.name, clause)


def test_the_sixteen_themes() -> None:
    read = read_codebook((FOLDER / "sts-interventions.yaml").read_bytes(), "sts.yaml")
    found = {code.name: [child.name for child in code.children] for code in read.document.codes}
    assert found == THEMES
    for category in read.document.codes:
        for theme in category.children:
            assert 6 <= len(theme.terms) <= 14, theme.name
            assert "→" in theme.when_not_to_use


# What a person without red or green cones sees, in linear light (Machado et al. 2009).
FULL = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
PROTAN = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTAN = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.01182, 0.04294, 0.968881),
)


def times(matrix: tuple[tuple[float, ...], ...], vector: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(
        sum(weight * value for weight, value in zip(row, vector, strict=True)) for row in matrix
    )


def tint_in_oklab(colour: str, seen: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    """The colour at 30 % over white, in coordinates where distance is difference to the eye."""
    shares = [0.7 + 0.3 * int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = tuple(((share + 0.055) / 1.055) ** 2.4 for share in shares)
    light = tuple(max(value, 0.0) for value in times(seen, linear))
    cones = times(
        (
            (0.4122214708, 0.5363325363, 0.0514459929),
            (0.2119034982, 0.6806995451, 0.1073969566),
            (0.0883024619, 0.2817188376, 0.6299787005),
        ),
        light,
    )
    return times(
        (
            (0.2104542553, 0.793617785, -0.0040720468),
            (1.9779984951, -2.428592205, 0.4505937099),
            (0.0259040371, 0.7827717662, -0.808675766),
        ),
        tuple(value ** (1 / 3) for value in cones),
    )


@pytest.mark.parametrize(
    ("seen", "least"), [(FULL, 0.03), (PROTAN, 0.024), (DEUTAN, 0.024)], ids=["full", "pro", "deu"]
)
def test_themes_are_told_apart_as_backgrounds(
    seen: tuple[tuple[float, ...], ...], least: float
) -> None:
    tints = {
        entry.name: tint_in_oklab(entry.colour or "", seen)
        for entry in entries("sts-interventions.yaml")
        if entry.codable
    }
    for one, other in itertools.combinations(tints, 2):
        assert math.dist(tints[one], tints[other]) >= least, (one, other)


def test_the_schema_knows_the_keys_that_the_reader_knows() -> None:
    schema = json.loads((FOLDER / "codebook.schema.json").read_text("utf-8"))
    assert set(schema["$defs"]["code"]["properties"]) == set(yaml_file._ENTRY_KEYS)
    assert set(schema["oneOf"][0]["properties"]) == set(yaml_file._CODEBOOK_KEYS)

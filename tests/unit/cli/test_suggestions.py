"""``suggest run``, ``accept``, ``reject``, ``evaluate``, and coding from elsewhere."""

import json
from pathlib import Path
from typing import Any

import pytest
import spacy

from qualcoder_sts.foundation.preferences import read_preferences, write_preferences
from tests.unit.cli.conftest import Command

KEYS = {"id", "source", "start", "end", "text", "code", "band", "reasons"}


@pytest.fixture
def defined(study: Path, tmp_path: Path, command: Command) -> Path:
    """The small project with definitions and terms."""
    book = tmp_path / "defined.csv"
    book.write_text(
        "path,brief_definition,terms\n"
        "Work/Caseload,How many families or cases.,families; thirty-four\n"
        "Work/Schedule,Hours and mornings off.,morning off\n"
        "Rest,To sit there for an hour.,sit; go home; NOT sit there\n",
        encoding="utf-8",
    )
    assert command("codebook", "import", study, book).code == 0
    return study


def suggested(command: Command, study: Path, *more: str) -> Any:
    ran = command("suggest", "run", study, "--json", *more)
    assert ran.code == 0, ran.err
    return ran.json


def test_run_lists_passages_with_reasons(command: Command, defined: Path) -> None:
    found = suggested(command, defined)
    assert found["model"] == "terms-tfidf-2"
    (first, *_) = found["suggestions"]
    assert first.keys() >= KEYS
    for one in found["suggestions"]:
        assert one["band"] == "from the definition only"
        assert "probability" not in one
    texts = {one["text"] for one in found["suggestions"]}
    assert any("morning off" in text for text in texts)
    assert not any(text.startswith("How many families") for text in texts), "a question"
    (hidden, *_) = found["hidden"]
    assert (hidden["because"], hidden["term"]) == ("an excluded term", "sit there")


def test_run_shows_a_table(command: Command, defined: Path) -> None:
    ran = command("suggest", "run", defined)
    assert "morning off" in ran.out
    assert "passages are suggested." in ran.out


def test_a_pipeline_by_option_or_from_the_settings(
    command: Command, defined: Path, tmp_path: Path
) -> None:
    """It knows one word: that “morning” is “mourning”, which no term of the codes is."""
    nlp = spacy.blank("en")
    tables = spacy.lookups.Lookups()
    tables.add_table("lemma_lookup", {"morning": "mourning"})
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=tables)
    nlp.to_disk(tmp_path / "own")

    def terms(*more: str) -> set[str]:
        found = suggested(command, defined, "--source", "Interview", *more)["suggestions"]
        return {r["text"] for one in found for r in one["reasons"] if r["kind"] == "term"}

    plain = terms()
    own = str(tmp_path / "own")
    chosen = terms("--pipeline", own)
    write_preferences(read_preferences().with_setting("spacy_pipeline", own))
    assert terms() == chosen
    assert terms("--pipeline", "") == plain
    ran = command("suggest", "evaluate", defined, "--pipeline", "no_such_pipeline")
    assert (ran.code, "is not installed on this computer" in ran.err) == (1, True)


def test_whose_coding_is_learnt_from_is_said(command: Command, defined: Path) -> None:
    own = suggested(command, defined, "--coder", "Ana Ruiz")
    assert (own["learnt_from"], own["codings"]) == ("own", 2)
    team = suggested(command, defined, "--coder", "Ana Ruiz", "--learn-from", "team")
    assert (team["learnt_from"], team["codings"]) == ("team", 3)
    ran = command("suggest", "run", defined, "--coder", "Ana Ruiz")
    assert "Learnt from 2 passages that Ana Ruiz has coded." in ran.err
    ran = command("suggest", "run", defined, "--learn-from", "team")
    assert "Learnt from 3 passages that the team has coded." in ran.err


def test_run_for_one_source(command: Command, defined: Path) -> None:
    found = suggested(command, defined, "--source", "Group")
    assert {one["source"] for one in found["suggestions"]} == {"Group"}
    assert command("suggest", "run", defined, "--source", "Grup").code == 1


def test_accept_and_undo(command: Command, defined: Path) -> None:
    (one, *_) = suggested(command, defined)["suggestions"]
    ran = command("suggest", "accept", defined, one["id"], "--json")
    assert ran.code == 0, ran.err
    assert (ran.json["start"], ran.json["code"]) == (one["start"], one["code"])
    segments = command("retrieve", defined, "--coder", "Pat Doe", "--json").json["segments"]
    assert [(each["id"], each["origin"]) for each in segments] == [
        (ran.json["segment"], "suggestion accepted")
    ]
    again = command("suggest", "accept", defined, one["id"])
    assert (again.code, again.out) == (1, "")
    assert "no longer open" in again.err
    assert command("undo", defined).code == 0
    assert command("suggest", "accept", defined, one["id"]).code == 0


def test_reject(command: Command, defined: Path) -> None:
    (one, *_) = suggested(command, defined)["suggestions"]
    ran = command("suggest", "reject", defined, one["id"], "--json")
    assert ran.code == 0
    assert "segment" not in ran.json
    assert one["id"] not in {each["id"] for each in suggested(command, defined)["suggestions"]}


def test_an_id_that_is_none(command: Command, defined: Path) -> None:
    ran = command("suggest", "accept", defined, "first")
    assert ran.code == 1
    assert "no longer open" in ran.err
    assert "Traceback" not in ran.err


def test_no_codes(command: Command, tmp_path: Path, files: Path) -> None:
    project = tmp_path / "bare.qsts"
    command("new", project)
    command("import", project, files / "interviews")
    for verb in ("run", "evaluate"):
        ran = command("suggest", verb, project)
        assert (ran.code, ran.out) == (1, "")
        assert "no code that could be suggested" in ran.err


def test_evaluate(command: Command, defined: Path) -> None:
    ran = command("suggest", "evaluate", defined, "--folds", "3", "--seed", "1", "--json")
    assert ran.code == 0, ran.err
    assert ran.json.keys() >= {
        "tier", "model", "units", "codes", "folds", "map", "p_at_1", "micro_f1", "macro_f1",
        "precision", "recall", "rev80", "per_code", "baselines", "seed",
    }  # fmt: skip
    assert ran.json["baselines"].keys() == {"random", "keywords", "tfidf"}
    again = command("suggest", "evaluate", defined, "--folds", "3", "--seed", "1", "--json")
    assert again.json == ran.json
    shown = command("suggest", "evaluate", defined, "--folds", "3")
    assert "TF-IDF regression alone" in shown.out


def test_evaluate_one_coder(command: Command, defined: Path) -> None:
    ran = command("suggest", "evaluate", defined, "--coder", "Ana Ruiz", "--folds", "3", "--json")
    assert ran.json["sources"] == 1
    alone = command("suggest", "evaluate", defined, "--coder", "Ana Ruiz")
    assert alone.code == 1
    assert "at least two finished sources" in alone.err


def test_evaluate_what_one_coder_alone_has_coded(command: Command, defined: Path) -> None:
    again = ("suggest", "evaluate", defined, "--folds", "3", "--json")
    every, single = command(*again), command(*again, "--single-coded")
    assert (every.json["single_coded"], single.json["single_coded"]) == (False, True)
    assert single.json["sources"] <= every.json["sources"]


def test_tier_b_without_an_encoder(command: Command, defined: Path) -> None:
    ran = command("suggest", "evaluate", defined, "--tier", "B")
    assert ran.code == 1
    assert "No such sentence encoder" in ran.err


def test_a_coded_table_from_elsewhere_can_be_evaluated(command: Command, tmp_path: Path) -> None:
    rows = ["document,text,codes"]
    for place in range(12):
        rows.append(f"one,The boss was angry again {place}.,Work | Anger")
        rows.append(f"two,My sister called about school {place}.,Family")
        rows.append(f"two,The boss cut our hours {place}.,Work")
        rows.append(f"one,A sister of mine visited {place}.,Family")
    table = tmp_path / "coded.csv"
    table.write_text("\n".join(rows), encoding="utf-8")
    project = tmp_path / "elsewhere.qsts"
    command("new", project)
    taken = command("coding", "import", project, table, "--finished", "--json")
    assert (taken.code, taken.json["placed"]) == (0, 60)
    ran = command("suggest", "evaluate", project, "--json")
    assert (ran.json["sources"], ran.json["units"], ran.json["codings"]) == (2, 48, 60)
    assert ran.json["map"] > ran.json["baselines"]["random"]["map"]
    assert json.dumps(ran.json["per_code"][0])


def test_the_stressors(command: Command, tmp_path: Path, shared_data: Path) -> None:
    project = tmp_path / "stressors.qsts"
    command("new", project)
    table = shared_data / "coded" / "sad_stressors.csv"
    assert command("coding", "import", project, table, "--finished").code == 0
    found = command("suggest", "evaluate", project, "--folds", "2", "--json").json
    assert found["units"] > 7000
    assert found["map"] > 0.7 > found["baselines"]["keywords"]["map"]
